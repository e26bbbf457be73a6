import { sha256 } from '../../../platform/crypto/digest.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { againIfTwin, earlierAnswer, type IdempotencyKey, keepAnswer } from '../../../platform/http/idempotency.ts';
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
export async function takeSeat(deps: Deps, who: Who, asked: AskedSeat): Promise<ActivationAnswer> {
  const zone = await vendorZone(deps);
  const outcome = await againIfTwin(() => deps.db.base((trx) => take(trx, deps, { ...asked, zone }))).catch(
    (error: unknown) => {
      throw isSameMachine(error) ? errors.KEPT_MACHINE_HAS_SEAT({}, error) : error;
    },
  );
  return 'done' in outcome ? outcome.done : refuse(deps, who, { refused: outcome.refused, licence: outcome.seat });
}

interface AskedSeat {
  readonly activationId: string;
  readonly machine: string;
  readonly key?: IdempotencyKey | null;
}

/** Under the lock of the seat. */
async function take(
  trx: Trx,
  deps: Deps,
  asked: AskedSeat & { readonly zone: string },
): Promise<
  | { readonly done: ActivationAnswer }
  | { readonly refused: RefusalCode; readonly seat: { id: string; holder_company_id: string | null } }
> {
  const { key = null } = asked;
  const earlier = await earlierAnswer(trx, key);
  if (earlier) return { done: earlier.answer as ActivationAnswer };
  const machine = { key: deps.digests.machine(asked.machine), sha256: sha256(asked.machine) };
  const held = await store.holdSeat(trx, asked.activationId);
  if (!held) throw errors.KEPT_ACTIVATION_UNKNOWN();
  const verdict = judgeStatus(
    { deactivated: held.deactivated, state: held.state, expiresOn: held.expires_on },
    dayIn(asked.zone, deps.clock.now()),
  );
  if (verdict === 'deactivated') throw errors.KEPT_ACTIVATION_UNKNOWN();
  if (held.machine_key && !machine.key.equals(held.machine_key)) throw errors.KEPT_SEAT_TAKEN();
  const refused = refusals[verdict];
  if (refused) return { refused, seat: held };
  if (!held.machine_sha256) await store.giveSeat(trx, asked.activationId, machine);
  const done = signedAnswer(deps, held, {
    activationId: asked.activationId.toLowerCase(),
    release: held.release,
    activatedAt: held.activated_at,
    issuedAt: deps.clock.now(),
    machine: machine.sha256,
  });
  await keepAnswer(trx, deps.clock, { key, answer: { status: 200, answer: done } });
  return { done };
}
