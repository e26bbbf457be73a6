import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import { errors } from '../errors.ts';
import { borrowFault, leaseFor } from '../rules/leases.ts';
import { dayIn, judgeStatus } from '../rules/verdict.ts';
import * as store from '../store/leases.ts';
import { writeEvent } from '../store/states.ts';
import type { LeaseAnswer } from '../wire/leases.ts';
import type { Floating } from '../wire/terms.ts';
import { vendorZone } from './remembered.ts';
import { signLease } from './sign.ts';

interface Asking {
  readonly activationId: string;
  readonly machine: string;
  readonly nonce: string;
}

type Said = Pick<LeaseAnswer, 'verdict' | 'seat' | 'leasedUntil' | 'heartbeatSeconds'>;

const nothing = { seat: null, leasedUntil: null, heartbeatSeconds: null };

/**
 * Leases a seat to a machine, or goes on with the lease that it holds: the same request again is the heartbeat, and a lost answer costs no
 * second seat. Decided under the lock of the licence, by the time, whatever has or has not run since.
 */
export async function leaseSeat(
  deps: Deps,
  who: Who,
  asked: Asking & { readonly borrowDays: number | null },
): Promise<LeaseAnswer> {
  const day = dayIn(await vendorZone(deps), deps.clock.now());
  const said = await deps.db.base(async (trx): Promise<Said> => {
    const held = await machineOf(trx, deps, asked);
    const at = deps.clock.now();
    const verdict = judgeStatus({ ...held, expiresOn: held.expires_on }, day);
    if (verdict !== 'good') return { verdict, ...nothing };
    const { floating, licence_id: licenceId, seats } = held;
    const fault = borrowFault(floating, asked.borrowDays);
    if (fault === 'never') throw errors.KEPT_NOT_LENT();
    if (fault) throw errors.KEPT_LENT_SHORTER({ most: floating.borrowDays });
    const { activationId } = asked;
    const standing = await store.readStanding(trx, { licenceId, activationId, seats, at });
    if (standing.seat === null) {
      await store.countRefusal(trx, licenceId, day);
      return { verdict: 'full', ...nothing };
    }
    const lease = leaseFor(floating, standing.held, { at, borrowDays: asked.borrowDays });
    const { seat, others } = standing;
    const again = standing.held !== null;
    await store.writeLease(trx, { ...lease, licenceId, activationId, seat, at, again, used: others + 1, day });
    if (asked.borrowDays !== null && !standing.held?.borrowed)
      await writeEvent(trx, { licenceId, kind: 'seat borrowed', code: null, actor: actor(who), at });
    return {
      verdict: lease.borrowed ? 'borrowed' : 'leased',
      seat,
      leasedUntil: lease.until.toISOString(),
      heartbeatSeconds: floating.heartbeatMinutes * 60,
    };
  });
  return signed(deps, asked, said);
}

/** Gives a seat back before its time, a borrowed one included. Asked again, nothing more is given back. */
export async function returnSeat(deps: Deps, who: Who, asked: Asking): Promise<LeaseAnswer> {
  await deps.db.base(async (trx) => {
    const { licence_id: licenceId } = await machineOf(trx, deps, asked);
    const at = deps.clock.now();
    const ended = await store.endLease(trx, { licenceId, activationId: asked.activationId, at });
    if (ended?.live && ended.borrowed)
      await writeEvent(trx, { licenceId, kind: 'seat returned', code: null, actor: actor(who), at });
  });
  return signed(deps, asked, { verdict: 'returned', ...nothing });
}

/** The machine that asks, if it is the one that the activation belongs to, with its licence. */
async function machineOf(
  trx: Trx,
  deps: Deps,
  { activationId, machine }: Asking,
): Promise<store.HeldForLease & { floating: Floating }> {
  const held = await store.holdForLease(trx, activationId);
  if (!held) throw errors.KEPT_ACTIVATION_UNKNOWN();
  if (!held.machine_key?.equals(deps.digests.machine(machine))) throw errors.KEPT_PROOF_UNKNOWN();
  const { floating } = held;
  if (!floating) throw errors.KEPT_NOT_FLOATING();
  return { ...held, floating };
}

function signed(deps: Deps, { activationId, nonce }: Asking, said: Said): LeaseAnswer {
  const facts = {
    activationId: activationId.toLowerCase(),
    ...said,
    checkedAt: deps.clock.now().toISOString(),
    nonce,
  };
  return { ...facts, keyId: deps.signing.keyId, signature: signLease(deps.signing, facts) };
}
