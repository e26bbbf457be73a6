import type { Trx } from '../../../platform/db/database.ts';
import { addFigures } from '../rules/add-figures.ts';
import { capCells, type NumberedCell } from '../rules/cap.ts';
import { type DayCounts, type NumberedDay, numbered } from '../rules/day-counts.ts';
import { Names } from '../rules/names.ts';
import type { PeriodCounts } from '../rules/period-counts.ts';
import { addValues, holdValues } from '../store/values.ts';
import { lockDays, readCellsOf, type Source, writeCells, writeDays } from '../store/write.ts';
import type { CellsRow, DayFigures, DayRow, Period } from '../tables.ts';
import { numbersFor, type RenumberedCell } from './numbers-of-names.ts';

/** A day, month or year, and the cells that are to stand in it, or to be added to what stands. */
interface Writing {
  readonly period: Period;
  /** `YYYY-MM-DD` */
  readonly startsOn: string;
  readonly cells: ReadonlyMap<number, readonly NumberedCell[]>;
  readonly how: 'whole' | 'add';
}

/** What was asked of the database is on its way before the next is summed up. */
const turn = () => new Promise((done) => setImmediate(done));

/** Days, months and years whose names are looked up together, and whose cells are written together. */
const atOnce = 40;
const sentAtOnce = 6;

/** Writes a day that is still being counted, whole, as it is in memory. @returns false where it was closed: nothing is written */
export async function writeOpenDay(trx: Trx, source: Source, counts: DayCounts): Promise<boolean> {
  await holdValues(trx);
  const [stored] = await lockDays(trx, source, [counts.day]);
  if (stored?.closed) return false;
  await writeDays(trx, [dayRow(source, counts, false)]);
  const names = new Names();
  const [day] = numbered([counts], names);
  const done: Promise<unknown>[] = [];
  const writing: Writing[] = day ? [{ period: 'd', startsOn: day.day, cells: day.cells, how: 'whole' }] : [];
  await writeAll(trx, { source, names, soon: (each) => done.push(each) }, writing);
  await Promise.all(done);
  return true;
}

/** Writes days that are complete, and adds them to their months and years. */
export async function addDayCounts(trx: Trx, source: Source, days: readonly DayCounts[]): Promise<void> {
  const names = new Names();
  const each = numbered(days, names);
  // Copies: the cells of days are renumbered as they are written.
  const periods = periodsOf(each);
  await addCounts(trx, source, { names, sure: new Map(), days: () => each, periods: () => periods });
}

/** Days, months and years that are written, and all there are. */
export interface Written {
  readonly done: number;
  readonly all: number;
}

/** What was counted, by numbers of `names`. The cells are not the caller's any more. */
export interface Counts {
  readonly names: Names;
  /** By dimension, names that will stand in what is written, so far as that is known beforehand. */
  readonly sure: ReadonlyMap<number, readonly number[]>;
  readonly days: () => readonly NumberedDay[];
  /** The months and years of the days. */
  readonly periods: () => readonly PeriodCounts[];
  /** Told how many days, months and years are written of all. */
  readonly told?: (progress: Written) => void;
}

/**
 * Writes days that are complete, and adds to their months and years what they add up to. A day that was closed before (late lines,
 * another log of the same day) is added to what stands. The caller's transaction holds it all together. Days are asked for while the
 * database gives numbers to names, months and years while it writes the days.
 */
export async function addCounts(trx: Trx, source: Source, counts: Counts): Promise<void> {
  const done: Promise<unknown>[] = [];
  const soon = (writing: Promise<unknown>) => {
    writing.catch(() => undefined);
    done.push(writing);
  };
  try {
    await addAll(trx, { source, names: counts.names, soon }, counts);
  } catch (error) {
    // What failed first says why all that came after it failed, too.
    for (const each of done) await each;
    throw error;
  }
  await Promise.all(done);
}

async function addAll(trx: Trx, of: WriteOf, counts: Counts): Promise<void> {
  const { names, soon, source } = of;
  await holdValues(trx);
  const sure = [...counts.sure].flatMap(([dimension, numbers]) =>
    numbers.map((number) => ({ dimension, value: names.text(dimension, number) ?? '' })),
  );
  soon(addValues(trx, source.siteId, sure));
  await turn();
  const days = counts.days();
  const dates = days.map(({ day }) => day);
  const wrote = toldOf(dates, counts.told);
  wrote(0);
  const stored = new Map((await lockDays(trx, source, dates)).map((row) => [row.day, row]));
  soon(
    writeDays(
      trx,
      days.map((day) => dayRow(source, { ...day, figures: sumOf(stored.get(day.day), day.figures) }, true)),
    ),
  );
  const ofDays = days.map(({ cells, day }): Writing => {
    return { period: 'd', startsOn: day, cells, how: stored.get(day)?.closed ? 'add' : 'whole' };
  });
  await writeAll(trx, { ...of, wrote }, ofDays);
  await turn();
  const ofPeriods = counts.periods().map((each): Writing => ({ ...each, how: 'add' }));
  await writeAll(trx, { ...of, wrote }, ofPeriods);
}

