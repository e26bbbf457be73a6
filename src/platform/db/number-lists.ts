import { type Database, translate } from './database.ts';

const unread = { getTypeParser: () => (value: string) => value };

/**
 * Rows whose columns are left as PostgreSQL writes them, for tables of long lists of numbers: the driver would make a string
 * and a number of each element. One prepared statement a name.
 */
export async function unreadRows(
  db: Pick<Database, 'pool'>,
  query: { readonly name: string; readonly text: string; readonly values: unknown[] },
): Promise<(string | null)[][]> {
  try {
    return (await db.pool.query<(string | null)[]>({ ...query, rowMode: 'array', types: unread })).rows;
  } catch (error) {
    throw translate(error);
  }
}

const [comma, brace, minus, zero, nine] = [44, 125, 45, 48, 57];

/** Reads `{1,-2,3}` into a list made for `count` numbers at most. Anything but whole numbers is refused. */
function readInto<List extends Int32Array | Float64Array>(text: string, list: List): List {
  let at = 0;
  let value = 0;
  let sign = 1;
  for (let index = 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= zero && code <= nine) value = value * 10 + (code - zero);
    else if (code === comma || code === brace) {
      list[at] = sign * value;
      at += 1;
      value = 0;
      sign = 1;
    } else if (code === minus) sign = -1;
    else throw new TypeError('not a plain list of numbers');
  }
  return list;
}

function lengthOf(text: string): number {
  if (text === '{}') return 0;
  let count = 1;
  for (let at = text.indexOf(','); at !== -1; at = text.indexOf(',', at + 1)) count += 1;
  return count;
}

/** `int4[]` as text. Empty for null. */
export function asInt32s(text: string | null | undefined): Int32Array {
  const count = text ? lengthOf(text) : 0;
  return count === 0 ? new Int32Array(0) : readInto(text ?? '', new Int32Array(count));
}

/** `int8[]` as text, as numbers that are exact up to 2^53. */
export function asNumbers(text: string | null | undefined): Float64Array {
  const count = text ? lengthOf(text) : 0;
  return count === 0 ? new Float64Array(0) : readInto(text ?? '', new Float64Array(count));
}
