import { type RawBuilder, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';

type Reads = Database['read'];

export type RetentionRow = {
  readonly category: string;
  readonly tables: readonly string[];
  readonly days: number | null;
  readonly reason: string;
  readonly fixed: boolean;
  readonly changed_at: Date;
};

export async function readRetention(db: Reads): Promise<RetentionRow[]> {
  const { rows } =
    await sql<RetentionRow>`SELECT category, tables, days, reason, fixed, changed_at FROM rights.retention
    ORDER BY category COLLATE "C"`.execute(db);
  return rows;
}

/** False where there is no such category, or it is fixed. */
export async function writeRetention(
  db: Trx,
  row: { readonly category: string; readonly days: number | null; readonly reason: string; readonly at: Date },
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`UPDATE rights.retention SET days = ${row.days}, reason = ${row.reason}, changed_at = ${row.at}
    WHERE category = ${row.category} AND NOT fixed`.execute(db);
  return Number(numAffectedRows ?? 0) === 1;
}

type Table = 'links' | 'sittings' | 'requests';

/** What is held is left alone, whatever its age. */
function free(table: Table, categories: readonly string[], on: string): RawBuilder<unknown> {
  return sql`NOT EXISTS (SELECT FROM rights.holds h WHERE h.ended_at IS NULL AND h.until >= ${on}::date
    AND (h.person_id = ${sql.ref(`${table}.person_id`)} OR h.category = ANY (${[...categories, 'everything']}::text[])))`;
}

const dueLinks = (table: 'links' | 'sittings', before: Date, on: string) =>
  sql`expires_at < ${before} AND ${free(table, ['people'], on)}`;

const due = {
  links: (before: Date, on: string) => dueLinks('links', before, on),
  'words of requests': (
    before: Date,
    on: string,
  ) => sql`closed_at < ${before} AND ${free('requests', ['requests', 'people'], on)}
    AND NOT EXISTS (SELECT FROM rights.request_events e WHERE e.request_id = requests.id AND e.kind = 'words removed')`,
  requests: (before: Date, on: string) => sql`closed_at < ${before} AND ${free('requests', ['requests'], on)}`,
  'mail kept apart': (
    before: Date,
    on: string,
  ) => sql`received_at < ${before} AND request_id IS NULL AND opt_out_id IS NULL
    AND NOT EXISTS (SELECT FROM rights.holds h WHERE h.ended_at IS NULL AND h.until >= ${on}::date AND h.category IN ('mails', 'everything'))`,
};
export type SweptCategory = keyof typeof due;
export const sweptCategories = Object.keys(due) as SweptCategory[];

/** How many are due: the dry run. */
export async function countDue(db: Reads, category: SweptCategory, before: Date, on: string): Promise<number> {
  const tables = {
    links: 'rights.links',
    'mail kept apart': 'rights.mails',
    requests: 'rights.requests',
    'words of requests': 'rights.requests',
  };
  const table = sql.raw(tables[category]);
  const { rows } = await sql<{
    n: number;
  }>`SELECT count(*)::int AS n FROM ${table} WHERE ${due[category](before, on)}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Deletes what is due; says how many. */
export async function sweepDue(
  db: Trx,
  category: SweptCategory,
  { before, on, at }: { readonly before: Date; readonly on: string; readonly at: Date },
): Promise<number> {
  if (category === 'links') {
    await sql`DELETE FROM rights.sittings WHERE ${dueLinks('sittings', before, on)}`.execute(db);
    return affected(sql`DELETE FROM rights.links WHERE ${due.links(before, on)}`, db);
  }
  if (category === 'mail kept apart') {
    await sql`DELETE FROM rights.unread_mails WHERE at < ${before}`.execute(db);
    return affected(sql`DELETE FROM rights.mails WHERE ${due['mail kept apart'](before, on)}`, db);
  }
  if (category === 'requests') return affected(sql`DELETE FROM rights.requests WHERE ${due.requests(before, on)}`, db);
  const { rows } = await sql<{ count: number }>`WITH old AS (UPDATE rights.requests
        SET wording = NULL, asker = NULL, extension = NULL, answer = NULL, person_id = NULL
        WHERE ${due['words of requests'](before, on)} RETURNING id),
      scans AS (DELETE FROM rights.request_scans WHERE request_id IN (SELECT id FROM old)),
      agents AS (DELETE FROM rights.agents WHERE request_id IN (SELECT id FROM old)),
      mails AS (DELETE FROM rights.mails m USING old WHERE m.request_id = old.id OR (m.opt_out_id = old.id AND m.request_id IS NULL)),
      said AS (INSERT INTO rights.request_events (request_id, at, kind, actor_kind) SELECT id, ${at}::timestamptz, 'words removed', 'system' FROM old)
    SELECT count(*)::int AS count FROM old`.execute(db);
  return rows[0]?.count ?? 0;
}

async function affected(text: RawBuilder<unknown>, db: Trx): Promise<number> {
  return Number((await text.execute(db)).numAffectedRows ?? 0);
}
