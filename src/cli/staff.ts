import { parseArgs } from 'node:util';
import { inviteFromServer } from '../parts/staff/index.ts';
import { systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/db/database.ts';
import { openInstallation } from '../platform/db/installation.ts';
import type { Who } from '../platform/http/who.ts';
import { systemIds } from '../platform/ids.ts';
import { configOrExit, Exit } from './print.ts';

export const summary =
  'invite MAIL [--role administrator]: a link that makes an account, or gives one a new password; works once';

const usage = ['./kept staff invite MAIL [--role administrator]'];
const who: Who = { kind: 'system', job: './kept staff' };

/** Lets somebody in from the server itself: the last administrator who lost the password, for one. */
export async function run(args: string[]): Promise<number> {
  const { email, role, json } = read(args);
  const config = configOrExit();
  const deps = { clock: systemClock, ids: systemIds, publicUrl: config.publicUrl };
  const installation = await openInstallation(config, { share: true });
  const db = openDatabase({ url: installation.roleUrls.app, prefix: installation.prefix, poolSize: 1 });
  try {
    const made = await db.base((trx) => inviteFromServer(trx, deps, who, { email, role }));
    if (json) console.log(JSON.stringify(made));
    else tell(made);
    return 0;
  } finally {
    await db.close();
    await installation.close();
  }
}

function read(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { role: { type: 'string', default: 'administrator' }, json: { type: 'boolean', default: false } },
    });
    const [command, email, ...more] = positionals;
    if (command !== 'invite' || email === undefined || more.length > 0) throw new Exit(64, usage);
    return { email, ...values };
  } catch (error) {
    if (error instanceof Exit) throw error;
    throw new Exit(64, [error instanceof Error ? error.message : 'The arguments could not be read.', '', ...usage]);
  }
}

function tell({ link, expiresAt }: { readonly link: string; readonly expiresAt: Date }): void {
  console.log(link);
  console.error(`Shown only now. It works once, until ${expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC.`);
  console.error('Where the address has an account, it sets a new password and turns one-time codes and passkeys off.');
}
