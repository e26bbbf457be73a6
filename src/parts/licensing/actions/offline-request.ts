import { canonicalJson, sha256 } from '../../../platform/crypto/digest.ts';
import { errors } from '../errors.ts';
import { readText } from '../rules/offline-text.ts';
import { isOfflineRequest, type OfflineRequest } from '../wire/offline.ts';

/** What somebody carried here by hand. */
export type Carried =
  | { readonly kind: 'request'; readonly request: OfflineRequest }
  | { readonly kind: 'proof'; readonly activationId: string; readonly secret: Buffer };

/** A request with a whole registration has some 3 kB. */
const mostBytes = 32_768;

/** Reads a request or a proof, from its file or its text. Throws a coded error that says what is wrong with it. */
export function readCarried(given: string): Carried {
  const text = given.replace(/^\uFEFF/, '').trim();
  if (text === '' || text.length > mostBytes) throw errors.KEPT_REQUEST_UNREADABLE();
  if (text.startsWith('{')) return requestOf(text);
  const read = readText(text, sha256);
  if (read.kind === null)
    throw read.line === null ? errors.KEPT_REQUEST_UNREADABLE() : errors.KEPT_REQUEST_MISTYPED({ line: read.line });
  if (read.kind === 'A') throw errors.KEPT_REQUEST_IS_ANSWER();
  return read.kind === 'D' ? proofOf(read.content) : requestOf(read.content.toString('utf8'));
}

function requestOf(text: string): Carried {
  const value = parsed(text);
  const type = value !== null && typeof value === 'object' && 'type' in value ? value.type : null;
  if (typeof type === 'string' && /^kept-request-([3-9]|\d{2,})$/.test(type)) throw errors.KEPT_REQUEST_NEWER();
  // The one spelling only: what was changed on its way most often has another.
  if (!isOfflineRequest(value) || canonicalJson(value) !== text || !text.isWellFormed())
    throw errors.KEPT_REQUEST_UNREADABLE();
  return { kind: 'request', request: value };
}

function proofOf(content: Buffer): Carried {
  if (content.length !== 32) throw errors.KEPT_REQUEST_UNREADABLE();
  const hex = content.toString('hex', 0, 16);
  const activationId = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return { kind: 'proof', activationId, secret: content.subarray(16) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
