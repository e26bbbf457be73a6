import { type Kysely, sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { NoticeBody, NoticeKind, NoticeRef, NoticeStanding } from '../wire/notices.ts';

type Db = Kysely<Record<never, never>>;

export interface NoticeRow extends NoticeRef {
  readonly effectiveAt: Date;
  readonly publishedAt: Date;
  readonly publishedBy: string | null;
}

export interface NoticeText extends NoticeRow {
  readonly body: NoticeBody;
}

const ref = sql.raw(`id, kind, version, encode(sha256, 'hex') AS sha256`);
const row = sql.raw(
  `id, kind, version, encode(sha256, 'hex') AS sha256, effective_at AS "effectiveAt", published_at AS "publishedAt", published_by AS "publishedBy"`,
);

/** Whoever adds a notice waits for the one who is adding: versions have no gap and no double. */
export async function lockNotices(trx: Trx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('policy.notices'))`.execute(trx);
}

/** The newest version of a kind with exactly these words. */
export async function standingByHash(db: Db, kind: NoticeKind, sha256: Buffer): Promise<NoticeStanding | null> {
  const { rows } = await sql<NoticeStanding>`SELECT ${ref}, (SELECT min(later.effective_at) FROM policy.notices later
      WHERE later.kind = notices.kind AND later.version > notices.version) AS "followedAt"
    FROM policy.notices WHERE kind = ${kind} AND sha256 = ${sha256} ORDER BY version DESC LIMIT 1`.execute(db);
  return rows[0] ?? null;
}

export async function refsById(db: Db, ids: readonly string[]): Promise<NoticeRef[]> {
  const { rows } = await sql<NoticeRef>`SELECT ${ref} FROM policy.notices WHERE id = ANY (${ids})`.execute(db);
  return rows;
}

export async function noticeText(db: Db, id: string): Promise<NoticeText | null> {
  const { rows } = await sql<NoticeText>`SELECT ${row}, body FROM policy.notices WHERE id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function noticeVersion(db: Db, kind: NoticeKind, version: number): Promise<NoticeText | null> {
  const { rows } = await sql<NoticeText>`SELECT ${row}, body FROM policy.notices
    WHERE kind = ${kind} AND version = ${version}`.execute(db);
  return rows[0] ?? null;
}

/** The newest version that is in force at this time; null for none yet. */
export async function noticeInForce(db: Db, kind: NoticeKind, at: Date): Promise<NoticeText | null> {
  const { rows } = await sql<NoticeText>`SELECT ${row}, body FROM policy.notices
    WHERE kind = ${kind} AND effective_at <= ${at} ORDER BY version DESC LIMIT 1`.execute(db);
  return rows[0] ?? null;
}

/** The newest version, in force or yet to come. */
export async function newestNotice(db: Db, kind: NoticeKind): Promise<NoticeText | null> {
  const { rows } = await sql<NoticeText>`SELECT ${row}, body FROM policy.notices
    WHERE kind = ${kind} ORDER BY version DESC LIMIT 1`.execute(db);
  return rows[0] ?? null;
}

export async function allVersions(db: Db, kind: NoticeKind): Promise<NoticeRow[]> {
  const { rows } =
    await sql<NoticeRow>`SELECT ${row} FROM policy.notices WHERE kind = ${kind} ORDER BY version DESC`.execute(db);
  return rows;
}

export async function insertNotice(
  trx: Trx,
  notice: {
    readonly id: string;
    readonly kind: NoticeKind;
    readonly sha256: Buffer;
    readonly body: NoticeBody;
    readonly effectiveAt: Date;
    readonly publishedAt: Date;
    readonly publishedBy: string | null;
  },
): Promise<NoticeRef> {
  const { rows } = await sql<NoticeRef>`
    INSERT INTO policy.notices (id, kind, version, sha256, body, effective_at, published_at, published_by)
    SELECT ${notice.id}, ${notice.kind}, coalesce(max(version), 0) + 1, ${notice.sha256}, ${JSON.stringify(notice.body)}::jsonb,
      ${notice.effectiveAt}::timestamptz, ${notice.publishedAt}::timestamptz, ${notice.publishedBy}::uuid
    FROM policy.notices WHERE kind = ${notice.kind}
    RETURNING ${ref}`.execute(trx);
  const [made] = rows;
  if (!made) throw new Error('a notice was not inserted');
  return made;
}

export async function listNotices(
  db: Db,
  list: ListRequest,
  given: { readonly kind: string | null; readonly now: Date },
): Promise<{ rows: (NoticeRow & { current: boolean; sort_value: string | null })[]; count: number }> {
  const page = keyset(list, { publishedAt: { sql: 'published_at', type: 'timestamptz' } });
  const where = sql`(${given.kind}::text IS NULL OR kind = ${given.kind})`;
  const { rows } = await sql<NoticeRow & { current: boolean; sort_value: string | null }>`
    SELECT ${row}, ${page.value} AS sort_value, version = (SELECT max(c.version) FROM policy.notices c
      WHERE c.kind = notices.kind AND c.effective_at <= ${given.now}) AS current
    FROM policy.notices WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const { rows: counted } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM policy.notices WHERE ${where}`.execute(db);
  return { rows: rows.map((each) => ({ ...each, current: each.current === true })), count: counted[0]?.count ?? 0 };
}
