import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import type { Clock } from '../clock.ts';
import { withOwner } from '../db/migrate.ts';
import { createArchive, type Written } from './archive.ts';
import { dump, type Progress } from './dump.ts';
import type { Manifest } from './format.ts';
import { type BackupKeys, encrypterFor } from './keys.ts';
import { asOwner, type Place } from './place.ts';
import { readKeys } from './secrets-file.ts';

export interface BackupOptions {
  readonly place: Place;
  readonly file: string;
  readonly keys: BackupKeys;
  readonly version: string;
  readonly clock: Clock;
  readonly report: (progress: Progress) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface BackedUp extends Written {
  readonly file: string;
  readonly tables: Manifest['tables'];
}

/** Writes the whole installation, as it stands at one moment, into one encrypted file. The server may go on working. */
export async function backup(options: BackupOptions): Promise<BackedUp> {
  const { place, file, clock, version, report, signal } = options;
  const encrypter = await encrypterFor(options.keys, [dirname(file), place.dataFolder, place.secretsFolder]);
  const keys = await readKeys(place.secretsFolder);
  return asOwner(place, (ownerUrl) =>
    withOwner(ownerUrl, async (client) => {
      const madeAt = clock.now();
      const temporary = `${file}.${randomBytes(6).toString('hex')}.partial`;
      const archive = await createArchive({ file, temporary, encrypter, madeAt, signal });
      try {
        const { tables } = await dump({ client, archive, keys, version, madeAt, report });
        return { file, tables, ...(await archive.finish()) };
      } catch (error) {
        await archive.discard();
        throw error;
      }
    }),
  );
}
