import { countryCodes } from '../../../platform/countries.ts';
import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Who } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors/policy.ts';
import { allLinks, allStores, type LinkRow, replaceLinks, replaceStores, type StoreRow } from '../store/registers.ts';
import { lockVendor, selectVendor } from '../store/vendor.ts';

export type { LinkRow, StoreRow } from '../store/registers.ts';

export function stores(db: Database['read']): Promise<StoreRow[]> {
  return allStores(db);
}

export function outsideLinks(db: Database['read']): Promise<LinkRow[]> {
  return allLinks(db);
}

/** Replaces the register. Each store lies in a country with an office, or with a registered processor there (clause U7). */
export async function setStores(
  trx: Trx<'base'>,
  deps: Pick<Deps, 'clock' | 'ids'>,
  who: Who,
  input: {
    readonly stores: readonly Omit<StoreRow, 'id'>[];
    /** Countries in which processors keep data, by their contracts that hold today, by id. */
    readonly processors: ReadonlyMap<string, readonly string[]>;
  },
): Promise<StoreRow[]> {
  await lockVendor(trx);
  const vendor = await selectVendor(trx);
  if (!vendor) throw errors.KEPT_VENDOR_UNKNOWN();
  const fields: Record<string, string> = {};
  const names = new Set<string>();
  for (const [index, store] of input.stores.entries()) {
    const fault =
      storeFault(store, vendor.officeCountries, input.processors) ?? (names.has(store.name) ? 'is named twice' : null);
    if (fault) fields[`stores.${index}`] = fault;
    names.add(store.name);
  }
  if (input.stores.length === 0) fields.stores = 'must hold at least the database of this installation';
  if (Object.keys(fields).length > 0) throw httpErrors.KEPT_INVALID({ fields });
  const rows = input.stores.map((store) => ({ ...store, id: deps.ids.uuid() }));
  await replaceStores(trx, rows, deps.clock.now());
  await audit(trx, deps, who, { action: 'policy.stores-changed', detail: { stores: rows.length } });
  return allStores(trx);
}

function storeFault(
  store: Omit<StoreRow, 'id'>,
  offices: readonly string[],
  processors: ReadonlyMap<string, readonly string[]>,
): string | null {
  if (!countryCodes.has(store.country)) return 'is in no known country';
  if (store.processorId === null)
    return offices.includes(store.country)
      ? null
      : 'is in a country without an office of yours; name the processor who runs it';
  const countries = processors.get(store.processorId);
  if (countries === undefined)
    return 'is run by a processor that is not registered, or under no contract that binds it today';
  return countries.includes(store.country) || offices.includes(store.country)
    ? null
    : 'is in a country that the contract with its processor does not name';
}

/** Replaces the register of places to which the pages link. */
export async function setLinks(
  trx: Trx<'base'>,
  deps: Pick<Deps, 'clock' | 'ids'>,
  who: Who,
  links: readonly Omit<LinkRow, 'id'>[],
): Promise<LinkRow[]> {
  const fields: Record<string, string> = {};
  for (const [index, link] of links.entries()) {
    const fault = linkFault(link.url);
    if (fault) fields[`links.${index}`] = fault;
  }
  if (new Set(links.map((link) => link.url)).size < links.length) fields.links = 'names an address twice';
  if (Object.keys(fields).length > 0) throw httpErrors.KEPT_INVALID({ fields });
  await replaceLinks(
    trx,
    links.map((link) => ({ ...link, id: deps.ids.uuid() })),
    deps.clock.now(),
  );
  await audit(trx, deps, who, { action: 'policy.links-changed', detail: { links: links.length } });
  return allLinks(trx);
}

/** The same address for everybody: nothing in it that could stand for a visitor (clause F2). */
function linkFault(url: string): string | null {
  const read = URL.parse(url);
  if (read === null || !/^https?:$/.test(read.protocol))
    return 'is not an address that begins with http:// or https://';
  if (/[?#]/.test(url)) return 'must end before ? or #';
  return read.username !== '' || read.password !== '' ? 'must name nobody before an @' : null;
}
