import { openInstallation, outsidePrefix } from '../platform/db/installation.ts';
import { printedRoles } from '../platform/db/roles.ts';
import { readUrl } from '../platform/db/urls.ts';
import { configOrExit, Exit, flagsOf } from './print.ts';

export const summary = 'bring the database up to this version; --print-roles: the SQL for a database administrator';

export async function run(args: string[]): Promise<number> {
  const flags = flagsOf(args, ['--print-roles', '--json']);
  const config = configOrExit();
  if (flags.has('--print-roles')) {
    if (config.databaseUrl === null) {
      throw new Exit(64, [
        'The embedded database makes its roles itself. Set KEPT_DATABASE_URL to the one that is meant.',
      ]);
    }
    const { database } = readUrl(config.databaseUrl);
    process.stdout.write(printedRoles(outsidePrefix(config, config.databaseUrl), database));
    return 0;
  }
  const installation = await openInstallation(config, { share: true, renewGrants: true });
  await installation.close();
  const { migrated } = installation;
  if (flags.has('--json')) console.log(JSON.stringify(migrated));
  else for (const line of told(migrated)) console.log(line);
  return 0;
}

function told({ applied, setConfigRevoked }: { applied: readonly string[]; setConfigRevoked: boolean }): string[] {
  return [
    applied.length === 0 ? 'The database is up to date; all rights were given anew.' : `Applied ${applied.join(', ')}.`,
    ...(setConfigRevoked
      ? []
      : [
          'set_config() is open: purposes and tenants hold against mistakes, not against injected SQL. A superuser can close it (--print-roles).',
        ]),
  ];
}
