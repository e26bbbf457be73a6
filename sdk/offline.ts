import { createHash, randomBytes } from 'node:crypto';
import { writeText } from './carried-text.ts';
import { canonicalText, parseObject } from './encoding.ts';
import { machineOf } from './fingerprint.ts';
import type { LicenceDocument } from './licence-document.ts';
import { type CarriedResult, readCarried, readOfflineAnswer } from './offline-answer.ts';
import { type Refusal, refusal, refusalOf } from './refusals.ts';
import { ask } from './server.ts';
import { keep, readAgain, type State } from './state.ts';

/** What the person filled in, and what was shown beside it. */
export interface OfflineActivation {
  readonly serial: string;
  /** Left out where the program has no form to show: then the page asks. */
  readonly registration?: {
    readonly fields: Readonly<Record<string, string>>;
    /** `notice` of the form that was shown. */
    readonly notice: { readonly sha256: string; readonly version: number };
    /** Whether product information by mail was ticked. */
    readonly marketing: boolean;
  };
}

export interface OfflineRequest {
  readonly ok: true;
  /** To be written to a file, such as `licence.kept-request`. */
  readonly file: string;
  /** For a QR code and for copying; null where a registration is inside, which no bystander should read off a screen. */
  readonly text: string | null;
}

export type CarriedOutcome =
  | { readonly ok: true; readonly document: LicenceDocument }
  /** `line`: the line of the text that was mistyped. */
  | (Refusal & { readonly line?: number });

const hash = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

/** Asks for an activation on paper. The same content gives the same request until it is answered, after a restart, too. */
export function makeRequest(state: State, asked: OfflineActivation): OfflineRequest | Refusal {
  const { fingerprint, offline, reseller } = state.kept;
  const { product, builtOn, releaseId = null } = state.options;
  const { serial, registration } = asked;
  const content = {
    serial,
    product,
    build: builtOn,
    releaseId,
    machine: fingerprint,
    registration: toldIn(registration),
  };
  const digest = hash(canonicalText(content) ?? '');
  const waiting =
    offline?.digest === digest
      ? offline
      : {
          digest,
          request: randomBytes(16).toString('base64url'),
          secret: randomBytes(16).toString('hex'),
          parts: state.digests,
        };
  const { request, secret } = waiting;
  // What it was made of when it was asked first: a dock that is gone meanwhile makes no other request.
  const machine = { machineKind: state.machineKind, parts: waiting.parts ?? state.digests };
  const file = canonicalText({ ...content, ...machine, request, proof: proofOf(secret), type: 'kept-request-2' });
  if (file === null) return refusal(5010, reseller);
  try {
    keep(state, { offline: waiting }, true);
  } catch {
    return refusal(6001, reseller);
  }
  return { ok: true, file, text: registration ? null : writeText('Q', Buffer.from(file)) };
}

function toldIn(registration: OfflineActivation['registration']) {
  if (!registration) return null;
  const { fields, notice, marketing } = registration;
  const told = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
  return { fields: told, marketing, notice: notice.sha256, version: notice.version };
}

/** SHA-256 of the secret's bytes: told at the activation, so that the secret proves later that the seat was given up here. */
export function proofOf(secret: string): string {
  return hash(Buffer.from(secret, 'hex'));
}

/** Takes the answer of the page, if it answers the request that waits here. */
export function takeAnswer(state: State, given: string | Uint8Array): CarriedOutcome {
  const { offline, fingerprint, reseller } = state.kept;
  if (!offline) return refusal(1104, reseller);
  const question = { request: offline.request, product: state.options.product, machine: machineOf(fingerprint) };
  const read = readOfflineAnswer(given, question, { keys: state.keys, ...nowOf(state) });
  if (!read.ok) return refused(state, read);
  return takeOver(state, {
    document: read.value.text,
    status: null,
    offline: null,
    secret: offline.secret,
    given: null,
  });
}

/** Takes a renewal of the licence that is here. What is older than that changes nothing. */
export function renew(state: State, given: string | Uint8Array): CarriedOutcome {
  const { fingerprint, reseller, status, document: text } = state.kept;
  const { document } = state;
  if (!document) return refusal(state.documentCode, reseller);
  const here = { product: state.options.product, machine: machineOf(fingerprint) };
  const read = readCarried(given, here, { keys: state.keys, ...nowOf(state) });
  if (!read.ok) return refused(state, read);
  const fresh = read.value.document;
  if (fresh.activationId !== document.activationId) return refusal(1106, reseller);
  if (read.value.text === text) return { ok: true, document };
  if (fresh.issuedAt.getTime() <= document.issuedAt.getTime()) return refusal(1105, reseller);
  const later = (state.status?.checkedAt.getTime() ?? 0) > fresh.issuedAt.getTime();
  return takeOver(state, { document: read.value.text, status: later ? status : null });
}

function takeOver(state: State, changes: Parameters<typeof keep>[1]): CarriedOutcome {
  try {
    keep(state, changes, true);
  } catch {
    return refusal(6001, state.kept.reseller);
  }
  readAgain(state);
  return state.document ? { ok: true, document: state.document } : refusal(state.documentCode, state.kept.reseller);
}

function nowOf(state: State): { readonly now: Date; readonly toleranceMs: number } {
  return { now: new Date(state.clock()), toleranceMs: state.grace.clockToleranceMs };
}

function refused(state: State, read: Exclude<CarriedResult, { readonly ok: true }>): CarriedOutcome {
  const why = refusal(read.code, state.kept.reseller);
  return 'line' in read ? { ...why, line: read.line } : why;
}

export type GivenUp = { readonly ok: true; readonly proof: string } | Refusal;

/**
 * Gives the licence up on this machine, and shows the proof that frees its seat on the page. Asked again, the same proof, until the next
 * activation.
 */
export function giveUp(state: State): GivenUp {
  const { secret, given, reseller } = state.kept;
  const { document } = state;
  if (!document) return given ? { ok: true, proof: given } : refusal(state.documentCode, reseller);
  if (!secret || !/^[0-9a-f-]{36}$/.test(document.activationId)) return refusal(1107, reseller);
  const proof = writeText('D', Buffer.from(document.activationId.replaceAll('-', '') + secret, 'hex'));
  return forget(state, proof) ? { ok: true, proof } : refusal(6001, reseller);
}

export type Deactivation = { readonly ok: true } | Refusal;

/** Frees the seat at the server, and then forgets the licence here. */
export async function deactivate(state: State): Promise<Deactivation> {
  const { document, kept } = state;
  if (!document) return refusal(state.documentCode, kept.reseller);
  const sent = await ask(state, `/api/v1/activations/${encodeURIComponent(document.activationId)}/deactivate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ machine: kept.fingerprint }),
  });
  if (!sent.ok) return sent;
  if (sent.value.status !== 200) return refusalOf(sent.value, kept.reseller);
  if (parseObject(sent.value.body)?.activationId !== document.activationId) return refusal(2001, kept.reseller);
  return forget(state, null) ? { ok: true } : refusal(6001, kept.reseller);
}

/** False where the folder cannot be written: then nothing is given up. */
function forget(state: State, given: string | null): boolean {
  try {
    keep(state, { document: null, status: null, lease: null, pending: null, offline: null, secret: null, given }, true);
  } catch {
    return false;
  }
  readAgain(state);
  // Given up on purpose: the rule that a session is not stopped is for faults.
  state.allowed.clear();
  return true;
}
