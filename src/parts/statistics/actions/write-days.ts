import type { Trx } from '../../../platform/db/database.ts';
import { capCells, type NumberedCell } from '../rules/cap.ts';
import type { DayCounts } from '../rules/day-counts.ts';
import { namedIn, sidesOf } from '../rules/dimensions.ts';
import type { Cell } from '../rules/fold.ts';
import { addFigures } from '../rules/merge.ts';
import type { PeriodCounts } from '../rules/period-counts.ts';
import { addValues, findValues, holdValues, type NameOf, nameKey } from '../store/values.ts';
import { lockDay, readCellsOf, type Source, writeCells, writeDay } from '../store/write.ts';
import type { CellsRow, Period } from '../tables.ts';

interface Of extends Source {
  readonly period: Period;
  /** `YYYY-MM-DD` */
  readonly startsOn: string;
}

/** Writes a day that is still being counted, whole, as it is in memory. @returns false where it was closed: nothing is written */
export async function writeOpenDay(trx: Trx, source: Source, counts: DayCounts): Promise<boolean> {
  await holdValues(trx);
  if ((await lockDay(trx, source, counts.day))?.closed) return false;
  await writeDayRow(trx, source, counts, false);
  await addToPeriod(trx, { ...source, period: 'd', startsOn: counts.day }, counts.cells, 'whole');
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
  const sums = new Map<string, { readonly of: Of; cells: Map<number, Cell[]> }>();
  for (const counts of days) {
    const stored = await lockDay(trx, source, counts.day);
    const isMore = stored?.closed === true;
    const { figures } = counts;
    if (isMore) {
      const exact = stored.visitors === 0 || figures.visitors === 0;
      const visitors = stored.visitors + figures.visitors;
      const sum = { ...addFigures(stored, figures), visitors };
      sum.visitors_exact &&= exact;
      await writeDayRow(trx, source, { ...counts, figures: sum }, true);
    } else await writeDayRow(trx, source, counts, true);
    const day: Of = { ...source, period: 'd', startsOn: counts.day };
    await addToPeriod(trx, day, counts.cells, isMore ? 'add' : 'whole');
    if (periods !== null) continue;
    for (const period of [monthOf(source, counts.day), yearOf(source, counts.day)]) {
      const sum = sums.get(period.startsOn + period.period) ?? { of: period, cells: new Map<number, Cell[]>() };
      for (const [dimension, cells] of counts.cells)
        sum.cells.set(dimension, [...(sum.cells.get(dimension) ?? []), ...cells]);
      sums.set(period.startsOn + period.period, sum);
    }
  }
  for (const { cells, of } of sums.values()) await addToPeriod(trx, of, cells, 'add');
  for (const { cells, period, startsOn } of periods ?? [])
    await addToPeriod(trx, { ...source, period, startsOn }, cells, 'add');
}

const monthOf = (source: Source, day: string): Of => ({ ...source, period: 'm', startsOn: `${day.slice(0, 7)}-01` });
const yearOf = (source: Source, day: string): Of => ({ ...source, period: 'y', startsOn: `${day.slice(0, 4)}-01-01` });

async function writeDayRow(trx: Trx, source: Source, { day, figures }: DayCounts, closed: boolean): Promise<void> {
  await writeDay(trx, { ...figures, site_id: source.siteId, origin: source.origin, day, closed });
}

/** Writes the cells of all dimensions in place of what stands there, or adds them to it. */
async function addToPeriod(
  trx: Trx,
  of: Of,
  cells: ReadonlyMap<number, readonly Cell[]>,
  how: 'whole' | 'add',
): Promise<void> {
  const stored = how === 'add' ? await readCellsOf(trx, of) : [];
  const before = new Map(stored.map((row) => [row.dimension, row]));
  const numbers = await numbersFor(trx, of.siteId, cells);
  const rows = [...cells].map(([dimension, each]) => {
    const added = numbers.numbered(dimension, each);
    const sum = joined(cellsOfRow(before.get(dimension)).concat(added));
    const known = ({ second, value }: NumberedCell) => value >= 0 && second >= 0;
    return { dimension, cells: capCells(sum, { of: dimension, period: of.period, known }) };
  });
  await numbers.give(rows.flatMap((row) => row.cells));
  await writeCells(
    trx,
    rows.map((row) => rowOf(of, row.dimension, row.cells.map(numbers.given))),
  );
}

