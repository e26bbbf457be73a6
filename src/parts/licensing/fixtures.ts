import type { Deps } from '../../platform/deps.ts';
import type { Who } from '../../platform/http/who.ts';
import { addRecipient } from '../disclosures/index.ts';
import { addRelease, createProduct, createTechnology, issueWithin } from './index.ts';
import type { NewLicences } from './wire/licences.ts';

type At = Deps | { readonly kept: { readonly deps: Deps } };

const nobody: Who = { kind: 'system', job: 'fixture' };
const depsOf = (at: At): Deps => ('kept' in at ? at.kept.deps : at);
let counter = 0;

/** A licensor with a contract to be told of registrations. */
export async function aLicensor(
  at: At,
  changes: {
    name?: string;
    mailbox?: string | null;
    fields?: readonly string[];
    frequency?: 'each activation' | 'monthly' | 'quarterly';
    signedOn?: string;
    confidential?: boolean;
    approval?: boolean;
    format?: 'csv' | 'json';
  } = {},
): Promise<{ licensorId: string; technologyId: string }> {
  const deps = depsOf(at);
  counter += 1;
  const name = changes.name ?? `Sample Licensor ${counter}`;
  return deps.db.base(async (trx) => {
    const { id: licensorId } = await addRecipient(trx, deps, nobody, {
      kind: 'licensor',
      name,
      address: `${counter} Kernel Road`,
      country: 'US',
      mailbox: changes.mailbox === undefined ? `reports@licensor${counter}.example` : changes.mailbox,
      contract: {
        fields: changes.fields ?? ['companyName', 'country'],
        frequency: changes.frequency ?? 'each activation',
        confidential: changes.confidential ?? true,
        signedOn: changes.signedOn ?? '2020-01-01',
        endsOn: null,
        reference: null,
        approval: changes.approval ?? false,
        format: changes.format ?? 'csv',
      },
    });
    const technology = await createTechnology(trx, deps, nobody, { name: `Technology of ${name}`, licensorId });
    return { licensorId, technologyId: technology.id };
  });
}

/** A product with one release. */
export async function aProduct(
  at: At,
  changes: { name?: string; technologyIds?: string[] } = {},
): Promise<{ productId: string; releaseId: string }> {
  const deps = depsOf(at);
  counter += 1;
  return deps.db.base(async (trx) => {
    const product = await createProduct(trx, deps, nobody, {
      code: `P${counter}`,
      name: changes.name ?? `Sample Mill ${counter}`,
    });
    const with1 = await addRelease(trx, deps, nobody, {
      productId: product.id,
      version: '1.0',
      builtOn: '2026-01-15',
      technologyIds: changes.technologyIds ?? [],
    });
    return { productId: product.id, releaseId: with1.releases[0]?.id ?? '' };
  });
}

/** Licences issued to a reseller. */
export async function someLicences(
  at: At,
  input: { productId: string; releaseId: string; holderCompanyId: string } & Partial<NewLicences>,
): Promise<{ id: string; serial: string }[]> {
  const deps = depsOf(at);
  const { licences } = await deps.db.base((trx) =>
    issueWithin(trx, deps, nobody, {
      kind: 'perpetual',
      count: 1,
      seats: 1,
      expiresOn: null,
      maintenanceUntil: null,
      ...input,
    }),
  );
  return licences;
}

/** What a person fills in at an activation. */
export function registrationData(changes: Record<string, string> = {}): Record<string, string> {
  counter += 1;
  return {
    companyName: `Sample Works ${counter}`,
    street: `${counter} Mill Lane`,
    postalCode: '60311',
    city: 'Frankfurt',
    region: 'Hesse',
    country: 'DE',
    name: `Pat Sample ${counter}`,
    email: `pat${counter}@customer.example`,
    phone: `+49 69 5550${counter}`,
    title: 'Dr',
    role: 'Design engineer',
    productsDesigned: 'Gears',
    primaryProduct: 'Pencil and paper',
    industry: 'Aerospace',
    ...changes,
  };
}
