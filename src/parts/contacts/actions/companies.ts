import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Who } from '../../../platform/http/who.ts';
import { nameKey } from '../rules.ts';
import * as store from '../store/companies.ts';
import { type CompanyPlace, joinCompany, readPlaces } from '../store/people.ts';
import type { Ref } from '../wire/data.ts';

type Reads = Database['read'];

/** Makes a company; one of kind 'reseller' also gets the share in itself that lets its members sign in and see it. */
export async function createCompany(
  trx: Trx,
  deps: Deps,
  _who: Who,
  input: {
    readonly name: string;
    readonly kind: 'customer' | 'reseller';
    readonly country: string | null;
    readonly region: string | null;
  },
): Promise<{ companyId: string }> {
  const companyId = deps.ids.uuid();
  const at = deps.clock.now();
  await store.insertCompany(trx, { id: companyId, nameKey: nameKey(input.name), at, ...input });
  if (input.kind === 'reseller') await shareOwnCompany(trx, deps, companyId);
  return { companyId };
}

/** Lets a reseller see itself and the licences issued to it. A share that is there stays as it is. */
export async function shareOwnCompany(trx: Trx, deps: Deps, companyId: string): Promise<void> {
  await store.insertShare(trx, {
    id: deps.ids.uuid(),
    companyId,
    tenantCompanyId: companyId,
    basis: 'its own company',
    ledgerId: null,
    at: deps.clock.now(),
  });
}

/**
 * Lets a tenant see a company with its people and licences, from now on. The ledger row must be written already. A share
 * that is there stays as it is.
 */
export async function shareCompany(
  trx: Trx,
  deps: Deps,
  input: {
    readonly companyId: string;
    readonly tenantCompanyId: string;
    readonly basis: string;
    readonly ledgerId: string;
  },
): Promise<{ shareId: string }> {
  const shareId = await store.insertShare(trx, { id: deps.ids.uuid(), at: deps.clock.now(), ...input });
  return { shareId };
}

/** Ends a share at once; false where there was none. */
export async function endShare(
  trx: Trx,
  deps: Deps,
  input: { readonly companyId: string; readonly tenantCompanyId: string },
): Promise<boolean> {
  return store.endShare(trx, { ...input, at: deps.clock.now() });
}

/** The same for many companies at once. */
export async function shareCompanies(
  trx: Trx,
  deps: Deps,
  rows: readonly (store.ShareOf & { readonly basis: string; readonly ledgerId: string })[],
): Promise<void> {
  const shares = rows.map((row) => ({ id: deps.ids.uuid(), ...row }));
  await store.insertShares(trx, shares, deps.clock.now());
}

export async function endShares(trx: Trx, deps: Deps, rows: readonly store.ShareOf[]): Promise<void> {
  await store.endShares(trx, rows, deps.clock.now());
}

/** Ends everything that a tenant sees, its own company too; how many shares that were. */
export function endSharesWith(trx: Trx, deps: Deps, tenantCompanyId: string): Promise<number> {
  return store.endSharesWith(trx, tenantCompanyId, deps.clock.now());
}

/** Of these companies those that a tenant sees now, or also saw until a time; by name. */
export const companiesSeen = store.readSeen;

/** The resellers that see a company now, by their own companies; the latest first. */
export function resellersOfCompany(db: Reads, companyId: string): Promise<string[]> {
  return store.readTenantsOf(db, companyId);
}

/** Names of companies, by id; under a tenant only of those it sees. */
export async function companyRefs(db: Reads, ids: readonly string[]): Promise<Map<string, Ref>> {
  const rows = ids.length === 0 ? [] : await store.readCompanies(db, ids);
  return new Map(rows.map(({ id, name }) => [id, { id, name }]));
}

/** The resellers that a tenant sees: itself, and those that it supplies as their distributor. */
export function resellersSeen(db: Reads, tenantCompanyId: string): Promise<string[]> {
  return store.readResellersSeen(db, tenantCompanyId);
}

export interface CompanyFacts {
  readonly id: string;
  readonly name: string;
  /** 'merged': it went into another, and nothing new is to be noted for it. */
  readonly kind: 'customer' | 'reseller' | 'merged';
  readonly country: string | null;
  readonly region: string | null;
  readonly createdAt: Date;
}

export async function companiesById(db: Reads, ids: readonly string[]): Promise<Map<string, CompanyFacts>> {
  const rows = ids.length === 0 ? [] : await store.readCompanies(db, ids);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        name: row.name,
        kind: row.merged ? 'merged' : row.kind,
        country: row.country,
        region: row.region,
        createdAt: row.created_at,
      },
    ]),
  );
}

/** Ids of the companies that a person belongs or belonged to: what `AboutPerson.companyIds` of disclosures wants. */
export async function companiesOfPerson(db: Reads, personId: string): Promise<string[]> {
  return (await store.readMemberships(db, [personId])).map((row) => row.company_id);
}

/** Ids of the people, 500 at most, who belong to these companies now. */
export function peopleOfCompanies(db: Reads, companyIds: readonly string[]): Promise<string[]> {
  return store.readPeopleOfCompanies(db, companyIds);
}

/** Where companies are and what they work in, by id: for who decides which reseller serves them. */
export async function placesOfCompanies(
  trx: Trx<'customer service'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CompanyPlace>> {
  const rows = ids.length === 0 ? [] : await readPlaces(trx, ids);
  return new Map(rows.map((row) => [row.id, row]));
}

/** A company's name as it is compared with others. */
export function companyNameKey(name: string): string {
  return nameKey(name);
}

/** Somebody who is known already belongs to this company, too: staff says so. */
export async function joinKnownPerson(
  trx: Trx,
  deps: Deps,
  input: { readonly companyId: string; readonly personId: string },
): Promise<void> {
  await joinCompany(trx, { ...input, at: deps.clock.now() });
}
