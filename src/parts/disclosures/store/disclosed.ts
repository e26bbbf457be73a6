import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';
import type { Channel, RecipientKind } from '../tables.ts';

type Reads = Database['read'];

type Row = {
  recipientId: string;
  kind: RecipientKind;
  name: string;
  companyId: string | null;
  mailbox: string | null;
  endedAt: Date | null;
  fields: string[] | null;
  channels: Channel[];
  purposes: string[];
  firstAt: Date;
  lastAt: Date;
  times: number;
};

interface About {
  readonly personId: string;
  readonly companyIds: readonly string[];
  readonly withheld?: readonly string[];
}

export function readDisclosuresOfPerson(db: Reads, about: About) {
  return read(db, ofPerson(about));
}

export function readRecipientsOfField(db: Reads, about: About & { readonly field: string }) {
  return read(db, sql`SELECT * FROM (${ofPerson(about)}) g WHERE ${about.field} = ANY(g.fields)`);
}

export function readDisclosuresOfCompany(db: Reads, companyId: string) {
  return read(
    db,
    sql`SELECT id, recipient_id, at, channel, purpose, fields FROM disclosures.ledger WHERE company_id = ${companyId}`,
  );
}

// Rows that name the person, and rows that name a company of theirs and nobody in particular. What an authority was given is nobody's
// business but the person's own, once it is not withheld any more.
function ofPerson(about: About): RawBuilder<unknown> {
  return sql`SELECT id, recipient_id, at, channel, purpose, fields FROM disclosures.ledger WHERE person_id = ${about.personId}
      AND ${about.withheld ? sql`id <> ALL(${[...about.withheld]}::uuid[])` : sql`recipient_kind <> 'authority'`}
    UNION ALL
    SELECT id, recipient_id, at, channel, purpose, fields FROM disclosures.ledger
    WHERE person_id IS NULL AND company_id = ANY(${[...about.companyIds]}::uuid[])`;
}

/** Ids of those rows, the newest first. */
export async function readLedgerIdsOfPerson(db: Reads, about: About, limit: number): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT g.id FROM (${ofPerson(about)}) g ORDER BY g.at DESC, g.id LIMIT ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

async function read(db: Reads, given: RawBuilder<unknown>) {
  const { rows } = await sql<Row>`WITH given AS (${given})
    SELECT r.id AS "recipientId", r.kind, r.name, r.company_id AS "companyId", r.mailbox, r.ended_at AS "endedAt",
      array_agg(DISTINCT f.field) FILTER (WHERE f.field IS NOT NULL) AS fields,
      array_agg(DISTINCT g.channel) AS channels, array_agg(DISTINCT g.purpose) AS purposes,
      min(g.at) AS "firstAt", max(g.at) AS "lastAt", count(DISTINCT g.id)::int AS times
    FROM given g JOIN disclosures.recipients r ON r.id = g.recipient_id
      LEFT JOIN LATERAL unnest(g.fields) AS f (field) ON true
    GROUP BY r.id ORDER BY r.name, r.id`.execute(db);
  return rows.map((row) => ({ ...row, fields: row.fields ?? [] }));
}
