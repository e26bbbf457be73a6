import { parseArgs } from 'node:util';
import { importErrors, retell } from '../../parts/statistics/index/logs.ts';
import { LineBuffer } from '../../platform/logs/line-buffer.ts';
import { sendLines } from '../../platform/logs/send.ts';
import { configOrExit, Exit } from '../print.ts';

export const usage = [
  './kept log pipe [--site SLUG --format NAME]',
  '  Hands lines from its standard input to the running server, which counts them in memory: for CustomLog of Apache.',
  '  With --site, lines of any format, told anew for that site; without, lines as ./kept log proxy has them written.',
];

export async function run(args: string[]): Promise<number> {
  const { values } = parsed(args);
  const { format, site } = values;
  if ((site === undefined) !== (format === undefined))
    throw new Exit(64, ['--site and --format go together.', ...usage]);
  if (site !== undefined && !/^[a-z0-9][a-z0-9-]{0,39}$/.test(site))
    throw importErrors.KEPT_IMPORT_SITE({ site, sites: 'see the desk' });
  const told = site !== undefined && format !== undefined ? retell(format, site) : null;
  const { signal } = new AbortController();
  const sender = sendLines(configOrExit().logSocket, { signal, waits: () => console.error('Waiting for the server.') });
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
      await sender.send(told ? told.retell(whole) : whole);
    }
  }
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
