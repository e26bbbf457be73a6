import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { isObject, type JsonObject, parseObject } from './encoding.ts';
import { machineOf } from './fingerprint.ts';
import { type LicenceDocument, readLicence } from './licence-document.ts';
import { proofOf } from './offline.ts';
import { isFinal, type Refusal, refusal, refusalOf } from './refusals.ts';
import { ask } from './server.ts';
import { keep, readAgain, type State } from './state.ts';
import type { Answered } from './transport.ts';

/** What the person filled in. */
export interface Activation {
  readonly serial: string;
  /** Registration fields by name, as the form of the server lists them. */
  readonly fields: Readonly<Record<string, string>>;
  /** `notice.sha256` of the form that was shown. */
  readonly notice: string;
  /** Whether product information by mail was ticked. */
  readonly marketing: boolean;
  /** As whom, for an education licence: a school or a teacher, or a student, who has passed the age screen. */
  readonly registrant?: 'school' | 'student';
  /** Of a student: what the age screen gave. */
  readonly agePass?: string;
}

export type ActivationOutcome = { readonly ok: true; readonly document: LicenceDocument } | Refusal;

/**
 * Activates. The same content goes out under the same Idempotency-Key until the server has answered, a restart of the program
 * included, so that one seat is taken and not two. Kept meanwhile is a digest, nothing that was filled in.
 */
export function activate(state: State, { fields, ...rest }: Activation): Promise<ActivationOutcome> {
  const { digests: parts, machineKind } = state;
  return activateAt(state, '/api/v1/activations', { ...fields, ...rest, machineKind, parts });
}

/** The same at one of the routes that give a seat. */
export async function activateAt(state: State, path: string, told: object): Promise<ActivationOutcome> {
  const { fingerprint, pending, reseller } = state.kept;
  const { releaseId } = state.options;
  const secret = pending?.secret ?? randomBytes(16).toString('hex');
  const machine = { machine: fingerprint, proof: proofOf(secret) };
  const body = JSON.stringify({ ...told, ...machine, ...(releaseId ? { releaseId } : {}) });
  const digest = createHash('sha256').update(body).digest('hex');
  const key = pending?.digest === digest ? pending.key : randomUUID();
  try {
    keep(state, { pending: { digest, key, secret } }, true);
  } catch {
    // Before a seat is taken that nothing here could remember.
    return refusal(6001, reseller);
  }
  const headers = { 'content-type': 'application/json', 'idempotency-key': key };
  const sent = await ask(state, path, { method: 'POST', headers, body });
  if (!sent.ok) return sent;
  if (sent.value.status !== 201) return refused(state, sent.value);
  return take(state, parseObject(sent.value.body), secret);
}

function refused(state: State, answer: Answered): Refusal {
  const why = refusalOf(answer, state.kept.reseller);
  if (why.reseller !== undefined) tryToKeep(state, { reseller: why.reseller });
  if (isFinal(answer, why)) tryToKeep(state, { pending: null });
  return why;
}

/** Takes the document over, if it is one for this product and this machine. */
function take(state: State, answer: JsonObject | null, secret: string): ActivationOutcome {
  const { reseller, fingerprint } = state.kept;
  if (!isObject(answer?.licence)) return refusal(2001, reseller);
  const text = JSON.stringify(answer.licence);
  const read = readLicence(text, { keys: state.keys });
  if (!read.ok) return refusal(read.code, reseller);
  const document = read.value;
  if (document.machine !== machineOf(fingerprint)) return refusal(2006, reseller);
  if (document.product !== state.options.product) return refusal(3102, reseller);
  // The same machine was given the same activation: what it has leased is still its.
  const sameSeat = state.document?.activationId === document.activationId;
  try {
    keep(
      state,
      {
        document: text,
        status: null,
        lease: sameSeat ? state.kept.lease : null,
        pending: null,
        offline: null,
        secret,
        given: null,
      },
      true,
    );
  } catch {
    // The key is still there: the next try is given the same seat.
    return refusal(6001, reseller);
  }
  readAgain(state);
  return { ok: true, document };
}

function tryToKeep(state: State, changes: Parameters<typeof keep>[1]): void {
  try {
    keep(state, changes, false);
  } catch {
    state.kept = { ...state.kept, ...changes };
  }
}
