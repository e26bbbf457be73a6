import { isObject, parseObject } from './encoding.ts';
import { type Code, type Explained, explain } from './faults.ts';
import type { Answered } from './transport.ts';

/** The server's codes by number; every other is 5099. */
export const numbers: Readonly<Record<string, Code>> = {
  KEPT_SERIAL_MALFORMED: 5001,
  KEPT_SERIAL_UNKNOWN: 5002,
  KEPT_SEATS_USED_UP: 5003,
  KEPT_LICENCE_EXPIRED: 5004,
  KEPT_LICENCE_SUSPENDED: 5005,
  KEPT_LICENCE_REVOKED: 5006,
  KEPT_NOTICE_CHANGED: 5007,
  KEPT_VENDOR_UNKNOWN_YET: 5008,
  KEPT_ACTIVATION_UNKNOWN: 5009,
  KEPT_INVALID: 5010,
  KEPT_IDEMPOTENCY_MISMATCH: 5011,
  KEPT_LICENCE_ON_HOLD: 5012,
  KEPT_LICENCE_REPLACED: 5013,
  KEPT_PROOF_UNKNOWN: 5014,
  KEPT_SWAPS_USED_UP: 5015,
  KEPT_MACHINE_REFUSED: 5020,
  KEPT_NOT_FLOATING: 5017,
  KEPT_NOT_LENT: 5018,
  KEPT_LENT_SHORTER: 5019,
  KEPT_REGISTRANT_NEEDED: 5030,
  KEPT_LICENCE_OF_SCHOOL: 5031,
  KEPT_AGE_SCREEN_NEEDED: 5032,
  KEPT_AGE_SCREEN_REFUSED: 5033,
  KEPT_BIRTH_DATE_UNREADABLE: 5034,
  KEPT_LABEL_MALFORMED: 5035,
  KEPT_LABEL_UNKNOWN: 5036,
  KEPT_LABEL_IN_USE: 5037,
  KEPT_NOT_METERED: 5041,
};

/** Why something was not done, ready to be shown. */
export interface Refusal extends Explained {
  readonly ok: false;
  /** Faults of a form by field. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The reseller to call, where the server named it. */
  readonly reseller?: string;
}

export function refusal(code: Code, reseller: string | null): Refusal {
  return { ok: false, ...explain(code, reseller) };
}

/** What an answer that is not the hoped-for one says; the words of the server are shown as they are. */
export function refusalOf(answer: Answered, reseller: string | null): Refusal {
  const error = parseObject(answer.body)?.error;
  const busy = answer.status === 429 || (answer.status >= 500 && answer.status !== 511);
  if (!isObject(error) || typeof error.code !== 'string') return refusal(busy ? 4006 : 2001, reseller);
  const facts = isObject(error.facts) ? error.facts : {};
  const named = typeof facts.reseller === 'string' ? facts.reseller : null;
  const code = numbers[error.code] ?? (busy ? 4006 : 5099);
  const own = refusal(code, named ?? reseller);
  return {
    ...own,
    message: wordsOf(error.message) ?? own.message,
    next: wordsOf(error.next) ?? own.next,
    ...(isObject(error.fields) ? { fields: textsOf(error.fields) } : {}),
    ...(named === null ? {} : { reseller: named }),
  };
}

/** Whether the server has decided, so that the same request need not be sent again. */
export function isFinal(answer: Answered, refused: Refusal): boolean {
  return answer.status >= 400 && answer.status < 500 && refused.code >= 5000;
}

function wordsOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 500) : null;
}

function textsOf(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value).slice(0, 500)]));
}
