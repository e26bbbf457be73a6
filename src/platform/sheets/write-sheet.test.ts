import { crc32, inflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { readCsv } from './read-csv.ts';
import { readSheet } from './read-sheet.ts';
import { csvArchiveOf, csvOfSheet, type SheetToWrite, withoutFormulaMark, workbookOf } from './write-sheet.ts';

const header = ['Name', 'Seats'];
const hostile = [
  '=1+1',
  '+1+1',
  '-2',
  '@SUM(A1)',
  '\t=1',
  "'=1",
  'a "quoted", <b> & \n line',
  '+49 (0)69 5550',
  'Ærø 漢字 😀',
  "'s-Gravenhage",
];
const sheet = (name = 'customers'): SheetToWrite => ({
  name,
  header,
  rows: (async function* () {
    yield hostile.slice(0, 3).map((text) => [text, 3] as const);
    yield hostile.slice(3).map((text) => [text, null] as const);
  })(),
});
async function bytesOf(pieces: AsyncIterable<string | Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(Buffer.from(piece));
  return Buffer.concat(all);
}
async function cellsOf(lines: AsyncIterable<readonly { readonly cells: readonly string[] }[]>) {
  const all: (readonly string[])[] = [];
  for await (const group of lines) all.push(...group.map(({ cells }) => cells));
  return all;
}
/** By the central directory, with what it says of each file looked at. */
function unpacked(zip: Buffer): Record<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files: Record<string, Buffer> = {};
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28));
    const from = zip.readUInt32LE(at + 42) + 30 + name.length;
    const bytes = inflateRawSync(zip.subarray(from, from + zip.readUInt32LE(at + 20)));
    expect([bytes.length, crc32(bytes)]).toEqual([zip.readUInt32LE(at + 24), zip.readUInt32LE(at + 16)]);
    files[name] = bytes;
    at += 46 + name.length;
  }
  return files;
}
async function* once(bytes: Buffer) {
  yield bytes;
}

it('CSV holds nothing that a spreadsheet takes for a formula, and gives back what was put in', async () => {
  const csv = await bytesOf(csvOfSheet(sheet()));
  const cells = await cellsOf(readCsv(once(csv)));
  expect(cells[0]).toEqual(header);
  for (const [first = ''] of cells.slice(1)) expect(first).not.toMatch(/^[=\-@\t\r]|^\+.*[^\d\s()]/);
  // Cells come without white space around.
  expect(cells.slice(1).map(([first = '']) => withoutFormulaMark(first).trim())).toEqual(
    hostile.map((text) => text.trim()),
  );
});

it('a workbook gives back what was put in, and goes on in another sheet', async () => {
  const bytes = await bytesOf(workbookOf([sheet()]));
  const cells = await cellsOf(readSheet(once(bytes)));
  expect(cells).toEqual([header, ...hostile.map((text, at) => [text.trim(), at < 3 ? '3' : ''])]);
  const { readSheet: read, default: readAll } = await import('read-excel-file/node');
  const split = await bytesOf(workbookOf([sheet(), sheet('more')], 5));
  const all = await readAll(split);
  expect(all.map(({ sheet: name, data }) => [name, data.length])).toEqual([
    ['customers', 5],
    ['customers 2', 5],
    ['customers 3', 3],
    ['more', 5],
    ['more 2', 5],
    ['more 3', 3],
  ]);
  expect(await read(split, 2)).toHaveLength(5);
});

it('an archive of tables opens, with an empty one in it', async () => {
  const none: SheetToWrite = { name: 'contracts', header, rows: (async function* () {})() };
  const bytes = await bytesOf(csvArchiveOf([sheet(), none]));
  const files = unpacked(bytes);
  expect(Object.keys(files)).toEqual(['customers.csv', 'contracts.csv']);
  expect(files['contracts.csv']?.toString()).toBe('\uFEFFName,Seats\r\n');
  expect((await cellsOf(readCsv(once(files['customers.csv'] ?? Buffer.alloc(0))))).length).toBe(hostile.length + 1);
});

it('what fails while a table is made fails for who reads the archive', async () => {
  const broken = (): SheetToWrite => ({
    name: 'broken',
    header,
    // biome-ignore lint/correctness/useYield: it fails before its first row
    rows: (async function* (): AsyncGenerator<readonly (readonly string[])[]> {
      throw new Error('stopped');
    })(),
  });
  await expect(bytesOf(csvArchiveOf([broken()]))).rejects.toThrow('stopped');
  await expect(bytesOf(workbookOf([broken()]))).rejects.toThrow('stopped');
});
