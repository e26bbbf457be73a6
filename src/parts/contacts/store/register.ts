import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import type { SourceKind } from '../tables.ts';

/** One datum with where it came from: becomes a row of provenance. */
export type ToldDatum = {
  readonly id: string;
  readonly subject_kind: 'person' | 'company' | 'address';
  readonly field: string;
  readonly purposes: readonly string[];
};

export type NewContactRows = {
  readonly at: Date;
  readonly company: {
    readonly id: string;
    /** Null: the company is there already. */
    readonly made: {
      readonly name: string;
      readonly nameKey: string;
      readonly country: string;
      readonly region: string | null;
      readonly industry: string | null;
    } | null;
  };
  readonly address: {
    readonly id: string;
    readonly street: string;
    readonly postalCode: string;
    readonly city: string;
    readonly region: string | null;
    readonly country: string;
  } | null;
  readonly person: {
    readonly id: string;
    /** Null: somebody has this address already. */
    readonly made: {
      readonly emailKey: Buffer;
      readonly email: string;
      readonly name: string;
      readonly phone: string | null;
      readonly title: string | null;
      readonly role: string | null;
    } | null;
  };
  readonly data: readonly ToldDatum[];
  readonly source: { readonly kind: SourceKind; readonly id: string | null; readonly noticeId: string };
  readonly mailAllowed: boolean;
};

/**
 * One statement for all that a registration makes. Somebody who registers the same new address at the same moment makes it fail
 * (`isSameAddress`): then the person is known, and everything is to be decided again.
 */
export async function insertContact(trx: Trx<'registration'>, rows: NewContactRows): Promise<void> {
  const { person, company } = rows;
  const parts = [...companyParts(rows)];
  if (person.made) {
    const { made } = person;
    parts.push(
      sql`person AS (INSERT INTO contacts.people (id, email_key, email, name, phone, title, role, created_at, changed_at)
        VALUES (${person.id}, ${made.emailKey}, ${made.email}, ${made.name}, ${made.phone}, ${made.title}, ${made.role}, ${rows.at}, ${rows.at}))`,
      sql`member AS (INSERT INTO contacts.company_people (company_id, person_id, since) VALUES (${company.id}, ${person.id}, ${rows.at}))`,
      preferencesPart(rows, made.emailKey),
    );
  }
  if (rows.data.length > 0) parts.push(provenancePart(rows));
  if (parts.length > 0) await sql`${prepared}WITH ${sql.join(parts)} SELECT`.execute(trx);
}

function companyParts(rows: NewContactRows): RawBuilder<unknown>[] {
  const { company, address } = rows;
  const parts: RawBuilder<unknown>[] = [];
  if (company.made)
    parts.push(sql`company AS (INSERT INTO contacts.companies (id, name, name_key, kind, country, region, industry, created_at)
      VALUES (${company.id}, ${company.made.name}, ${company.made.nameKey}, 'customer', ${company.made.country}, ${company.made.region},
        ${company.made.industry}, ${rows.at}))`);
  if (address)
    parts.push(sql`address AS (INSERT INTO contacts.addresses (id, company_id, kind, street, postal_code, city, region, country, changed_at)
      VALUES (${address.id}, ${company.id}, 'shipping', ${address.street}, ${address.postalCode}, ${address.city}, ${address.region},
        ${address.country}, ${rows.at}))`);
  return parts;
}

function provenancePart(rows: NewContactRows): RawBuilder<unknown> {
  const data = JSON.stringify(rows.data);
  return sql`provenance AS (INSERT INTO contacts.provenance (id, subject_kind, subject_id, field, source_kind, source_id, notice_id, purposes, given_at)
    SELECT d.id, d.subject_kind,
      CASE d.subject_kind WHEN 'company' THEN ${rows.company.id}::uuid WHEN 'address' THEN ${rows.address?.id ?? null}::uuid ELSE ${rows.person.id}::uuid END,
      d.field, ${rows.source.kind}, ${rows.source.id}::uuid, ${rows.source.noticeId}::uuid, d.purposes, ${rows.at}::timestamptz
    FROM jsonb_to_recordset(${data}::jsonb) AS d (id uuid, subject_kind text, field text, purposes text[]))`;
}

// An address that was opted out before stays opted out, whatever is ticked now.
function preferencesPart(rows: NewContactRows, emailKey: Buffer): RawBuilder<unknown> {
  return sql`preferences AS (INSERT INTO contacts.preferences (person_id, channel, allowed, source_kind, source_id, notice_id, changed_at)
    SELECT ${rows.person.id}::uuid, c.channel, c.channel = 'mail' AND ${rows.mailAllowed}::boolean AND NOT EXISTS (SELECT FROM contacts.suppressions s
        WHERE s.email_key = ${emailKey} AND s.channel = c.channel),
      ${rows.source.kind}, ${rows.source.id}::uuid, ${rows.source.noticeId}::uuid, ${rows.at}::timestamptz
    FROM unnest(ARRAY['mail', 'post', 'phone']) AS c (channel))`;
}

/** Whether the database refused a second person with the same mail address. */
export function isSameAddress(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === '23505' &&
    'constraint' in error &&
    error.constraint === 'people_email_key_key'
  );
}
