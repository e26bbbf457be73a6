import { randomBytes } from 'node:crypto';
import { type Refusal, refusal, refusalOf } from './refusals.ts';
import { ask } from './server.ts';
import { isCurrent, keep, type State } from './state.ts';
import { readStatus, type StatusAnswer } from './status-answer.ts';

export type CheckOutcome = { readonly ok: true; readonly answer: StatusAnswer } | Refusal;

/**
 * One status check with a fresh nonce. What cannot be verified changes nothing, whoever sent it. The time of a verified answer
 * counts, however far it is from the clock of this machine: the nonce says that it was signed just now.
 */
export async function checkStatus(state: State): Promise<CheckOutcome> {
  const { document, kept } = state;
  if (!document) return refusal(state.documentCode, kept.reseller);
  const { activationId } = document;
  const nonce = randomBytes(16).toString('base64url');
  const sent = await ask(state, `/api/v1/activations/${encodeURIComponent(activationId)}?nonce=${nonce}`);
  if (!sent.ok) return sent;
  const { status, body } = sent.value;
  if (status !== 200) return refusalOf(sent.value, kept.reseller);
  const read = readStatus(body, { activationId, nonce }, { keys: state.keys });
  if (!read.ok) return refusal(read.code, kept.reseller);
  // Activated anew meanwhile: then this answer is about what was before.
  if (state.document !== document || !isCurrent(state)) return refusal(2007, kept.reseller);
  const server = read.value.checkedAt.getTime();
  state.status = read.value;
  const changes = { status: { text: body, nonce }, clocks: { server, local: state.clock() }, lastSeen: server };
  try {
    keep(state, changes, true);
  } catch {
    // This session knows it; the next asks again.
    state.kept = { ...state.kept, ...changes };
  }
  return { ok: true, answer: read.value };
}
