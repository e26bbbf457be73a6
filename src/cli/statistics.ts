import { parseArgs } from 'node:util';
import { siteSummaries, statisticsSummary } from '../parts/statistics/index.ts';
import { systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/db/database.ts';
import { openInstallation } from '../platform/db/installation.ts';
import { configOrExit, Exit } from './print.ts';
import { drawSummary } from './statistics/draw-summary.ts';

export const summary =
  'print the figures of the websites; --site=SLUG, --from=YYYY-MM-DD, --to=YYYY-MM-DD, --origin=ORIGIN, --json; audit [--json]: send made-up visitors in, and search everything for them';

const usage = [
  './kept statistics [--site SLUG] [--from YYYY-MM-DD] [--to YYYY-MM-DD] [--origin live|log|...] [--json]',
  './kept statistics audit [--json]',
];

export async function run(args: string[]): Promise<number> {
  if (args[0] === 'audit') return (await import('./audit/command.ts')).run(args.slice(1));
  const { site, json, ...asked } = read(args);
  const installation = await openInstallation(configOrExit(), { share: true });
  const db = openDatabase({ url: installation.roleUrls.app, prefix: installation.prefix, poolSize: 4 });
  try {
    const deps = { db, clock: systemClock };
    const { sites } = await siteSummaries(deps);
    const wanted = sites.filter(({ slug }) => site === undefined || slug === site);
    if (site !== undefined && wanted.length === 0)
      throw new Exit(64, [
        `There is no site ${site}. There is: ${sites.map(({ slug }) => slug).join(', ') || 'none'}.`,
      ]);
    const found = [];
    for (const { slug } of wanted) found.push(await statisticsSummary(deps, slug, asked));
    if (json) console.log(JSON.stringify(found, null, 2));
    else if (found.length === 0) console.log('There is no site yet. Add one on the desk, under Statistics.');
    else for (const each of found) for (const line of drawSummary(each)) console.log(line);
    return 0;
  } finally {
    await db.close();
    await installation.close();
  }
}

const origins = ['live', 'log', 'plausible', 'matomo', 'google analytics'] as const;

function read(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        site: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        origin: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const origin = origins.find((each) => each === values.origin);
    if (values.origin !== undefined && origin === undefined)
      throw new Exit(64, [`There is no origin ${values.origin}. There is: ${origins.join(', ')}.`]);
    for (const day of [values.from, values.to])
      if (day !== undefined && !isDay(day)) throw new Exit(64, [`${day} is no day. Write it as 2026-03-31.`]);
    return { site: values.site, json: values.json, from: values.from, to: values.to, origin };
  } catch (error) {
    if (error instanceof Exit) throw error;
    throw new Exit(64, [error instanceof Error ? error.message : 'The arguments could not be read.', '', ...usage]);
  }
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
