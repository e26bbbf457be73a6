import { readFile, realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Decrypter, Encrypter } from 'age-encryption';
import { errors } from './errors.ts';

/** Who may open a backup: public keys of age, or a passphrase in a file. Neither is ever written by us. */
export interface BackupKeys {
  readonly recipients: readonly string[];
  readonly passphraseFile?: string | undefined;
}

export interface RestoreKeys {
  readonly identityFile?: string | undefined;
  readonly passphraseFile?: string | undefined;
}

const shortestPassphrase = 12;

/** @param keepAway folders in which a passphrase must not lie: the backup's and the data folder */
export async function encrypterFor(keys: BackupKeys, keepAway: readonly string[]): Promise<Encrypter> {
  const encrypter = new Encrypter();
  if (keys.passphraseFile !== undefined) {
    if (keys.recipients.length > 0) throw errors.KEPT_BACKUP_BOTH_KEYS();
    const passphrase = await readPassphrase(keys.passphraseFile);
    await mustNotLieIn(keys.passphraseFile, keepAway);
    encrypter.setPassphrase(passphrase);
    return encrypter;
  }
  if (keys.recipients.length === 0) throw errors.KEPT_BACKUP_NOT_ENCRYPTED();
  for (const [index, recipient] of keys.recipients.entries()) {
    try {
      encrypter.addRecipient(recipient.trim());
    } catch (error) {
      // The message of the library would print what was given, which may be a secret key.
      throw errors.KEPT_BACKUP_RECIPIENT({ number: index + 1 }, error);
    }
  }
  return encrypter;
}

export async function decrypterFor(keys: RestoreKeys): Promise<Decrypter> {
  const decrypter = new Decrypter();
  const { identityFile, passphraseFile } = keys;
  if (identityFile === undefined && passphraseFile === undefined) throw errors.KEPT_RESTORE_NO_KEY();
  if (passphraseFile !== undefined) decrypter.addPassphrase(await readPassphrase(passphraseFile));
  if (identityFile !== undefined) {
    const lines = (await readKeyFile(identityFile)).split('\n').map((line) => line.trim());
    const identities = lines.filter((line) => line !== '' && !line.startsWith('#'));
    if (identities.length === 0) throw errors.KEPT_BACKUP_KEY_FILE({ file: identityFile, reason: 'it holds no key' });
    for (const identity of identities) {
      try {
        decrypter.addIdentity(identity);
      } catch (error) {
        throw errors.KEPT_BACKUP_KEY_FILE({ file: identityFile, reason: 'a line is not an identity of age' }, error);
      }
    }
  }
  return decrypter;
}

async function readPassphrase(file: string): Promise<string> {
  const passphrase = (await readKeyFile(file)).replace(/\r?\n$/, '');
  const fault =
    passphrase.length < shortestPassphrase
      ? `it is shorter than ${shortestPassphrase} characters`
      : /[\r\n]/.test(passphrase)
        ? 'it has more than one line'
        : undefined;
  if (fault !== undefined) throw errors.KEPT_BACKUP_KEY_FILE({ file, reason: fault });
  return passphrase;
}

async function readKeyFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw errors.KEPT_BACKUP_KEY_FILE({ file, reason: (error as NodeJS.ErrnoException).code ?? 'unreadable' }, error);
  }
}

async function mustNotLieIn(file: string, folders: readonly string[]): Promise<void> {
  const place = dirname(await realpath(file));
  for (const each of folders) {
    const folder = await realpath(each).catch(() => resolve(each));
    if (place === folder) throw errors.KEPT_BACKUP_KEY_BESIDE({ folder });
  }
}
