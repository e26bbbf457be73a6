import { type Kysely, sql } from 'kysely';
import type { Verdict } from '../../../platform/clauses/finding.ts';
import type { Trx } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';

type Db = Kysely<Record<never, never>>;

export interface IncidentRow {
  readonly id: string;
  /** Null: recorded by staff. */
  readonly demand: string | null;
  readonly title: string | null;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly mendedAt: Date | null;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
  readonly cause: string | null;
  readonly fields: string[];
  readonly openFrom: Date | null;
  readonly openUntil: Date | null;
  readonly people: number | null;
  readonly peopleAt: Date | null;
  /** As JSON of the database gives it. */
  readonly notices: readonly NoticeGiven[];
}

export interface NoticeGiven {
  readonly told: 'authority' | 'people';
  readonly on: string;
  readonly reference: string | null;
  readonly notedBy: string;
  readonly notedAt: string;
}

const row = sql.raw(
  `id::text AS id, demand, title, opened_at AS "openedAt", due_at AS "dueAt", mended_at AS "mendedAt", closed_at AS "closedAt",
  closed_by AS "closedBy", cause, fields, open_from AS "openFrom", open_until AS "openUntil", people, people_at AS "peopleAt",
  (SELECT coalesce(json_agg(json_build_object('told', n.told, 'on', n.told_on, 'reference', n.reference, 'notedBy', n.noted_by,
    'notedAt', to_char(n.noted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY n.id), '[]')
    FROM policy.incident_notices n WHERE n.incident_id = incidents.id) AS notices`,
);

/**
 * A break opens an incident, one at a time for a demand; a proof that holds again mends it, and the next break unmends it.
 * Answers the id of one that is mended by this.
 */
export async function noteVerdict(
  trx: Trx,
  { demand, verdict, at, dueAt }: { demand: string; verdict: Verdict; at: Date; dueAt: Date },
): Promise<string | null> {
  if (verdict === 'false')
    await sql`INSERT INTO policy.incidents (demand, opened_at, due_at) VALUES (${demand}, ${at}, ${dueAt})
      ON CONFLICT (demand) WHERE closed_at IS NULL DO UPDATE SET mended_at = NULL`.execute(trx);
  if (verdict !== 'true') return null;
  const { rows } = await sql<{
    id: string;
  }>`UPDATE policy.incidents SET mended_at = ${at} WHERE demand = ${demand} AND closed_at IS NULL
      AND mended_at IS NULL RETURNING id::text AS id`.execute(trx);
  return rows[0]?.id ?? null;
}

/** Takes the incidents of which nobody was told yet. */
export async function takeUntold(trx: Trx, at: Date): Promise<IncidentRow[]> {
  const { rows } =
    await sql<IncidentRow>`UPDATE policy.incidents SET alarmed_at = ${at} WHERE alarmed_at IS NULL AND demand IS NOT NULL
    RETURNING ${row}`.execute(trx);
  return rows;
}

const inState = {
  open: 'closed_at IS NULL AND mended_at IS NULL',
  mended: 'closed_at IS NULL AND mended_at IS NOT NULL',
  closed: 'closed_at IS NOT NULL',
} as const;

/** What staff recorded; there is no proof that could find it mended, so that is up to them. */
export async function insertIncident(
  trx: Trx,
  given: {
    readonly title: string;
    readonly knownAt: Date;
    readonly dueAt: Date;
    readonly by: string;
    readonly at: Date;
  },
): Promise<string> {
  const { title, knownAt, dueAt, by, at } = given;
  const { rows } = await sql<{
    id: string;
  }>`INSERT INTO policy.incidents (title, opened_at, due_at, alarmed_at, recorded_by)
    VALUES (${title}, ${knownAt}, ${dueAt}, ${at}, ${by}) RETURNING id::text AS id`.execute(trx);
  return rows[0]?.id ?? '';
}

export async function readIncident(db: Db, id: string): Promise<IncidentRow | null> {
  const { rows } = await sql<IncidentRow>`SELECT ${row} FROM policy.incidents WHERE id = ${id}::bigint`.execute(db);
  return rows[0] ?? null;
}

export async function writeAffected(
  trx: Trx,
  id: string,
  given: {
    readonly fields: readonly string[];
    readonly from: Date;
    readonly until: Date;
    readonly people: number;
    readonly at: Date;
  },
): Promise<void> {
  await sql`UPDATE policy.incidents SET fields = ${given.fields}, open_from = ${given.from}, open_until = ${given.until},
    people = ${given.people}, people_at = ${given.at} WHERE id = ${id}::bigint`.execute(trx);
}

export async function insertNotice(
  trx: Trx,
  id: string,
  given: {
    readonly told: string;
    readonly on: string;
    readonly reference: string | null;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`INSERT INTO policy.incident_notices (incident_id, told, told_on, reference, noted_by, noted_at)
    VALUES (${id}::bigint, ${given.told}, ${given.on}, ${given.reference}, ${given.by}, ${given.at})`.execute(trx);
}

export async function lockIncident(trx: Trx, id: string): Promise<IncidentRow | null> {
  const { rows } =
    await sql<IncidentRow>`SELECT ${row} FROM policy.incidents WHERE id = ${id}::bigint FOR UPDATE`.execute(trx);
  return rows[0] ?? null;
}

export async function closeRow(
  trx: Trx,
  id: string,
  given: { readonly at: Date; readonly by: string; readonly cause: string },
): Promise<void> {
  await sql`UPDATE policy.incidents SET mended_at = coalesce(mended_at, ${given.at}), closed_at = ${given.at}, closed_by = ${given.by}, cause = ${given.cause}
    WHERE id = ${id}::bigint`.execute(trx);
}

export async function listIncidents(
  db: Db,
  list: ListRequest,
  state: keyof typeof inState | null,
): Promise<{ rows: (IncidentRow & { sort_value: string | null })[]; count: number }> {
  const page = keyset(
    list,
    { openedAt: { sql: 'opened_at', type: 'timestamptz' } },
    { sql: 'incidents.id', type: 'bigint' },
  );
  const where = sql.raw(state === null ? 'true' : inState[state]);
  const { rows } = await sql<IncidentRow & { sort_value: string | null }>`SELECT ${row}, ${page.value} AS sort_value
    FROM policy.incidents WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const { rows: counted } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM policy.incidents WHERE ${where}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}

/** Those that are not closed, by their clock, and how many there are. */
export async function openIncidents(db: Db, limit: number): Promise<{ rows: IncidentRow[]; count: number }> {
  const { rows } = await sql<IncidentRow & { count: number }>`SELECT ${row}, count(*) OVER ()::int AS count
    FROM policy.incidents WHERE closed_at IS NULL ORDER BY due_at, id LIMIT ${limit}`.execute(db);
  return { rows, count: rows[0]?.count ?? 0 };
}

/** The newest that are over. */
export async function closedIncidents(db: Db, limit: number): Promise<IncidentRow[]> {
  const { rows } =
    await sql<IncidentRow>`SELECT ${row} FROM policy.incidents WHERE closed_at IS NOT NULL AND demand IS NOT NULL
    ORDER BY opened_at DESC, id DESC LIMIT ${limit}`.execute(db);
  return rows;
}
