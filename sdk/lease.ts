import { randomBytes } from 'node:crypto';
import type { Code } from './faults.ts';
import { type Lease, type LeaseAnswer, readLease } from './lease-answer.ts';
import { type Refusal, refusal, refusalOf } from './refusals.ts';
import { ask } from './server.ts';
import { isCurrent, keep, type State } from './state.ts';

export type LeaseOutcome = { readonly ok: true; readonly lease: Lease } | Refusal;
export type ReturnOutcome = { readonly ok: true } | Refusal;

/** What a signed answer without a lease is called here. */
const codes: Readonly<Record<Exclude<LeaseAnswer['verdict'], 'leased' | 'borrowed'>, Code>> = {
  returned: 3114,
  full: 5016,
  deactivated: 3109,
  suspended: 3110,
  revoked: 3111,
  held: 3112,
  replaced: 3113,
  expired: 3106,
};

/**
 * Leases a floating seat, or goes on with the one that is held; with days, to be without a network for so long. What cannot be verified
 * changes nothing, and a seat that is refused takes nothing from a lease that has not ended.
 */
export async function leaseSeat(state: State, borrowDays: number | null): Promise<LeaseOutcome> {
  const asked = await exchange(state, 'lease', borrowDays === null ? {} : { borrowDays });
  if (!asked.ok) return asked;
  const { answer } = asked;
  if (answer.verdict === 'leased' || answer.verdict === 'borrowed') return { ok: true, lease: answer };
  return refusal(codes[answer.verdict], state.kept.reseller);
}

/** Gives the seat back, a borrowed one before its time. Where the server cannot be reached the lease ends by itself. */
export async function returnSeat(state: State): Promise<ReturnOutcome> {
  const asked = await exchange(state, 'return', {});
  if (!asked.ok) return asked;
  if (asked.answer.verdict !== 'returned') return refusal(2003, state.kept.reseller);
  // Given back on purpose: the rule that a session is not stopped is for faults.
  state.allowed.clear();
  return { ok: true };
}

async function exchange(
  state: State,
  what: 'lease' | 'return',
  more: object,
): Promise<{ readonly ok: true; readonly answer: LeaseAnswer } | Refusal> {
  const { document, kept } = state;
  if (!document) return refusal(state.documentCode, kept.reseller);
  if (!document.floating) return refusal(5017, kept.reseller);
  const { activationId } = document;
  const nonce = randomBytes(16).toString('base64url');
  const sent = await ask(state, `/api/v1/activations/${encodeURIComponent(activationId)}/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ machine: kept.fingerprint, nonce, ...more }),
  });
  if (!sent.ok) return sent;
  const { status, body } = sent.value;
  if (status !== 200) return refusalOf(sent.value, kept.reseller);
  const read = readLease(body, { activationId, nonce }, { keys: state.keys });
  if (!read.ok) return refusal(read.code, kept.reseller);
  if (state.document !== document || !isCurrent(state)) return refusal(2007, kept.reseller);
  remember(state, read.value, { text: body, nonce });
  return { ok: true, answer: read.value };
}

/** The time of a verified answer counts, however far it is from the clock here: the nonce says that it was signed just now. */
function remember(state: State, answer: LeaseAnswer, kept: { readonly text: string; readonly nonce: string }): void {
  const server = answer.checkedAt.getTime();
  const isLease = answer.verdict === 'leased' || answer.verdict === 'borrowed';
  if (isLease) state.lease = answer;
  if (answer.verdict === 'returned') state.lease = null;
  const changes = {
    ...(isLease ? { lease: kept } : {}),
    ...(answer.verdict === 'returned' ? { lease: null } : {}),
    clocks: { server, local: state.clock() },
    lastSeen: server,
  };
  try {
    keep(state, changes, true);
  } catch {
    // This session knows it; the next asks again.
    state.kept = { ...state.kept, ...changes };
  }
}
