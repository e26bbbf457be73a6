import { parseArgs } from 'node:util';
import { optionsOf } from '../app/options-of.ts';
import { buildApp } from '../app.ts';
import { systemClock } from '../platform/clock.ts';
import { openInstallation } from '../platform/db/installation.ts';
import { createLog } from '../platform/log.ts';
import { configOrExit, Exit } from './print.ts';

export const summary = 'what is over its time, by category; --sweep deletes it [--json]';

/** The dry run of the sweeper from a terminal, or a sweep. What is held by law is left alone and not counted. */
export async function run(args: string[]): Promise<number> {
  const { sweep, json } = read(args);
  const config = configOrExit();
  const installation = await openInstallation(config, { share: true });
  const kept = await buildApp({
    ...optionsOf(config, installation.roleUrls),
    rolePrefix: installation.prefix,
    clock: systemClock,
    log: createLog('warn', process.stderr),
    transport: null,
    logLines: null,
  });
  try {
    const swept = await kept.sweep({ dryRun: !sweep });
    if (json) console.log(JSON.stringify({ dryRun: !sweep, swept }));
    else for (const { category, due } of swept) console.log(`${category.padEnd(20)} ${due}`);
    if (!sweep && !json) console.log('Nothing was deleted. With --sweep it is.');
    return 0;
  } finally {
    await kept.stop();
    await installation.close();
  }
}

function read(args: string[]): { sweep: boolean; json: boolean } {
  try {
    const { values } = parseArgs({
      args,
      options: { sweep: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    });
    return values;
  } catch (error) {
    throw new Exit(64, [error instanceof Error ? error.message : String(error), `./kept retention: ${summary}`]);
  }
}
