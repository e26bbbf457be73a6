import { type RawBuilder, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';

type Reads = Database['read'];

/** The past of a subject with more licences than this is shown without the oldest of them. */
const mostSeen = 1000;

/** Something that happened to a licence: an event of it, a registration, or that somebody said it was not theirs. */
export interface HappeningRow {
  id: string;
  at: Date;
  kind: string;
  actor_kind: string;
  actor_id: string | null;
  code: string | null;
  licence_id: string;
  serial: string;
}

interface Subject {
  readonly by: 'licence' | 'company' | 'person';
  readonly id: string;
}

/** Licences and registrations that a reader sees. */
export interface Seen {
  readonly licenceIds: readonly string[];
  readonly registrationIds: readonly string[];
}

export interface HappeningsSought extends Subject {
  /** Nothing but what concerns these; null: all. */
  readonly within: Seen | null;
  readonly until: Date | null;
  readonly limit: number;
  readonly kinds: readonly string[] | null;
}

/** Licences of a licence, company or person that the role of this transaction sees, and their registrations. */
export async function readSeen(trx: Trx, { by, id }: Subject): Promise<Seen> {
  const registered = sql`SELECT g.id, g.licence_id FROM licensing.registrations g JOIN licensing.licences l ON l.id = g.licence_id
    WHERE ${sql.ref(`g.${by}_id`)} = ${id} ORDER BY g.given_at DESC, g.id LIMIT ${mostSeen}`;
  const own = {
    licence: sql`l.id = ${id}`,
    company: sql`l.company_id = ${id}`,
    person: sql`false`,
  }[by];
  const { rows } = await sql<{ licence_id: string; registration_id: string | null }>`
    SELECT r.licence_id, r.id AS registration_id FROM (${registered}) r
    UNION ALL (SELECT l.id, NULL FROM licensing.licences l WHERE ${own} ORDER BY l.created_at DESC, l.id LIMIT ${mostSeen})`.execute(
    trx,
  );
  return {
    licenceIds: [...new Set(rows.map((row) => row.licence_id))],
    registrationIds: rows.flatMap((row) => row.registration_id ?? []),
  };
}

/** What happened to a licence, or to what a company or person registered; the newest first. Nothing personal. */
export async function readHappenings(
  db: Reads,
  sought: HappeningsSought,
): Promise<{ rows: HappeningRow[]; count: number }> {
  const all = happeningsSql(sought);
  const kinds = sought.kinds ? sql`h.kind = ANY(${[...sought.kinds]})` : sql`true`;
  const { rows } =
    await sql<HappeningRow>`SELECT h.*, l.serial FROM (${all}) h JOIN licensing.licences l ON l.id = h.licence_id
    WHERE ${kinds} AND (${sought.until}::timestamptz IS NULL OR h.at <= ${sought.until}::timestamptz)
    ORDER BY h.at DESC, h.id DESC LIMIT ${sought.limit}`.execute(db);
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM (${all}) h WHERE ${kinds}`.execute(
    db,
  );
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

function happeningsSql({ by, id, within }: HappeningsSought): RawBuilder<unknown> {
  const seen = within ? sql`g.id = ANY(${[...within.registrationIds]}::uuid[])` : sql`true`;
  const disowned = sql`SELECT 'disowned-' || g.id AS id, g.disowned_at AS at, 'registration disowned' AS kind, 'person' AS actor_kind,
      NULL::uuid AS actor_id, 'KEPT_REGISTRATION_DISOWNED' AS code, g.licence_id
    FROM licensing.registrations g WHERE ${sql.ref(`g.${by}_id`)} = ${id} AND ${seen} AND g.disowned_at IS NOT NULL`;
  // A reseller is not told that a company asked the vendor.
  const asked = sql`SELECT 'inquiry-' || i.id AS id, i.at, 'contact named' AS kind,
      CASE WHEN i.member_id IS NULL THEN 'person' ELSE 'member' END AS actor_kind, i.member_id AS actor_id, NULL::text AS code, i.licence_id
    FROM licensing.inquiries i WHERE ${sql.ref(by === 'person' ? 'i.named_person_id' : `i.${by}_id`)} = ${id}
      AND i.answer = 'named' AND ${within === null}::boolean`;
  const registered = sql`SELECT 'registration-' || g.id AS id, g.given_at AS at, 'registered' AS kind, 'public' AS actor_kind,
      NULL::uuid AS actor_id, NULL::text AS code, g.licence_id
    FROM licensing.registrations g WHERE ${sql.ref(`g.${by}_id`)} = ${id} AND ${seen} UNION ALL ${disowned} UNION ALL ${asked}`;
  if (by === 'person') return registered;
  const events = sql`SELECT 'licence-event-' || e.id AS id, e.at, e.kind, e.actor_kind, e.actor_id, e.code, e.licence_id
    FROM licensing.licence_events e WHERE ${
      by === 'licence'
        ? sql`e.licence_id = ${id}`
        : sql`e.licence_id IN (SELECT l.id FROM licensing.licences l WHERE l.company_id = ${id})
          AND e.kind NOT IN ('created', 'issued')`
    } AND ${within ? sql`e.licence_id = ANY(${[...within.licenceIds]}::uuid[])` : sql`true`}`;
  return sql`${events} UNION ALL ${registered}`;
}

export interface LicenceBrief {
  id: string;
  serial: string;
  product: string;
  day: string | null;
}

/** Licences in use whose maintenance or term ends within the days; under a tenant only those it sees. */
export async function readEnding(
  trx: Trx,
  which: 'maintenance_until' | 'expires_on',
  days: { readonly from: string; readonly to: string },
): Promise<{ rows: LicenceBrief[]; count: number }> {
  const column = sql.ref(`l.${which}`);
  const where = sql`${column} BETWEEN ${days.from}::date AND ${days.to}::date AND l.state IN ('active', 'issued')`;
  const { rows } = await sql<LicenceBrief>`SELECT l.id, l.serial, p.name AS product, ${column}::text AS day
    FROM licensing.licences l JOIN licensing.products p ON p.id = l.product_id
    WHERE ${where} ORDER BY ${column}, l.id LIMIT 5`.execute(trx);
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count
    FROM (SELECT FROM licensing.licences l WHERE ${where} LIMIT 10000) counted`.execute(trx);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

export interface RefusedRow {
  licence_id: string;
  serial: string;
  code: string | null;
  at: Date;
}

/** Licences that somebody could not activate since then, each with its last refusal, unless it was activated after that. */
export async function readRefused(db: Reads, since: Date): Promise<{ rows: RefusedRow[]; count: number }> {
  const { rows } = await sql<
    RefusedRow & { count: number }
  >`SELECT r.licence_id, l.serial, r.code, r.at, count(*) OVER ()::int AS count
    FROM (SELECT DISTINCT ON (e.licence_id) e.licence_id, e.code, e.at FROM licensing.licence_events e
      WHERE e.kind = 'refused' AND e.at >= ${since} ORDER BY e.licence_id, e.at DESC) r
    JOIN licensing.licences l ON l.id = r.licence_id
    WHERE NOT EXISTS (SELECT FROM licensing.licence_events a
      WHERE a.licence_id = r.licence_id AND a.kind = 'activated' AND a.at > r.at)
    ORDER BY r.at DESC LIMIT 5`.execute(db);
  return { rows, count: rows[0]?.count ?? 0 };
}

/** Registrations under a known address that its owner has not answered for yet, the oldest first. */
export async function readWaitingForProof(
  db: Reads,
): Promise<{ rows: { licence_id: string; serial: string; given_at: Date }[]; count: number }> {
  const { rows } = await sql<{ licence_id: string; serial: string; given_at: Date; count: number }>`
    SELECT g.licence_id, l.serial, g.given_at, count(*) OVER ()::int AS count
    FROM licensing.registrations g JOIN licensing.licences l ON l.id = g.licence_id
    WHERE g.state = 'waiting for proof' ORDER BY g.given_at LIMIT 5`.execute(db);
  return { rows, count: rows[0]?.count ?? 0 };
}

/** Registrations since then that the owner of the address says were not theirs, the newest first. */
export async function readDisowned(
  db: Reads,
  since: Date,
): Promise<{ rows: { licence_id: string; serial: string; disowned_at: Date }[]; count: number }> {
  const { rows } = await sql<{ licence_id: string; serial: string; disowned_at: Date; count: number }>`
    SELECT g.licence_id, l.serial, g.disowned_at, count(*) OVER ()::int AS count
    FROM licensing.registrations g JOIN licensing.licences l ON l.id = g.licence_id
    WHERE g.disowned_at >= ${since} ORDER BY g.disowned_at DESC, g.id LIMIT 5`.execute(db);
  return { rows, count: rows[0]?.count ?? 0 };
}

/** What of the set-up has been done. */
export async function readSetUp(db: Reads): Promise<{ technology: boolean; product: boolean; serials: boolean }> {
  const { rows } = await sql<{ technology: boolean; product: boolean; serials: boolean }>`SELECT
    EXISTS (SELECT FROM licensing.technologies) AS technology, EXISTS (SELECT FROM licensing.releases) AS product,
    EXISTS (SELECT FROM licensing.licences) AS serials`.execute(db);
  return rows[0] ?? { technology: false, product: false, serials: false };
}
