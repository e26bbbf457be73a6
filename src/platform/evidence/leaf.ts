import { canonicalJson, sha256 } from '../crypto/digest.ts';
import { hashLeaf } from './merkle.ts';

/** The text that stands for a row: JSON by RFC 8785 of its fields with its id and the name of its source. */
export function canonicalRow(source: string, id: string, fields: Readonly<Record<string, unknown>>): string {
  return canonicalJson({ ...fields, source, id });
}

/** What is entered in the log for a row: SHA-256 of 32 random bytes and its canonical text. */
export function logEntry(nonce: Buffer, row: string): Buffer {
  return sha256(Buffer.concat([nonce, Buffer.from(row)]));
}

/** The hash of the leaf of a row. */
export function leafOf(nonce: Buffer, row: string): Buffer {
  return hashLeaf(logEntry(nonce, row));
}
