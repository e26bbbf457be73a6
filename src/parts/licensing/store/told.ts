import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';
import { type Category, type Purpose, purposeCategories, purposes } from '../../../platform/db/purposes.ts';
import type { FieldName } from '../rules/registration-fields.ts';
import type { RegistrationState } from './waiting.ts';

/** What a registration told, by column; null also where the reader may not see it. */
export interface ToldRow {
  id: string;
  licence_id: string;
  person_id: string;
  company_id: string;
  state: RegistrationState;
  given_at: Date;
  company_name: string | null;
  street: string | null;
  postal_code: string | null;
  city: string | null;
  region: string | null;
  country: string | null;
  name: string | null;
  email: string | null;
  phone: string | null;
  title: string | null;
  role: string | null;
  products_designed: string | null;
  primary_product: string | null;
  industry: string | null;
}

export type ToldColumn = Exclude<
  keyof ToldRow,
  'id' | 'licence_id' | 'person_id' | 'company_id' | 'state' | 'given_at'
>;

const columnOf: Readonly<Record<FieldName, ToldColumn>> = {
  companyName: 'company_name',
  street: 'street',
  postalCode: 'postal_code',
  city: 'city',
  region: 'region',
  country: 'country',
  name: 'name',
  email: 'email',
  phone: 'phone',
  title: 'title',
  role: 'role',
  productsDesigned: 'products_designed',
  primaryProduct: 'primary_product',
  industry: 'industry',
};

const categoryOf: Readonly<Record<ToldColumn, Category | null>> = {
  company_name: null,
  country: null,
  industry: null,
  email: 'email',
  name: 'identity',
  phone: 'phone',
  title: 'profession',
  role: 'profession',
  products_designed: 'profession',
  primary_product: 'profession',
  street: 'address',
  postal_code: 'address',
  city: 'address',
  region: 'address',
};

const allColumns = Object.keys(categoryOf) as ToldColumn[];

/** The value of a field, by its name towards the outside. */
export function toldValue(row: ToldRow, field: FieldName): string | null {
  const value = row[columnOf[field]];
  return field === 'country' ? (value?.trim() ?? null) : value;
}

/** A reseller reads what its customers told about their work; who they are it reads in contacts. */
const resellerColumns: readonly ToldColumn[] = ['products_designed', 'primary_product', 'industry'];

function columnsFor(reader: Purpose | 'reseller'): readonly ToldColumn[] {
  if (reader === 'reseller') return resellerColumns;
  return allColumns.filter((column) => {
    const category = categoryOf[column];
    return category === null || purposeCategories[reader].includes(category);
  });
}

/** Whether this reader may read the field of a registration. */
export function readsField(reader: Purpose | 'reseller', field: FieldName): boolean {
  return columnsFor(reader).includes(columnOf[field]);
}

interface Sought {
  readonly by: 'licence' | 'person';
  readonly id: string;
}

function toldQuery<const R extends Purpose | 'reseller'>(reader: R) {
  const readable = columnsFor(reader);
  const shown = sql.raw(
    allColumns.map((column) => (readable.includes(column) ? column : `NULL::text AS ${column}`)).join(', '),
  );
  return personalQuery({
    name: `licensing: what registrations told, for ${reader}`,
    readers: [reader],
    sample: { by: 'licence', id: '00000000-0000-4000-8000-000000000000' } as Sought,
    build: (db, { by, id }) => {
      const query = sql<ToldRow>`SELECT id, licence_id, person_id, company_id, state, given_at, ${shown}
        FROM licensing.registrations WHERE ${sql.ref(by === 'licence' ? 'licence_id' : 'person_id')} = ${id}
        ORDER BY given_at DESC, id LIMIT 1000`;
      return {
        compile: () => query.compile(db),
        execute: async () => (await query.execute(db)).rows,
      };
    },
  });
}

const queries = new Map<string, (trx: Trx, input: Sought) => Promise<ToldRow[]>>(
  [...purposes, 'reseller' as const].map((reader) => [
    reader,
    toldQuery(reader) as (trx: Trx, input: Sought) => Promise<ToldRow[]>,
  ]),
);

/** Reads what was told, in the columns that this reader may see; the transaction must be the reader's. */
export async function readTold(trx: Trx, reader: Purpose | 'reseller', sought: Sought): Promise<ToldRow[]> {
  return (await queries.get(reader)?.(trx, sought)) ?? [];
}