/**
 * Numbers of names. Those that have none yet get a passing one below 0; only what is left after the caps is given one for good, so
 * that names that pass by fill no table.
 */
async function numbersFor(trx: Trx, siteId: number, cells: ReadonlyMap<number, readonly Cell[]>) {
  const known = await knownNumbers(trx, siteId, cells);
  const passing: NameOf[] = [];
  let given = new Map<string, number>();
  const number = (dimension: number, value: string | null | undefined): number => {
    if (value === null || value === undefined) return 0;
    const numbers = known.get(dimension) as Map<string, number>;
    const found = numbers.get(value);
    if (found) return found;
    passing.push({ dimension, value });
    numbers.set(value, -passing.length);
    return -passing.length;
  };
  const forGood = (id: number) => (id >= 0 ? id : (given.get(nameKey(passing[-id - 1] as NameOf)) ?? 0));
  return {
    numbered(of: number, cells: readonly Cell[]): NumberedCell[] {
      const [first, second] = (sidesOf[of] ?? [of, of]).map(namedIn) as [number, number];
      return cells.map(({ amounts, bounces, seconds, views, visits, ...cell }) => {
        const value = number(first, cell.value);
        return { value, second: number(second, cell.second), visits, views, bounces, seconds, amounts };
      });
    },
    async give(left: readonly NumberedCell[]): Promise<void> {
      const ids = new Set(left.flatMap(({ second, value }) => [value, second]).filter((id) => id < 0));
      given = await addValues(
        trx,
        siteId,
        [...ids].map((id) => passing[-id - 1] as NameOf),
      );
    },
    given: (cell: NumberedCell): NumberedCell => ({
      ...cell,
      value: forGood(cell.value),
      second: forGood(cell.second),
    }),
  };
}

/** By dimension, the numbers of all names of some cells; 0: none yet. */
async function knownNumbers(trx: Trx, siteId: number, cells: ReadonlyMap<number, readonly Cell[]>) {
  const known = new Map<number, Map<string, number>>();
  const of = (dimension: number) => {
    const found = known.get(dimension) ?? new Map<string, number>();
    known.set(dimension, found);
    return found;
  };
  for (const [dimension, each] of cells) {
    const [first, second] = (sidesOf[dimension] ?? [dimension, dimension]).map((side) => of(namedIn(side))) as [
      Map<string, number>,
      Map<string, number>,
    ];
    for (const cell of each) {
      if (cell.value !== null) first.set(cell.value, 0);
      if (cell.second !== null && cell.second !== undefined) second.set(cell.second, 0);
    }
  }
  const names = [...known].flatMap(([dimension, values]) => [...values.keys()].map((value) => ({ dimension, value })));
  const found = await findValues(trx, siteId, names);
  for (const name of names) known.get(name.dimension)?.set(name.value, found.get(nameKey(name)) ?? 0);
  return known;
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

function rowOf({ origin, period, siteId, startsOn }: Of, dimension: number, cells: readonly NumberedCell[]): CellsRow {
  const worth = cells.some(({ amounts }) => amounts !== 0);
  return {
    site_id: siteId,
    origin,
    dimension,
    period,
    starts_on: startsOn,
    value_ids: cells.map(({ value }) => value),
    second_ids: dimension > 100 ? cells.map(({ second }) => second) : null,
    visits: cells.map(({ visits }) => visits),
    views: cells.map(({ views }) => views),
    bounces: cells.map(({ bounces }) => bounces),
    seconds: cells.map(({ seconds }) => seconds),
    amounts: worth ? cells.map(({ amounts }) => amounts) : null,
  };
}
