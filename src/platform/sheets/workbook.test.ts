import { crc32, deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readSheet } from './read-sheet.ts';

/** A zip archive; `size` lies about what an entry unpacks to. */
function zip(entries: Record<string, Buffer>, size?: number): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(entries)) {
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(size ?? content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), fields, rest, Buffer.from(name)]));
    parts.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, listed, Buffer.from('PK\x05\x06'), end]);
}

const xml = (text: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${text}`);
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
function workbook(rows: string, sheet?: Buffer): Record<string, Buffer> {
  return {
    '[Content_Types].xml': xml('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ),
    'xl/styles.xml': xml(
      `<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    ),
    'xl/worksheets/sheet1.xml': sheet ?? xml(`<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`),
  };
}
const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;

async function lines(bytes: Buffer) {
  const all: (readonly string[])[] = [];
  async function* once() {
    yield bytes;
  }
  for await (const some of readSheet(once())) all.push(...some.map(({ cells }) => cells));
  return all;
}

test('the first sheet of a workbook is read: texts, numbers, days, and formulas as what they were', async () => {
  const rows = `<row r="1">${text('A1', 'Serial')}${text('B1', 'Seats')}${text('C1', 'Until')}</row>
    <row r="2">${text('A2', 'AB &quot;1&quot;, x')}<c r="B2"><v>3</v></c><c r="C2" s="1"><v>46112</v></c></row>
    <row r="3"><c r="A3" t="str"><f>HYPERLINK("http://x")</f><v>=1+1</v></c><c r="B3"><f>1+1</f><v>2</v></c></row>`;
  expect(await lines(zip(workbook(rows)))).toEqual([
    ['Serial', 'Seats', 'Until'],
    ['AB "1", x', '3', '2026-03-31'],
    ['=1+1', '2', ''],
  ]);
});

test('what is no workbook, is cut short, or unpacks to too much is refused', async () => {
  const good = zip(workbook(`<row r="1">${text('A1', 'Serial')}</row>`));
  const bomb = zip(workbook('', Buffer.alloc(1_000)), 0xf000_0000);
  for (const bytes of [
    zip({ 'a.txt': Buffer.from('x') }),
    good.subarray(0, good.length / 2),
    bomb,
    Buffer.from('PK\x03\x04nonsense'),
  ])
    await expect(lines(bytes)).rejects.toMatchObject({ keptCode: 'KEPT_SHEET_UNREADABLE' });
}, 60_000);

test('a bomb that lies about its size is ended with its reader', async () => {
  const zeros = Buffer.alloc(200_000_000, ' ');
  await expect(lines(zip(workbook('', zeros), 1_000))).rejects.toMatchObject({ keptCode: 'KEPT_SHEET_UNREADABLE' });
}, 120_000);
