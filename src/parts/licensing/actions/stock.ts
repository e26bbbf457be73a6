import { become } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import { companiesById, companyRefs, resellersSeen } from '../../contacts/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { writeGiven } from '../store/handovers.ts';
import { readProductNames } from '../store/products.ts';
import { writeEvent } from '../store/states.ts';
import { holdStock, readStock } from '../store/stock.ts';
import type { Splitting, Stock } from '../wire/stock.ts';
import { readAs, tenantOf } from './read-as.ts';
import { screenGiven } from './screening.ts';

/** What resellers have to sell; of a distributor its own and that of those it supplies. */
export function stockOf(deps: Deps, who: Who): Promise<Stock> {
  return readAs(deps, who, async (trx) => {
    const tenant = tenantOf(who);
    // A licence of a customer may be another reseller's; its stock is nobody else's business.
    const sellers = tenant === null ? null : await resellersSeen(trx, tenant);
    const rows = await readStock(trx, sellers);
    const companies = await companyRefs(trx, [...new Set(rows.map((row) => row.holder_company_id))]);
    const products = await readProductNames(trx, [...new Set(rows.map((row) => row.product_id))]);
    return {
      items: rows.map((row) => ({
        holder: companies.get(row.holder_company_id) ?? { id: row.holder_company_id, name: '' },
        product: { id: row.product_id, name: products.get(row.product_id) ?? '' },
        kind: row.kind,
        inStock: row.in_stock,
        sold: row.sold,
      })),
    };
  });
}

/**
 * Moves serials from one stock to another, each with its line of history: staff between any resellers, a distributor among itself and those
 * that it supplies. All of them or none.
 */
export function splitStock(deps: Deps, who: Who, input: Splitting): Promise<number> {
  const { fromCompanyId, toCompanyId, productId, count } = input;
  return readAs(deps, who, async (trx) => {
    const tenant = tenantOf(who);
    const companies = await companiesById(trx, [fromCompanyId, toCompanyId]);
    const fields: Record<string, string> = {};
    if (companies.get(fromCompanyId)?.kind !== 'reseller') fields.fromCompanyId = 'is no reseller that you see';
    if (companies.get(toCompanyId)?.kind !== 'reseller') fields.toCompanyId = 'is no reseller that you see';
    else if (toCompanyId === fromCompanyId) fields.toCompanyId = 'has them already';
    if (Object.keys(fields).length > 0) throw httpErrors.KEPT_INVALID({ fields });
    const base = tenant === null ? trx : await become(trx, deps.db.prefix, 'base');
    const ids = await holdStock(base, { holderId: fromCompanyId, productId, kind: input.kind ?? null, count });
    if (ids.length < count) throw errors.KEPT_STOCK_SHORT({ found: ids.length });
    const given = { at: deps.clock.now(), actor: actor(who) };
    for (const licenceId of ids) {
      await writeGiven(base, {
        ...given,
        licenceId,
        kind: 'passed on',
        from: fromCompanyId,
        to: toCompanyId,
        by: tenant,
      });
      await writeEvent(base, { ...given, licenceId, kind: 'passed on', code: null });
    }
    await screenGiven(base, deps, who, { licenceIds: ids, companyId: toCompanyId, occasion: 'hand-over' });
    const detail = { companyId: toCompanyId, count: ids.length };
    await audit(base, deps, who, {
      action: 'licensing.stock split',
      aboutKind: 'company',
      aboutId: fromCompanyId,
      detail,
    });
    return ids.length;
  });
}
