import { readText } from './carried-text.ts';
import { canonicalText, fromUtf8, parseObject } from './encoding.ts';
import { bad, type Code, good, type Result } from './faults.ts';
import { type LicenceDocument, mostBytes, readLicence, sizeOf, type Trust } from './licence-document.ts';

/** What was asked for: an answer to anything else is refused. */
export interface OfflineQuestion {
  readonly request: string;
  readonly product: string;
  /** SHA-256 of this machine's fingerprint, in hexadecimal. */
  readonly machine: string;
}

/** A verified document with its text, as it is to be kept. */
export interface Carried {
  readonly text: string;
  readonly document: LicenceDocument;
}

export type CarriedResult = Result<Carried> | { readonly ok: false; readonly code: Code; readonly line: number };

/** Reads and verifies the answer to an offline request, from its file or its text. */
export function readOfflineAnswer(given: string | Uint8Array, question: OfflineQuestion, trust: Trust): CarriedResult {
  const read = readCarried(given, question, trust);
  if (!read.ok) return read;
  return read.value.document.request === question.request ? read : bad(1103);
}

/** Reads and verifies a document that was carried here, for this machine and product. */
export function readCarried(
  given: string | Uint8Array,
  here: Pick<OfflineQuestion, 'product' | 'machine'> & { readonly request?: string },
  trust: Trust,
): CarriedResult {
  if (sizeOf(given) > mostBytes) return bad(1001);
  const whole = typeof given === 'string' ? given : fromUtf8(given);
  const text = whole?.replace(/^\uFEFF/, '').trim() ?? '';
  const file = text.startsWith('{') ? good(text) : fileOf(text, here);
  if (!file.ok) return file;
  const read = readLicence(file.value, trust);
  if (!read.ok) return read;
  if (read.value.product !== here.product) return bad(3102);
  if (read.value.machine !== here.machine) return bad(3103);
  return good({ text: file.value, document: read.value });
}

const signatureBytes = 64;

/** The document of a text: what the program knows itself is left out there, and put in again. */
function fileOf(
  text: string,
  here: Pick<OfflineQuestion, 'product' | 'machine'> & { readonly request?: string },
): Result<string> | { readonly ok: false; readonly code: Code; readonly line: number } {
  const read = readText('A', text);
  if (!read.ok) return read.line === null ? bad(1102) : { ...bad(1101), line: read.line };
  const told = fromUtf8(read.content.subarray(signatureBytes));
  const fields = told === null ? null : parseObject(told);
  if (!fields) return bad(1102);
  // Said before the signature is looked at: put together for another request, it would only seem to be altered.
  if (here.request !== undefined && fields.request !== here.request) return bad(1103);
  const payload = canonicalText({ ...fields, product: here.product, machine: here.machine });
  if (payload === null) return bad(1102);
  return good(
    JSON.stringify({
      payload: Buffer.from(payload).toString('base64url'),
      keyId: fields.keyId,
      signature: read.content.toString('base64url', 0, signatureBytes),
    }),
  );
}
