import type { Clock } from '../../../../platform/clock.ts';
import { countryNamed } from '../../../../platform/countries.ts';
import type { Database } from '../../../../platform/db/database.ts';
import { basename, readText } from '../../../../platform/logs/read-text.ts';
import { errors } from '../../errors/imports.ts';
import { cleanText } from '../../rules/clean.ts';
import type { DayCounts } from '../../rules/day-counts.ts';
import { dimension, longestValue } from '../../rules/dimensions.ts';
import type { Cell } from '../../rules/fold.ts';
import {
  type History,
  HistoryFault,
  type HistoryRow,
  type Program,
  programs,
  readHistory,
} from '../../rules/history.ts';
import { openPaths, type Paths } from '../../rules/paths.ts';
import { emptyFigures } from '../../rules/tally.ts';
import { insertRun } from '../../store/import-runs.ts';
import { takenOver } from '../../store/imports.ts';
import type { SiteInMemory } from '../site-in-memory.ts';
import { addDayCounts } from '../write-days.ts';

export interface HistoryResult {
  readonly files: readonly {
    readonly path: string;
    readonly days: number;
    /** The first of them; null: none. */
    readonly firstDay: string | null;
    /** Days of which the same was taken over before: left as they are. */
    readonly known: number;
    /** Rows that do not say of which day they are: left out. */
    readonly undated: number;
  }[];
}

/**
 * Takes over what another program counted, from its exports in CSV, under an origin of its own. What was taken over already, of a day
 * and a dimension, is left as it is, so that the same export can be named again.
 * @throws KEPT_LOG_NOT_READ, KEPT_HISTORY_FILE
 */
export async function importHistory(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  input: { readonly site: SiteInMemory; readonly program: Program; readonly files: readonly string[] },
): Promise<HistoryResult> {
  const { files, program, site } = input;
  const origin = programs[program];
  const paths = openPaths(site.settings);
  // All are read before any is written.
  const read: { path: string; history: History }[] = [];
  for (const path of files) read.push({ path, history: await historyOf(program, path) });
  return db.base(async (trx) => {
    const done: HistoryResult['files'][number][] = [];
    const taken: string[] = [];
    for (const { path, history } of read) {
      const known = await takenOver(trx, { siteId: site.id, origin, dimension: history.dimension });
      const days = countsOf(history, paths).filter(({ day }) => !known.has(day));
      const all = new Set(history.rows.map(({ day }) => day)).size;
      await addDayCounts(trx, { siteId: site.id, origin }, days);
      taken.push(...days.map(({ day }) => day));
      const firstDay = days[0]?.day ?? null;
      done.push({ path, days: days.length, firstDay, known: all - days.length, undated: history.undated });
    }
    const [firstDay] = taken.toSorted();
    if (firstDay !== undefined) {
      const lastDay = taken.toSorted().at(-1) ?? firstDay;
      const files = done.filter(({ days }) => days > 0).length;
      const of = { siteId: site.id, origin, server: null, at: clock.now() };
      await insertRun(trx, { ...of, files, lines: null, badLines: null, knownLines: null, firstDay, lastDay });
    }
    return { files: done };
  });
}

async function historyOf(program: Program, path: string): Promise<History> {
  try {
    return readHistory(program, basename(path), await readText(path));
  } catch (error) {
    if (error instanceof HistoryFault) throw errors.KEPT_HISTORY_FILE({ file: path, program, reason: error.message });
    throw error;
  }
}

function countsOf(history: History, paths: Paths): DayCounts[] {
  const days = Map.groupBy(history.rows, ({ day }) => day);
  return [...days]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, rows]) => {
      if (history.dimension === null) return { day, figures: figuresOf(rows), cells: new Map() };
      return {
        day,
        figures: emptyFigures(),
        cells: new Map([[history.dimension, cellsOf(history.dimension, rows, paths)]]),
      };
    });
}

function figuresOf(rows: readonly HistoryRow[]): DayCounts['figures'] {
  const sum = (of: 'visits' | 'visitors' | 'views' | 'bounces' | 'seconds') =>
    rows.reduce((all, row) => all + row[of], 0);
  return {
    ...emptyFigures(),
    visits: sum('visits'),
    visitors: sum('visitors'),
    views: sum('views'),
    bounces: sum('bounces'),
    span_seconds: sum('seconds'),
  };
}

function cellsOf(of: number, rows: readonly HistoryRow[], paths: Paths): Cell[] {
  const cells = new Map<string | null, { -readonly [K in keyof Cell]: Cell[K] }>();
  for (const row of rows) {
    const value = nameOf(of, row.value ?? '', paths);
    const cell = cells.get(value) ?? { value, visits: 0, views: 0, bounces: 0, seconds: 0, amounts: 0 };
    cell.visits += row.visits;
    cell.views += row.views;
    cell.bounces += row.bounces;
    cell.seconds += row.seconds;
    cells.set(value, cell);
  }
  return [...cells.values()];
}

/** Names of other programs as ours are; null: "other". */
function nameOf(of: number, text: string, paths: Paths): string | null {
  if (text === '' || text === '(not set)' || /^others?$/i.test(text)) return null;
  if (of === dimension.page || of === dimension.entry || of === dimension.exit) return paths.clean(text);
  if (of === dimension.country) return countryNamed(text);
  return cleanText(text, longestValue) || null;
}
export const historyPrograms = Object.keys(programs) as Program[];
