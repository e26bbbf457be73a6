import { fromBase64url, fromUtf8, isInstant, type JsonObject, parseObject, shortText } from './encoding.ts';
import { bad, good, type Result } from './faults.ts';
import { isSigned } from './keys.ts';
import { isDayOrNull, isKeyId, mostBytes, sizeOf, type Trust, usualTolerance } from './licence-document.ts';
import type { Question } from './status-answer.ts';

const verdicts = ['counted', 'used up', 'deactivated', 'revoked', 'replaced', 'held', 'suspended', 'expired'] as const;

/** What a verified answer to one use of a metered feature says. */
export interface MeterAnswer {
  readonly activationId: string;
  readonly verdict: (typeof verdicts)[number];
  /** The server's time. */
  readonly checkedAt: Date;
  readonly feature: string;
  readonly counter: string;
  /** What is counted under this counter now. */
  readonly total: number;
  /** Of the licence, on all machines, in the present period. */
  readonly used: number;
  /** Null: counted only. */
  readonly cap: number | null;
  /** The first day of the next period, `YYYY-MM-DD`; null: counting never begins anew. */
  readonly resetsOn: string | null;
}

/** The question that was asked, with the counter it was about. */
export interface MeterQuestion extends Question {
  readonly feature: string;
  readonly counter: string;
}

/** Reads and verifies an answer of `POST /api/v1/activations/{id}/use`. */
export function readMeter(text: string | Uint8Array, question: MeterQuestion, trust: Trust): Result<MeterAnswer> {
  if (sizeOf(text) > mostBytes) return bad(2002);
  const whole = typeof text === 'string' ? text : fromUtf8(text);
  const fields = whole === null ? null : parseObject(whole);
  if (!fields) return bad(2001);
  const said = saidBy(fields);
  if (!said) return bad(2003);
  if (said.nonce !== question.nonce || said.counter !== question.counter || said.feature !== question.feature)
    return bad(2006);
  if (said.activationId !== question.activationId.toLowerCase()) return bad(2007);
  const key = trust.keys.get(said.keyId);
  if (!key) return bad(2004);
  if (!isSigned(key, signedBytes(said), said.signature)) return bad(2005);
  const { nonce: _n, keyId: _k, signature: _s, ...answer } = said;
  const checkedAt = new Date(said.checkedAt);
  const apart = trust.now ? Math.abs(checkedAt.getTime() - trust.now.getTime()) : 0;
  if (apart > (trust.toleranceMs ?? usualTolerance)) return bad(2008);
  return good({ ...answer, checkedAt });
}

type Said = Omit<MeterAnswer, 'checkedAt'> & {
  readonly checkedAt: string;
  readonly nonce: string;
  readonly keyId: string;
  readonly signature: Buffer;
};

/** Null where a field is missing or not what it must be. */
function saidBy(fields: JsonObject): Said | null {
  const { checkedAt, nonce, keyId, total, used, cap, resetsOn } = fields;
  const activationId = shortText(fields.activationId, 63);
  const feature = shortText(fields.feature, 63);
  const counter = shortText(fields.counter, 32);
  const verdict = verdicts.find((each) => each === fields.verdict);
  const signature = typeof fields.signature === 'string' ? fromBase64url(fields.signature) : null;
  if (!activationId || !feature || !counter || !verdict || signature?.length !== 64) return null;
  if (typeof nonce !== 'string' || !isInstant(checkedAt) || !isKeyId(keyId) || !isDayOrNull(resetsOn)) return null;
  if (!isCount(total) || !isCount(used) || !(cap === null || isCount(cap))) return null;
  return { activationId, verdict, checkedAt, feature, counter, total, used, cap, resetsOn, nonce, keyId, signature };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 999_999_999;
}

/** Twelve lines, each ended by a line feed. */
function signedBytes(said: Said): Buffer {
  const { nonce, activationId, checkedAt, keyId, verdict, feature, counter, total, used, cap, resetsOn } = said;
  const meter = [feature, counter, total, used, cap ?? '-', resetsOn ?? '-'];
  return Buffer.from(['kept-meter-1', nonce, activationId, checkedAt, keyId, verdict, ...meter, ''].join('\n'));
}
