import type { Query } from './query.ts';

/** How much of a large table one look takes: its newest rows and one share of the others, another each day, so that each has its turn. */
export interface Portion {
  /** A table of so many rows is looked at as a whole. */
  readonly wholeRows: number;
  /** Of a larger one so many of the newest, and shares of so many of the others. */
  readonly newestRows: number;
  readonly shareRows: number;
  /** The same for tables that are read by blocks of 8 KiB. */
  readonly wholeBlocks: number;
  readonly shareBlocks: number;
  /** There are never more shares than this; they grow instead. */
  readonly mostShares: number;
  /** Whose turn it is: the number of the day. */
  readonly turn: number;
}

const dayMs = 86_400_000;

/** Everything has had its turn within 30 days, as every probe is seen red within 30. */
export function dailyPortion(now: Date): Portion {
  return {
    wholeRows: 100_000,
    newestRows: 10_000,
    shareRows: 25_000,
    wholeBlocks: 2_560,
    shareBlocks: 1_280,
    mostShares: 30,
    turn: Math.floor(now.getTime() / dayMs),
  };
}

/** Nothing is left for another day. */
export const wholePortion: Portion = {
  ...dailyPortion(new Date(0)),
  wholeRows: Number.POSITIVE_INFINITY,
  wholeBlocks: Number.POSITIVE_INFINITY,
};

/** Ids between which today's share lies, and from which on the newest do; null: from the first one on. */
interface Bounds {
  readonly from: string | null;
  readonly to: string;
  readonly newest: string;
  readonly words: string;
}

/** Bounds that were found, by table. They may be some hours old: what came since is among the newest. */
export type KnownBounds = Map<string, Bounds | null>;

/** A moment of the database that is read, large tables in shares. */
export interface InShares {
  readonly query: Query;
  /** How much of large tables is looked at. */
  readonly portion: Portion;
  /** What is known of their shares already. */
  readonly known: KnownBounds;
  /** Words on what was looked at in shares only. */
  readonly noted: Set<string>;
}

const mark = /\{share ([a-z_]+\.[a-z_]+)(?:\.([a-z_]+))?: ([a-z_.]+)\}/g;

/**
 * Puts conditions where a text says `{share contacts.people: p.id}`: true where the table is small, else that the column names a row of it that is
 * looked at today. Shares are ranges of the ids (or of what is named: `policy.log_leaves.leaf_index`), so that an index leads to them; together they are the whole.
 */
export async function withShares(text: string, snapshot: InShares): Promise<string> {
  const conditions = new Map<string, string>();
  for (const [found, table = '', key = 'id', column = ''] of text.matchAll(mark))
    conditions.set(found, conditionOn(column, await boundsOf({ table, key }, snapshot)));
  return text.replaceAll(mark, (found) => conditions.get(found) ?? found);
}

/** The text as it looks at everything, for people to try. */
export function withoutShares(text: string): string {
  return text.replaceAll(mark, 'true /* of $1, where it is large, a share a day */');
}

function conditionOn(column: string, bounds: Bounds | null): string {
  if (!bounds) return 'true';
  const share = [...(bounds.from === null ? [] : [`${column} >= '${bounds.from}'`]), `${column} < '${bounds.to}'`];
  return `(${share.join(' AND ')} OR ${column} >= '${bounds.newest}')`;
}

interface Named {
  readonly table: string;
  /** The column by which its rows are told apart, and in whose order they came. */
  readonly key: string;
}

async function boundsOf(of: Named, { query, portion, known, noted }: InShares): Promise<Bounds | null> {
  const name = JSON.stringify([of, portion]);
  const found = known.get(name) ?? (known.has(name) ? null : await findBounds(of, portion, query));
  known.set(name, found);
  if (found) noted.add(found.words);
  return found;
}

async function findBounds({ table, key }: Named, portion: Portion, query: Query): Promise<Bounds | null> {
  if (!Number.isFinite(portion.wholeRows)) return null;
  const [counted] = await query<{ rows: number }>(`SELECT count(*)::float8 AS rows FROM ${table}`);
  const rows = counted?.rows ?? 0;
  if (rows <= portion.wholeRows) return null;
  const noted = new Set<string>();
  const { from, to, newest } = placesLooked(table, rows, { portion, noted });
  const keyAt = async (place: number) => {
    const [row] = await query<{ key: string }>(
      `SELECT ${key}::text AS key FROM ${table} ORDER BY ${table}.${key} OFFSET ${place} LIMIT 1`,
    );
    if (!row) throw new Error('a table became smaller while it was looked at');
    return row.key;
  };
  return {
    from: from === 0 ? null : await keyAt(from),
    to: await keyAt(to),
    newest: await keyAt(newest),
    words: [...noted].join(),
  };
}

/** Which of so many things in a row are looked at: those from one place up to another, and from a third on. */
export function placesLooked(
  table: string,
  count: number,
  { portion, noted }: Pick<InShares, 'portion' | 'noted'>,
): { readonly from: number; readonly to: number; readonly newest: number } {
  if (count <= portion.wholeRows) return { from: 0, to: 0, newest: 0 };
  const older = Math.max(0, count - portion.newestRows);
  const { shares, size, turn } = sharesOf(older, portion.shareRows, portion);
  noted.add(shareWords(table, { turn, shares }));
  return { from: turn * size, to: Math.min((turn + 1) * size, older), newest: older };
}

/** Into how many shares the older ones fall, how large each is, and which is looked at now. */
function sharesOf(older: number, least: number, { mostShares, turn }: Portion) {
  const size = Math.max(least, Math.ceil(older / mostShares));
  const shares = Math.max(1, Math.ceil(older / size));
  return { shares, size, turn: turn % shares };
}

function shareWords(table: string, { turn, shares }: { turn: number; shares: number }): string {
  return `of ${table} the newest and share ${turn + 1} of ${shares}, one a day`;
}

/** What is looked at of these columns (names as SQL has them) of a table, read by blocks: all of it, or its newest blocks and today's share of the others. */
export async function partOf(table: string, columns: readonly string[], snapshot: InShares): Promise<string> {
  const name = JSON.stringify([table, snapshot.portion]);
  // A table may grow while it is looked at: what is counted afterwards is of the same blocks.
  const known = snapshot.known.get(name);
  const blocks = known === undefined ? await findBlocks(table, snapshot) : known;
  snapshot.known.set(name, blocks);
  if (!blocks) return table;
  snapshot.noted.add(blocks.words);
  const list = columns.join(', ');
  return `(SELECT ${list} FROM ${table} WHERE ctid >= '(${blocks.from},0)' AND ctid < '(${blocks.to},0)'
    UNION ALL SELECT ${list} FROM ${table} WHERE ctid >= '(${blocks.newest},0)') part`;
}

async function findBlocks(table: string, { query, portion }: InShares): Promise<Bounds | null> {
  const [size] = await query<{ blocks: number }>(
    `SELECT (pg_relation_size($1::regclass) / current_setting('block_size')::int)::float8 AS blocks`,
    [table],
  );
  const blocks = size?.blocks ?? 0;
  if (blocks <= portion.wholeBlocks) return null;
  const older = Math.max(0, blocks - portion.shareBlocks);
  const part = sharesOf(older, portion.shareBlocks, portion);
  const first = part.turn * part.size;
  return {
    from: String(first),
    to: String(Math.min(first + part.size, older)),
    newest: String(older),
    words: shareWords(table.replaceAll('"', ''), part),
  };
}