/** Counts what is written; months and years are not made yet when the first day is, but which there will be is known. */
function toldOf(dates: readonly string[], told: Counts['told']): (many: number) => void {
  const starts = (length: number) => new Set(dates.map((day) => day.slice(0, length))).size;
  const all = dates.length + starts(7) + starts(4);
  let done = 0;
  return (many) => {
    done += many;
    told?.({ done, all });
  };
}

/** Figures of a day, with those that were closed before. */
function sumOf(stored: DayRow | undefined, figures: DayFigures): DayFigures {
  if (!stored?.closed) return figures;
  // Who the visitors were before is known to nobody, so they are perhaps the same.
  const exact = stored.visitors === 0 || figures.visitors === 0;
  const sum = { ...addFigures(stored, figures), visitors: stored.visitors + figures.visitors };
  return { ...sum, visitors_exact: sum.visitors_exact && exact };
}

function dayRow(
  { origin, siteId }: Source,
  { day, figures }: Pick<DayCounts, 'day' | 'figures'>,
  closed: boolean,
): DayRow {
  return { ...figures, site_id: siteId, origin, day, closed };
}

/** The months and years of days. */
function periodsOf(days: readonly NumberedDay[]): PeriodCounts[] {
  const sums = new Map<string, PeriodCounts & { readonly cells: Map<number, NumberedCell[]> }>();
  for (const { cells, day } of days)
    for (const [period, startsOn] of [
      ['m', `${day.slice(0, 7)}-01`],
      ['y', `${day.slice(0, 4)}-01-01`],
    ] as const) {
      const sum = sums.get(period + startsOn) ?? { period, startsOn, cells: new Map<number, NumberedCell[]>() };
      for (const [of, some] of cells) sum.cells.set(of, [...(sum.cells.get(of) ?? []), ...some]);
      sums.set(period + startsOn, sum);
    }
  return [...sums.values()].map((sum) => ({
    ...sum,
    cells: new Map([...sum.cells].map(([of, cells]) => [of, joined(cells)])),
  }));
}

interface WriteOf {
  readonly source: Source;
  readonly names: Names;
  /** Takes what the database has been asked for, and has perhaps not done yet. */
  readonly soon: (writing: Promise<unknown>) => void;
  /** Told of how many days, months or years more are written. */
  readonly wrote?: (many: number) => void;
}

async function writeAll(trx: Trx, of: WriteOf, writings: readonly Writing[]): Promise<void> {
  for (let from = 0; from < writings.length; from += atOnce) await write(trx, of, writings.slice(from, from + atOnce));
}

/** Writes the cells of all dimensions in place of what stands there, or adds them to it. */
async function write(trx: Trx, { names, soon, source, wrote }: WriteOf, writings: readonly Writing[]): Promise<void> {
  const [before, numbers] = await Promise.all([
    readCellsOf(
      trx,
      source,
      writings
        .filter(({ how }) => how === 'add')
        .map(({ cells, period, startsOn }) => ({ period, startsOn, dimensions: [...cells.keys()] })),
    ),
    numbersFor(
      trx,
      { siteId: source.siteId, names },
      writings.map(({ cells }) => cells),
    ),
  ]);
  const stored = new Map(before.map((row) => [`${row.period} ${row.starts_on} ${row.dimension}`, row]));
  for (let from = 0; from < writings.length; from += sentAtOnce) {
    const sent = writings.slice(from, from + sentAtOnce);
    const rows = sent.flatMap(({ cells, period, startsOn }) =>
      [...cells].map(([of, each]) => {
        numbers.renumber(of, each);
        const row = stored.get(`${period} ${startsOn} ${of}`);
        const sum = row ? joined([...cellsOfRow(row), ...each]) : each;
        const kept: readonly RenumberedCell[] = capCells(sum, { of, period, known: numbers.known });
        numbers.keep(kept);
        return { of, period, startsOn, kept };
      }),
    );
    await numbers.give();
    for (const { kept } of rows) numbers.finish(kept);
    // The database writes these while the next are added up.
    soon(
      writeCells(
        trx,
        rows.map(({ kept, ...row }) => rowOf({ ...source, ...row }, kept)),
      ).then(() => wrote?.(sent.length)),
    );
  }
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

function cellsOfRow(row: CellsRow): NumberedCell[] {
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
