import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv, type SheetLine } from './read-csv.ts';

async function lines(bytes: Uint8Array, size = 7): Promise<SheetLine[]> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const all: SheetLine[] = [];
  for await (const some of readCsv(chunks())) all.push(...some);
  return all;
}
const cells = async (bytes: Uint8Array) => (await lines(bytes)).map((line) => line.cells);
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');

test.each([
  ['commas', Buffer.from('a,b\r\n1,2\r\n')],
  ['semicolons', Buffer.from('a;b\n1;2')],
  ['tabs', Buffer.from('a\tb\n1\t2\n')],
  ['old Mac line ends', Buffer.from('a,b\r1,2\r')],
  ['a byte order mark', Buffer.from('\uFEFFa,b\n1,2')],
  ['UTF-16 with a mark', utf16('a,b\n1,2')],
  ['UTF-16 without one', Buffer.from('a,b\n1,2', 'utf16le')],
  ['UTF-16, the other way round', utf16('a,b\n1,2').swap16()],
  ['quotation marks', Buffer.from('"a","b"\n"1","2"\n')],
  ['white space and empty lines', Buffer.from('\n a , b \n\n ,\n1,2\n\n')],
])('a table is read, with %s', async (_name, bytes) => {
  expect(await cells(bytes)).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
});

test('text that is not UTF-8 is taken for Windows-1252', async () => {
  expect(await cells(Buffer.from('Müller;Köln\nà;€', 'latin1').map((byte) => (byte === 0xac ? 0x80 : byte)))).toEqual([
    ['Müller', 'Köln'],
    ['à', '€'],
  ]);
});

test('cells hold separators, line ends and quotation marks; lines keep their number', async () => {
  expect(await lines(Buffer.from('a,b\n"x\ny, ""z""",2\n3,it"s\n'))).toEqual([
    { line: 1, cells: ['a', 'b'], cut: false },
    { line: 2, cells: ['x\ny, "z"', '2'], cut: false },
    { line: 4, cells: ['3', 'it"s'], cut: false },
  ]);
});

test('a cell of a megabyte is cut off and said so, and the line after it is whole', async () => {
  const [, long, after] = await lines(Buffer.from(`a,b\n${'x'.repeat(1_048_576)},2\n1,2\n`), 65_536);
  expect([long?.cells[0]?.length, long?.cells[1], long?.cut]).toEqual([10_000, '2', true]);
  expect(after).toEqual({ line: 3, cells: ['1', '2'], cut: false });
});

test('a quotation mark that is never closed is named by its line', async () => {
  await expect(lines(Buffer.from('a,b\n1,2\n"3,4\n5,6\n'))).rejects.toMatchObject({
    keptCode: 'KEPT_SHEET_QUOTE_OPEN',
    facts: { line: 3 },
  });
});

test('what is no text is refused', async () => {
  await expect(lines(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 2, 0, 7]))).rejects.toMatchObject({
    keptCode: 'KEPT_SHEET_BINARY',
  });
});

test('whatever was written as CSV is read again, however the file is cut into pieces', async () => {
  const cell = fc
    .string({ unit: fc.constantFrom('a', 'ü', '"', ',', ';', '\n', '\r\n', ' ') })
    .map((text) => text.trim());
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { minLength: 1 }),
      fc.integer({ min: 1, max: 50 }),
      async (rows, size) => {
        const text = [['head', 'line'], ...rows]
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
          .join('\r\n');
        const read = (await lines(Buffer.from(text), size)).map((line) => line.cells);
        expect(read.slice(1)).toEqual(rows.filter((row) => row.some((one) => one !== '')));
      },
    ),
  );
});
