import { type RawBuilder, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { asRows, bytesText } from '../../../platform/db/rows.ts';

type Reads = Database['read'];

export interface ListRow {
  readonly id: string;
  readonly file_name: string;
  readonly came_from: string;
}

/** The list stands before anything that came from it. */
export async function insertList(
  trx: Trx,
  list: ListRow & { readonly noticeId: string; readonly at: Date },
): Promise<void> {
  await sql`INSERT INTO contacts.lists (id, file_name, came_from, notice_id, at)
    VALUES (${list.id}, ${list.file_name}, ${list.came_from}, ${list.noticeId}, ${list.at})
    ON CONFLICT (id) DO UPDATE SET came_from = ${list.came_from}, notice_id = ${list.noticeId}`.execute(trx);
}

export async function readLists(db: Reads, ids: readonly string[]): Promise<ListRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ListRow>`SELECT id, file_name, came_from FROM contacts.lists
    WHERE id = ANY(${[...ids]}::uuid[])`.execute(db);
  return rows;
}

/** Resellers by normalised name. */
export async function readResellers(db: Reads): Promise<{ id: string; name: string; name_key: string }[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
    name_key: string;
  }>`SELECT id, name, name_key FROM contacts.companies
    WHERE kind = 'reseller' AND merged_into IS NULL ORDER BY name_key, id LIMIT 50000`.execute(db);
  return rows;
}

interface NamedReseller {
  readonly id: string;
  readonly word: string;
}

/** What resellers were called before. */
export async function readFormerResellers(db: Reads): Promise<NamedReseller[]> {
  const { rows } = await sql<NamedReseller>`SELECT f.company_id AS id, f.name_key AS word
    FROM contacts.former_names f JOIN contacts.companies c ON c.id = f.company_id
    WHERE c.kind = 'reseller' AND c.merged_into IS NULL LIMIT 50000`.execute(db);
  return rows;
}

/** Mail domains that are shown to be those of resellers. */
export async function readResellerDomains(db: Reads): Promise<NamedReseller[]> {
  const { rows } = await sql<NamedReseller>`SELECT d.company_id AS id, d.domain AS word
    FROM contacts.domains d JOIN contacts.companies c ON c.id = d.company_id
    WHERE d.ended_at IS NULL AND c.kind = 'reseller' AND c.merged_into IS NULL LIMIT 50000`.execute(db);
  return rows;
}

/** Customers that are there already, by the number of the row that names them. */
export async function readKnownCompanies(
  db: Reads,
  told: readonly { readonly line: number; readonly nameKey: string; readonly country: string | null }[],
): Promise<{ line: number; id: string }[]> {
  const { rows } = await sql<{ line: number; id: string }>`SELECT t.line, c.id
    FROM json_to_recordset(${asRows(told)}) AS t (line int, "nameKey" text, country text)
    CROSS JOIN LATERAL (SELECT c.id FROM contacts.companies c
      WHERE c.name_key = t."nameKey" COLLATE "C" AND c.country IS NOT DISTINCT FROM t.country::char(2)
        AND c.kind = 'customer' AND c.merged_into IS NULL ORDER BY c.created_at, c.id LIMIT 1) c`.execute(db);
  return rows;
}

export interface PersonStanding {
  readonly line: number;
  /** Whose address it is; null: nobody's. */
  readonly id: string | null;
  /** Whoever had it opted out, or was erased. */
  readonly suppressed: boolean;
}

/**
 * What is known of mail addresses. With `hold`, their people stay as they are until the end of the transaction: an erasure waits, or has
 * been waited for and is seen.
 */
export async function readPeopleOfKeys(
  db: Reads,
  told: readonly { readonly line: number; readonly emailKey: Buffer }[],
  { hold }: { readonly hold: boolean },
): Promise<PersonStanding[]> {
  const keys = sql`json_to_recordset(${asRows(told.map(({ line, emailKey }) => ({ line, key: bytesText(emailKey) })))}) AS t (line int, key bytea)`;
  const { rows: known } = await sql<{ line: number; id: string }>`SELECT t.line, p.id FROM ${keys}
    JOIN contacts.people p ON p.email_key = t.key ${hold ? sql`FOR KEY SHARE OF p` : sql``}`.execute(db);
  const { rows: suppressed } = await sql<{ line: number }>`SELECT t.line FROM ${keys}
    WHERE EXISTS (SELECT FROM contacts.suppressions s WHERE s.email_key = t.key)`.execute(db);
  const ids = new Map(known.map(({ line, id }) => [line, id]));
  const stopped = new Set(suppressed.map(({ line }) => line));
  return told.map(({ line }) => ({ line, id: ids.get(line) ?? null, suppressed: stopped.has(line) }));
}

