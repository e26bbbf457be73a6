import { opendir, readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, zstdDecompress } from 'node:zlib';
import type { TracePlace } from '../../platform/clauses/audit-result.ts';
import type { Searches } from './searches.ts';

/** Larger ones do not come about in scratch, and would have to be read in pieces. */
const largest = 512_000_000;

/** Which kind of place a file of a folder belongs to; null: it is left out. */
export type PlaceOf = (path: string) => TracePlace | null;

/** Searches every file below a folder, and what is compressed in it. */
export async function searchFolder(searches: Searches, folder: string, placeOf: PlaceOf): Promise<void> {
  for await (const path of filesBelow(folder)) {
    const where = relative(folder, path);
    const place = placeOf(where);
    if (place === null) continue;
    const bytes = await readWhole(path);
    if (bytes === null) {
      searches.fault(`${where} is too large to be searched`);
      continue;
    }
    const search = searches.of(place, 'files');
    search.look(where, bytes);
    const unpacked = await unpack(bytes);
    if (unpacked) search.look(`${where} (unpacked)`, unpacked);
    search.examined(1, bytes.length);
  }
  await countFolder(searches, folder, placeOf);
}

async function* filesBelow(folder: string): AsyncGenerator<string> {
  for await (const entry of await opendir(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

async function readWhole(path: string): Promise<Buffer | null> {
  const { size } = await stat(path);
  return size > largest ? null : readFile(path);
}

/** By the first bytes, not by the name. What only begins like it is left as it is. */
async function unpack(bytes: Buffer): Promise<Buffer | null> {
  const head = bytes.subarray(0, 4).toString('hex');
  const run = head.startsWith('1f8b') ? promisify(gunzip) : head === '28b52ffd' ? promisify(zstdDecompress) : null;
  return run === null ? null : run(bytes, { maxOutputLength: largest }).catch(() => null);
}

/** Another walk: names as the system lists them at once, sizes as it has them. */
async function countFolder(searches: Searches, folder: string, placeOf: PlaceOf): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const place = placeOf(relative(folder, path));
    if (place !== null) searches.of(place, 'files').counted(1, (await stat(path)).size);
  }
}
