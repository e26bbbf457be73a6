import type { Deps } from '../../../../platform/deps.ts';
import { errors } from '../../errors/reports.ts';
import { namedIn } from '../../rules/dimensions.ts';
import { isFew, share, unlessSmall } from '../../rules/figures.ts';
import { sumOf } from '../../rules/narrow.ts';
import { unitsOf } from '../../rules/range.ts';
import {
  addsUp,
  type Filter,
  filtersOf,
  isOfPrograms,
  isOfRequests,
  numberOf,
  pairOf,
} from '../../rules/report-dimensions.ts';
import { shownCell } from '../../rules/shown-cell.ts';
import { type Narrowed, type Sum, sumCells } from '../../rules/sum-cells.ts';
import { type Folded, foldTable, sortCells, tableRow } from '../../rules/table-rows.ts';
import { isTakenOver, takenOverRow } from '../../rules/taken-over.ts';
import { findValue, readValues, searchValues } from '../../store/cells.ts';
import { sumVisits } from '../../store/reports.ts';
import type { DimensionName, Range, Table, TableQuery, TableRow } from '../../wire/reports.ts';
import { rowsOf } from './cells.ts';
import { type Frame, frameOf } from './frame.ts';

/** One dimension over a range: its values by visits, and what has no name in "other". */
export async function dimensionTable(
  deps: Pick<Deps, 'db' | 'clock'>,
  slug: string,
  dimension: DimensionName,
  query: TableQuery,
): Promise<Table> {
  return tableOf(deps, await frameOf(deps, slug, query), dimension, query);
}

export async function tableOf(
  deps: Pick<Deps, 'db' | 'clock'>,
  frame: Frame,
  dimension: DimensionName,
  query: Pick<TableQuery, 'q' | 'sort' | 'limit' | 'offset'>,
): Promise<Table> {
  const source = await sourceOf(deps, frame, dimension);
  const wanted = query.q
    ? await searchValues(deps.db.read, {
        siteId: frame.site.id,
        dimensions: [namedIn(numberOf[dimension])],
        q: query.q,
      })
    : null;
  const [now, before, visits] = await Promise.all([
    foldedCells(deps, frame, source, frame.range),
    frame.before && foldedCells(deps, frame, source, frame.before),
    sumVisits(deps.db, { siteId: frame.site.id, origin: frame.origin, range: frame.range }),
  ]);
  const ofRequests = isOfRequests(dimension);
  // Of all visits, not only of those under the filter; where there are none, requests are shared out.
  const total = ofRequests ? sumOf([...now.named, ...(now.other ? [now.other] : [])]).views : visits;
  const named = wanted ? now.named.filter((cell) => wanted.has(cell.value ?? 0)) : now.named;
  const { offset = 0, limit = 50 } = query;
  const page = await pageOf(deps, named, { sort: query.sort ?? (ofRequests ? '-views' : '-visits'), offset, limit });
  const earlier = new Map(before?.named.map((cell) => [cell.value, cell]));
  const row = (cell: Sum, value: string | null, was: Sum | null) => {
    const told = tableRow(cell, { value, share: share(ofRequests ? cell.views : cell.visits, total), before: was });
    return isTakenOver(frame.origin) ? takenOverRow(told) : told;
  };
  const other = (cell: Sum) => {
    const told = row(cell, null, before?.other ?? null);
    return addsUp(dimension) ? told : notAddedUp(told);
  };
  return {
    range: frame.range,
    before: frame.before,
    origin: frame.origin,
    dimension,
    rows: page.cells.map((cell) => row(cell, page.nameOf(cell), earlier.get(cell.value) ?? null)),
    other: now.other && other(now.other),
    count: named.length,
    next: offset + limit < named.length ? offset + limit : null,
    total: unlessSmall(total),
  };
}

/** "Other" of values of which one visit may have several: how many visits that were is not known. */
function notAddedUp(row: TableRow): TableRow {
  return { ...row, visits: null, share: null, before: row.before && { ...row.before, visits: null } };
}

/** Which rows of statistics.cells hold the table, and which of their cells. */
export interface Source {
  readonly dimension: DimensionName;
  readonly number: number;
  readonly narrowed: (Narrowed & { readonly by: Filter }) | null;
}

export async function sourceOf(
  deps: Pick<Deps, 'db' | 'clock'>,
  { site, filter }: Frame,
  dimension: DimensionName,
): Promise<Source> {
  if (!filter) return { dimension, number: numberOf[dimension], narrowed: null };
  const found = pairOf(dimension, filter.dimension);
  if (!found) throw notDeclared(dimension, filter);
  const sought = { siteId: site.id, dimensions: [namedIn(numberOf[filter.dimension])], value: filter.value };
  const ids = new Set(await findValue(deps.db.read, sought));
  return { dimension, number: found.pair, narrowed: { side: found.side, ids, by: filter } };
}

function notDeclared(table: DimensionName, filter: Filter) {
  const filters = filtersOf(table);
  return errors.KEPT_PAIR_NOT_DECLARED({ table, filter: filter.dimension, filters: filters.join(', ') || 'nothing' });
}

export async function foldedCells(
  deps: Pick<Deps, 'db' | 'clock'>,
  frame: Frame,
  source: Source,
  range: Range,
): Promise<Folded> {
  const { narrowed } = source;
  const of = { siteId: frame.site.id, origin: frame.origin, units: unitsOf(range, frame.counted) };
  const [rows, whole] = await Promise.all([
    rowsOf(deps.db, { ...of, dimension: source.number }),
    narrowed
      ? rowsOf(deps.db, { ...of, dimension: numberOf[narrowed.by.dimension] })
      : sumVisits(deps.db, { ...of, range }),
  ]);
  // Of a value that is itself part of "other" nothing is told, and of a few visits not what they did.
  if (narrowed && typeof whole !== 'number' && !shownCell(whole, [...narrowed.ids])) return foldTable([], {});
  return foldTable(sumCells(rows, narrowed), {
    ofPrograms: isOfPrograms(source.dimension),
    ofRequests: isOfRequests(source.dimension),
    ofFew: typeof whole === 'number' && isFew(whole),
  });
}

/** Names are asked for only where they are shown or sorted by. */
async function pageOf(
  deps: Pick<Deps, 'db' | 'clock'>,
  cells: readonly Sum[],
  { sort, offset, limit }: { sort: string; offset: number; limit: number },
): Promise<{ cells: readonly Sum[]; nameOf: (cell: Sum) => string }> {
  const byName = sort.endsWith('value');
  const names = new Map<number, string>();
  const nameOf = (cell: Sum) => names.get(cell.value ?? 0) ?? '';
  const learn = async (of: readonly Sum[]) => {
    const ids = of.map(({ value }) => value ?? 0);
    for (const [id, name] of await readValues(deps.db, ids)) names.set(id, name);
  };
  if (byName) await learn(cells);
  const tie = byName ? nameOf : ({ value }: Sum) => value ?? 0;
  const page = sortCells(cells, { sort, nameOf: tie, most: offset + limit }).slice(offset);
  if (!byName) await learn(page);
  return { cells: page, nameOf };
}
