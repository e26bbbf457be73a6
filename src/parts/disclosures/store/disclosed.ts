import { sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';
import type { Channel, RecipientKind } from '../tables.ts';

type Reads = Database['read'];

type Row = {
  recipientId: string;
  kind: RecipientKind;
  name: string;
  mailbox: string | null;
  endedAt: Date | null;
  fields: string[];
  channels: Channel[];
  purposes: string[];
  firstAt: Date;
  lastAt: Date;
  times: number;
};

export function readDisclosuresOfPerson(
  db: Reads,
  about: { readonly personId: string; readonly companyIds: readonly string[] },
): Promise<Row[]> {
  return read(db, about, null);
}

export function readRecipientsOfField(
  db: Reads,
  about: { readonly personId: string; readonly companyIds: readonly string[]; readonly field: string },
): Promise<Row[]> {
  return read(db, about, about.field);
}

async function read(
  db: Reads,
  about: { readonly personId: string; readonly companyIds: readonly string[] },
  field: string | null,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    WITH given AS (
      SELECT id, recipient_id, at, channel, purpose, fields FROM disclosures.ledger WHERE person_id = ${about.personId}
      UNION ALL
      SELECT id, recipient_id, at, channel, purpose, fields FROM disclosures.ledger
      WHERE person_id IS NULL AND company_id = ANY(${[...about.companyIds]}::uuid[])
    )
    SELECT r.id AS "recipientId", r.kind, r.name, r.mailbox, r.ended_at AS "endedAt",
      array_agg(DISTINCT f.field) FILTER (WHERE f.field IS NOT NULL) AS fields,
      array_agg(DISTINCT g.channel) AS channels, array_agg(DISTINCT g.purpose) AS purposes,
      min(g.at) AS "firstAt", max(g.at) AS "lastAt", count(DISTINCT g.id)::int AS times
    FROM given g JOIN disclosures.recipients r ON r.id = g.recipient_id
      LEFT JOIN LATERAL unnest(g.fields) AS f (field) ON true
    WHERE ${field === null ? sql`true` : sql`${field} = ANY(g.fields)`}
    GROUP BY r.id ORDER BY max(g.at) DESC, r.id`.execute(db);
  return rows.map((row) => ({ ...row, fields: row.fields ?? [] }));
}
