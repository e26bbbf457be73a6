import { type Kysely, sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import type { DimensionName, Origin } from '../wire/reports.ts';

type Db = Kysely<Record<never, never>>;

export interface ViewRow {
  readonly id: string;
  readonly name: string;
  readonly search: Record<string, string>;
  readonly createdAt: Date;
}

export async function readViews(db: Db, siteId: number): Promise<ViewRow[]> {
  const { rows } = await sql<ViewRow>`SELECT id, name, search, created_at AS "createdAt" FROM statistics.saved_views
    WHERE site_id = ${siteId} ORDER BY name, id LIMIT 200`.execute(db);
  return rows;
}

/** @returns whether its name was free */
export async function insertView(
  trx: Trx,
  row: ViewRow & { readonly siteId: number; readonly by: string | null },
): Promise<boolean> {
  const { rows } = await sql`INSERT INTO statistics.saved_views (id, site_id, name, search, created_by, created_at)
    VALUES (${row.id}, ${row.siteId}, ${row.name}, ${JSON.stringify(row.search)}::jsonb, ${row.by}, ${row.createdAt})
    ON CONFLICT (site_id, name) DO NOTHING RETURNING id`.execute(trx);
  return rows.length > 0;
}

export async function deleteView(trx: Trx, siteId: number, id: string): Promise<boolean> {
  const { rows } = await sql`DELETE FROM statistics.saved_views WHERE site_id = ${siteId} AND id = ${id}
    RETURNING id`.execute(trx);
  return rows.length > 0;
}

export interface LinkRow {
  readonly id: string;
  readonly name: string;
  readonly days: number;
  readonly origin: Origin;
  readonly dimensions: DimensionName[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly lastOpenedOn: string | null;
}

const linkColumns = sql.raw(`l.id, l.name, l.days, l.origin, l.dimensions, l.created_at AS "createdAt",
  l.expires_at AS "expiresAt", l.ended_at AS "endedAt", l.last_opened_on::text AS "lastOpenedOn"`);

export async function readLinks(db: Db, siteId: number): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`SELECT ${linkColumns} FROM statistics.shared_links l
    WHERE l.site_id = ${siteId} ORDER BY l.created_at DESC, l.id LIMIT 200`.execute(db);
  return rows;
}

export async function insertLink(
  trx: Trx,
  row: LinkRow & { readonly siteId: number; readonly tokenSha256: Buffer; readonly by: string | null },
): Promise<void> {
  await sql`INSERT INTO statistics.shared_links (id, site_id, name, token_sha256, days, origin, dimensions, created_by, created_at, expires_at)
    VALUES (${row.id}, ${row.siteId}, ${row.name}, ${row.tokenSha256}, ${row.days}, ${row.origin}::statistics.origin,
      ${row.dimensions}, ${row.by}, ${row.createdAt}, ${row.expiresAt})`.execute(trx);
}

/** @returns whether there was such a link; one that has ended stays ended */
export async function endLink(trx: Trx, siteId: number, { id, at }: { id: string; at: Date }): Promise<boolean> {
  const { rows } = await sql`UPDATE statistics.shared_links SET ended_at = coalesce(ended_at, ${at})
    WHERE site_id = ${siteId} AND id = ${id} RETURNING id`.execute(trx);
  return rows.length > 0;
}

/** The link of a token with the slug of its site, ended ones too. */
export async function linkByToken(db: Db, tokenSha256: Buffer): Promise<(LinkRow & { readonly site: string }) | null> {
  const { rows } = await sql<LinkRow & { site: string }>`SELECT ${linkColumns}, s.slug AS site
    FROM statistics.shared_links l JOIN statistics.sites s ON s.id = l.site_id
    WHERE l.token_sha256 = ${tokenSha256}`.execute(db);
  return rows[0] ?? null;
}

/** Remembers the day, so that a link that nobody opens can be ended. */
export async function noteOpened(db: Db, id: string, day: string): Promise<void> {
  await sql`UPDATE statistics.shared_links SET last_opened_on = ${day}::date WHERE id = ${id}`.execute(db);
}

export interface MailReportRow {
  readonly id: string;
  readonly site: string;
  readonly memberId: string;
  readonly every: 'week' | 'month';
  readonly createdAt: Date;
  readonly sentFor: string | null;
}

/** Reports by mail of one site, or of all that are still counted. */
export async function readMailReports(db: Db, siteId: number | null): Promise<MailReportRow[]> {
  const { rows } = await sql<MailReportRow>`SELECT m.id, s.slug AS site, m.member_id AS "memberId", m.every,
      m.created_at AS "createdAt", m.sent_for::text AS "sentFor"
    FROM statistics.mail_reports m JOIN statistics.sites s ON s.id = m.site_id
    WHERE m.site_id = ${siteId}::smallint OR (${siteId}::smallint IS NULL AND s.ended_at IS NULL)
    ORDER BY m.created_at, m.id`.execute(db);
  return rows;
}

/** @returns whether the member did not get it already */
export async function insertMailReport(
  trx: Trx,
  row: Omit<MailReportRow, 'site' | 'sentFor'> & { readonly siteId: number; readonly by: string | null },
): Promise<boolean> {
  const { rows } = await sql`INSERT INTO statistics.mail_reports (id, site_id, member_id, every, created_by, created_at)
    VALUES (${row.id}, ${row.siteId}, ${row.memberId}, ${row.every}, ${row.by}, ${row.createdAt})
    ON CONFLICT (site_id, member_id, every) DO NOTHING RETURNING id`.execute(trx);
  return rows.length > 0;
}

export async function deleteMailReport(trx: Trx, siteId: number, id: string): Promise<boolean> {
  const { rows } = await sql`DELETE FROM statistics.mail_reports WHERE site_id = ${siteId} AND id = ${id}
    RETURNING id`.execute(trx);
  return rows.length > 0;
}

/** Takes a report of a week or month for sending: true once only, whoever asks. */
export async function takeMailReport(trx: Trx, id: string, period: string): Promise<boolean> {
  const { rows } = await sql`UPDATE statistics.mail_reports SET sent_for = ${period}::date
    WHERE id = ${id} AND (sent_for IS NULL OR sent_for < ${period}::date) RETURNING id`.execute(trx);
  return rows.length > 0;
}
