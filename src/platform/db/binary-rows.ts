import { type Database, translate } from './database.ts';

const raw = { getTypeParser: () => (value: Buffer) => value };

/**
 * Rows as PostgreSQL sends them in its binary format, a buffer a column, for tables of long lists of numbers: as text,
 * each number would become a string first. One prepared statement a name.
 */
export async function binaryRows(
  db: Pick<Database, 'pool'>,
  query: { readonly name: string; readonly text: string; readonly values: unknown[] },
): Promise<(Buffer | null)[][]> {
  try {
    // The types of the driver know nothing of `binary`; it has been there since its first version.
    const config = { ...query, rowMode: 'array' as const, binary: true, types: raw };
    return (await db.pool.query<(Buffer | null)[]>(config)).rows;
  } catch (error) {
    throw translate(error);
  }
}

export function asText(value: Buffer | null | undefined): string {
  return value?.toString('utf8') ?? '';
}

const header = 20;

/** `int4[]`: 20 bytes of header, then each number behind its length. Empty for null and for an empty list. */
export function asInt32s(value: Buffer | null | undefined): Int32Array {
  if (!value || value.readInt32BE(0) === 0) return new Int32Array(0);
  const count = lengthOf(value);
  const numbers = new Int32Array(count);
  for (let index = 0, at = header + 4; index < count; index += 1, at += 8) numbers[index] = value.readInt32BE(at);
  return numbers;
}

/** `int8[]`, as numbers that are exact up to 2^53. */
export function asNumbers(value: Buffer | null | undefined): Float64Array {
  if (!value || value.readInt32BE(0) === 0) return new Float64Array(0);
  const count = lengthOf(value);
  const numbers = new Float64Array(count);
  for (let index = 0, at = header + 4; index < count; index += 1, at += 12)
    numbers[index] = value.readInt32BE(at) * 4_294_967_296 + value.readUInt32BE(at + 4);
  return numbers;
}

// One dimension and no null: nothing else is ever written into these columns, and anything else would be read wrongly.
function lengthOf(value: Buffer): number {
  if (value.readInt32BE(0) !== 1 || value.readInt32BE(4) !== 0) throw new TypeError('not a plain list of numbers');
  return value.readInt32BE(12);
}
