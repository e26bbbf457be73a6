import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { ContractRow, RecipientRow } from '../tables.ts';

type Reads = Database['read'];

/** As JSON of the database gives it. */
type DeletionListRow = {
  readonly id: string;
  readonly over_on: string;
  readonly due_on: string;
  readonly asked_at: string;
  readonly by_mail: boolean;
  readonly reminders: number;
  readonly confirmed_on: string | null;
  readonly evidence: 'certificate' | 'letter' | 'mail' | null;
  readonly withdrawn: boolean;
};

export type RecipientListRow = RecipientRow & {
  readonly contracts: readonly ContractRow[];
  readonly deletions: readonly DeletionListRow[];
  readonly disclosures: number;
  readonly last_at: Date | null;
  readonly sort_value: string;
};

const sorts = { name: { sql: 'name', type: 'text' }, createdAt: { sql: 'created_at', type: 'timestamptz' } } as const;

export async function listRecipients(
  db: Reads,
  list: ListRequest,
  filters: { readonly kind: string | null; readonly q: string | null },
): Promise<{ rows: RecipientListRow[]; count: number }> {
  const page = keyset(list, sorts);
  // Authorities stand in the register of legal demands.
  const where = sql`kind <> 'authority' AND ${filters.kind === null ? sql`true` : sql`kind = ${filters.kind}`}
    AND ${filters.q === null ? sql`true` : sql`starts_with(lower(name), lower(${filters.q}))`}`;
  const rows = await readWhole(
    db,
    sql`SELECT *, ${page.value} AS sort_value, row_number() OVER (ORDER BY ${page.order}) AS place
      FROM disclosures.recipients WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`,
  );
  const { rows: counted } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM disclosures.recipients WHERE ${where}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}

export async function readRecipientItem(db: Reads, id: string): Promise<RecipientListRow | null> {
  const page = sql`SELECT *, '' AS sort_value, 1 AS place FROM disclosures.recipients WHERE id = ${id}`;
  return (await readWhole(db, page))[0] ?? null;
}

export async function licensorExists(db: Reads): Promise<boolean> {
  const { rows } = await sql<{
    found: boolean;
  }>`SELECT EXISTS (SELECT FROM disclosures.recipients WHERE kind = 'licensor') AS found`.execute(db);
  return rows[0]?.found ?? false;
}

async function readWhole(db: Reads, page: RawBuilder<unknown>): Promise<RecipientListRow[]> {
  const { rows } = await sql<RecipientListRow>`WITH page AS (${page})
    SELECT p.id, p.kind, p.name, p.company_id, p.address, trim(p.country) AS country, p.mailbox, p.age_key, p.created_at, p.ended_at, p.sort_value,
      (SELECT coalesce(json_agg(json_build_object('id', c.id, 'recipient_id', c.recipient_id, 'kind', c.kind, 'fields', c.fields,
          'frequency', c.frequency, 'confidential', c.confidential, 'signed_on', c.signed_on, 'ends_on', c.ends_on, 'reference', c.reference,
          'approval', c.approval, 'format', c.format, 'confidential_on', c.confidential_on, 'nothing_else', c.nothing_else, 'countries', c.countries)
          ORDER BY c.signed_on DESC, c.id), '[]')
        FROM disclosures.contracts c WHERE c.recipient_id = p.id) AS contracts,
      (SELECT coalesce(json_agg(json_build_object('id', d.id, 'over_on', d.over_on, 'due_on', d.due_on, 'asked_at', d.asked_at,
          'by_mail', d.ledger_id IS NOT NULL, 'reminders', d.reminders, 'confirmed_on', d.confirmed_on, 'evidence', d.evidence,
          'withdrawn', d.withdrawn_at IS NOT NULL) ORDER BY d.over_on DESC, d.id), '[]')
        FROM disclosures.deletions d WHERE d.recipient_id = p.id) AS deletions,
      (SELECT count(*)::int FROM disclosures.ledger l WHERE l.recipient_id = p.id) AS disclosures,
      (SELECT max(l.at) FROM disclosures.ledger l WHERE l.recipient_id = p.id) AS last_at
    FROM page p ORDER BY p.place`.execute(db);
  return rows;
}
