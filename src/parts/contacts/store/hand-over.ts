import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';
import type { HandOverField, HandOverPurpose } from '../tables.ts';
import { mayWriteSql, type Writing } from './may-write.ts';
import type { DeskReader } from './people.ts';

export interface HandOverAsked {
  readonly companyIds: readonly string[];
  readonly fields: readonly HandOverField[];
  /** Who must not be written to in this way is left out. */
  readonly writing: Writing;
  readonly limit: number;
}

export type HandOverRow = {
  readonly personId: string;
  readonly companyId: string;
} & Readonly<Partial<Record<HandOverField, string | null>>>;

const columns: Readonly<Record<HandOverField, string>> = {
  companyName: 'c.name',
  country: 'trim(c.country)',
  name: 'p.name',
  email: 'p.email',
  phone: 'p.phone',
  title: 'p.title',
  role: 'p.role',
  street: 'a.street',
  postalCode: 'a.postal_code',
  city: 'a.city',
  region: 'a.region',
};

const nobody = '00000000-0000-4000-8000-000000000000';

function declare(reader: DeskReader, sample: HandOverField) {
  return personalQuery({
    name: `contacts people for a hand-over as ${reader}`,
    readers: [reader],
    sample: {
      companyIds: [nobody],
      fields: [sample],
      writing: { channel: null, topic: null, at: new Date(0) },
      limit: 1,
    } as HandOverAsked,
    build: (db, { companyIds, fields, writing, limit }) => {
      // Only what is asked for is selected: a column outside the purpose fails, and should.
      const asked = sql.raw(fields.map((field) => `${columns[field]} AS "${field}"`).join(', '));
      const text = sql<HandOverRow>`SELECT p.id AS "personId", cp.company_id AS "companyId", ${asked}
        FROM contacts.company_people cp JOIN contacts.companies c ON c.id = cp.company_id JOIN contacts.people p ON p.id = cp.person_id
          LEFT JOIN contacts.addresses a ON a.company_id = cp.company_id AND a.kind = 'shipping'
        WHERE cp.company_id = ANY(${[...companyIds]}::uuid[]) AND cp.until IS NULL AND p.erased_at IS NULL
          AND NOT 'recipient processor' = ANY (p.waits_for)
          AND ${mayWriteSql(writing)}
        ORDER BY cp.company_id, p.id LIMIT ${limit}`;
      return { compile: () => text.compile(db), execute: async () => (await text.execute(db)).rows };
    },
  });
}

const queries = { 'customer service': declare('customer service', 'phone'), marketing: declare('marketing', 'email') };

/** People who belong to these companies now, with the columns asked for; whoever restricted or objected is hidden by the database. */
export function readToHandOver(
  trx: Trx<DeskReader>,
  reader: HandOverPurpose,
  asked: HandOverAsked,
): Promise<HandOverRow[]> {
  return queries[reader](trx, asked);
}
