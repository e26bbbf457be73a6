import { fromBase64url, fromUtf8, isInstant, type JsonObject, parseObject, shortText } from './encoding.ts';
import { bad, good, type Result } from './faults.ts';
import { isSigned } from './keys.ts';
import { isKeyId, mostBytes, sizeOf, type Trust, usualTolerance } from './licence-document.ts';
import type { Question } from './status-answer.ts';

const refused = ['full', 'deactivated', 'revoked', 'replaced', 'held', 'suspended', 'expired'] as const;

/** A floating seat that this machine holds. */
export interface Lease {
  readonly activationId: string;
  readonly verdict: 'leased' | 'borrowed';
  /** The server's time. */
  readonly checkedAt: Date;
  readonly seat: number;
  readonly leasedUntil: Date;
  /** When to ask again, so that the lease does not end. */
  readonly heartbeatSeconds: number;
}

/** What a verified answer to one request for a lease says. */
export type LeaseAnswer =
  | Lease
  | {
      readonly activationId: string;
      readonly verdict: 'returned' | (typeof refused)[number];
      readonly checkedAt: Date;
    };

/** Reads and verifies an answer of `POST /api/v1/activations/{id}/lease` or `/return`. */
export function readLease(text: string | Uint8Array, question: Question, trust: Trust): Result<LeaseAnswer> {
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
  const checkedAt = new Date(said.checkedAt);
  const apart = trust.now ? Math.abs(checkedAt.getTime() - trust.now.getTime()) : 0;
  if (apart > (trust.toleranceMs ?? usualTolerance)) return bad(2008);
  return good(meant(said, checkedAt));
}

interface Said {
  readonly activationId: string;
  readonly verdict: LeaseAnswer['verdict'];
  readonly checkedAt: string;
  readonly seat: number | null;
  readonly leasedUntil: string | null;
  readonly heartbeatSeconds: number | null;
  readonly nonce: string;
  readonly keyId: string;
  readonly signature: Buffer;
}

/** Null where a field is missing or not what it must be. */
function saidBy(fields: JsonObject): Said | null {
  const { checkedAt, nonce, keyId, seat, leasedUntil, heartbeatSeconds } = fields;
  const activationId = shortText(fields.activationId, 63);
  const verdict = (['leased', 'borrowed', 'returned', ...refused] as const).find((each) => each === fields.verdict);
  const signature = typeof fields.signature === 'string' ? fromBase64url(fields.signature) : null;
  if (!activationId || !verdict || signature?.length !== 64 || typeof nonce !== 'string') return null;
  if (!isInstant(checkedAt) || !isKeyId(keyId)) return null;
  if (!isCountOrNull(seat) || !isCountOrNull(heartbeatSeconds) || !(leasedUntil === null || isInstant(leasedUntil)))
    return null;
  const isLease = verdict === 'leased' || verdict === 'borrowed';
  if (isLease && (seat === null || leasedUntil === null || heartbeatSeconds === null)) return null;
  return { activationId, verdict, checkedAt, seat, leasedUntil, heartbeatSeconds, nonce, keyId, signature };
}

function isCountOrNull(value: unknown): value is number | null {
  return value === null || (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 999_999);
}

function meant({ activationId, verdict, seat, leasedUntil, heartbeatSeconds }: Said, checkedAt: Date): LeaseAnswer {
  if (verdict !== 'leased' && verdict !== 'borrowed') return { activationId, verdict, checkedAt };
  const until = new Date(leasedUntil ?? 0);
  return {
    activationId,
    verdict,
    checkedAt,
    seat: seat ?? 0,
    leasedUntil: until,
    heartbeatSeconds: heartbeatSeconds ?? 0,
  };
}

/** Nine lines, each ended by a line feed. */
function signedBytes({ nonce, activationId, checkedAt, keyId, verdict, ...lease }: Said): Buffer {
  const held = [lease.seat ?? '-', lease.leasedUntil ?? '-', lease.heartbeatSeconds ?? '-'];
  return Buffer.from(['kept-lease-1', nonce, activationId, checkedAt, keyId, verdict, ...held, ''].join('\n'));
}
