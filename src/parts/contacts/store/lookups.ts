import { type CompiledQuery, sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import type { ListRequest } from '../../../platform/http/list.ts';

type Reads = Database['read'];

export type LookUpRow = {
  readonly id: string;
  readonly at: Date;
  readonly member_id: string;
  readonly tenant_company_id: string | null;
  readonly person_id: string | null;
  readonly company_id: string | null;
  readonly kind: 'opened' | 'listed' | 'found' | 'exported';
  readonly purpose: string;
  readonly reason: string;
  readonly fields: readonly string[];
};

const columns = sql.raw('id, at, member_id, tenant_company_id, person_id, company_id, kind, purpose, reason, fields');

/** The statement that writes these lines; null for none. */
export function writingLookUps(db: Reads, rows: readonly LookUpRow[]): CompiledQuery | null {
  if (rows.length === 0) return null;
  return sql`${prepared}INSERT INTO contacts.lookups (${columns})
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS l (id uuid, at timestamptz, member_id uuid, tenant_company_id uuid,
      person_id uuid, company_id uuid, kind text, purpose text, reason text, fields text[])`.compile(db);
}

export async function insertLookUps(db: Reads, rows: readonly LookUpRow[]): Promise<void> {
  const write = writingLookUps(db, rows);
  if (write) await db.executeQuery(write);
}

/** Who was in a look-up of many. */
export async function insertLookUpPeople(db: Reads, lookUpId: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  await sql`INSERT INTO contacts.lookup_people (lookup_id, person_id)
    SELECT DISTINCT ${lookUpId}::uuid, p.id FROM unnest(${[...personIds]}::uuid[]) AS p (id) ON CONFLICT DO NOTHING`.execute(
    db,
  );
}

/** How many people were in each look-up of many. */
export async function countLookUpPeople(db: Reads, lookUpIds: readonly string[]): Promise<Map<string, number>> {
  if (lookUpIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; count: number }>`SELECT lookup_id AS id, count(*)::int AS count
    FROM contacts.lookup_people WHERE lookup_id = ANY(${[...lookUpIds]}::uuid[]) GROUP BY 1`.execute(db);
  return new Map(rows.map(({ id, count }) => [id, count]));
}

export type LookUpFilters = {
  readonly personId: string | null;
  readonly companyId: string | null;
  readonly memberId: string | null;
  readonly tenantCompanyId: string | null;
  readonly purpose: string | null;
};

export async function listLookUps(db: Reads, list: ListRequest, filters: LookUpFilters) {
  const page = keyset(list, { at: { sql: 'at', type: 'timestamptz' } });
  const where = sql`${ofPerson(filters.personId)} AND ${equals('company_id', filters.companyId)}
    AND ${equals('member_id', filters.memberId)} AND ${equals('tenant_company_id', filters.tenantCompanyId)}
    AND ${filters.purpose === null ? sql`true` : sql`purpose = ${filters.purpose}`}`;
  const { rows } = await sql<LookUpRow & { sort_value: string }>`SELECT ${columns}, ${page.value} AS sort_value
    FROM contacts.lookups WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const { rows: counted } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM contacts.lookups WHERE ${where}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}

/** The newest look-ups of one subject, for its timeline and for the person's own page. */
export async function readLookUpsOf(
  db: Reads,
  about: { readonly personId?: string; readonly companyId?: string },
  within: {
    readonly until: Date | null;
    readonly limit: number;
    readonly tenantCompanyId: string | null;
    readonly without?: readonly string[];
  },
): Promise<{ rows: LookUpRow[]; count: number }> {
  const where = sql`${ofPerson(about.personId ?? null)} AND ${equals('company_id', about.companyId ?? null)}
    AND ${equals('tenant_company_id', within.tenantCompanyId)} AND id <> ALL(${[...(within.without ?? [])]}::uuid[])`;
  const { rows } = await sql<LookUpRow>`SELECT ${columns} FROM contacts.lookups
    WHERE ${where} AND ${within.until === null ? sql`true` : sql`at <= ${within.until}`} ORDER BY at DESC, id LIMIT ${within.limit}`.execute(
    db,
  );
  const { rows: counted } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM contacts.lookups WHERE ${where}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}

/** Whether the member opened this person since then, on the same ground. */
export async function readOpened(
  db: Reads,
  sought: Pick<LookUpRow, 'member_id' | 'purpose' | 'reason'> & { readonly personId: string; readonly since: Date },
): Promise<boolean> {
  const { rows } = await sql`SELECT FROM contacts.lookups
    WHERE person_id = ${sought.personId} AND at >= ${sought.since} AND member_id = ${sought.member_id} AND kind = 'opened'
      AND purpose = ${sought.purpose} AND reason = ${sought.reason} LIMIT 1`.execute(db);
  return rows.length === 1;
}

function ofPerson(personId: string | null) {
  return personId === null ? sql`true` : sql`id = ANY(${lookUpsOf(personId)})`;
}

/** Ids of the lines that name somebody, and of those of many among whom they were: found by two indexes, where an OR would read the whole log. */
export function lookUpsOf(personId: string) {
  return sql`ARRAY(SELECT n.id FROM contacts.lookups n WHERE n.person_id = ${personId}::uuid
    UNION ALL SELECT p.lookup_id FROM contacts.lookup_people p WHERE p.person_id = ${personId}::uuid)`;
}

function equals(column: string, value: string | null) {
  return value === null ? sql`true` : sql`${sql.ref(column)} = ${value}::uuid`;
}
