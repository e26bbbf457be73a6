import { parseArgs } from 'node:util';
import { cameFrom } from '../../parts/statistics/index.ts';
import { openDatabase } from '../../platform/db/database.ts';
import { openInstallation } from '../../platform/db/installation.ts';
import { askAt, statusPath } from '../../platform/logs/tell.ts';
import { configOrExit, Exit } from '../print.ts';
import { drawStatus, type LiveSources } from './draw-status.ts';

export const usage = [
  './kept log status [--json]',
  '  What each source of lines has counted, left out and lost, since when, and when its last line came: the socket and syslog of the',
  '  running server, and the logs and histories that were imported.',
];

export async function run(args: string[]): Promise<number> {
  const { json } = read(args);
  const config = configOrExit();
  // What the running server tells is what the running server is: of the same version.
  const live = (await askAt(statusPath(config.logSocket))) as LiveSources | null;
  const installation = await openInstallation(config, { share: true });
  const db = openDatabase({ url: installation.roleUrls.app, prefix: installation.prefix, poolSize: 1 });
  try {
    const status = { live, imported: await cameFrom({ db }) };
    if (json) console.log(JSON.stringify(status, null, 2));
    else for (const line of drawStatus(status, config.logSocket)) console.log(line);
    return 0;
  } finally {
    await db.close();
    await installation.close();
  }
}

function read(args: string[]): { readonly json: boolean } {
  try {
    return parseArgs({ args, options: { json: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    throw new Exit(64, [error instanceof Error ? error.message : String(error), '', ...usage]);
  }
}
