import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { importErrors, importLogs, openSites, siteFor } from '../../parts/statistics/index.ts';
import { systemClock } from '../../platform/clock.ts';
import { openDatabase } from '../../platform/db/database.ts';
import { openInstallation } from '../../platform/db/installation.ts';
import { configOrExit, Exit } from '../print.ts';
import { stopAsked } from '../progress.ts';
import { drawBar } from './bar.ts';
import { follow } from './follow.ts';
import type { ImportOptions } from './options.ts';
import { inThreads } from './threads.ts';
import { told } from './told.ts';

export const usage = [
  './kept log import FILE... --site SLUG',
  '  Counts the logs of a web server: plain, gzip or zstd, as many files as you like, in any order.',
  '  A log that was imported already is not counted again, even if it has grown or was renamed, compressed or copied.',
  '  --site SLUG      the site whose pages the log tells of',
  '  --format NAME    combined, common, vhost-combined, vhost-common, iis, json, or your own pattern (found out by itself)',
  '  --server NAME    which of several web servers of the site wrote the logs (main)',
  '  --dry-run        counts and shows, writes nothing',
  '  --follow         then waits for new lines and hands them to the running server, through rotation',
  '  --json           the result as JSON',
];

export async function run(args: string[]): Promise<number> {
  const { files, options } = read(args);
  if (options.follow) return follow(files, options, (some) => importOnce(some, options));
  return importOnce(files, options);
}

async function importOnce(files: readonly string[], options: ImportOptions): Promise<number> {
  const config = configOrExit();
  const signal = stopAsked();
  const bar = drawBar();
  const installation = await openInstallation(config, { share: true });
  const db = openDatabase({ url: installation.roleUrls.app, prefix: installation.prefix, poolSize: 3 });
  try {
    const began = performance.now();
    const site = await siteFor(openSites({ db }), options.site);
    const { dataFolder, ownNetworks } = config;
    const salt = randomBytes(16);
    const result = await importLogs(
      { db, clock: systemClock, inThreads, salt, dataFolder, ownNetworks },
      {
        site,
        files: files.map((file) => resolve(file)),
        format: options.format,
        server: options.server,
        dryRun: options.dryRun,
        signal,
        planned: ({ bytes }) => bar.total(bytes),
        progress: (progress) => bar.told(progress),
      },
    );
    bar.end();
    const seconds = (performance.now() - began) / 1_000;
    if (options.json) console.log(JSON.stringify({ ...result, seconds }));
    else for (const line of told(result, { seconds, site: site.slug })) console.log(line);
    return 0;
  } finally {
    bar.end();
    await db.close();
    await installation.close();
  }
}

function read(args: string[]): { files: string[]; options: ImportOptions } {
  const { positionals, values } = parsed(args);
  if (positionals.length === 0) throw new Exit(64, ['Name the logs to import.', '', ...usage]);
  if (values.site === undefined) throw new Exit(64, ['Name the site with --site SLUG.', '', ...usage]);
  const server = values.server;
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(server)) throw importErrors.KEPT_IMPORT_SERVER({ server });
  const { format = null, site, 'dry-run': dryRun, follow, json } = values;
  return { files: positionals, options: { site, format, server, dryRun, follow, json } };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        site: { type: 'string' },
        format: { type: 'string' },
        server: { type: 'string', default: 'main' },
        'dry-run': { type: 'boolean', default: false },
        follow: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Exit(64, [error instanceof Error ? error.message : String(error), '', ...usage]);
  }
}
