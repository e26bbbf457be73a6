import type { Trx } from '../../../../platform/db/database.ts';
import type { Deps } from '../../../../platform/deps.ts';
import type { Cell, SheetToWrite } from '../../../../platform/sheets/write-sheet.ts';
import {
  companiesById,
  countCustomers,
  customerFields,
  customersOf,
  customersSql,
  type ExportPurpose,
  resellerCompanies,
  sharesOf,
} from '../../../contacts/index.ts';
import { dayIn } from '../../rules/verdict.ts';
import * as told from '../../store/export-rows.ts';
import type { ExportRow } from '../../store/exports.ts';
import type { ExportTable } from '../../wire/exports.ts';
import { vendorZone } from '../remembered.ts';

const pageSize = 2_000;
const first = '00000000-0000-0000-0000-000000000000';

/** What tables are read from: one snapshot, under the purpose that was stated. */
export interface Source {
  readonly trx: Trx<ExportPurpose>;
  readonly deps: Deps;
  readonly row: ExportRow;
}

/** Headers are those that an import knows. */
const headers = {
  licences: [
    ...['Serial', 'Product', 'Release', 'Kind', 'State', 'Seats', 'Seats in use', 'Issued on', 'Activated on'],
    ...['Expires on', 'Maintenance until', 'Reseller', 'Company', 'Country', 'Region'],
  ],
  seats: ['Serial', 'Company', 'Country', 'Release', 'Machine', 'Seat label', 'Activated at', 'Deactivated at'],
  contracts: ['Number', 'Kind', 'Company', 'Country', 'Serial', 'Starts on', 'Ends on', 'Declined at'],
  resellers: ['Reseller', 'Country', 'Region'],
  assignments: ['Company', 'Country', 'Reseller', 'Since', 'Until', 'Basis'],
} as const satisfies Record<Exclude<ExportTable, 'customers'>, readonly string[]>;

const customerHeaders = {
  companyName: 'Company',
  country: 'Country',
  region: 'Region',
  industry: 'Industry',
  street: 'Street',
  postalCode: 'Postal code',
  city: 'City',
  name: 'Name',
  email: 'E-mail',
  phone: 'Phone',
  title: 'Title',
  role: 'Role',
} as const;

/** The tables of an export, read page by page while they are written; `tell` hears of each page how many rows it has. */
export function tablesOf(source: Source, tell: (rows: number) => void): SheetToWrite[] {
  return source.row.tables.map((name) => ({
    name,
    header:
      name === 'customers' ? customerFields(source.row.purpose).map((field) => customerHeaders[field]) : headers[name],
    rows: telling(pages[name](source), tell),
  }));
}

type Pages = AsyncGenerator<readonly (readonly Cell[])[]>;

async function* telling(all: Pages, tell: (rows: number) => void): Pages {
  for await (const rows of all) {
    tell(rows.length);
    yield rows;
  }
}

async function* paged<Row extends { readonly id: string }>(
  read: (after: string) => Promise<readonly Row[]>,
  draw: (rows: readonly Row[]) => Promise<readonly (readonly Cell[])[]>,
): Pages {
  for (let after = first; ; ) {
    const rows = await read(after);
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    yield await draw(rows);
  }
}

const at = (time: Date | null) => time?.toISOString() ?? null;

/** What a page of licences, seats or contracts asks for. */
function askedOf({ filters }: ExportRow) {
  const { country, resellerId, productId } = filters;
  return {
    productId,
    holderId: resellerId,
    companies: country === null ? null : customersSql({ country, resellerId: null }),
    shared: resellerId === null ? null : customersSql({ country: null, resellerId }),
  };
}

const pages: Record<ExportTable, (source: Source) => Pages> = {
  customers: ({ trx, deps, row }) => {
    const { purpose, lookup_id: lookUpId, filters } = row;
    if (lookUpId === null) throw new TypeError('people are read under a line of the look-up log');
    const fields = customerFields(purpose);
    return paged(
      async (after) => {
        const asked = { purpose, lookUpId, after, limit: pageSize, ...filters };
        const rows = await customersOf(trx, deps.db.read, asked);
        return rows.map((each) => ({ ...each, id: each.companyId }));
      },
      async (rows) => rows.map((each) => fields.map((field) => each[field] ?? null)),
    );
  },
  async *licences({ trx, deps, row }) {
    const zone = await vendorZone(deps);
    const day = (time: Date | null) => (time === null ? null : dayIn(zone, time));
    yield* paged(
      (after) => told.readLicencesTold(trx, { ...askedOf(row), after, limit: pageSize }),
      async (rows) => {
        const company = await named(
          trx,
          rows.flatMap((one) => [one.holder_company_id, one.company_id]),
        );
        return rows.map((one) => {
          const holder = company(one.holder_company_id);
          const customer = company(one.company_id);
          return [
            ...[one.serial, one.product, one.release, one.kind, one.state, one.seats, one.seats_used],
            ...[day(one.issued_at), day(one.activated_at), one.expires_on, one.maintenance_until],
            ...[holder.name, customer.name, customer.country, customer.region],
          ];
        });
      },
    );
  },
  seats: ({ trx, row }) =>
    paged(
      (after) => told.readSeatsTold(trx, { ...askedOf(row), after, limit: pageSize }),
      async (rows) => {
        const company = await named(
          trx,
          rows.map((one) => one.company_id),
        );
        return rows.map((one) => {
          const { name, country } = company(one.company_id);
          return [
            ...[one.serial, name, country, one.release, one.machine_kind, one.label],
            ...[at(one.activated_at), at(one.deactivated_at)],
          ];
        });
      },
    ),
  contracts: ({ trx, row }) =>
    paged(
      (after) => told.readContractsTold(trx, { ...askedOf(row), after, limit: pageSize }),
      async (rows) => {
        const company = await named(
          trx,
          rows.map((one) => one.company_id),
        );
        return rows.map((one) => {
          const { name, country } = company(one.company_id);
          return [one.number, one.kind, name, country, one.serial, one.starts_on, one.ends_on, at(one.declined_at)];
        });
      },
    ),
  resellers: ({ trx, row: { filters } }) =>
    paged(
      (after) => resellerCompanies(trx, { ...filters, after, limit: pageSize }),
      async (rows) => rows.map(({ name, country, region }) => [name, country, region]),
    ),
  assignments: ({ trx, row: { filters } }) =>
    paged(
      (after) => sharesOf(trx, { ...filters, after, limit: pageSize }),
      async (rows) =>
        rows.map((one) => [one.company, one.country, one.reseller, at(one.since), at(one.until), one.basis]),
    ),
};

const nameless = { name: null, country: null, region: null };

async function named(trx: Trx, ids: readonly (string | null)[]) {
  const companies = await companiesById(trx, [...new Set(ids.filter((id) => id !== null))]);
  return (id: string | null) => companies.get(id ?? '') ?? nameless;
}

/** About how many rows the tables have; customers with several people have a row for each. */
export async function countRows({ trx, row }: Source): Promise<number> {
  let count = 0;
  for (const table of row.tables) {
    if (table === 'customers') count += await countCustomers(trx, row.filters);
    if (table === 'licences' || table === 'seats' || table === 'contracts')
      count += await told.countTold(trx, table, askedOf(row));
  }
  return count;
}