export interface ImportedCompany {
  readonly id: string;
  readonly name: string;
  readonly nameKey: string;
  readonly country: string | null;
  readonly region: string | null;
  readonly industry: string | null;
}

export interface ImportedAddress {
  readonly id: string;
  readonly companyId: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly region: string | null;
  readonly country: string;
}

export interface ImportedPerson {
  readonly id: string;
  readonly emailKey: Buffer;
  readonly email: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly title: string | null;
  readonly role: string | null;
}

export interface ImportedOrigin {
  readonly id: string;
  readonly kind: 'person' | 'company' | 'address';
  readonly subject: string;
  readonly purposes: Readonly<Record<string, readonly string[]>>;
}

export interface ImportedContacts {
  readonly listId: string;
  readonly noticeId: string;
  readonly at: Date;
  readonly companies: readonly ImportedCompany[];
  readonly addresses: readonly ImportedAddress[];
  readonly people: readonly ImportedPerson[];
  readonly members: readonly { readonly companyId: string; readonly personId: string }[];
  readonly origins: readonly ImportedOrigin[];
  /** People of an earlier group of the same list, who may join further companies. */
  readonly range: { readonly from: string; readonly to: string };
}

/**
 * Companies with their addresses, then people, each with where it came from. Nobody is made whose address is suppressed: that is looked
 * at in the statement that makes them. Answers with the ids of the people who were made.
 */
export async function insertImported(trx: Trx, contacts: ImportedContacts): Promise<string[]> {
  const { listId, noticeId, at } = contacts;
  const told = sql`json_to_recordset(${asRows(contacts.origins)}) AS o (id uuid, kind text, subject uuid, purposes jsonb)`;
  const origins = (
    which: RawBuilder<unknown>,
  ) => sql`INSERT INTO contacts.origins (id, subject_kind, subject_id, source_kind, source_id, notice_id, given_at, purposes)
    SELECT o.id, o.kind, o.subject, 'import', ${listId}::uuid, ${noticeId}::uuid, ${at}::timestamptz, o.purposes FROM ${told} WHERE ${which}`;
  await sql`WITH company AS (INSERT INTO contacts.companies (id, name, name_key, kind, country, region, industry, created_at)
      SELECT id, name, "nameKey", 'customer', country, region, industry, ${at}::timestamptz FROM json_to_recordset(${asRows(contacts.companies)})
        AS c (id uuid, name text, "nameKey" text, country text, region text, industry text)),
    address AS (INSERT INTO contacts.addresses (id, company_id, kind, street, postal_code, city, region, country, changed_at)
      SELECT id, "companyId", 'shipping', street, "postalCode", city, region, country, ${at}::timestamptz FROM json_to_recordset(${asRows(contacts.addresses)})
        AS a (id uuid, "companyId" uuid, street text, "postalCode" text, city text, region text, country text))
    ${origins(sql`o.kind <> 'person'`)}`.execute(trx);
  const people = contacts.people.map((person) => ({ ...person, emailKey: bytesText(person.emailKey) }));
  const { rows } = await sql<{
    id: string;
  }>`WITH made AS (INSERT INTO contacts.people (id, email_key, email, name, phone, title, role, created_at, changed_at)
      SELECT id, "emailKey", email, name, phone, title, role, ${at}::timestamptz, ${at}::timestamptz FROM json_to_recordset(${asRows(people)})
        AS p (id uuid, "emailKey" bytea, email text, name text, phone text, title text, role text)
      WHERE NOT EXISTS (SELECT FROM contacts.suppressions s WHERE s.email_key = p."emailKey")
      ON CONFLICT (email_key) DO NOTHING RETURNING id),
    member AS (INSERT INTO contacts.company_people (company_id, person_id, since)
      SELECT m."companyId", m."personId", ${at}::timestamptz FROM json_to_recordset(${asRows(contacts.members)}) AS m ("companyId" uuid, "personId" uuid)
      WHERE m."personId" IN (SELECT id FROM made) OR EXISTS (SELECT FROM contacts.people p WHERE p.id = m."personId"
        AND p.id BETWEEN ${contacts.range.from}::uuid AND ${contacts.range.to}::uuid AND p.erased_at IS NULL)
      ON CONFLICT (company_id, person_id) DO NOTHING),
    origin AS (${origins(sql`o.kind = 'person' AND o.subject IN (SELECT id FROM made)`)})
    SELECT id FROM made`.execute(trx);
  return rows.map(({ id }) => id);
}
