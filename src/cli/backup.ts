import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type BackedUp, backup } from '../platform/backup/backup.ts';
import { systemClock } from '../platform/clock.ts';
import { configOrExit, Exit } from './print.ts';
import { rowsOf, size, stopAsked, tellProgress } from './progress.ts';

export const summary =
  'write everything into one encrypted file: [FILE] --recipient age1... | --passphrase-file FILE [--json]';

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = read(args);
  const place = configOrExit();
  const written = await backup({
    place,
    file: resolve(positionals[0] ?? defaultName(systemClock.now())),
    keys: { recipients: values.recipient, passphraseFile: values['passphrase-file'] },
    version: thisVersion(),
    clock: systemClock,
    report: tellProgress(),
    signal: stopAsked(),
  });
  if (values.json) console.log(JSON.stringify({ ...written, rows: rowsOf(written.tables) }));
  else for (const line of told(written)) console.log(line);
  return 0;
}

function read(args: string[]) {
  try {
    const parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        recipient: { type: 'string', multiple: true, default: [] },
        'passphrase-file': { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    if (parsed.positionals.length > 1) throw new Error('Name one file.');
    return parsed;
  } catch (error) {
    throw new Exit(64, [error instanceof Error ? error.message : String(error), `./kept backup: ${summary}`]);
  }
}

function thisVersion(): string {
  const text = readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function defaultName(now: Date): string {
  return `kept-${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z.age`;
}

function told({ file, bytes, sha256, tables }: BackedUp): string[] {
  return [
    `Backed up ${tables.length} tables with ${rowsOf(tables)} rows and the keys of this installation.`,
    `  File     ${file}`,
    `  Size     ${size(bytes)}`,
    `  SHA-256  ${sha256}`,
    'Nobody can open it without the key that was named, nor can we. Keep both, and not in one place.',
  ];
}
