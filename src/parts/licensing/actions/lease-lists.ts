import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { addDays } from '../rules/terms.ts';
import { dayIn } from '../rules/verdict.ts';
import * as lists from '../store/lease-lists.ts';
import { endLease } from '../store/leases.ts';
import { holdLicence, writeEvent } from '../store/states.ts';
import type { FloatingUse, LeaseDay, LeaseItem } from '../wire/leases.ts';
import { vendorZone } from './remembered.ts';

const usedDays = 30;

/** Who holds the seats of a floating licence now: machines by a digest, nothing of a person. */
export async function listLeases(
  trx: Trx,
  deps: Deps,
  list: ListRequest,
  licenceId: string,
): Promise<ListAnswer<LeaseItem>> {
  const { rows, count } = await lists.readLeases(trx, list, { licenceId, at: deps.clock.now() });
  return answerList(list, rows, count, (row) => ({
    id: row.id,
    seat: row.seat,
    machine: row.machine_key?.toString('hex').slice(0, 12) ?? '',
    release: row.release,
    leasedAt: row.leased_at.toISOString(),
    renewedAt: row.renewed_at.toISOString(),
    leasedUntil: row.leased_until.toISOString(),
    borrowed: row.borrowed,
  }));
}

/** How a floating licence was used, day by day. */
export async function listLeaseDays(trx: Trx, list: ListRequest, licenceId: string): Promise<ListAnswer<LeaseDay>> {
  const { rows, count } = await lists.readLeaseDays(trx, list, licenceId);
  return answerList(list, rows, count, ({ id, day, peak, refused }) => ({ id, day, peak, refused }));
}

/** Which floating licences were used up, and how often somebody was turned away: the last 30 days. */
export async function listFloatingUse(trx: Trx, deps: Deps, list: ListRequest): Promise<ListAnswer<FloatingUse>> {
  const today = dayIn(await vendorZone(deps), deps.clock.now());
  const { rows, count } = await lists.readFloatingUse(trx, list, addDays(today, 1 - usedDays));
  return answerList(list, rows, count, ({ id, serial, product, seats, peak, refused, full_days: fullDays }) => ({
    id,
    serial,
    product,
    seats,
    peak,
    fullDays,
    refused,
  }));
}

/** Staff free a seat: its program runs on until it is closed, and gets another where one is free. */
export async function endLeaseByStaff(
  trx: Trx,
  deps: Deps,
  who: Who,
  lease: { readonly licenceId: string; readonly activationId: string },
): Promise<{ activationId: string; endedAt: string }> {
  const { licenceId, activationId } = lease;
  if (!(await holdLicence(trx, licenceId))) throw httpErrors.KEPT_NOT_FOUND();
  const at = deps.clock.now();
  const ended = await endLease(trx, { licenceId, activationId, at });
  if (!ended?.live) throw errors.KEPT_SEAT_FREE();
  await writeEvent(trx, { licenceId, kind: 'lease ended', code: null, actor: actor(who), at });
  await audit(trx, deps, who, { action: 'licensing.lease ended', aboutKind: 'licence', aboutId: licenceId });
  return { activationId, endedAt: at.toISOString() };
}
