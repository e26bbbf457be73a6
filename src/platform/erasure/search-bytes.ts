import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** What is looked for in files: whole values, and an address of which only a keyed digest, its length and the place of its @ are known. */
export interface Sought {
  readonly id: string;
  readonly values: readonly string[];
  readonly address: { readonly bytes: number; readonly at: number; readonly is: (text: string) => boolean } | null;
}

const longest = 1_024;

/** A value as programs write it: as it is, in lower case, and as base64 wherever it stands in what was encoded. */
export function spellingsOf(value: string): string[] {
  return [...new Set([value, value.toLowerCase(), ...base64(Buffer.from(value, 'utf8'))])];
}

/** What may stand behind a value in a table or a text: without it the last bits would not be told from those of another value. */
const followers = [',', '\r', '\n', '"', ' '];

function base64(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const from = Math.ceil((before * 8) / 6);
    const coded = (after: string) =>
      Buffer.concat([Buffer.alloc(before), bytes, Buffer.from(after)]).toString('base64');
    const whole = Math.ceil(((before + bytes.length) * 8) / 6);
    return [coded('').slice(from), ...followers.map((after) => coded(after).slice(from, whole))];
  });
}

/**
 * Reads every file below a folder once and tells in which each sought thing stands. Paths are relative to the folder; `skip` names folders
 * left out. What is compressed, or written across the header of a page, is not seen.
 */
export async function searchBytes(
  folder: string,
  sought: readonly Sought[],
  options: { readonly skip?: readonly string[]; readonly signal?: AbortSignal } = {},
): Promise<{ readonly files: number; readonly found: ReadonlyMap<string, readonly string[]> }> {
  const found = new Map<string, Set<string>>();
  const marks = sought.flatMap(({ id, values }) =>
    values.flatMap((value) => spellingsOf(value).map((text) => ({ id, bytes: Buffer.from(text, 'utf8') }))),
  );
  const addresses = sought.flatMap(({ id, address }) => (address ? [{ id, ...address }] : []));
  let files = 0;
  for (const path of await filesBelow(folder, options.skip ?? [])) {
    const name = relative(folder, path);
    const hit = (id: string) => found.set(id, (found.get(id) ?? new Set()).add(name));
    if (await readThrough(path, options.signal, (chunk) => lookAt(chunk, marks, addresses, hit))) files += 1;
  }
  return { files, found: new Map([...found].map(([id, names]) => [id, [...names].sort()])) };
}

function lookAt(
  chunk: Buffer,
  marks: readonly { readonly id: string; readonly bytes: Buffer }[],
  addresses: readonly {
    readonly id: string;
    readonly bytes: number;
    readonly at: number;
    readonly is: (text: string) => boolean;
  }[],
  hit: (id: string) => void,
): void {
  for (const { id, bytes } of marks) if (chunk.includes(bytes)) hit(id);
  if (addresses.length === 0) return;
  for (let place = chunk.indexOf(0x40); place !== -1; place = chunk.indexOf(0x40, place + 1))
    for (const { id, bytes, at, is } of addresses) {
      const from = place - at;
      if (from >= 0 && from + bytes <= chunk.length && is(chunk.toString('utf8', from, from + bytes))) hit(id);
    }
}

async function filesBelow(folder: string, skip: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !skip.some((each) => relative(folder, path).startsWith(`${each}/`)));
}

/** False where the file went away meanwhile, as files of a running database do. */
async function readThrough(
  path: string,
  signal: AbortSignal | undefined,
  look: (chunk: Buffer) => void,
): Promise<boolean> {
  try {
    const { size } = await stat(path);
    let tail = Buffer.alloc(0);
    if (size > 0)
      for await (const read of createReadStream(path, { end: size - 1, highWaterMark: 1_048_576, signal })) {
        const chunk = Buffer.concat([tail, read as Buffer]);
        look(chunk);
        tail = chunk.subarray(-longest);
      }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
