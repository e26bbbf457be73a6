import type { Trx } from '../../../platform/db/database.ts';
import { capCells, type NumberedCell } from '../rules/cap.ts';
import type { DayCounts } from '../rules/day-counts.ts';
import type { Cell } from '../rules/fold.ts';
import { addFigures } from '../rules/merge.ts';
import type { PeriodCounts } from '../rules/period-counts.ts';
import { holdValues } from '../store/values.ts';
import { lockDays, readCellsOf, type Source, writeCells, writeDays } from '../store/write.ts';
import type { CellsRow, DayFigures, DayRow, Period } from '../tables.ts';
import { numbersFor } from './numbers-of-names.ts';

/** A day, month or year, and the cells that are to stand in it, or to be added to what stands. */
interface Writing {
  readonly period: Period;
  /** `YYYY-MM-DD` */
  readonly startsOn: string;
  readonly cells: ReadonlyMap<number, readonly Cell[]>;
  readonly how: 'whole' | 'add';
}

/** Days, months and years whose names are looked up together, and whose cells are written together. */
const atOnce = 40;
const sentAtOnce = 6;

/** Writes a day that is still being counted, whole, as it is in memory. @returns false where it was closed: nothing is written */
export async function writeOpenDay(trx: Trx, source: Source, counts: DayCounts): Promise<boolean> {
  await holdValues(trx);
  const [stored] = await lockDays(trx, source, [counts.day]);
  if (stored?.closed) return false;
  await writeDays(trx, [dayRow(source, counts, false)]);
  await write(trx, source, [{ period: 'd', startsOn: counts.day, cells: counts.cells, how: 'whole' }]);
  return true;
}

/**
 * Writes days that are complete, and adds them to their months and years. A day that was closed before (late lines, another
 * log of the same day) is added to what stands. The caller's transaction holds it all together.
 */
export async function addDayCounts(
  trx: Trx,
  source: Source,
  days: readonly DayCounts[],
  periods: readonly PeriodCounts[] | null = null,
): Promise<void> {
  await holdValues(trx);
  const names = days.map(({ day }) => day);
  const stored = new Map((await lockDays(trx, source, names)).map((row) => [row.day, row]));
  await writeDays(
    trx,
    days.map((counts) => dayRow(source, { ...counts, figures: sumOf(stored.get(counts.day), counts.figures) }, true)),
  );
  const writings = days.map(({ cells, day }): Writing => {
    return { period: 'd', startsOn: day, cells, how: stored.get(day)?.closed ? 'add' : 'whole' };
  });
  for (const period of periods ?? periodsOf(days)) writings.push({ ...period, how: 'add' });
  for (let from = 0; from < writings.length; from += atOnce)
    await write(trx, source, writings.slice(from, from + atOnce));
}

/** Figures of a day, with those that were closed before. */
function sumOf(stored: DayRow | undefined, figures: DayFigures): DayFigures {
  if (!stored?.closed) return figures;
  // Who the visitors were before is known to nobody, so they are perhaps the same.
  const exact = stored.visitors === 0 || figures.visitors === 0;
  const sum = { ...addFigures(stored, figures), visitors: stored.visitors + figures.visitors };
  return { ...sum, visitors_exact: sum.visitors_exact && exact };
}

function dayRow({ origin, siteId }: Source, { day, figures }: DayCounts, closed: boolean): DayRow {
  return { ...figures, site_id: siteId, origin, day, closed };
}

/** The months and years of days. */
function periodsOf(days: readonly DayCounts[]): PeriodCounts[] {
  const sums = new Map<string, PeriodCounts & { readonly cells: Map<number, Cell[]> }>();
  for (const { cells, day } of days)
    for (const [period, startsOn] of [
      ['m', `${day.slice(0, 7)}-01`],
      ['y', `${day.slice(0, 4)}-01-01`],
    ] as const) {
      const sum = sums.get(period + startsOn) ?? { period, startsOn, cells: new Map<number, Cell[]>() };
      for (const [dimension, some] of cells) sum.cells.set(dimension, [...(sum.cells.get(dimension) ?? []), ...some]);
      sums.set(period + startsOn, sum);
    }
  return [...sums.values()];
}

