import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import type { ContractKind, ContractRow, Frequency, RecipientRow, ReportFormat } from '../tables.ts';

type Reads = Database['read'];

const columns = sql.raw('id, kind, name, company_id, address, country, mailbox, age_key, created_at, ended_at');

/** False where one of this kind and name, or of this company, is there already. */
export async function insertRecipient(db: Reads, row: RecipientRow): Promise<boolean> {
  const { rows } = await sql`INSERT INTO disclosures.recipients (${columns})
    VALUES (${row.id}, ${row.kind}, ${row.name}, ${row.company_id}, ${row.address}, ${row.country}, ${row.mailbox}, ${row.age_key}, ${row.created_at}, ${row.ended_at})
    ON CONFLICT DO NOTHING RETURNING id`.execute(db);
  return rows.length === 1;
}

export async function insertContract(db: Reads, row: ContractRow): Promise<void> {
  await sql`INSERT INTO disclosures.contracts (id, recipient_id, kind, fields, frequency, confidential, signed_on, ends_on, reference,
      approval, format, confidential_on, nothing_else, countries)
    VALUES (${row.id}, ${row.recipient_id}, ${row.kind}, ${row.fields}, ${row.frequency}, ${row.confidential}, ${row.signed_on}, ${row.ends_on}, ${row.reference},
      ${row.approval}, ${row.format}, ${row.confidential_on}, ${row.nothing_else}, ${row.countries})`.execute(db);
}

/** False where there is none with this id. */
export async function endRecipient(db: Reads, id: string, at: Date): Promise<boolean> {
  const { rows } =
    await sql`UPDATE disclosures.recipients SET ended_at = coalesce(ended_at, ${at}) WHERE id = ${id} RETURNING id`.execute(
      db,
    );
  return rows.length === 1;
}

/** How a processor is reached, and for which key. False where there is none with this id. */
export async function updateProcessor(
  db: Reads,
  row: Pick<RecipientRow, 'id' | 'address' | 'mailbox' | 'age_key'>,
): Promise<boolean> {
  const { rows } =
    await sql`UPDATE disclosures.recipients SET address = ${row.address}, mailbox = ${row.mailbox}, age_key = ${row.age_key}
    WHERE id = ${row.id} AND kind = 'processor' RETURNING id`.execute(db);
  return rows.length === 1;
}

export async function readRecipients(db: Reads, ids: readonly string[]): Promise<RecipientRow[]> {
  const { rows } = await sql<RecipientRow>`SELECT ${columns} FROM disclosures.recipients
    WHERE id = ANY(${[...ids]}::uuid[])`.execute(db);
  return rows;
}

/** An authority by its name, ended or not. */
export async function readAuthority(db: Reads, name: string): Promise<{ id: string } | null> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM disclosures.recipients
    WHERE kind = 'authority' AND name = ${name}`.execute(db);
  return rows[0] ?? null;
}

export async function readLiveWitnesses(db: Reads) {
  const { rows } = await sql<{
    id: string;
    name: string;
    mailbox: string | null;
    address: string | null;
  }>`SELECT id, name, mailbox, address
    FROM disclosures.recipients WHERE kind = 'witness' AND ended_at IS NULL ORDER BY name`.execute(db);
  return rows;
}

/** False where it has ended; else it does not end before this transaction does. */
export async function lockLiveRecipient(trx: Trx, id: string): Promise<boolean> {
  const { rows } =
    await sql`SELECT FROM disclosures.recipients WHERE id = ${id} AND ended_at IS NULL FOR SHARE`.execute(trx);
  return rows.length === 1;
}

/** How the companies that are resellers stand on a day: these, or all (null). */
export async function readResellerStandings(
  db: Reads,
  { companyIds, on }: { readonly companyIds: readonly string[] | null; readonly on: string },
) {
  const { rows } = await sql<{ companyId: string; recipientId: string; live: boolean; over: boolean }>`${prepared}
    SELECT r.company_id AS "companyId", r.id AS "recipientId",
      r.ended_at IS NULL AND coalesce(bool_or(c.signed_on <= ${on}::date AND (c.ends_on IS NULL OR c.ends_on >= ${on}::date)), false) AS live,
      r.ended_at IS NOT NULL OR NOT coalesce(bool_or(c.ends_on IS NULL OR c.ends_on >= ${on}::date), false) AS over
    FROM disclosures.recipients r LEFT JOIN disclosures.contracts c ON c.recipient_id = r.id AND c.kind = 'reseller'
    WHERE r.kind = 'reseller' AND r.company_id IS NOT NULL AND (${companyIds}::uuid[] IS NULL OR r.company_id = ANY(${companyIds}::uuid[]))
    GROUP BY r.id ORDER BY r.id`.execute(db);
  return rows;
}

export async function readLiveContracts(db: Reads, input: { kind: ContractKind; on: string }) {
  const { rows } = await sql<{
    id: string;
    recipientId: string;
    recipientName: string;
    mailbox: string | null;
    kind: ContractKind;
    fields: string[];
    frequency: Frequency | null;
    confidential: boolean;
    signedOn: string;
    endsOn: string | null;
    approval: boolean;
    format: ReportFormat;
    mayReceive: boolean;
    countries: string[];
  }>`SELECT c.id, c.recipient_id AS "recipientId", r.name AS "recipientName", r.mailbox, c.kind, c.fields, c.frequency,
      c.confidential, c.signed_on::text AS "signedOn", c.ends_on::text AS "endsOn", c.approval, c.format, c.countries,
      CASE c.kind WHEN 'reseller' THEN true WHEN 'processing' THEN c.confidential AND c.nothing_else AND coalesce(c.confidential_on <= ${input.on}::date, false)
        ELSE c.confidential END AS "mayReceive"
    FROM disclosures.contracts c JOIN disclosures.recipients r ON r.id = c.recipient_id
    WHERE c.kind = ${input.kind} AND r.ended_at IS NULL
      AND c.signed_on <= ${input.on}::date AND (c.ends_on IS NULL OR c.ends_on >= ${input.on}::date)
    ORDER BY r.name, c.signed_on, c.id`.execute(db);
  return rows;
}

/** Every recipient but witnesses, with the fields and countries of its contracts. */
export async function readRegister(db: Reads) {
  const { rows } = await sql<{
    id: string;
    kind: string;
    name: string;
    country: string;
    endedAt: Date | null;
    fields: string[];
    countries: string[];
  }>`SELECT r.id, r.kind, r.name, trim(r.country) AS country, r.ended_at AS "endedAt",
      ARRAY(SELECT DISTINCT f FROM disclosures.contracts c, unnest(c.fields) AS f WHERE c.recipient_id = r.id ORDER BY f) AS fields,
      ARRAY(SELECT DISTINCT trim(n) FROM disclosures.contracts c, unnest(c.countries) AS n WHERE c.recipient_id = r.id) AS countries
    FROM disclosures.recipients r WHERE r.kind <> 'witness' ORDER BY r.kind, r.name, r.id`.execute(db);
  return rows;
}
