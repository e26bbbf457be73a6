/** A path as a table shows it, folded already: no path of fewer than `k` visits is among them. */
export interface PathFigures {
  readonly path: string;
  readonly visits: number;
  readonly views: number;
}

export interface FolderFigures {
  /** `/products/` for a folder, otherwise the path itself. */
  readonly value: string;
  readonly folder: boolean;
  /** How many paths are in it; 1 for a path. */
  readonly paths: number;
  readonly visits: number;
  readonly views: number;
}

/**
 * Paths below a folder (`/` or `/products/`), put together by the folder in which they lie next. The page that a folder is itself
 * (`/products`) belongs to it, and stands as a path of its own once the folder is opened. Nothing is told that the table of
 * paths does not tell: sums of rows that are shown there.
 */
export function foldersOf(rows: readonly PathFigures[], under: string): FolderFigures[] {
  const own = under.slice(0, -1);
  const inside = rows.filter(({ path }) => path.startsWith(under) || (own !== '' && path === own));
  const placed = inside.map((row) => ({ row, folder: nextFolder(row.path, under) }));
  const folders = new Set(placed.map(({ folder }) => folder));
  const groups = Map.groupBy(placed, ({ row, folder }) => {
    if (folder !== null) return folder;
    return folders.has(`${row.path}/`) ? `${row.path}/` : row.path;
  });
  return [...groups].map(([value, members]) => ({
    value,
    folder: folders.has(value),
    paths: members.length,
    visits: members.reduce((sum, { row }) => sum + row.visits, 0),
    views: members.reduce((sum, { row }) => sum + row.views, 0),
  }));
}

/** The folder directly below `under` in which a path lies; null where it lies in none. A query string has no folders. */
function nextFolder(path: string, under: string): string | null {
  if (!path.startsWith(under)) return null;
  const [plain = ''] = path.split('?', 1);
  const slash = plain.indexOf('/', under.length);
  // `/products/` itself, asked for with a slash, is the page of the folder.
  return slash < 0 ? null : plain.slice(0, slash + 1);
}

type FolderSort = 'visits' | 'views' | 'value';

/** Sorted as asked (`-views`); where two are equal, by their names. */
export function sortFolders(rows: readonly FolderFigures[], sort: string): FolderFigures[] {
  const turned = sort.startsWith('-') ? -1 : 1;
  const by = sort.replace(/^-/, '') as FolderSort;
  const byName = (a: FolderFigures, b: FolderFigures) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
  if (by === 'value') return rows.toSorted((a, b) => turned * byName(a, b));
  return rows.toSorted((a, b) => turned * (a[by] - b[by]) || byName(a, b));
}
