import { randomBytes } from 'node:crypto';
import { chmod, link, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import { errors } from './setup-errors.ts';

/** Passwords of the database roles. In a file of their own: a backup leaves them out. */
export interface DatabasePasswords {
  readonly owner: string;
  readonly login: string;
  readonly auth: string;
  readonly probe: string;
}

/** Reads `<folder>/database.json`, and makes it (mode 0600) where there is none. Several processes may ask at once. */
export async function databasePasswords(folder: string): Promise<DatabasePasswords> {
  const file = join(folder, 'database.json');
  const notWritable = (error: unknown) =>
    errors.KEPT_SECRETS_NOT_WRITABLE({ folder, reason: (error as NodeJS.ErrnoException).code ?? 'unknown' }, error);
  try {
    makeFolder(folder, 0o700);
  } catch (error) {
    throw notWritable(error);
  }
  for (;;) {
    const found = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw errors.KEPT_SECRETS_UNREADABLE({ file, reason: error.code ?? 'unknown' }, error);
    });
    if (found !== undefined) return parse(file, found);
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    try {
      await chmod(folder, 0o700);
      await writeFile(draft, `${JSON.stringify(generate(), null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      throw notWritable(error);
    }
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await unlink(draft);
  }
}

function generate(): DatabasePasswords {
  const password = () => randomBytes(24).toString('base64url');
  return { owner: password(), login: password(), auth: password(), probe: password() };
}

function parse(file: string, text: string): DatabasePasswords {
  let value: Partial<DatabasePasswords>;
  try {
    value = JSON.parse(text) as Partial<DatabasePasswords>;
  } catch (error) {
    throw errors.KEPT_SECRETS_UNREADABLE({ file, reason: 'not JSON' }, error);
  }
  const { owner, login, auth, probe } = value;
  if (!owner || !login || !auth || !probe)
    throw errors.KEPT_SECRETS_UNREADABLE({ file, reason: 'a password is missing' });
  return { owner, login, auth, probe };
}
