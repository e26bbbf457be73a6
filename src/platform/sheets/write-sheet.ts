import { type ZipEntry, zipOf } from './zip.ts';

export type Cell = string | number | null;

/** A table that is written while it is read. */
export interface SheetToWrite {
  /** At most 28 characters, without signs that a spreadsheet forbids in the name of a sheet. */
  readonly name: string;
  readonly header: readonly string[];
  /** Rows, in groups as they come. */
  readonly rows: AsyncIterable<readonly (readonly Cell[])[]>;
}

/** CSV (RFC 4180) in UTF-8, with the mark by which spreadsheets know it. */
export async function* csvOfSheet(sheet: SheetToWrite): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(sheet.header)}`;
  for await (const rows of sheet.rows) yield rows.map(csvLine).join('');
}

/** Several tables as CSV, in one archive. */
export function csvArchiveOf(sheets: Iterable<SheetToWrite>): AsyncGenerator<Buffer> {
  return zipOf(entries(sheets));
}

function* entries(sheets: Iterable<SheetToWrite>): Generator<ZipEntry> {
  for (const sheet of sheets) yield { name: `${sheet.name}.csv`, text: csvOfSheet(sheet) };
}

function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = beginsFormula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// What a spreadsheet would take for the beginning of a formula (OWASP, CSV injection), and what has the mark already; a telephone number
// may begin with +.
const beginsFormula = /^'*([=\-@\t\r\n]|\+(?![\d\s()]*$))/;

/** Takes out what `csvOfSheet` puts before a text that looks like a formula. */
export function withoutFormulaMark(text: string): string {
  return text.startsWith("'") && beginsFormula.test(text) ? text.slice(1) : text;
}

/** Rows that a sheet of a workbook may have, its header counted. */
const mostRows = 1_048_576;

/**
 * A workbook (ECMA-376, SpreadsheetML) of several sheets; one that is longer than a sheet may be goes on in another. Text is written as text, so that nothing
 * in it is a formula.
 * @param rowsOfSheet for tests: rows that a sheet may have
 */
export function workbookOf(sheets: Iterable<SheetToWrite>, rowsOfSheet = mostRows): AsyncGenerator<Buffer> {
  return zipOf(workbook(sheets, rowsOfSheet));
}

async function* workbook(sheets: Iterable<SheetToWrite>, rowsOfSheet: number): AsyncGenerator<ZipEntry> {
  const names: string[] = [];
  for (const sheet of sheets) {
    const rows = rowByRow(sheet.rows);
    let part = 1;
    for (let next = await rows.next(), first = true; first || !next.done; part += 1) {
      first = false;
      names.push(part === 1 ? sheet.name : `${sheet.name} ${part}`);
      const waiting = { next };
      yield {
        name: `xl/worksheets/sheet${names.length}.xml`,
        text: sheetXml(sheet.header, rows, { waiting, rowsOfSheet }),
      };
      next = waiting.next;
    }
  }
  const each = (line: (number: number, name: string) => string) => names.map((name, at) => line(at + 1, name)).join('');
  yield {
    name: 'xl/workbook.xml',
    text: [
      `${xml}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>`,
      each((number, name) => `<sheet name="${escaped(name)}" sheetId="${number}" r:id="rId${number}"/>`),
      '</sheets></workbook>',
    ],
  };
  yield {
    name: 'xl/_rels/workbook.xml.rels',
    text: [
      `${xml}<Relationships xmlns="${packages}/relationships">`,
      each(
        (number) =>
          `<Relationship Id="rId${number}" Type="${relations}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
      ),
      '</Relationships>',
    ],
  };
  yield {
    name: '_rels/.rels',
    text: [
      `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
  };
  yield {
    name: '[Content_Types].xml',
    text: [
      `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
      `<Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/>`,
      each(
        (number) =>
          `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${spreadsheet}.worksheet+xml"/>`,
      ),
      '</Types>',
    ],
  };
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

type Rows = AsyncGenerator<readonly Cell[]>;

async function* rowByRow(groups: SheetToWrite['rows']): Rows {
  for await (const rows of groups) yield* rows;
}

async function* sheetXml(
  header: readonly string[],
  rows: Rows,
  of: { readonly waiting: { next: IteratorResult<readonly Cell[]> }; readonly rowsOfSheet: number },
): AsyncGenerator<string> {
  const { waiting, rowsOfSheet } = of;
  let text = `${xml}<worksheet xmlns="${main}"><sheetData>${rowXml(header, 1)}`;
  for (let number = 2; number <= rowsOfSheet && !waiting.next.done; number += 1) {
    text += rowXml(waiting.next.value, number);
    if (text.length > 65_536) {
      yield text;
      text = '';
    }
    waiting.next = await rows.next();
  }
  yield `${text}</sheetData></worksheet>`;
}

function rowXml(cells: readonly Cell[], row: number): string {
  let text = `<row r="${row}">`;
  for (let at = 0; at < cells.length; at += 1) {
    const value = cells[at];
    if (value === null || value === undefined || value === '') continue;
    const place = `${columnName(at)}${row}`;
    text +=
      typeof value === 'number'
        ? `<c r="${place}"><v>${value}</v></c>`
        : `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
  }
  return `${text}</row>`;
}

function columnName(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : columnName(Math.floor(at / 26) - 1) + columnName(at % 26);
}

// Characters that XML cannot hold are left out.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const notInXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(notInXml, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
