import { type RawBuilder, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';
import { type Category, type Purpose, purposeCategories, purposes } from '../../../platform/db/purposes.ts';
import type { PersonField } from '../tables.ts';
import { mayWriteSql } from './may-write.ts';

type Reads = Database['read'];
/** Under what a member reads people: staff by purpose, a reseller's member by the rows shared with its company. */
export type DeskReader = Purpose | 'reseller';

const nobody = '00000000-0000-4000-8000-000000000000';

export type PresentPerson = Readonly<Record<PersonField, string | null>> & { readonly id: string };

export type PersonRow = {
  readonly id: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly title: string | null;
  readonly role: string | null;
  readonly proven_at: Date | null;
  readonly created_at: Date;
  readonly changed_at: Date;
};

export type MemberRow = PersonRow & { readonly since: Date; readonly until: Date | null };

export type AddressRow = {
  readonly id: string;
  readonly street: string | null;
  readonly postal_code: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string;
};

const columnsOf: readonly (readonly [string, Category])[] = [
  ['email', 'email'],
  ['name', 'identity'],
  ['phone', 'phone'],
  ['title', 'profession'],
  ['role', 'profession'],
];

// A column outside the purpose is not selected at all: asking for it would fail, and should.
function personColumnsFor(reader: DeskReader): RawBuilder<unknown> {
  const seen = (category: Category) => reader === 'reseller' || purposeCategories[reader].includes(category);
  const columns = columnsOf.map(([name, category]) => (seen(category) ? `p.${name}` : `NULL AS ${name}`));
  return sql.raw(['p.id', ...columns, 'p.proven_at', 'p.created_at', 'p.changed_at'].join(', '));
}

const readers: readonly DeskReader[] = [...purposes, 'reseller'];

type Declare<Input, Row> = (reader: DeskReader) => (trx: Trx<DeskReader>, input: Input) => Promise<Row[]>;

/** One declared query for each reader, as each sees other columns. */
function forEachReader<Input, Row>(declare: Declare<Input, Row>) {
  const queries = new Map(readers.map((reader) => [reader, declare(reader)]));
  return async (trx: Trx<DeskReader>, reader: DeskReader, input: Input): Promise<Row[]> => {
    const query = queries.get(reader);
    if (!query) throw new TypeError(`no query for ${reader}`);
    return query(trx, input);
  };
}

/** People by id, with the columns that the reader may see; others are null. */
export const readPeople = forEachReader<readonly string[], PersonRow>((reader) =>
  personalQuery({
    name: `contacts people as ${reader}`,
    readers: [reader],
    sample: [nobody] as readonly string[],
    build: (db, ids) =>
      statement<PersonRow>(
        db,
        sql`SELECT ${personColumnsFor(reader)} FROM contacts.people p
      WHERE p.id = ANY(${[...ids]}::uuid[]) ORDER BY p.created_at, p.id`,
      ),
  }),
);

/** The people of a company, the longest there first. */
export const readPeopleOfCompany = forEachReader<string, MemberRow>((reader) =>
  personalQuery({
    name: `contacts people of a company as ${reader}`,
    readers: [reader],
    sample: nobody,
    build: (db, companyId) =>
      statement<MemberRow>(
        db,
        sql`SELECT ${personColumnsFor(reader)}, cp.since, cp.until
      FROM contacts.company_people cp JOIN contacts.people p ON p.id = cp.person_id
      WHERE cp.company_id = ${companyId} ORDER BY cp.until IS NOT NULL, cp.since, p.id LIMIT 500`,
      ),
  }),
);

/** People whose name begins so; nobody where the purpose reads no names. A reseller finds people by their company. */
export const findPeopleByName = forEachReader<{ from: string; below: string; limit: number }, { id: string }>(
  (reader) => {
    const readers: readonly DeskReader[] = [reader];
    if (reader === 'reseller' || !purposeCategories[reader].includes('identity')) return async () => [];
    return personalQuery({
      name: `contacts people by name as ${reader}`,
      readers,
      sample: { from: 'a', below: 'b', limit: 1 },
      build: (db, input) =>
        statement<{ id: string }>(
          db,
          sql`SELECT id FROM contacts.people
            WHERE lower(name) COLLATE "C" >= ${input.from} AND lower(name) COLLATE "C" < ${input.below}
            ORDER BY lower(name) COLLATE "C", id LIMIT ${input.limit}`,
        ),
    });
  },
);

/** The address that a company's goods go to, with the columns that the reader may see. */
export const readAddress = forEachReader<string, AddressRow>((reader) => {
  const seen = reader === 'reseller' || purposeCategories[reader].includes('address');
  const columns = ['street', 'postal_code', 'city', 'region'].map((name) => (seen ? name : `NULL AS ${name}`));
  const build = (db: Reads, companyId: string) =>
    statement<AddressRow>(
      db,
      sql`SELECT id, ${sql.raw(columns.join(', '))}, country FROM contacts.addresses WHERE company_id = ${companyId} AND kind = 'shipping'`,
    );
  // Without the purpose only the country is left, which is not personal.
  if (!seen) return (trx, companyId) => build(trx, companyId).execute();
  return personalQuery({ name: `contacts address as ${reader}`, readers: [reader], sample: nobody, build });
});

/** A person as they see themself, or as a proven registration finds them. */
export const readWholePerson = personalQuery({
  name: 'contacts whole person',
  readers: ['rights', 'registration'],
  sample: nobody,
  build: (db, personId) =>
    statement<PersonRow & { email: string; version: number; restricted_at: Date | null; objected_at: Date | null }>(
      db,
      sql`SELECT id, email, name, phone, title, role,
      proven_at, created_at, changed_at, version, restricted_at, objected_at FROM contacts.people WHERE id = ${personId}`,
    ),
});

/** What is held now of people, unchanged until the end of the transaction: a correction waits until then. */
export const readPresentPeople = personalQuery({
  name: 'contacts people as they are now, for a report',
  readers: ['licensor obligation'],
  sample: [nobody] as readonly string[],
  build: (db, ids) =>
    statement<PresentPerson>(
      db,
      sql`SELECT id, email, name, phone, title, role FROM contacts.people
      WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR SHARE`,
    ),
});

/**
 * Of these people those who may be written to about what their company has: who still belongs to it, and neither objected nor
 * had their data restricted nor opted out of mails.
 */
export const readContactsForService = personalQuery({
  name: 'contacts people to write to about a contract',
  readers: ['customer service'],
  sample: { companyId: nobody, personIds: [nobody] as readonly string[] },
  build: (db, { companyId, personIds }) =>
    statement<{ id: string; email: string }>(
      db,
      sql`SELECT p.id, p.email FROM contacts.people p
      JOIN contacts.company_people cp ON cp.person_id = p.id AND cp.company_id = ${companyId} AND cp.until IS NULL
      WHERE p.id = ANY(${[...personIds]}::uuid[]) AND p.erased_at IS NULL AND p.restricted_at IS NULL AND p.objected_at IS NULL
        AND ${mayWriteSql({ channel: 'mail', topic: 'contracts', at: null })}
      ORDER BY array_position(${[...personIds]}::uuid[], p.id) FOR SHARE OF p`,
    ),
});

/** The addresses of all companies that a person belongs to. */
export const readAddressesOfPerson = personalQuery({
  name: 'contacts addresses of a person',
  readers: ['rights'],
  sample: nobody,
  build: (db, personId) =>
    statement<AddressRow & { company_id: string }>(
      db,
      sql`SELECT a.id, a.company_id, a.street, a.postal_code, a.city, a.region, a.country
      FROM contacts.addresses a JOIN contacts.company_people cp ON cp.company_id = a.company_id
      WHERE cp.person_id = ${personId} ORDER BY cp.since, a.id`,
    ),
});

/** Where a mail to this person goes, for a link to their page. */
export const readMailAddress = personalQuery({
  name: 'contacts mail address',
  readers: ['authentication', 'rights'],
  sample: nobody,
  build: (db, personId) =>
    statement<{ email: string }>(db, sql`SELECT email FROM contacts.people WHERE id = ${personId}`),
});

export async function readPersonIdByKey(db: Reads, emailKey: Buffer): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM contacts.people WHERE email_key = ${emailKey}`.execute(db);
  return rows[0]?.id ?? null;
}

export type PersonState = {
  readonly id: string;
  readonly version: number;
  readonly email_key: Buffer;
  readonly proven_at: Date | null;
  readonly erased_at: Date | null;
  readonly restricted_at: Date | null;
  readonly objected_at: Date | null;
  readonly sealed_at: Date | null;
};

/** What anybody may know of a person: that there is one, and in which version. */
export async function readPersonState(db: Reads, personId: string): Promise<PersonState | null> {
  const { rows } =
    await sql<PersonState>`SELECT id, version, email_key, proven_at, erased_at, restricted_at, objected_at, sealed_at FROM contacts.people WHERE id = ${personId}`.execute(
      db,
    );
  return rows[0] ?? null;
}

/** False where the person has another address now. The first proof counts. */
export async function markProven(db: Reads, proof: AddressProof & { readonly at: Date }): Promise<boolean> {
  const { rows } = await sql`UPDATE contacts.people SET proven_at = coalesce(proven_at, ${proof.at}::timestamptz)
    WHERE id = ${proof.personId} AND email_key = ${proof.emailKey} RETURNING id`.execute(db);
  return rows.length === 1;
}

/** A person, and the keyed digest of the address that something was mailed to. */
export interface AddressProof {
  readonly personId: string;
  readonly emailKey: Buffer;
}

/** Whether this is the person's address now. */
export async function readHasAddress(db: Reads, { personId, emailKey }: AddressProof): Promise<boolean> {
  const { rows } = await sql`SELECT FROM contacts.people WHERE id = ${personId} AND email_key = ${emailKey}`.execute(
    db,
  );
  return rows.length === 1;
}

/** Writes new values without reading old ones; null where the version is not the present one. */
export async function updatePerson(
  db: Reads,
  change: {
    readonly personId: string;
    readonly version: number;
    readonly values: Partial<Record<PersonField, string | null>>;
    readonly at: Date;
  },
): Promise<{ version: number } | null> {
  const sets = Object.entries(change.values).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  const { rows } = await sql<{
    version: number;
  }>`UPDATE contacts.people SET ${sql.join(sets)}, version = version + 1, changed_at = ${change.at}
    WHERE id = ${change.personId} AND version = ${change.version} RETURNING version`.execute(db);
  return rows[0] ?? null;
}

/**
 * Gives a person another mail address: not proven, and opted out of all that either address was opted out of.
 * Null where the version is not the present one; 'taken' where the address is somebody else's.
 */
export async function updateEmail(
  db: Reads,
  change: {
    readonly personId: string;
    readonly version: number;
    readonly email: string;
    readonly emailKey: Buffer;
    readonly at: Date;
  },
): Promise<{ version: number } | 'taken' | null> {
  const owner = await readPersonIdByKey(db, change.emailKey);
  if (owner !== null && owner !== change.personId) return 'taken';
  await sql`INSERT INTO contacts.suppressions (email_key, channel, since, source_kind, source_id)
    SELECT ${change.emailKey}::bytea, s.channel, s.since, s.source_kind, s.source_id
    FROM contacts.suppressions s JOIN contacts.people p ON p.email_key = s.email_key WHERE p.id = ${change.personId}
    ON CONFLICT (email_key, channel) DO NOTHING`.execute(db);
  await sql`UPDATE contacts.preferences SET allowed = false, changed_at = ${change.at}
    WHERE person_id = ${change.personId} AND allowed
      AND channel IN (SELECT channel FROM contacts.suppressions WHERE email_key = ${change.emailKey})`.execute(db);
  const { rows } = await sql<{
    version: number;
  }>`UPDATE contacts.people SET email = ${change.email}, email_key = ${change.emailKey},
      proven_at = NULL, version = version + 1, changed_at = ${change.at}
    WHERE id = ${change.personId} AND version = ${change.version} RETURNING version`.execute(db);
  return rows[0] ?? null;
}

/** Makes somebody a member of a company, or one again. */
export async function joinCompany(
  db: Reads,
  input: { readonly companyId: string; readonly personId: string; readonly at: Date },
): Promise<void> {
  await sql`INSERT INTO contacts.company_people (company_id, person_id, since)
    VALUES (${input.companyId}, ${input.personId}, ${input.at})
    ON CONFLICT (company_id, person_id) DO UPDATE SET until = NULL`.execute(db);
}

function statement<Row>(db: Reads, text: RawBuilder<Row>) {
  return { compile: () => text.compile(db), execute: async () => (await text.execute(db)).rows };
}

/** A company as territories know it. */
export type CompanyPlace = {
  readonly id: string;
  readonly name: string;
  readonly nameKey: string;
  readonly kind: 'customer' | 'reseller';
  readonly country: string | null;
  readonly region: string | null;
  readonly industry: string | null;
  readonly postalCode: string | null;
};

export const readPlaces = personalQuery({
  name: 'contacts places of companies',
  readers: ['customer service'],
  sample: [nobody] as readonly string[],
  build: (db, ids) =>
    statement<CompanyPlace>(
      db,
      sql`SELECT c.id, c.name, c.name_key AS "nameKey", c.kind, trim(c.country) AS country, coalesce(c.region, a.region) AS region,
        c.industry, a.postal_code AS "postalCode"
      FROM contacts.companies c LEFT JOIN contacts.addresses a ON a.company_id = c.id AND a.kind = 'shipping'
      WHERE c.id = ANY(${[...ids]}::uuid[])`,
    ),
});
