import { readArchive } from '../../platform/backup/archive.ts';
import { names, parseManifest, tableOfPiece } from '../../platform/backup/format.ts';
import { decrypterFor } from '../../platform/backup/keys.ts';
import type { Searches } from './searches.ts';

/** Opens a backup as a restore would, and searches what is in it. Counted by what the backup says of itself at its end. */
export async function searchBackup(searches: Searches, file: string, identityFile: string): Promise<void> {
  const search = searches.of('backup', 'files');
  const decrypter = await decrypterFor({ identityFile });
  let manifest = '';
  let bytes = 0;
  const tables = new Set<string>();
  let last = '';
  let tail = Buffer.alloc(0);
  for await (const { chunks, name } of readArchive({ file, decrypter })) {
    const table = tableOfPiece(name);
    // Pieces of a table are one text, cut anywhere.
    if (name !== last && (table === undefined || table !== tableOfPiece(last))) tail = Buffer.alloc(0);
    last = name;
    for await (const chunk of chunks) {
      const text = Buffer.concat([tail, chunk]);
      search.look(table ?? name, text);
      tail = Buffer.from(text.subarray(Math.max(0, text.length - searches.longest)));
      if (table !== undefined && chunk.length > 0) tables.add(table);
      if (table !== undefined) bytes += chunk.length;
      if (name === names.manifest) manifest += chunk.toString('utf8');
    }
  }
  search.examined(tables.size, bytes);
  const told = parseManifest(manifest)?.tables.filter((each) => each.bytes > 0) ?? [];
  search.counted(
    told.length,
    told.reduce((sum, each) => sum + each.bytes, 0),
  );
}
