import { openInstallation } from '../platform/db/installation.ts';
import { startMaintenance } from '../platform/db/maintenance.ts';
import { configOrExit, Exit, flagsOf } from './print.ts';
import { type Ready, serverEnvironment, superviseServer } from './supervise.ts';

export const summary = 'start the database and the server; Ctrl-C stops both';

/**
 * The supervisor: it alone holds the owner's way into the database. It starts PostgreSQL, migrates, sets the rights,
 * starts the server without them, and stops all in the reverse order.
 */
export async function run(args: string[]): Promise<number> {
  flagsOf(args, []);
  const config = configOrExit();
  const endAsked = endOfWork();
  const installation = await openInstallation(config, { log: (line) => console.log(line) });
  if (installation.migrated.applied.length > 0)
    console.log(`applied ${installation.migrated.applied.length} migrations`);
  const server = superviseServer({
    env: serverEnvironment(process.env, config, installation.roleUrls),
    onReady: (ready, again) => tellReady(ready, again, config.dataFolder),
    log: (line) => console.log(line),
  });
  const maintenance = startMaintenance(installation.ownerUrl, (line) => console.log(line));
  const failed = await Promise.race([endAsked, server.givenUp]);
  maintenance.stop();
  await server.stop();
  await installation.close();
  if (failed) throw new Exit(1, [`${failed.code}: ${failed.message}`, failed.next]);
  console.log('Kept has stopped.');
  return 0;
}

/** Ctrl-C, a service manager's stop, or the terminal closed. Asked a second time there is nothing quicker that is safe. */
function endOfWork(): Promise<undefined> {
  return new Promise((ask) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ask(undefined));
  });
}

function tellReady({ publicUrl, firstLink }: Ready, again: boolean, dataFolder: string): void {
  if (again) {
    console.log('the server runs again');
    return;
  }
  const lines = [
    '',
    `Kept runs. Ready ${performance.now().toFixed(0)} ms after its start.`,
    `  Public pages   ${publicUrl}/`,
    `  Desk           ${publicUrl}/desk`,
    ...(firstLink
      ? [
          `  First account  ${firstLink}`,
          '                 (works once; a new one is printed at each start until it is used)',
        ]
      : []),
    `  Data           ${dataFolder}`,
    '  Ctrl-C stops it.',
    '',
  ];
  for (const line of lines) console.log(line);
}
