import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';

const mark = '/*prepared*/';

/**
 * Put before a statement that runs at every activation or the like: each connection then parses and plans it once instead
 * of every time. Only for texts of which there are few; those built with a varying number of rows would pile up.
 */
export const prepared = sql.raw(mark);

const names = new Map<string, string>();

/**
 * A connection that prepares marked statements under a name made of their text, and sends what is asked of it in one go in one
 * packet: each packet wakes a process on either side.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const send = this.query.bind(this) as (query: unknown, ...rest: unknown[]) => unknown;
    let held = false;
    const hold = () => {
      if (held) return;
      held = true;
      const { stream } = this.connection;
      stream.cork();
      process.nextTick(() => {
        held = false;
        stream.uncork();
      });
    };
    const query = (text: unknown, values?: unknown, ...rest: unknown[]) => {
      hold();
      return typeof text === 'string' && text.startsWith(mark)
        ? send({ name: nameOf(text), text, values }, ...rest)
        : send(text, values, ...rest);
    };
    this.query = query as typeof this.query;
  }
}

function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = createHash('sha1').update(text).digest('base64url');
    names.set(text, name);
  }
  return name;
}
