import { readSheet } from 'read-excel-file/node';

/** The process that reads a workbook: its bytes on standard input, its first sheet as CSV on standard output. Ends with 1 where it cannot be read. */
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const rows = await readSheet(Buffer.concat(chunks), 1).catch(() => null);
if (rows === null) process.exit(1);

let text = '';
for (const row of rows) {
  text += `${row.map(cell).join(',')}\n`;
  if (text.length < 65_536) continue;
  await written(text);
  text = '';
}
await written(text);

function cell(value: unknown): string {
  const plain = value instanceof Date ? day(value) : value === null || value === undefined ? '' : String(value);
  return `"${plain.replaceAll('"', '""')}"`;
}

/** Spreadsheets have days without a time zone; where one has a time of day, it is left out. */
function day(value: Date): string {
  return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
}

function written(piece: string): Promise<void> {
  return new Promise((done, fail) => process.stdout.write(piece, (error) => (error ? fail(error) : done())));
}
