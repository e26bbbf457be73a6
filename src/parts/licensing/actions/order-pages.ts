import { become, type Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Member } from '../../../platform/http/who.ts';
import { companyRefs } from '../../contacts/index.ts';
import { afterAct, mayAsk, orderActs } from '../rules/orders.ts';
import * as store from '../store/orders.ts';
import { readProductNames } from '../store/products.ts';
import type { Order, OrderItem } from '../wire/orders.ts';
import { isKeeper } from './orders.ts';
import { readAs, tenantOf } from './read-as.ts';

/** Orders that the caller may see; of a reseller those that it placed. */
export function listOrders(
  deps: Deps,
  who: Member,
  list: ListRequest,
  filter: Omit<store.OrderFilter, 'id'>,
): Promise<ListAnswer<OrderItem>> {
  return readAs(deps, who, async (trx) => {
    const { rows, count } = await store.readOrders(trx, list, filter);
    return answerList(list, rows, count, await presenter(trx, rows));
  });
}

export function openOrder(deps: Deps, who: Member, id: string): Promise<Order> {
  return readAs(deps, who, async (trx) => {
    const one = { limit: 1, sort: 'placedAt', descending: false, after: null };
    const row = (await store.readOrders(trx, one, { id })).rows[0];
    if (!row) throw httpErrors.KEPT_NOT_FOUND();
    const item = (await presenter(trx, [row]))(row);
    const by = { keeper: isKeeper(who), holder: who.companyId !== null && who.companyId === row.holder_company_id };
    const acts: string[] = orderActs.filter((act) => afterAct(act, row.state, by) !== null);
    if (mayAsk(row.state) && (by.keeper || by.holder)) acts.push('ask');
    // What a tenant sees is decided above; the rest belongs to this one order.
    const base = tenantOf(who) === null ? trx : await become(trx, deps.db.prefix, 'base');
    const renewed =
      row.renewed_by_id && (await store.readContractNumbers(base, [row.renewed_by_id])).get(row.renewed_by_id);
    return {
      ...item,
      acts,
      licences: await store.readOrderLicences(base, id),
      renewedBy: row.renewed_by_id && renewed ? { id: row.renewed_by_id, number: renewed } : null,
      events: (await store.readOrderEvents(base, id)).map(({ kind, at }) => ({ kind, at: at.toISOString() })),
    };
  });
}

async function presenter(trx: Trx, rows: readonly store.OrderListRow[]) {
  const companies = await companyRefs(trx, [
    ...new Set(rows.flatMap((row) => [row.company_id, ...(row.holder_company_id ? [row.holder_company_id] : [])])),
  ]);
  const products = await readProductNames(
    trx,
    rows.flatMap((row) => row.product_id ?? []),
  );
  const contracts = await store.readContractNumbers(
    trx,
    rows.flatMap((row) => row.contract_id ?? []),
  );
  return (row: store.OrderListRow): OrderItem => ({
    id: row.id,
    number: row.number,
    kind: row.kind,
    // A reseller may not see a customer any more that it ordered for.
    company: companies.get(row.company_id) ?? { id: row.company_id, name: '' },
    holder: (row.holder_company_id && companies.get(row.holder_company_id)) || null,
    product: row.product_id ? { id: row.product_id, name: products.get(row.product_id) ?? '' } : null,
    licenceKind: row.licence_kind,
    seats: row.seats,
    copies: row.copies,
    contract: row.contract_id ? { id: row.contract_id, number: contracts.get(row.contract_id) ?? '' } : null,
    reference: row.reference,
    state: row.state,
    reason: row.reason,
    openQuestions: row.open_questions,
    placedAt: row.placed_at.toISOString(),
  });
}
