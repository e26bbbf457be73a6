import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { TracePlace } from '../../platform/clauses/audit-result.ts';
import type { AuditInstallation } from './installation.ts';
import { searchBackup } from './search-backup.ts';
import { searchFolder } from './search-files.ts';
import { searchRows } from './search-rows.ts';
import type { Searches } from './searches.ts';

/** Makes a backup and searches rows, the backup, and then, with everything stopped, every file that is left. */
export async function searchAll(
  searches: Searches,
  installation: AuditInstallation,
  tell: (line: string) => void,
): Promise<void> {
  const { folder } = installation;
  tell('making a backup');
  const [backup, identity] = [join(folder, 'files', 'backup.age'), join(folder, 'files', 'identity')];
  const secret = await generateX25519Identity();
  writeFileSync(identity, `${secret}\n`, { mode: 0o600 });
  const made = await installation.command(['backup', backup, '--recipient', await identityToRecipient(secret)]);
  if (made.code !== 0) searches.fault('the backup could not be made');
  else await searchBackup(searches, backup, identity);
  tell('searching rows, then files');
  await installation.asOwner((client) => searchRows(searches, client));
  await installation.stopDatabase();
  await searchFolder(searches, join(folder, 'data'), placeInData);
  await searchFolder(searches, join(folder, 'said'), (path) =>
    path === 'postgresql.log' ? 'database log' : 'server output',
  );
  await searchFolder(searches, join(folder, 'temporary'), () => 'temporary files');
  await searchFolder(searches, join(folder, 'exports'), () => 'exports');
}

function placeInData(path: string): TracePlace {
  if (path.startsWith('postgres/pg_wal/')) return 'write-ahead log';
  return path.startsWith('postgres/') ? 'database files' : 'data folder';
}
