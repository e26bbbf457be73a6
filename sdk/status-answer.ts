import { fromBase64url, fromUtf8, isInstant, type JsonObject, parseObject, shortText } from './encoding.ts';
import { bad, good, type Result } from './faults.ts';
import { isSigned } from './keys.ts';
import { isDayOrNull, isKeyId, mostBytes, sizeOf, type Trust, usualTolerance } from './licence-document.ts';

const verdicts = ['good', 'deactivated', 'revoked', 'suspended', 'expired', 'held', 'replaced'] as const;
export type StatusVerdict = (typeof verdicts)[number];

/** What a verified answer to one status check says. */
export interface StatusAnswer {
  readonly activationId: string;
  readonly verdict: StatusVerdict;
  /** The server's time. */
  readonly checkedAt: Date;
  readonly expiresOn: string | null;
  readonly maintenanceUntil: string | null;
}

/** The question that was asked: an answer to any other is refused. */
export interface Question {
  readonly activationId: string;
  readonly nonce: string;
}

/** Reads and verifies an answer of `GET /api/v1/activations/{id}?nonce=`. */
export function readStatus(text: string | Uint8Array, question: Question, trust: Trust): Result<StatusAnswer> {
  if (sizeOf(text) > mostBytes) return bad(2002);
  const whole = typeof text === 'string' ? text : fromUtf8(text);
  const fields = whole === null ? null : parseObject(whole);
  if (!fields) return bad(2001);
  const said = saidBy(fields);
  if (!said) return bad(2003);
  if (said.nonce !== question.nonce) return bad(2006);
  if (said.activationId !== question.activationId.toLowerCase()) return bad(2007);
  const key = trust.keys.get(said.keyId);
  if (!key) return bad(2004);
  if (!isSigned(key, signedBytes(said), said.signature)) return bad(2005);
  const { activationId, verdict, expiresOn, maintenanceUntil } = said;
  const checkedAt = new Date(said.checkedAt);
  const apart = trust.now ? Math.abs(checkedAt.getTime() - trust.now.getTime()) : 0;
  if (apart > (trust.toleranceMs ?? usualTolerance)) return bad(2008);
  return good({ activationId, verdict, checkedAt, expiresOn, maintenanceUntil });
}

type Said = Omit<StatusAnswer, 'checkedAt'> & {
  readonly checkedAt: string;
  readonly nonce: string;
  readonly keyId: string;
  readonly signature: Buffer;
};

/** Null where a field is missing or not what it must be: an unsigned answer, too. */
function saidBy(fields: JsonObject): Said | null {
  const { checkedAt, expiresOn, maintenanceUntil, nonce, keyId } = fields;
  const activationId = shortText(fields.activationId, 63);
  const verdict = verdicts.find((each) => each === fields.verdict);
  const signature = typeof fields.signature === 'string' ? fromBase64url(fields.signature) : null;
  if (!activationId || !verdict || signature?.length !== 64 || typeof nonce !== 'string') return null;
  if (!isInstant(checkedAt) || !isDayOrNull(expiresOn) || !isDayOrNull(maintenanceUntil) || !isKeyId(keyId))
    return null;
  return { activationId, verdict, checkedAt, expiresOn, maintenanceUntil, nonce, keyId, signature };
}

/** Eight lines, each ended by a line feed. */
function signedBytes(said: Said): Buffer {
  const { nonce, activationId, checkedAt, keyId, verdict } = said;
  const days = [said.expiresOn ?? '-', said.maintenanceUntil ?? '-'];
  return Buffer.from(['kept-status-1', nonce, activationId, checkedAt, keyId, verdict, ...days, ''].join('\n'));
}
