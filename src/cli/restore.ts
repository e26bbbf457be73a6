import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bringForward } from '../app/bring-forward.ts';
import { closeWaysIn } from '../app/close-ways-in.ts';
import { type Restored, restore } from '../platform/backup/restore.ts';
import { readConfig } from '../platform/config/config.ts';
import { parseReplay, replayFile } from '../platform/erasure/replay-log.ts';
import { configOrExit, Exit } from './print.ts';
import { rowsOf, stopAsked, tellProgress } from './progress.ts';

export const summary =
  'make everything anew from a backup: FILE --identity FILE | --passphrase-file FILE [--into URL] [--replay FILE] [--json]';

export async function run(args: string[]): Promise<number> {
  const { values, file } = read(args);
  const place = { ...configOrExit(), ...(values.into === undefined ? {} : { databaseUrl: checkedUrl(values.into) }) };
  const log = values.replay ?? replayFile(place.dataFolder);
  if (values.replay !== undefined && !existsSync(log)) throw new Exit(66, [`--replay: there is no file ${log}.`]);
  const lines = existsSync(log) ? parseReplay(readFileSync(log, 'utf8')) : [];
  let erasures = 0;
  const restored = await restore({
    place,
    file: resolve(file),
    keys: { identityFile: values.identity, passphraseFile: values['passphrase-file'] },
    report: tellProgress(),
    afterwards: async (owner) => {
      await closeWaysIn(owner);
      erasures = await bringForward(owner, lines);
    },
    signal: stopAsked(),
  });
  const where = place.databaseUrl === null ? place.dataFolder : 'the outside database';
  if (values.json)
    console.log(JSON.stringify({ ...restored, replayed: lines.length, erasures, rows: rowsOf(restored.tables) }));
  else for (const line of told(restored, where, values.into !== undefined)) console.log(line);
  if (!values.json) console.log(replayTold(log, lines.length, erasures));
  return 0;
}

function read(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        identity: { type: 'string' },
        'passphrase-file': { type: 'string' },
        replay: { type: 'string' },
        into: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new Error('Name one backup.');
    return { values, file };
  } catch (error) {
    throw new Exit(64, [error instanceof Error ? error.message : String(error), `./kept restore: ${summary}`]);
  }
}

/** As strict as the variable, and as silent about the password in it. */
function checkedUrl(url: string): string {
  const checked = readConfig({ KEPT_DATABASE_URL: url });
  if ('faults' in checked)
    throw new Exit(
      64,
      checked.faults.map((fault) => fault.replace('KEPT_DATABASE_URL', '--into')),
    );
  if (checked.config.databaseUrl === null) throw new Exit(64, ['--into: names no database.']);
  return checked.config.databaseUrl;
}

function told({ madeAt, kept, tables, migrated }: Restored, where: string, into: boolean): string[] {
  return [
    `Restored ${tables.length} tables with ${rowsOf(tables)} rows and the keys into ${where}.`,
    `The backup was made on ${madeAt} by Kept ${kept}. Every table was read back and is what was backed up.`,
    ...(migrated.length === 0 ? [] : [`Migrated on to this version: ${migrated.join(', ')}.`]),
    ...(into ? ['Set KEPT_DATABASE_URL to this database before you start the server.'] : []),
    'Everybody signs in anew: sessions, links to own pages, open invitations and API tokens of before are ended.',
    'What happened after that moment is not in it: corrections, accounts disabled and mails sent since.',
    'Mail that waited then goes out at the start, even if it was sent since: look at it first if that matters. Start with ./kept start.',
  ];
}

function replayTold(log: string, lines: number, erasures: number): string {
  if (lines === 0)
    return `There was no log of erasures and opt-outs (${log}): those made after the backup are forgotten, unless you restore again with --replay FILE.`;
  return `Erasures, opt-outs and restrictions since then hold again (${lines} lines of ${log}); ${erasures} erasures are done at the start, before anybody is served.`;
}
