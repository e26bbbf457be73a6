import type { Deps } from '../../../../platform/deps.ts';
import { type CsvValue, csv, rounded } from '../../rules/csv.ts';
import { share } from '../../rules/figures.ts';
import { type FolderFigures, foldersOf, sortFolders } from '../../rules/folders.ts';
import { sumOf } from '../../rules/narrow.ts';
import type { Folded } from '../../rules/table-rows.ts';
import { readValues } from '../../store/cells.ts';
import { sumVisits } from '../../store/reports.ts';
import type { FolderDimension, FolderQuery, FolderTable } from '../../wire/folders.ts';
import type { CsvFile } from './as-csv.ts';
import { frameOf } from './frame.ts';
import { foldedCells, sourceOf } from './table.ts';

type Reads = Pick<Deps, 'db' | 'clock'>;

/** Of them every visit has one, so that visits can be added up over paths. */
const oneAVisit: ReadonlySet<FolderDimension> = new Set(['entry', 'exit']);

/** Paths by the folder in which they lie, one level at a time. */
export async function folderTable(
  deps: Reads,
  slug: string,
  dimension: FolderDimension,
  query: FolderQuery,
): Promise<FolderTable> {
  const frame = await frameOf(deps, slug, query);
  const source = await sourceOf(deps, frame, dimension);
  const [now, earlier, visits] = await Promise.all([
    foldedCells(deps, frame, source, frame.range),
    frame.before && foldedCells(deps, frame, source, frame.before),
    sumVisits(deps.db, { siteId: frame.site.id, origin: frame.origin, range: frame.range }),
  ]);
  const { limit = 50, offset = 0, under = '/' } = query;
  const summed = oneAVisit.has(dimension);
  const all = summed ? visits : sumOf([...now.named, ...(now.other ? [now.other] : [])]).views;
  const shareOf = (row: { readonly visits: number; readonly views: number }) =>
    share(summed ? row.visits : row.views, all);
  const visitsOf = (row: { readonly visits: number }) => (summed ? row.visits : null);
  const rows = sortFolders(await foldersIn(deps, now, under), query.sort ?? (summed ? '-visits' : '-views'));
  const before = new Map(earlier && (await foldersIn(deps, earlier, under)).map((row) => [row.value, row]));
  const wasOf = (was: FolderFigures | undefined) => (was ? { visits: visitsOf(was), views: was.views } : null);
  return {
    range: frame.range,
    before: frame.before,
    origin: frame.origin,
    dimension,
    under,
    rows: rows.slice(offset, offset + limit).map((row) => ({
      ...row,
      visits: visitsOf(row),
      share: shareOf(row),
      before: wasOf(before.get(row.value)),
    })),
    other:
      now.other && under === '/'
        ? { visits: visitsOf(now.other), views: now.other.views, share: shareOf(now.other) }
        : null,
    count: rows.length,
    next: offset + limit < rows.length ? offset + limit : null,
  };
}

async function foldersIn(deps: Reads, { named }: Folded, under: string): Promise<FolderFigures[]> {
  const names = await readValues(
    deps.db,
    named.map(({ value }) => Number(value)),
  );
  const rows = named.map(({ value, visits, views }) => ({ path: names.get(Number(value)) ?? '', visits, views }));
  return foldersOf(rows, under);
}

/** The same as CSV, whole. */
export async function folderCsv(
  deps: Reads,
  slug: string,
  dimension: FolderDimension,
  query: Omit<FolderQuery, 'limit' | 'offset'>,
): Promise<CsvFile> {
  const table = await folderTable(deps, slug, dimension, { ...query, limit: Number.MAX_SAFE_INTEGER, offset: 0 });
  const { other, range, rows, before } = table;
  const compared = before ? ['visits_before', 'views_before'] : [];
  const line = (row: FolderTable['rows'][number]): CsvValue[] => [
    row.value,
    row.paths,
    row.visits,
    row.views,
    rounded(row.share, 4),
    ...(before ? [row.before?.visits ?? null, row.before?.views ?? null] : []),
  ];
  const rest: CsvValue[][] = other
    ? [['(other)', null, other.visits, other.views, rounded(other.share, 4), ...compared.map(() => null)]]
    : [];
  const header = [dimension, 'paths', 'visits', 'views', 'share', ...compared];
  return {
    name: `${slug}-${dimension}-folders-${range.from}-${range.to}.csv`,
    content: csv(header, [...rows.map(line), ...rest]),
  };
}
