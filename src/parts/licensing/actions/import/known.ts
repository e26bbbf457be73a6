import type { Database } from '../../../../platform/db/database.ts';
import type { Deps } from '../../../../platform/deps.ts';
import { resellerFinder } from '../../../contacts/index.ts';
import type { Known } from '../../rules/import/row.ts';
import { dayIn } from '../../rules/verdict.ts';
import { readAllProducts, readReleases } from '../../store/products.ts';
import { vendorZone } from '../remembered.ts';

/** Products, releases and resellers as a list may name them. */
export async function whatIsKnown(deps: Deps, db: Database['read'] = deps.db.read): Promise<Known> {
  const products = await readAllProducts(db);
  const releases = await readReleases(
    db,
    products.map(({ id }) => id),
  );
  const byProduct = new Map<string, Map<string, string>>();
  for (const { id, product_id, version } of releases) {
    const versions = byProduct.get(product_id) ?? new Map<string, string>();
    byProduct.set(product_id, versions);
    // The newest comes first.
    if (versions.size === 0) versions.set('', id);
    versions.set(version.toLowerCase(), id);
  }
  return {
    products: new Map([
      ...products.map(({ id, name }) => [name.toLowerCase(), id] as const),
      ...products.map(({ id, code }) => [code.toLowerCase(), id] as const),
    ]),
    releases: byProduct,
    reseller: await resellerFinder(db),
    today: dayIn(await vendorZone(deps), deps.clock.now()),
  };
}