/** Writes the cells of all dimensions in place of what stands there, or adds them to it. */
async function write(trx: Trx, source: Source, writings: readonly Writing[]): Promise<void> {
  const before = await readCellsOf(
    trx,
    source,
    writings
      .filter(({ how }) => how === 'add')
      .map(({ cells, period, startsOn }) => ({ period, startsOn, dimensions: [...cells.keys()] })),
  );
  const stored = new Map(before.map((row) => [`${row.period} ${row.starts_on} ${row.dimension}`, row]));
  const numbers = await numbersFor(
    trx,
    source.siteId,
    writings.map(({ cells }) => cells),
  );
  const done: Promise<void>[] = [];
  for (let from = 0; from < writings.length; from += sentAtOnce) {
    const rows = writings.slice(from, from + sentAtOnce).flatMap(({ cells, period, startsOn }) =>
      [...cells].map(([of, each]) => {
        const sum = joined(cellsOfRow(stored.get(`${period} ${startsOn} ${of}`)).concat(numbers.numbered(of, each)));
        const kept = capCells(sum, { of, period, known: numbers.known });
        numbers.keep(kept);
        return { of, period, startsOn, kept };
      }),
    );
    await numbers.give();
    // The database writes these while the next are added up; whether it could is heard at the end.
    const writing = writeCells(
      trx,
      rows.map(({ kept, ...row }) => rowOf({ ...source, ...row }, kept.map(numbers.given))),
    );
    writing.catch(() => undefined);
    done.push(writing);
  }
  await Promise.all(done);
}

/** Numbers of names fit into half of an exact integer each. */
const half = 2 ** 26;

/** Cells of the same name added up. */
function joined(cells: readonly NumberedCell[]): NumberedCell[] {
  const sums = new Map<number | string, { -readonly [K in keyof NumberedCell]: NumberedCell[K] }>();
  for (const cell of cells) {
    const fits = cell.value < half && cell.second < half;
    const key = fits ? cell.value * 2 * half + cell.second : `${cell.value} ${cell.second}`;
    const sum = sums.get(key);
    if (sum === undefined) {
      sums.set(key, { ...cell });
      continue;
    }
    sum.visits += cell.visits;
    sum.views += cell.views;
    sum.bounces += cell.bounces;
    sum.seconds += cell.seconds;
    sum.amounts += cell.amounts;
  }
  return [...sums.values()];
}

function cellsOfRow(row: CellsRow | undefined): NumberedCell[] {
  if (row === undefined) return [];
  return row.value_ids.map((value, place) => ({
    value,
    second: row.second_ids?.[place] ?? 0,
    visits: row.visits[place] ?? 0,
    views: row.views[place] ?? 0,
    bounces: row.bounces[place] ?? 0,
    seconds: row.seconds[place] ?? 0,
    amounts: row.amounts?.[place] ?? 0,
  }));
}

function rowOf(
  { of, origin, period, siteId, startsOn }: Source & { of: number; period: Period; startsOn: string },
  cells: readonly NumberedCell[],
): CellsRow {
  const worth = cells.some(({ amounts }) => amounts !== 0);
  return {
    site_id: siteId,
    origin,
    dimension: of,
    period,
    starts_on: startsOn,
    value_ids: cells.map(({ value }) => value),
    second_ids: of > 100 ? cells.map(({ second }) => second) : null,
    visits: cells.map(({ visits }) => visits),
    views: cells.map(({ views }) => views),
    bounces: cells.map(({ bounces }) => bounces),
    seconds: cells.map(({ seconds }) => seconds),
    amounts: worth ? cells.map(({ amounts }) => amounts) : null,
  };
}
