import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { LedgerTableRow } from '../tables.ts';

type Reads = Database['read'];

export type LedgerFilters = {
  readonly personId: string | null;
  readonly companyId: string | null;
  readonly recipientId: string | null;
  /** The tenant that asks: rows about companies in this set, or given to it. */
  readonly tenant: { readonly companyIds: readonly string[] } | null;
  /** Whether what authorities were given is shown. */
  readonly authorities: boolean;
};

export type LedgerListRow = LedgerTableRow & { readonly recipient_name: string | null; readonly sort_value: string };

const columns =
  sql.raw(`l.id, l.at, l.recipient_kind, l.recipient_id, r.name AS recipient_name, l.person_id, l.company_id, l.channel,
  l.purpose, l.fields, l.basis, l.about_kind, l.about_id`);

export async function listLedger(
  db: Reads,
  list: ListRequest,
  filters: LedgerFilters,
): Promise<{ rows: LedgerListRow[]; count: number }> {
  const page = keyset(list, { at: { sql: 'l.at', type: 'timestamptz' } }, { sql: 'l.id', type: 'uuid' });
  const where = whereSql(filters);
  const { rows } = await sql<LedgerListRow>`SELECT ${columns}, ${page.value} AS sort_value
    FROM disclosures.ledger l LEFT JOIN disclosures.recipients r ON r.id = l.recipient_id
    WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const { rows: counted } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM disclosures.ledger l WHERE ${where}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}

function whereSql(filters: LedgerFilters): RawBuilder<unknown> {
  const conditions = [ofAuthorities(filters.authorities)];
  if (filters.personId) conditions.push(sql`l.person_id = ${filters.personId}`);
  if (filters.companyId) conditions.push(sql`l.company_id = ${filters.companyId}`);
  if (filters.recipientId) conditions.push(sql`l.recipient_id = ${filters.recipientId}`);
  if (filters.tenant) conditions.push(sql`l.company_id = ANY(${[...filters.tenant.companyIds]}::uuid[])`);
  return sql.join(conditions, sql` AND `);
}

const ofAuthorities = (shown: boolean) => (shown ? sql`true` : sql`l.recipient_kind <> 'authority'`);

/** Everything that was given of one subject, newest first, for its timeline. */
export async function readLedgerOf(
  db: Reads,
  about: { readonly personId: string } | { readonly companyId: string },
  window: {
    readonly until: Date | null;
    readonly limit: number;
    readonly channels: readonly string[] | null;
    readonly tenantCompanyId: string | null;
    readonly authorities: boolean;
  },
): Promise<{ rows: LedgerListRow[]; count: number }> {
  const of = 'personId' in about ? sql`l.person_id = ${about.personId}` : sql`l.company_id = ${about.companyId}`;
  const channels = window.channels === null ? sql`true` : sql`l.channel = ANY(${[...window.channels]})`;
  const tenant = window.tenantCompanyId === null ? sql`true` : sql`r.company_id = ${window.tenantCompanyId}::uuid`;
  const from = sql`disclosures.ledger l LEFT JOIN disclosures.recipients r ON r.id = l.recipient_id WHERE ${of} AND ${channels} AND ${tenant}
    AND ${ofAuthorities(window.authorities)}`;
  const { rows } = await sql<LedgerListRow>`SELECT ${columns}, '' AS sort_value FROM ${from}
    AND ${window.until === null ? sql`true` : sql`l.at <= ${window.until}`} ORDER BY l.at DESC, l.id LIMIT ${window.limit}`.execute(
    db,
  );
  const { rows: counted } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM ${from}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}
