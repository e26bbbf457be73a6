import type { ScreeningEntry } from './screening.ts';

export type ReadList =
  | { readonly entries: readonly Omit<ScreeningEntry, 'list'>[] }
  | { readonly line: number; readonly wrong: 'columns' | 'entry' };

/**
 * Reads a list: CSV (RFC 4180) with the columns `reference`, `name`, `aliases` (separated by `;`) and `country` (ISO 3166, two letters) in any
 * order, further ones passed over. A row with a country and no name is a destination.
 */
export function readScreeningList(text: string): ReadList {
  const rows = readRows(text.replace(/^\uFEFF/, ''));
  const [head = []] = rows;
  const columns = ['reference', 'name', 'aliases', 'country'].map((name) =>
    head.findIndex((each) => each.trim().toLowerCase() === name),
  );
  if (columns[3] === -1 || (columns[1] !== -1 && columns[0] === -1)) return { line: 1, wrong: 'columns' };
  const entries: Omit<ScreeningEntry, 'list'>[] = [];
  for (const [at, row] of rows.slice(1).entries()) {
    const [reference = '', name = '', aliases = '', country = ''] = columns.map((column) => (row[column] ?? '').trim());
    const names = [name, ...aliases.split(';')].map((each) => each.trim()).filter(Boolean);
    const code = country.toUpperCase();
    const faulty =
      (code !== '' && !/^[A-Z]{2}$/.test(code)) ||
      (names.length === 0 && code === '') ||
      (names.length > 0 && reference === '');
    if (faulty || reference.length > 200 || names.some((each) => each.length > 500))
      return { line: at + 2, wrong: 'entry' };
    entries.push({ reference: reference || code, country: code || null, names });
  }
  return entries.length === 0 ? { line: 1, wrong: 'entry' } : { entries };
}

function readRows(text: string): string[][] {
  const rows: string[][] = [];
  for (const [line] of text.matchAll(/(?:"(?:[^"]|"")*"|[^"\r\n])+/g)) {
    const cells = [...`,${line}`.matchAll(/,("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell = '']) =>
      cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
    );
    if (cells.some((cell) => cell.trim() !== '')) rows.push(cells);
  }
  return rows;
}
