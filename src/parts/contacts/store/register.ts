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
    readonly emailKey: Buffer;
    readonly email: string;
    readonly name: string;
    readonly phone: string | null;
    readonly title: string | null;
    readonly role: string | null;
  };
  readonly data: readonly ToldDatum[];
  readonly source: { readonly kind: SourceKind; readonly id: string | null; readonly noticeId: string };
  readonly mailAllowed: boolean;
};

/**
 * One statement for all that a registration makes. The person is made only where nobody has this address; whatever
 * hangs on the person (membership, provenance, preferences) hangs on that row having been made.
 */
export async function insertContact(
  trx: Trx<'registration'>,
  rows: NewContactRows,
): Promise<{ personId: string | null; applied: boolean }> {
  const { person } = rows;
  const parts = [
    sql`known AS (SELECT id FROM contacts.people WHERE email_key = ${person.emailKey})`,
    sql`person AS (INSERT INTO contacts.people (id, email_key, email, name, phone, title, role, created_at, changed_at)
      SELECT ${person.id}::uuid, ${person.emailKey}::bytea, ${person.email}, ${person.name}, ${person.phone}, ${person.title}, ${person.role},
        ${rows.at}::timestamptz, ${rows.at}::timestamptz
      WHERE NOT EXISTS (SELECT FROM known) ON CONFLICT (email_key) DO NOTHING RETURNING id)`,
    ...companyParts(rows),
    sql`member AS (INSERT INTO contacts.company_people (company_id, person_id, since)
      SELECT ${rows.company.id}::uuid, id, ${rows.at}::timestamptz FROM person)`,
    provenancePart(rows),
    preferencesPart(rows),
  ];
  const { rows: answer } = await sql<{ personId: string | null; applied: boolean }>`${prepared}WITH ${sql.join(parts)}
    SELECT coalesce((SELECT id FROM person), (SELECT id FROM known)) AS "personId", EXISTS (SELECT FROM person) AS applied`.execute(
    trx,
  );
  return answer[0] ?? { personId: null, applied: false };
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
      CASE d.subject_kind WHEN 'company' THEN ${rows.company.id}::uuid WHEN 'address' THEN ${rows.address?.id ?? null}::uuid ELSE person.id END,
      d.field, ${rows.source.kind}, ${rows.source.id}::uuid, ${rows.source.noticeId}::uuid, d.purposes, ${rows.at}::timestamptz
    FROM jsonb_to_recordset(${data}::jsonb) AS d (id uuid, subject_kind text, field text, purposes text[]) LEFT JOIN person ON true
    WHERE d.subject_kind <> 'person' OR person.id IS NOT NULL)`;
}

// An address that was opted out before stays opted out, whatever is ticked now.
function preferencesPart(rows: NewContactRows): RawBuilder<unknown> {
  return sql`preferences AS (INSERT INTO contacts.preferences (person_id, channel, allowed, source_kind, source_id, notice_id, changed_at)
    SELECT person.id, c.channel, c.channel = 'mail' AND ${rows.mailAllowed}::boolean AND NOT EXISTS (SELECT FROM contacts.suppressions s
        WHERE s.email_key = ${rows.person.emailKey} AND s.channel = c.channel),
      ${rows.source.kind}, ${rows.source.id}::uuid, ${rows.source.noticeId}::uuid, ${rows.at}::timestamptz
    FROM person CROSS JOIN unnest(ARRAY['mail', 'post', 'phone']) AS c (channel))`;
}
