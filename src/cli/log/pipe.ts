import { parseArgs } from 'node:util';
import { importErrors, letGoLine, retell } from '../../parts/statistics/index/logs.ts';
import { LineBuffer } from '../../platform/logs/line-buffer.ts';
import { openOutlet } from '../../platform/logs/outlet.ts';
import { sendLines } from '../../platform/logs/send.ts';
import { configOrExit, Exit } from '../print.ts';

export const usage = [
  './kept log pipe [--site SLUG --format NAME]',
  '  Hands lines from its standard input to the running server, which counts them in memory: for CustomLog of Apache.',
  '  What the server does not take for a while is let go, so that no web server has to wait for it.',
  '  With --site, lines of any format, told anew for that site; without, lines as ./kept log proxy has them written.',
];

/** While the server is away so many bytes are held in memory; then a web server waits so many milliseconds, and no longer. */
const holds = 4_000_000;
const patience = 2_000;

export async function run(args: string[]): Promise<number> {
  const { values } = parsed(args);
  const { format, site } = values;
  if ((site === undefined) !== (format === undefined))
    throw new Exit(64, ['--site and --format go together.', ...usage]);
  if (site !== undefined && !/^[a-z0-9][a-z0-9-]{0,39}$/.test(site))
    throw importErrors.KEPT_IMPORT_SITE({ site, sites: 'see the desk' });
  const told = site !== undefined && format !== undefined ? retell(format, site) : null;
  const stop = new AbortController();
  const waits = () => console.error('Waiting for the server.');
  const sender = sendLines(configOrExit().logSocket, { signal: stop.signal, waits });
  const letGo = (count: number) => {
    console.error(`${count} lines were let go while nobody took them.`);
    sender.send(letGoLine(count)).catch(() => undefined);
  };
  const outlet = openOutlet(sender, { holds, patience, letGo });
  const lines = new LineBuffer(1 << 17, 0);
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    for (let at = 0; at < chunk.length; ) {
      const { bytes, from, length } = lines.room();
      const piece = chunk.subarray(at, at + length);
      bytes.set(piece, from);
      lines.took(piece.length);
      at += piece.length;
      const block = lines.whole();
      if (block === null) continue;
      const whole = block.bytes.slice(0, block.end);
      await outlet.take(told ? told.retell(whole) : whole);
    }
  }
  await outlet.end();
  stop.abort();
  await sender.close();
  return 0;
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: { site: { type: 'string' }, format: { type: 'string' } } });
  } catch (error) {
    throw new Exit(64, [error instanceof Error ? error.message : String(error), ...usage]);
  }
}
