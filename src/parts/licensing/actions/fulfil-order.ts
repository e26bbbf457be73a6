import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { actor, type Member } from '../../../platform/http/who.ts';
import { holdContract } from '../store/contracts.ts';
import { writeGiven } from '../store/handovers.ts';
import { type OrderRow, readNewestRelease, writeOrderLicences, writeOrderState } from '../store/orders.ts';
import { writeEvent } from '../store/states.ts';
import type { NewLicences } from '../wire/licences.ts';
import type { Fulfilment } from '../wire/orders.ts';
import { keepContract } from './contracts.ts';
import { issueWithin } from './issue.ts';
import { heldForAct, noteChange } from './orders.ts';
import { screenGiven } from './screening.ts';

/** Does what was ordered, in one transaction: serials issued to the reseller and handed to its customer, or the contract renewed. */
export async function fulfilOrder(
  trx: Trx,
  deps: Deps,
  who: Member,
  { id, fulfilment }: { readonly id: string; readonly fulfilment: Fulfilment },
): Promise<void> {
  const { order } = await heldForAct(trx, who, id, 'fulfil');
  const renewedById = order.kind === 'renewal' ? await renew(trx, deps, who, { order, fulfilment }) : null;
  if (order.kind === 'new') await issue(trx, deps, who, { order, fulfilment });
  await writeOrderState(trx, { id, state: 'fulfilled', reason: null, renewedById, at: deps.clock.now() });
  await noteChange(trx, deps, who, { id, act: 'fulfil', reason: null });
}

interface Doing {
  readonly order: OrderRow;
  readonly fulfilment: Fulfilment;
}

async function renew(trx: Trx, deps: Deps, who: Member, { order, fulfilment }: Doing): Promise<string> {
  const { number, startsOn, endsOn } = fulfilment;
  const needed = { number, startsOn, endsOn };
  const missing = Object.entries(needed).filter(([, value]) => value === undefined);
  if (number === undefined || startsOn === undefined || endsOn === undefined)
    throw httpErrors.KEPT_INVALID({ fields: Object.fromEntries(missing.map(([name]) => [name, 'is needed'])) });
  const contract = await keepContract(trx, deps, who, { ...(await followed(trx, order)), number, startsOn, endsOn });
  return contract.id;
}

/** The contract that is renewed, as a new one names it. */
async function followed(trx: Trx, order: OrderRow) {
  const before = await holdContract(trx, order.contract_id ?? '');
  if (!before) throw httpErrors.KEPT_NOT_FOUND();
  const about = before.licence_id ? { licenceId: before.licence_id } : { companyId: before.company_id };
  return { kind: before.kind, renewsId: before.id, ...about };
}

async function issue(trx: Trx, deps: Deps, who: Member, { order, fulfilment }: Doing): Promise<void> {
  const { product_id: productId, holder_company_id: holder, company_id: customer } = order;
  const releaseId = fulfilment.releaseId ?? (await readNewestRelease(trx, productId ?? ''));
  if (!productId || !holder || !releaseId)
    throw httpErrors.KEPT_INVALID({ fields: { releaseId: 'is needed: the product has no release' } });
  const { licences } = await issueWithin(trx, deps, who, {
    holderCompanyId: holder,
    productId,
    releaseId,
    kind: (order.licence_kind ?? 'perpetual') as NonNullable<NewLicences['kind']>,
    seats: order.seats ?? 1,
    count: order.copies ?? 1,
  });
  const at = deps.clock.now();
  for (const { id: licenceId } of licences) {
    const given = { licenceId, at, actor: actor(who) };
    await writeGiven(trx, { ...given, kind: 'handed over', from: holder, to: customer, by: null });
    await writeEvent(trx, { ...given, kind: 'handed over', code: null });
  }
  const licenceIds = licences.map(({ id: licenceId }) => licenceId);
  await screenGiven(trx, deps, who, { licenceIds, companyId: customer, occasion: 'hand-over' });
  await writeOrderLicences(trx, order.id, licenceIds);
}
