import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Who } from '../../../platform/http/who.ts';
import type { Ref } from '../wire.ts';

type Reads = Database['read'];

/** Makes a company; one of kind 'reseller' also gets the share in itself that lets its members sign in and see it. */
export async function createCompany(
  _trx: Trx,
  _deps: Deps,
  _who: Who,
  _input: {
    readonly name: string;
    readonly kind: 'customer' | 'reseller';
    readonly country: string | null;
    readonly region: string | null;
  },
): Promise<{ companyId: string }> {
  throw new Error('not built yet');
}

/** Lets a tenant see a company with its people and licences, from now on. The ledger row must be written already. */
export async function shareCompany(
  _trx: Trx,
  _deps: Deps,
  _input: {
    readonly companyId: string;
    readonly tenantCompanyId: string;
    readonly basis: string;
    readonly ledgerId: string;
  },
): Promise<{ shareId: string }> {
  throw new Error('not built yet');
}

/** Ends a share at once; false where there was none. */
export async function endShare(
  _trx: Trx,
  _deps: Deps,
  _input: { readonly companyId: string; readonly tenantCompanyId: string },
): Promise<boolean> {
  throw new Error('not built yet');
}

/** Names of companies, by id; under a tenant only of those it sees. */
export async function companyRefs(_db: Reads, _ids: readonly string[]): Promise<Map<string, Ref>> {
  throw new Error('not built yet');
}

export interface CompanyFacts {
  readonly id: string;
  readonly name: string;
  readonly kind: 'customer' | 'reseller';
  readonly country: string | null;
  readonly region: string | null;
  readonly createdAt: Date;
}

export async function companiesById(_db: Reads, _ids: readonly string[]): Promise<Map<string, CompanyFacts>> {
  throw new Error('not built yet');
}

/** Ids of the people who belong to a company now. */
export async function peopleOfCompany(_db: Reads, _companyId: string): Promise<string[]> {
  throw new Error('not built yet');
}

/** Ids of the companies that a person belongs or belonged to: what `AboutPerson.companyIds` of disclosures wants. */
export async function companiesOfPerson(_db: Reads, _personId: string): Promise<string[]> {
  throw new Error('not built yet');
}
