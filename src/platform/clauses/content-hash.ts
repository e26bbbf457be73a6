import { createHash } from 'node:crypto';

/**
 * SHA-256, in hexadecimal, of a JSON value written with sorted keys and without white space (RFC 8785 for texts, whole
 * numbers, lists and objects). Written for the proofs alone: they do not lean on what made the hashes.
 */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(write(value), 'utf8').digest('hex');
}

function write(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((each) => write(each)).join(',')}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${write((value as Record<string, unknown>)[key])}`).join(',')}}`;
}
