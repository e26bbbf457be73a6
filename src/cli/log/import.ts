import { parseArgs } from 'node:util';
import { configOrExit, Exit } from '../print.ts';
import type { ImportOptions } from './options.ts';
import { startThread } from './threads.ts';

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
  const { files, options } = await read(args);
  const importThese = async (some: readonly string[]) => {
    // The thread loads what it needs while this one does; both take about as long as counting 100,000 lines.
    const beside = startThread({ dataFolder: configOrExit().dataFolder });
    try {
      const { importOnce } = await import('./import-once.ts');
      return await importOnce(some, options, beside);
    } finally {
      await beside.end();
    }
  };
  if (!options.follow) return importThese(files);
  const { follow } = await import('./follow.ts');
  return follow(files, options, importThese);
}

async function read(args: string[]): Promise<{ files: string[]; options: ImportOptions }> {
  const { positionals, values } = parsed(args);
  if (positionals.length === 0) throw new Exit(64, ['Name the logs to import.', '', ...usage]);
  if (values.site === undefined) throw new Exit(64, ['Name the site with --site SLUG.', '', ...usage]);
  const server = values.server;
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(server)) {
    const { importErrors } = await import('../../parts/statistics/index/logs.ts');
    throw importErrors.KEPT_IMPORT_SERVER({ server });
  }
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
