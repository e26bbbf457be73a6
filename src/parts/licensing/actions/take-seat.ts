import { sha256 } from '../../../platform/crypto/digest.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Who } from '../../../platform/http/who.ts';
import { errors } from '../errors.ts';
import { dayIn, judgeStatus, type RefusalCode, type StatusVerdict } from '../rules/verdict.ts';
import * as store from '../store/seats.ts';
import { type ActivationAnswer, signedAnswer } from './activation-answer.ts';
import { refuse } from './refuse.ts';
import { vendorZone } from './remembered.ts';
import { isSameMachine } from './same-machine.ts';

/** What a seat is refused for, by the state of its licence. */
export const refusals: Partial<Record<StatusVerdict, RefusalCode>> = {
  revoked: 'KEPT_LICENCE_REVOKED',
  replaced: 'KEPT_LICENCE_REPLACED',
  held: 'KEPT_LICENCE_ON_HOLD',
  suspended: 'KEPT_LICENCE_SUSPENDED',
  expired: 'KEPT_LICENCE_EXPIRED',
};

/**
 * A machine takes over the seat of an activation that was made without one, on the page. Whoever names the activation's
 * number may: it has 128 random bits, and was shown to whoever activated. The first machine keeps it, asked as often as it likes.
 */
export async function takeSeat(
  deps: Deps,
  who: Who,
  asked: { readonly activationId: string; readonly machine: string },
): Promise<ActivationAnswer> {
  const zone = await vendorZone(deps);
  const machine = { key: deps.digests.machine(asked.machine), sha256: sha256(asked.machine) };
  const { seat, refused } = await deps.db
    .base(async (trx) => {
      const held = await store.holdSeat(trx, asked.activationId);
      if (!held) throw errors.KEPT_ACTIVATION_UNKNOWN();
      const verdict = judgeStatus(
        { deactivated: held.deactivated, state: held.state, expiresOn: held.expires_on },
        dayIn(zone, deps.clock.now()),
      );
      if (verdict === 'deactivated') throw errors.KEPT_ACTIVATION_UNKNOWN();
      if (held.machine_key && !machine.key.equals(held.machine_key)) throw errors.KEPT_SEAT_TAKEN();
      if (verdict === 'good' && !held.machine_sha256) await store.giveSeat(trx, asked.activationId, machine);
      return { seat: held, refused: refusals[verdict] };
    })
    .catch((error: unknown) => {
      throw isSameMachine(error) ? errors.KEPT_MACHINE_HAS_SEAT({}, error) : error;
    });
  if (refused) return refuse(deps, who, { refused, licence: seat });
  return signedAnswer(deps, seat, {
    activationId: asked.activationId.toLowerCase(),
    release: seat.release,
    activatedAt: seat.activated_at,
    issuedAt: deps.clock.now(),
    machine: machine.sha256,
  });
}
