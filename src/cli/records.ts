import { optionsOf } from '../app/options-of.ts';
import { buildApp } from '../app.ts';
import { systemClock } from '../platform/clock.ts';
import { openInstallation } from '../platform/db/installation.ts';
import { createLog } from '../platform/log.ts';
import { configOrExit, Exit } from './print.ts';

export const summary = 'the records of processing (GDPR art. 30) as a page to print; --json for programs';

/** Prints the records of processing, made from the installation as it is now. */
export async function run(args: string[]): Promise<number> {
  if (args.some((arg) => arg !== '--json')) throw new Exit(64, [`./kept records: ${summary}`]);
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
    const { json, page } = await kept.records();
    console.log(args.includes('--json') ? JSON.stringify(json, null, 2) : page);
    return 0;
  } finally {
    await kept.stop();
    await installation.close();
  }
}
