import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type HistoryResult,
  historyPrograms,
  importHistory,
  keptFrom,
  siteFor,
} from '../../parts/statistics/index/logs.ts';
import { systemClock } from '../../platform/clock.ts';
import { openDatabase } from '../../platform/db/database.ts';
import { openInstallation } from '../../platform/db/installation.ts';
import { configOrExit, Exit } from '../print.ts';
import { goesSoon } from './told.ts';

export const usage = [
  './kept log history plausible|matomo|google-analytics FILE... --site SLUG [--json]',
  '  Takes over what another program counted, from its exports in CSV by day, as an origin of its own beside what is counted here.',
];

export async function run(args: string[]): Promise<number> {
  const { files, json, program, slug } = read(args);
  const installation = await openInstallation(configOrExit(), { share: true });
  const db = openDatabase({ url: installation.roleUrls.app, prefix: installation.prefix, poolSize: 1 });
  try {
    const site = await siteFor({ db }, slug);
    const result = await importHistory(
      { db, clock: systemClock },
      { site, program, files: files.map((file) => resolve(file)) },
    );
    if (json) console.log(JSON.stringify(result));
    else {
      for (const file of result.files) console.log(told(file));
      const firstDay = result.files.flatMap((file) => file.firstDay ?? []).toSorted()[0] ?? null;
      for (const line of goesSoon(firstDay, keptFrom(site, systemClock))) console.log(line);
    }
    return 0;
  } finally {
    await db.close();
    await installation.close();
  }
}

function told({ path, days, known, undated }: HistoryResult['files'][number]): string {
  const left = known > 0 ? `; ${known} days were taken over before and left as they are` : '';
  const odd = undated > 0 ? `; ${undated} rows without a day such as 2026-03-29 were left out` : '';
  return `  ${basename(path)}: ${days} days taken over${left}${odd}`;
}

function read(args: string[]) {
  const { positionals, values } = parsed(args);
  const [name = '', ...files] = positionals;
  const program = historyPrograms.find((each) => each === name);
  if (program === undefined || files.length === 0 || values.site === undefined) throw new Exit(64, usage);
  return { program, files, slug: values.site, json: values.json };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { site: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
  } catch (error) {
    throw new Exit(64, [error instanceof Error ? error.message : String(error), ...usage]);
  }
}
