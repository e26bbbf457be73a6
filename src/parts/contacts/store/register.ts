import { type RawBuilder, sql } from 'kysely';
import { type Trx, wasTwin } from '../../../platform/db/database.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import { asRows, bytesText } from '../../../platform/db/rows.ts';
import type { SourceKind } from '../tables.ts';

/** What was told of one subject, field by field, with what for: becomes a row of origins. */
export type ToldSubject = {
  readonly originId: string;
  readonly kind: 'person' | 'company' | 'address';
  readonly purposes: Readonly<Record<string, readonly string[]>>;
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
  readonly told: readonly ToldSubject[];
  readonly source: { readonly source_kind: SourceKind; readonly source_id: string | null; readonly notice_id: string };
  readonly mailAllowed: boolean;
};

/**
 * One statement for all that these registrations make; no two of them may have the same new address. Somebody who registers one at the
 * same moment makes it fail (`isSameAddress`): then the person is known, and everything is to be decided again. It is the same text
 * whether the addresses are known or new: by the time that it takes nobody shall learn which.
 */
export async function insertContacts(trx: Trx<'registration'>, all: readonly NewContactRows[]): Promise<void> {
  const parts = [
    companiesPart(all.flatMap(companyRow)),
    addressesPart(all.flatMap(addressRow)),
    peoplePart(all.flatMap(personRow)),
    allowedPart(all.flatMap(allowedRow)),
    originsPart(all.flatMap(originRows)),
  ];
  await sql`${prepared}WITH ${sql.join(parts)} SELECT`.execute(trx);
}

type Part = RawBuilder<unknown>;

function companyRow({ company: { id, made }, at }: NewContactRows) {
  return made ? [{ id, ...made, at }] : [];
}

function companiesPart(rows: readonly object[]): Part {
  return sql`company AS (INSERT INTO contacts.companies (id, name, name_key, kind, country, region, industry, created_at)
      SELECT id, name, "nameKey", 'customer', country, region, industry, at FROM json_to_recordset(${asRows(rows)})
        AS c (id uuid, name text, "nameKey" text, country text, region text, industry text, at timestamptz))`;
}

function addressRow({ company, address, at }: NewContactRows) {
  return address ? [{ ...address, companyId: company.id, at }] : [];
}

function addressesPart(rows: readonly object[]): Part {
  return sql`address AS (INSERT INTO contacts.addresses (id, company_id, kind, street, postal_code, city, region, country, changed_at)
      SELECT id, "companyId", 'shipping', street, "postalCode", city, region, country, at FROM json_to_recordset(${asRows(rows)})
        AS a (id uuid, "companyId" uuid, street text, "postalCode" text, city text, region text, country text, at timestamptz))`;
}

function personRow({ person: { id, made }, company, at }: NewContactRows) {
  return made ? [{ id, ...made, emailKey: bytesText(made.emailKey), companyId: company.id, at }] : [];
}

function peoplePart(rows: readonly object[]): Part {
  return sql`told AS (SELECT * FROM json_to_recordset(${asRows(rows)}) AS p (id uuid, "companyId" uuid, "emailKey" bytea, email text, name text,
        phone text, title text, role text, at timestamptz)),
    person AS (INSERT INTO contacts.people (id, email_key, email, name, phone, title, role, created_at, changed_at)
      SELECT id, "emailKey", email, name, phone, title, role, at, at FROM told),
    member AS (INSERT INTO contacts.company_people (company_id, person_id, since) SELECT "companyId", id, at FROM told)`;
}

function allowedRow({ person: { id, made }, source, mailAllowed, at }: NewContactRows) {
  return made && mailAllowed ? [{ id, emailKey: bytesText(made.emailKey), ...source, at }] : [];
}

// Nothing is allowed where nothing was said. An address that was opted out before stays opted out, whatever is ticked now.
function allowedPart(rows: readonly object[]): Part {
  return sql`allowed AS (INSERT INTO contacts.preferences (person_id, channel, allowed, source_kind, source_id, notice_id, changed_at)
      SELECT a.id, 'mail', true, a.source_kind, a.source_id, a.notice_id, a.at
      FROM json_to_recordset(${asRows(rows)}) AS a (id uuid, "emailKey" bytea, source_kind text, source_id uuid, notice_id uuid, at timestamptz)
      WHERE NOT EXISTS (SELECT FROM contacts.suppressions s WHERE s.email_key = a."emailKey" AND s.channel = 'mail'))`;
}

function originRows({ company, address, person, told, source, at }: NewContactRows) {
  const ids = { company: company.id, address: address?.id ?? null, person: person.id };
  return told.map(({ originId, kind, purposes }) => ({
    id: originId,
    kind,
    subject: ids[kind],
    ...source,
    at,
    purposes,
  }));
}

function originsPart(rows: readonly object[]): Part {
  return sql`origin AS (INSERT INTO contacts.origins (id, subject_kind, subject_id, source_kind, source_id, notice_id, given_at, purposes)
      SELECT id, kind, subject, source_kind, source_id, notice_id, at, purposes FROM json_to_recordset(${asRows(rows)})
        AS o (id uuid, kind text, subject uuid, source_kind text, source_id uuid, notice_id uuid, at timestamptz, purposes jsonb))`;
}

/** Whether the database refused a second person with the same mail address. */
export function isSameAddress(error: unknown): boolean {
  return wasTwin(error, 'people_email_key_key');
}
