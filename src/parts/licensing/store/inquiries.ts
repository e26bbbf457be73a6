import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';

type Reads = Database['read'];

export type InquiryChannel = 'page' | 'phone' | 'mail' | 'letter' | 'list';
export type InquiryAnswer = 'named' | 'former contact' | 'not confirmed' | 'no licence';

export type InquiryRow = {
  readonly id: string;
  readonly at: Date;
  readonly channel: InquiryChannel;
  readonly asked_person_id: string | null;
  readonly member_id: string | null;
  readonly licence_id: string | null;
  readonly company_id: string | null;
  readonly domain_id: string | null;
  readonly answer: InquiryAnswer;
  readonly named_person_id: string | null;
  readonly ledger_id: string | null;
  readonly evidence: string | null;
};

export async function insertInquiry(trx: Trx, row: InquiryRow): Promise<void> {
  await sql`INSERT INTO licensing.inquiries (id, at, channel, asked_person_id, member_id, licence_id, company_id, domain_id, answer,
      named_person_id, ledger_id, evidence)
    VALUES (${row.id}, ${row.at}, ${row.channel}, ${row.asked_person_id}, ${row.member_id}, ${row.licence_id}, ${row.company_id},
      ${row.domain_id}, ${row.answer}, ${row.named_person_id}, ${row.ledger_id}, ${row.evidence})`.execute(trx);
}

/** How often this person has asked since then. Until the end of the transaction they cannot ask beside it. */
export async function countInquiries(trx: Trx, asked: { readonly personId: string; readonly since: Date }) {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${asked.personId}, 2))`.execute(trx);
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM licensing.inquiries
    WHERE asked_person_id = ${asked.personId} AND at > ${asked.since}`.execute(trx);
  return rows[0]?.count ?? 0;
}

export type AskedLicence = {
  readonly id: string;
  readonly serial: string;
  readonly product: string;
  readonly company_id: string | null;
};

/** A licence that a company holds, or under which somebody of it registered. */
export async function findLicenceOf(
  db: Reads,
  sought: { readonly serial: string; readonly companyId: string },
): Promise<AskedLicence | null> {
  const { rows } = await sql<AskedLicence>`SELECT l.id, l.serial, p.name AS product, l.company_id
    FROM licensing.licences l JOIN licensing.products p ON p.id = l.product_id
    WHERE l.serial = ${sought.serial} AND (l.company_id = ${sought.companyId} OR EXISTS (SELECT FROM licensing.registrations g
      WHERE g.licence_id = l.id AND g.company_id = ${sought.companyId} AND g.state <> 'disowned'))`.execute(db);
  return rows[0] ?? null;
}

export async function readAskedLicence(db: Reads, licenceId: string): Promise<AskedLicence | null> {
  const { rows } = await sql<AskedLicence>`SELECT l.id, l.serial, p.name AS product, l.company_id
    FROM licensing.licences l JOIN licensing.products p ON p.id = l.product_id WHERE l.id = ${licenceId}`.execute(db);
  return rows[0] ?? null;
}

/** Who registered last for this company; somebody who has not said that it was them only where nobody else did. */
export async function readContact(
  db: Reads,
  of: { readonly licenceId: string; readonly companyId: string },
): Promise<{ personId: string; applied: boolean } | null> {
  const { rows } = await sql<{ personId: string; applied: boolean }>`
    SELECT person_id AS "personId", state = 'applied' AS applied FROM licensing.registrations
    WHERE licence_id = ${of.licenceId} AND company_id = ${of.companyId} AND state <> 'disowned'
    ORDER BY (state = 'applied') DESC, given_at DESC, id LIMIT 1`.execute(db);
  return rows[0] ?? null;
}

export type NamedRow = {
  readonly at: Date;
  readonly channel: InquiryChannel;
  readonly serial: string;
  readonly company_id: string;
};

/** The questions that were answered with this person's name, the newest first. */
export async function readNamings(db: Reads, personId: string): Promise<NamedRow[]> {
  const { rows } = await sql<NamedRow>`SELECT i.at, i.channel, l.serial, i.company_id FROM licensing.inquiries i
    JOIN licensing.licences l ON l.id = i.licence_id
    WHERE i.named_person_id = ${personId} ORDER BY i.at DESC, i.id LIMIT 1000`.execute(db);
  return rows;
}

/** The questions that this person asked, the newest first. */
export async function readQuestionsOf(db: Reads, personId: string) {
  const { rows } = await sql<{ at: Date; serial: string | null; answer: InquiryAnswer }>`
    SELECT i.at, l.serial, i.answer FROM licensing.inquiries i LEFT JOIN licensing.licences l ON l.id = i.licence_id
    WHERE i.asked_person_id = ${personId} ORDER BY i.at DESC, i.id LIMIT 1000`.execute(db);
  return rows;
}
