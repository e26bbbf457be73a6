import { mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../crypto/digest.ts';
import { errors } from './errors.ts';

/** keys.json of an installation (platform/crypto/secrets.ts): signing, digest and session keys. */
const keysFile = (folder: string) => join(folder, 'keys.json');

export async function readKeys(folder: string): Promise<Buffer> {
  const file = keysFile(folder);
  try {
    return await readFile(file);
  } catch (error) {
    throw errors.KEPT_BACKUP_NO_SECRETS({ file, reason: (error as NodeJS.ErrnoException).code ?? 'unknown' }, error);
  }
}

/** Refuses a folder that holds other keys: they may be all that is left of another installation. */
export async function mustTakeKeys(folder: string, keys: Buffer): Promise<void> {
  const found = await readFile(keysFile(folder)).catch(() => undefined);
  if (found !== undefined && !found.equals(keys)) throw errors.KEPT_RESTORE_OTHER_SECRETS({ file: keysFile(folder) });
}

/**
 * Puts the keys in their place, mode 0600.
 * @returns the function that takes them away again, if they were not there before
 */
export async function writeKeys(folder: string, keys: Buffer): Promise<() => Promise<void>> {
  await mustTakeKeys(folder, keys);
  const file = keysFile(folder);
  const there = await readFile(file).catch(() => undefined);
  if (there !== undefined) return async () => undefined;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.restored`;
  await writeFile(draft, keys, { mode: 0o600 });
  await rename(draft, file);
  return () => unlink(file);
}

export function fingerprint(name: string, content: Buffer): { name: string; bytes: number; sha256: string } {
  return { name, bytes: content.length, sha256: sha256(content).toString('hex') };
}
