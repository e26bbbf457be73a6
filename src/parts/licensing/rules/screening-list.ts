import type { ScreeningEntry } from './screening.ts';

export type ReadList =
  | { readonly entries: readonly Omit<ScreeningEntry, 'list'>[] }
  | { readonly line: number; readonly wrong: 'columns' | 'entry' };

interface Line {
  /** Its number in the file. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Something of it was too long to be kept. */
  readonly cut: boolean;
}

/**
 * Reads a list, line by line as it was taken apart, with the columns `reference`, `name`, `aliases` (separated by `;`) and `country` (ISO 3166, two letters) in any
 * order, further ones passed over. A row with a country and no name is a destination.
 */
export function readScreeningList([first, ...rows]: readonly Line[]): ReadList {
  const head = first?.cells ?? [];
  const columns = ['reference', 'name', 'aliases', 'country'].map((name) =>
    head.findIndex((each) => each.trim().toLowerCase() === name),
  );
  if (first?.cut || columns[3] === -1 || (columns[1] !== -1 && columns[0] === -1)) return { line: 1, wrong: 'columns' };
  const entries: Omit<ScreeningEntry, 'list'>[] = [];
  for (const { line, cells: row, cut } of rows) {
    const [reference = '', name = '', aliases = '', country = ''] = columns.map((column) => (row[column] ?? '').trim());
    const names = [name, ...aliases.split(';')].map((each) => each.trim()).filter(Boolean);
    const code = country.toUpperCase();
    const faulty =
      cut ||
      (code !== '' && !/^[A-Z]{2}$/.test(code)) ||
      (names.length === 0 && code === '') ||
      (names.length > 0 && reference === '');
    if (faulty || reference.length > 200 || names.some((each) => each.length > 500)) return { line, wrong: 'entry' };
    entries.push({ reference: reference || code, country: code || null, names });
  }
  return entries.length === 0 ? { line: 1, wrong: 'entry' } : { entries };
}
