import { sha256 } from '../../../platform/crypto/digest.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { againIfTwin, earlierAnswer, type IdempotencyKey, keepAnswer } from '../../../platform/http/idempotency.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import { errors } from '../errors.ts';
import { mostSwaps, nextSwap, swapDays } from '../rules/deactivation.ts';
import { dayIn } from '../rules/verdict.ts';
import { writeRefusal } from '../store/activation.ts';
import * as store from '../store/deactivation.ts';
import { whomToAsk } from './refuse.ts';
import { vendorZone } from './remembered.ts';

/** What shows that whoever asks has the seat: the machine over the network, or the secret that its program gave away with it. */
export type Proof = { readonly machine: string } | { readonly secret: Buffer };

export interface Freed {
  readonly activationId: string;
  readonly at: Date;
  /** Whether it was freed before, and nothing was changed now. */
  readonly before: boolean;
}

/** Frees a seat under the lock of its licence. The same proof again frees nothing more. */
export async function deactivate(
  deps: Deps,
  who: Who,
  asked: { readonly activationId: string; readonly proof: Proof; readonly key?: IdempotencyKey | null },
): Promise<Freed> {
  const done = await againIfTwin(() => deps.db.base((trx) => free(trx, deps, { who, ...asked })));
  if (!('next' in done)) return { activationId: asked.activationId.toLowerCase(), ...done };
  const from = dayIn(await vendorZone(deps), done.next);
  const most = mostSwaps(done.seat.seats);
  throw errors.KEPT_SWAPS_USED_UP({ most, from, ...(await whomToAsk(deps, done.seat.holder_company_id)) });
}

async function free(
  trx: Trx,
  deps: Deps,
  asked: {
    readonly who: Who;
    readonly activationId: string;
    readonly proof: Proof;
    readonly key?: IdempotencyKey | null;
  },
): Promise<{ at: Date; before: boolean } | { seat: store.SeatToFree; next: Date }> {
  const { who, activationId, proof, key = null } = asked;
  const at = deps.clock.now();
  const earlier = await earlierAnswer(trx, key);
  if (earlier) return { at: new Date((earlier.answer as { at: string }).at), before: true };
  const seat = await store.holdSeatToFree(trx, activationId);
  if (!seat) throw errors.KEPT_ACTIVATION_UNKNOWN();
  if (!isProven(deps, seat, proof)) throw errors.KEPT_PROOF_UNKNOWN();
  const before = seat.deactivated_at;
  if (!before) {
    const since = new Date(at.getTime() - swapDays * 86_400_000);
    // Without a seat of its own a machine frees none, and a pupil's is the school's.
    const next =
      seat.floating || seat.labelled ? null : nextSwap(seat.seats, await store.readFreed(trx, seat.licence_id, since));
    if (next) {
      await writeRefusal(trx, { licenceId: seat.licence_id, code: 'KEPT_SWAPS_USED_UP', at, actor: actor(who) });
      return { seat, next };
    }
    await store.freeSeat(trx, { activationId, at, actor: actor(who) });
  }
  const freed = before ?? at;
  await keepAnswer(trx, deps.clock, { key, answer: { status: 200, answer: { at: freed.toISOString() } } });
  return { at: freed, before: before !== null };
}

function isProven(deps: Deps, seat: store.SeatToFree, proof: Proof): boolean {
  if ('secret' in proof) return seat.proof_sha256?.equals(sha256(proof.secret)) ?? false;
  return seat.machine_key?.equals(deps.digests.machine(proof.machine)) ?? false;
}
