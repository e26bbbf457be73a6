import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { type Days, isSame, renewalFault } from '../rules/renewal.ts';
import { dayIn, judgeStatus } from '../rules/verdict.ts';
import * as store from '../store/renewal.ts';
import { type HeldSeat, holdSeat } from '../store/seats.ts';
import { type ActivationAnswer, signedAnswer } from './activation-answer.ts';
import { refuse } from './refuse.ts';
import { vendorZone } from './remembered.ts';
import type { SignedDocument } from './sign.ts';
import { refusals } from './take-seat.ts';

/**
 * A later document for the machine that has the seat, with the days of the licence as they are now. Whoever names the activation's number
 * may have it: it runs on that machine only.
 */
export async function renewedDocument(deps: Deps, who: Who, activationId: string): Promise<ActivationAnswer> {
  const today = dayIn(await vendorZone(deps), deps.clock.now());
  const { seat, answer } = await deps.db.base(async (trx) => {
    const held = await usedSeat(trx, activationId);
    return { seat: held, answer: documentFor(deps, activationId, held) };
  });
  const verdict = judgeStatus({ ...seat, expiresOn: seat.expires_on }, today);
  const refused = refusals[verdict];
  return refused ? refuse(deps, who, { refused, licence: seat }) : answer;
}

/** Gives a licence later days, and makes the file of one of its machines. */
export async function renewLicence(
  trx: Trx,
  deps: Deps,
  who: Who,
  wanted: { readonly licenceId: string; readonly activationId: string; readonly days: Days },
): Promise<SignedDocument> {
  const { licenceId, activationId, days } = wanted;
  await store.holdLicence(trx, licenceId);
  const seat = await usedSeat(trx, activationId);
  if (seat.id !== licenceId) throw httpErrors.KEPT_NOT_FOUND();
  if (seat.label !== null) throw errors.KEPT_SEAT_OF_PUPIL();
  if (seat.state !== 'active') throw errors.KEPT_LICENCE_STATE({ state: seat.state });
  const now = { expiresOn: seat.expires_on, maintenanceUntil: seat.maintenance_until };
  const fault = renewalFault(seat.kind, now, days);
  if (fault === 'trial') throw errors.KEPT_TRIAL_RENEWED();
  if (fault === 'endless')
    throw httpErrors.KEPT_INVALID({ fields: { expiresOn: `is needed for the kind ${seat.kind}` } });
  if (fault === 'earlier') throw errors.KEPT_RENEWAL_EARLIER();
  const renewed = { ...seat, expires_on: days.expiresOn, maintenance_until: days.maintenanceUntil };
  const { licence } = documentFor(deps, activationId, renewed);
  if (!isSame(now, days)) await store.writeDays(trx, { licenceId, days, at: deps.clock.now(), actor: actor(who) });
  await audit(trx, deps, who, { action: 'licensing.renewal file made', aboutKind: 'licence', aboutId: licenceId });
  return licence;
}

async function usedSeat(trx: Trx, activationId: string): Promise<HeldSeat> {
  const seat = await holdSeat(trx, activationId);
  if (!seat || seat.deactivated) throw errors.KEPT_ACTIVATION_UNKNOWN();
  return seat;
}

function documentFor(deps: Deps, activationId: string, seat: HeldSeat): ActivationAnswer {
  if (!seat.machine_sha256) throw errors.KEPT_MACHINE_UNKNOWN();
  return signedAnswer(deps, seat, {
    activationId: activationId.toLowerCase(),
    release: seat.release,
    activatedAt: seat.activated_at,
    issuedAt: deps.clock.now(),
    machine: seat.machine_sha256,
  });
}
