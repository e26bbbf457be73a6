import { type RawBuilder, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { LeadItem } from '../wire/leads.ts';

type Reads = Database['read'];

export interface LeadRow {
  id: string;
  company_id: string;
  source: LeadItem['source'];
  interest: LeadItem['interest'];
  product_id: string | null;
  company_name: string;
  country: string | null;
  region: string | null;
  industry: string | null;
  state: LeadItem['state'];
  holder_company_id: string | null;
  outcome: string | null;
  created_at: Date;
}

const columns =
  sql.raw(`l.id, l.company_id, l.source, l.interest, l.product_id, l.company_name, trim(l.country) AS country, l.region,
  l.industry, l.state, l.holder_company_id, l.outcome, l.created_at`);

export interface LeadFilter {
  readonly q?: string | undefined;
  readonly state?: string | undefined;
  readonly source?: string | undefined;
  readonly country?: string | undefined;
}

const sorts = {
  createdAt: { sql: 'l.created_at', type: 'timestamptz' },
  companyName: { sql: 'lower(l.company_name)', type: 'text' },
} as const;

export type LeadListRow = LeadRow & { due_at: Date | null; reason: string | null; sort_value: string | null };

/** Leads; under a tenant those that it is offered or has taken. */
export async function listLeads(
  db: Reads,
  list: ListRequest,
  filter: LeadFilter,
): Promise<{ rows: LeadListRow[]; count: number }> {
  const page = keyset(list, sorts, { sql: 'l.id', type: 'uuid' });
  const where = sql.join(conditionsOf(filter), sql` AND `);
  const { rows } =
    await sql<LeadListRow>`SELECT ${columns}, ${lastOffer}, ${page.value} AS sort_value FROM resellers.leads l
    WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const { rows: counted } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM resellers.leads l
    WHERE ${where}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}

// Of the one who has it now.
const lastOffer =
  sql.raw(`(SELECT o.due_at FROM resellers.lead_offers o WHERE o.lead_id = l.id AND o.state = 'open') AS due_at,
  (SELECT o.reason FROM resellers.lead_offers o WHERE o.lead_id = l.id AND o.reseller_company_id = l.holder_company_id
    ORDER BY o.offered_at DESC LIMIT 1) AS reason`);

function conditionsOf(filter: LeadFilter): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (filter.q) conditions.push(sql`starts_with(lower(l.company_name), lower(${filter.q}))`);
  if (filter.state) conditions.push(sql`l.state = ${filter.state}`);
  if (filter.source) conditions.push(sql`l.source = ${filter.source}`);
  if (filter.country) conditions.push(sql`l.country = ${filter.country}`);
  return conditions;
}

export async function readLead(db: Reads, id: string): Promise<LeadListRow | null> {
  const { rows } = await sql<LeadListRow>`SELECT ${columns}, ${lastOffer}, NULL AS sort_value FROM resellers.leads l
    WHERE l.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Not read by tenants: whom a lead is about is shown to who may see the company. */
export async function readLeadPerson(db: Reads, id: string): Promise<string | null> {
  const { rows } = await sql<{
    person_id: string | null;
  }>`SELECT person_id FROM resellers.leads WHERE id = ${id}`.execute(db);
  return rows[0]?.person_id ?? null;
}

/** The lead as it stands, held until the end of the transaction. */
export async function holdLead(trx: Trx, id: string): Promise<LeadRow | null> {
  const { rows } = await sql<LeadRow>`SELECT ${columns} FROM resellers.leads l WHERE l.id = ${id} FOR UPDATE`.execute(
    trx,
  );
  return rows[0] ?? null;
}

export type NewLeadRow = Omit<LeadRow, 'state' | 'holder_company_id' | 'outcome'> & {
  readonly person_id: string | null;
  readonly actor: { readonly kind: string; readonly id: string | null };
};

/** False where the company has one that nobody has taken yet. */
export async function insertLead(trx: Trx, row: NewLeadRow): Promise<boolean> {
  const { rows } =
    await sql`INSERT INTO resellers.leads (id, company_id, person_id, source, interest, product_id, company_name, country,
      region, industry, state, created_at, changed_at, actor_kind, actor_id)
    VALUES (${row.id}, ${row.company_id}, ${row.person_id}, ${row.source}, ${row.interest}, ${row.product_id}, ${row.company_name},
      ${row.country}, ${row.region}, ${row.industry}, 'waiting', ${row.created_at}, ${row.created_at}, ${row.actor.kind}, ${row.actor.id})
    ON CONFLICT (company_id) WHERE state IN ('waiting', 'offered') DO NOTHING RETURNING id`.execute(trx);
  return rows.length === 1;
}

export async function writeLeadState(
  trx: Trx,
  change: {
    readonly id: string;
    readonly state: LeadItem['state'];
    readonly holderCompanyId: string | null;
    readonly outcome: string | null;
    readonly at: Date;
  },
): Promise<void> {
  await sql`UPDATE resellers.leads SET state = ${change.state}, holder_company_id = ${change.holderCompanyId}::uuid,
      outcome = ${change.outcome}, changed_at = ${change.at} WHERE id = ${change.id}`.execute(trx);
}

/** Which of these companies have a lead that nobody has taken yet. One that was taken is served, or was until a contract ended. */
export async function companiesWithLead(db: Reads, companyIds: readonly string[]): Promise<Set<string>> {
  if (companyIds.length === 0) return new Set();
  const { rows } = await sql<{ company_id: string }>`SELECT DISTINCT company_id FROM resellers.leads
    WHERE company_id = ANY(${[...companyIds]}::uuid[]) AND state IN ('waiting', 'offered')`.execute(db);
  return new Set(rows.map((row) => row.company_id));
}

/** The leads of a company that nobody has taken yet. */
export async function readOpenLeads(db: Reads, of: { companyId: string } | { holderId: string }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM resellers.leads WHERE state IN ('waiting', 'offered')
    AND ${'companyId' in of ? sql`company_id = ${of.companyId}` : sql`holder_company_id = ${of.holderId}`} ORDER BY id`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** Leads in a state, the oldest first; under a tenant its own. */
export async function readLeadsIn(
  db: Reads,
  state: LeadItem['state'],
): Promise<{ rows: { id: string; company_name: string; country: string | null; at: Date }[]; count: number }> {
  const { rows } = await sql<{ id: string; company_name: string; country: string | null; at: Date; count: number }>`
    SELECT l.id, l.company_name, trim(l.country) AS country, coalesce((SELECT o.due_at FROM resellers.lead_offers o
        WHERE o.lead_id = l.id AND o.state = 'open'), l.created_at) AS at, count(*) OVER ()::int AS count
    FROM resellers.leads l WHERE l.state = ${state} ORDER BY at, l.id LIMIT 5`.execute(db);
  return { rows, count: rows[0]?.count ?? 0 };
}

/** Closes what nobody has taken yet of a person who is being erased, with the offer of it; how many. */
export async function closeLeadsOf(trx: Trx, personId: string, at: Date): Promise<number> {
  const { rows } = await sql<{
    id: string;
  }>`UPDATE resellers.leads SET state = 'closed', outcome = 'erased', holder_company_id = NULL,
      changed_at = ${at} WHERE person_id = ${personId} AND state IN ('waiting', 'offered') RETURNING id`.execute(trx);
  await sql`UPDATE resellers.lead_offers SET state = 'withdrawn', answered_at = ${at}
    WHERE lead_id = ANY (${rows.map(({ id }) => id)}::uuid[]) AND state = 'open'`.execute(trx);
  return rows.length;
}

export interface LeadOfPerson {
  at: Date;
  company_name: string;
  state: string;
  holder_company_id: string | null;
}

export async function readLeadsOfPerson(db: Reads, personId: string): Promise<LeadOfPerson[]> {
  const { rows } =
    await sql<LeadOfPerson>`SELECT created_at AS at, company_name, state, holder_company_id FROM resellers.leads
    WHERE person_id = ${personId} ORDER BY created_at DESC, id LIMIT 200`.execute(db);
  return rows;
}
