import { readCsv, type SheetLine } from './read-csv.ts';

/** Lines of a table, whether it came as CSV or as a workbook of which the first sheet counts. */
export async function* readSheet(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<SheetLine[]> {
  const [first, rest] = await peek(bytes);
  // Workbooks are zip archives.
  if (first[0] === 0x50 && first[1] === 0x4b && first[2] === 3 && first[3] === 4) {
    const { csvOfWorkbook } = await import('./workbook.ts');
    yield* readCsv(csvOfWorkbook(rest));
  } else yield* readCsv(rest);
}

async function peek(bytes: AsyncIterable<Uint8Array>): Promise<[Uint8Array, AsyncIterable<Uint8Array>]> {
  const iterator = bytes[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let ended = false;
  while (!ended && first.reduce((sum, { length }) => sum + length, 0) < 4) {
    const next = await iterator.next();
    if (next.done) ended = true;
    else first.push(next.value);
  }
  const begin = Buffer.concat(first);
  async function* whole() {
    try {
      yield begin;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return [begin, whole()];
}
