import { become, type Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { actor, type Member } from '../../../platform/http/who.ts';
import { companiesById } from '../../contacts/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { afterAct, type OrderAct, orderFaults, orderNumber } from '../rules/orders.ts';
import { holdContract } from '../store/contracts.ts';
import * as store from '../store/orders.ts';
import { productExists } from '../store/products.ts';
import type { NewOrder } from '../wire/orders.ts';
import { mustBeReseller } from './issue.ts';
import { readAs, tenantOf } from './read-as.ts';

/** Whether the caller keeps licences: the vendor's desk. */
export function isKeeper(who: Member): boolean {
  return who.role === 'administrator' || who.role === 'licence desk';
}

/** Somebody orders: a reseller for a customer that it sees, or the desk. Returns the id of the order. */
export function placeOrder(deps: Deps, who: Member, input: NewOrder): Promise<string> {
  const tenant = tenantOf(who);
  return readAs(deps, who, async (trx) => {
    const fields = orderFaults(input);
    if (tenant !== null && input.holderCompanyId !== undefined && input.holderCompanyId !== tenant)
      fields.holderCompanyId = 'is not your company';
    if (Object.keys(fields).length > 0) throw httpErrors.KEPT_INVALID({ fields });
    const companyId = await customerOf(trx, input);
    const base = tenant === null ? trx : await become(trx, deps.db.prefix, 'base');
    return insert(base, deps, who, { input, companyId, holder: tenant ?? input.holderCompanyId ?? null });
  });
}

/** The customer, as the caller sees it: of a renewal that of the contract. */
async function customerOf(trx: Trx, input: NewOrder): Promise<string> {
  const named = input.kind === 'new' ? (input.companyId ?? null) : null;
  const companyId = named ?? (await store.readCompanyOfContract(trx, input.contractId ?? ''));
  const field = input.kind === 'new' ? 'companyId' : 'contractId';
  if (companyId === null || (await companiesById(trx, [companyId])).get(companyId)?.kind !== 'customer')
    throw httpErrors.KEPT_INVALID({
      fields: { [field]: input.kind === 'new' ? 'is no customer that you see' : 'is no contract that you see' },
    });
  return companyId;
}

interface Placing {
  readonly input: NewOrder;
  readonly companyId: string;
  readonly holder: string | null;
}

async function insert(trx: Trx, deps: Deps, who: Member, { input, companyId, holder }: Placing): Promise<string> {
  if (input.kind === 'new') {
    if (holder === null)
      throw httpErrors.KEPT_INVALID({ fields: { holderCompanyId: 'is needed: a reseller sells licences' } });
    if (!(await productExists(trx, input.productId ?? '')))
      throw httpErrors.KEPT_INVALID({ fields: { productId: 'is no product' } });
  } else {
    const contract = await holdContract(trx, input.contractId ?? '');
    if (!contract || contract.renewed) throw errors.KEPT_CONTRACT_RENEWED();
  }
  if (holder !== null) await mustBeReseller(trx, holder);
  const id = deps.ids.uuid();
  const at = deps.clock.now();
  const made = await store.insertOrder(trx, {
    id,
    number: orderNumber(deps.ids.random(5)),
    kind: input.kind,
    company_id: companyId,
    holder_company_id: holder,
    product_id: input.productId ?? null,
    licence_kind: input.licenceKind ?? null,
    seats: input.seats ?? null,
    copies: input.copies ?? null,
    contract_id: input.contractId ?? null,
    reference: input.reference ?? null,
    placed_at: at,
  });
  if (!made) throw errors.KEPT_ORDER_OPEN();
  await store.writeOrderEvent(trx, { orderId: id, kind: 'placed', at, actor: actor(who) });
  const detail = { companyId, kind: input.kind };
  await audit(trx, deps, who, { action: 'licensing.order placed', aboutKind: 'order', aboutId: id, detail });
  return id;
}

/** An order that the caller may change in this way now, held. */
export async function heldForAct(trx: Trx, who: Member, id: string, act: OrderAct) {
  const order = await store.holdOrder(trx, id);
  if (!order) throw httpErrors.KEPT_NOT_FOUND();
  const holder = who.companyId !== null && order.holder_company_id === who.companyId;
  const to = afterAct(act, order.state, { keeper: isKeeper(who), holder });
  if (to === null) throw errors.KEPT_ORDER_STATE({ state: order.state });
  return { order, to };
}

const acts = {
  confirm: { kind: 'confirmed', action: 'licensing.order confirmed' },
  refuse: { kind: 'refused', action: 'licensing.order refused' },
  cancel: { kind: 'cancelled', action: 'licensing.order cancelled' },
  fulfil: { kind: 'fulfilled', action: 'licensing.order fulfilled' },
} as const;

/** Confirms, refuses or cancels an order. */
export function changeOrder(
  deps: Deps,
  who: Member,
  {
    id,
    act,
    reason,
  }: { readonly id: string; readonly act: 'confirm' | 'refuse' | 'cancel'; readonly reason: string | null },
): Promise<void> {
  return readAs(deps, who, async (trx) => {
    if (!(await store.seesOrder(trx, id))) throw httpErrors.KEPT_NOT_FOUND();
    const base = tenantOf(who) === null ? trx : await become(trx, deps.db.prefix, 'base');
    const { to } = await heldForAct(base, who, id, act);
    await store.writeOrderState(base, { id, state: to, reason, renewedById: null, at: deps.clock.now() });
    await noteChange(base, deps, who, { id, act, reason });
  });
}

export async function noteChange(
  trx: Trx,
  deps: Deps,
  who: Member,
  { id, act, reason }: { readonly id: string; readonly act: OrderAct; readonly reason: string | null },
): Promise<void> {
  const { kind, action } = acts[act];
  await store.writeOrderEvent(trx, { orderId: id, kind, at: deps.clock.now(), actor: actor(who) });
  const detail = reason === null ? {} : { detail: { reason } };
  await audit(trx, deps, who, { action, aboutKind: 'order', aboutId: id, ...detail });
}
