import type { SheetLine } from '../../../../platform/sheets/read-csv.ts';
import { readSheet } from '../../../../platform/sheets/read-sheet.ts';
import { seenBefore } from '../../../../platform/sheets/seen.ts';
import { withoutFormulaMark } from '../../../../platform/sheets/write-sheet.ts';
import { importErrors } from '../../errors/imports.ts';
import { mostLines } from '../../rules/import/ids.ts';
import { isRefused, type Known, type Plan, type RowFacts, type RowFault, readRow } from '../../rules/import/row.ts';

/** A list that can be read from its beginning, as often as needed. */
export type OpenList = () => AsyncIterable<Uint8Array>;

/** The names of its columns. */
export async function headerOf(list: OpenList): Promise<string[]> {
  for await (const lines of readSheet(list())) {
    const header = lines[0]?.cells;
    if (!header) continue;
    // What looks like data is no header, and would be kept where no data belongs.
    if (header.length < 2 || header.some((cell) => cell.length > 60 || /@|^[\d.,/ -]+$|[\p{Cc}]/u.test(cell)))
      throw importErrors.KEPT_IMPORT_HEADER();
    return [...header];
  }
  throw importErrors.KEPT_IMPORT_HEADER();
}

export interface ReadRow extends Omit<RowFacts, 'faults'> {
  readonly line: number;
  readonly faults: readonly RowFault[];
  readonly refused: boolean;
}

/** Rows are handed on in groups of about so many. */
const groupSize = 2_000;

/** The next group is read while the one before is written; sheets are read by turns, so that the database never waits for its next statement. */
export async function* readAhead<T>(groups: AsyncGenerator<T>): AsyncGenerator<T> {
  const read = () => {
    const next = groups.next();
    // Told where it is awaited.
    next.catch(() => undefined);
    return next;
  };
  try {
    for (let next = read(); ; ) {
      const { done, value } = await next;
      if (done) return;
      next = read();
      yield value;
    }
  } finally {
    await groups.return(undefined);
  }
}

/** The rows under the header, read by the plan; a serial that stands further up is a fault. Memory is that of a group, and 16 bytes a serial. */
export async function* rowsOf(list: OpenList, plan: Plan, known: Known): AsyncGenerator<ReadRow[]> {
  const seen = seenBefore();
  let header = true;
  let group: ReadRow[] = [];
  for await (const lines of readSheet(list())) {
    for (const line of lines) {
      if (header) {
        header = false;
        continue;
      }
      group.push(read(line, { plan, known, seen }));
      if (group.length < groupSize) continue;
      yield group;
      group = [];
    }
  }
  if (group.length > 0) yield group;
}

function read(
  line: SheetLine,
  how: { readonly plan: Plan; readonly known: Known; readonly seen: (text: string) => boolean },
): ReadRow {
  if (line.line > mostLines) throw importErrors.KEPT_IMPORT_LINES();
  const { licence, contact, resellerId, faults } = readRow(line.cells.map(withoutFormulaMark), how.plan, how.known);
  const all = [...faults];
  if (line.cut) all.push({ code: 'KEPT_ROW_CUT', field: null });
  if (!isRefused(all) && licence && how.seen(licence.key ?? licence.serial.replaceAll('-', '')))
    all.push({ code: 'KEPT_ROW_SERIAL_TWICE', field: 'serial' });
  return { line: line.line, licence, contact, resellerId, faults: all, refused: isRefused(all) };
}

/** As they are kept and told: each code and field of a line once. */
export function faultRows(rows: readonly ReadRow[]): { line: number; code: string; field: string }[] {
  return rows.flatMap(({ line, faults }) => {
    const once = new Map(faults.map(({ code, field }) => [`${code} ${field}`, { line, code, field: field ?? '' }]));
    return [...once.values()];
  });
}
