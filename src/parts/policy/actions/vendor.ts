import { countryCodes } from '../../../platform/countries.ts';
import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { emptySite, type Site } from '../../../platform/html/page.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Who } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { type VendorIdentity, vendorFaults } from '../rules/vendor.ts';
import { allStores, replaceStores } from '../store/registers.ts';
import { lockVendor, selectVendor, upsertVendor, type Vendor } from '../store/vendor.ts';
import { type PolicySource, publishFirst } from './publish.ts';

export type { Vendor } from '../store/vendor.ts';

/** The vendor's identity; null until it is given. */
export function readVendor(db: Database['read']): Promise<Vendor | null> {
  return selectVendor(db);
}

/** The vendor as every public page names it. */
export function siteOf(vendor: Vendor | null): Site {
  if (!vendor) return emptySite;
  return {
    name: vendor.name,
    address: vendor.address.replace(/\s*\n\s*/g, ', '),
    phone: vendor.phone,
    privacyMailbox: vendor.privacyMailbox,
    accent: vendor.accentColor ?? emptySite.accent,
    ready: true,
  };
}

/**
 * Gives or changes the vendor's identity. The first time, version 1 of the policy is published and the database of this
 * installation is entered as a store in the vendor's country; later changes make a draft of the next version.
 */
export async function setVendor(
  trx: Trx<'base'>,
  deps: Pick<Deps, 'clock' | 'ids'>,
  who: Who,
  input: { readonly vendor: VendorIdentity; readonly demo?: boolean } & PolicySource,
): Promise<Vendor> {
  await lockVendor(trx);
  const before = await selectVendor(trx);
  const stores = await allStores(trx);
  const fields = vendorFaults(input.vendor, {
    countries: countryCodes,
    stores: stores.filter((store) => store.processorId === null),
  });
  if (Object.keys(fields).length > 0) throw httpErrors.KEPT_INVALID({ fields });
  const vendor = tidy(input.vendor, input.demo ?? before?.demo ?? false);
  const at = deps.clock.now();
  await upsertVendor(trx, vendor, at);
  if (stores.length === 0) await replaceStores(trx, [ownDatabase(deps.ids.uuid(), vendor.country)], at);
  if (!before) await publishFirst(trx, deps, who, { vendor, clauses: input.clauses, uses: input.uses });
  await audit(trx, deps, who, {
    action: before ? 'policy.vendor-changed' : 'policy.vendor-given',
    aboutKind: 'vendor',
    detail: { changed: changedFields(before, vendor).join(' ') },
  });
  return vendor;
}

function tidy(given: VendorIdentity, demo: boolean): Vendor {
  return {
    name: given.name.trim(),
    address: given.address.trim().replace(/\r\n?/g, '\n'),
    country: given.country,
    phone: given.phone.trim(),
    privacyMailbox: given.privacyMailbox,
    removeMailbox: given.removeMailbox,
    officeCountries: [...new Set(given.officeCountries)],
    timeZone: given.timeZone,
    accentColor: given.accentColor?.toLowerCase() ?? null,
    demo,
  };
}

function ownDatabase(id: string, country: string) {
  return {
    id,
    name: 'The database of this installation',
    holds: 'Everything that Kept keeps',
    country,
    processorId: null,
  };
}

function changedFields(before: Vendor | null, after: Vendor): string[] {
  return (Object.keys(after) as (keyof Vendor)[]).filter(
    (name) => JSON.stringify(before?.[name]) !== JSON.stringify(after[name]),
  );
}
