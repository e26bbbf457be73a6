import { type RawBuilder, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';
import type { Category } from '../../../platform/db/purposes.ts';

type Reads = Database['read'];

/** For which customers may be read as a whole. Marketing has hand-overs, which obey opt-outs. */
export const exportPurposes = ['customer service', 'registration'] as const;
export type ExportPurpose = (typeof exportPurposes)[number];

/** What is told of a customer and of its people, in the order of the columns; null: not personal. */
export const exportColumns = {
  companyName: { sql: 'page.name', category: null },
  country: { sql: 'page.country', category: null },
  region: { sql: 'page.region', category: null },
  industry: { sql: 'page.industry', category: null },
  street: { sql: 'a.street', category: 'address' },
  postalCode: { sql: 'a.postal_code', category: 'address' },
  city: { sql: 'a.city', category: 'address' },
  name: { sql: 'p.name', category: 'identity' },
  email: { sql: 'p.email', category: 'email' },
  phone: { sql: 'p.phone', category: 'phone' },
  title: { sql: 'p.title', category: 'profession' },
  role: { sql: 'p.role', category: 'profession' },
} as const satisfies Record<string, { sql: string; category: Category | null }>;
export type CustomerField = keyof typeof exportColumns;

export interface CompaniesWanted {
  readonly country: string | null;
  /** Shared with this company now. */
  readonly resellerId: string | null;
}

export interface CustomersAsked extends CompaniesWanted {
  readonly fields: readonly CustomerField[];
  readonly after: string;
  /** Companies, not rows. */
  readonly limit: number;
}

export type CustomerRow = {
  readonly companyId: string;
  readonly personId: string | null;
} & Readonly<Partial<Record<CustomerField, string | null>>>;

const customers = sql.raw(`c.kind = 'customer' AND c.merged_into IS NULL`);

/** Conditions on a company `c`. */
function wantedSql({ country, resellerId }: CompaniesWanted): RawBuilder<boolean> {
  const ofCountry = country === null ? sql`true` : sql`c.country = ${country}::char(2)`;
  const ofReseller =
    resellerId === null
      ? sql`true`
      : sql`EXISTS (SELECT FROM contacts.shares s WHERE s.company_id = c.id AND s.tenant_company_id = ${resellerId}::uuid AND s.until IS NULL)`;
  return sql<boolean>`${ofCountry} AND ${ofReseller}`;
}

/** `(SELECT id …)`: the customers of a country, those that a reseller sees, or both. */
export function customersSql(wanted: CompaniesWanted): RawBuilder<string> {
  return sql<string>`(SELECT c.id FROM contacts.companies c WHERE ${wantedSql(wanted)})`;
}

const nobody = '00000000-0000-4000-8000-000000000000';

function declare(reader: ExportPurpose) {
  return personalQuery({
    name: `contacts customers for an export as ${reader}`,
    readers: [reader],
    sample: { fields: ['email'], after: nobody, limit: 1, country: null, resellerId: null } as CustomersAsked,
    build: (db, asked) => {
      // Only what is asked for is selected: a column outside the purpose fails, and should.
      const fields = sql.raw(asked.fields.map((field) => `${exportColumns[field].sql} AS "${field}"`).join(', '));
      const text = sql<CustomerRow>`WITH page AS MATERIALIZED (SELECT c.id, c.name, trim(c.country) AS country, c.region, c.industry
          FROM contacts.companies c WHERE c.id > ${asked.after}::uuid AND ${customers} AND ${wantedSql(asked)} ORDER BY c.id LIMIT ${asked.limit})
        SELECT page.id AS "companyId", p.id AS "personId", ${fields}
        FROM page LEFT JOIN contacts.addresses a ON a.company_id = page.id AND a.kind = 'shipping'
          LEFT JOIN (contacts.company_people cp JOIN contacts.people p ON p.id = cp.person_id AND p.erased_at IS NULL)
            ON cp.company_id = page.id AND cp.until IS NULL
        ORDER BY page.id, p.created_at, p.id`;
      return { compile: () => text.compile(db), execute: async () => (await text.execute(db)).rows };
    },
  });
}

const queries = {
  'customer service': declare('customer service'),
  registration: declare('registration'),
};

/** Customers after one, with a row for each of their people; whoever restricted or objected is hidden by the database. */
export function readCustomers(
  trx: Trx<ExportPurpose>,
  purpose: ExportPurpose,
  asked: CustomersAsked,
): Promise<CustomerRow[]> {
  return queries[purpose](trx as never, asked);
}

export async function countCustomers(db: Reads, wanted: CompaniesWanted): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM contacts.companies c
    WHERE ${customers} AND ${wantedSql(wanted)}`.execute(db);
  return rows[0]?.count ?? 0;
}

export interface CompanyTold {
  readonly id: string;
  readonly name: string;
  readonly country: string | null;
  readonly region: string | null;
}

export async function readResellerCompanies(
  db: Reads,
  of: CompaniesWanted & { readonly after: string; readonly limit: number },
): Promise<CompanyTold[]> {
  const { rows } =
    await sql<CompanyTold>`SELECT c.id, c.name, trim(c.country) AS country, c.region FROM contacts.companies c
    WHERE c.id > ${of.after}::uuid AND c.kind = 'reseller' AND c.merged_into IS NULL
      AND ${wantedSql({ ...of, resellerId: null })} AND ${of.resellerId === null ? sql`true` : sql`c.id = ${of.resellerId}::uuid`}
    ORDER BY c.id LIMIT ${of.limit}`.execute(db);
  return rows;
}

export interface ShareTold {
  readonly id: string;
  readonly company: string;
  readonly country: string | null;
  readonly reseller: string;
  readonly since: Date;
  readonly until: Date | null;
  readonly basis: string;
}

/** Which reseller sees which customer, since when, until when and why. */
export async function readSharesTold(
  db: Reads,
  of: CompaniesWanted & { readonly after: string; readonly limit: number },
): Promise<ShareTold[]> {
  const { rows } =
    await sql<ShareTold>`SELECT s.id, c.name AS company, trim(c.country) AS country, t.name AS reseller, s.since, s.until, s.basis
    FROM contacts.shares s JOIN contacts.companies c ON c.id = s.company_id JOIN contacts.companies t ON t.id = s.tenant_company_id
    WHERE s.id > ${of.after}::uuid AND s.company_id <> s.tenant_company_id AND c.kind = 'customer' AND ${wantedSql({ ...of, resellerId: null })}
      AND ${of.resellerId === null ? sql`true` : sql`s.tenant_company_id = ${of.resellerId}::uuid`}
    ORDER BY s.id LIMIT ${of.limit}`.execute(db);
  return rows;
}
