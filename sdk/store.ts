import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, parseObject } from './encoding.ts';
import type { MachineParts } from './fingerprint.ts';
import type { Clocks } from './time.ts';

/** What was used of a metered feature on one day, as this machine counts it: it only ever grows. */
export interface Counter {
  /** Drawn at random. */
  readonly counter: string;
  readonly day: string;
  readonly total: number;
}

export interface KeptMeter extends Counter {
  /** Whose counters these are: under another activation counting begins anew. */
  readonly activation: string;
  /** How far the server has taken it over. */
  readonly told: number;
  /** Of earlier days, not told yet. */
  readonly older: readonly Counter[];
  /** The last answer of the server, with its nonce, and the counter it was about. */
  readonly answer: { readonly text: string; readonly nonce: string } | null;
  readonly answered: string;
}

/** What the client keeps on the machine: one file a product. No field of a registration is ever in it. */
export interface Kept {
  /** The licence document, as it came. */
  readonly document: string | null;
  /** The last answer of the server that is later than the document, with the nonce it was asked with. */
  readonly status: { readonly text: string; readonly nonce: string } | null;
  /** The last lease of a floating seat, with the nonce it was asked with. */
  readonly lease?: { readonly text: string; readonly nonce: string } | null | undefined;
  /** Metered features that were used here, by their code. */
  readonly meters?: Readonly<Record<string, KeptMeter>> | null | undefined;
  readonly fingerprint: string;
  readonly parts: MachineParts;
  /** Milliseconds since 1970. */
  readonly lastSeen: number;
  /** A signed time of the server beside the clock of this machine at that moment. */
  readonly clocks: Clocks | null;
  readonly reseller: string | null;
  /** An activation that was sent and not yet answered: the digest of what was sent, and its Idempotency-Key. */
  readonly pending: { readonly digest: string; readonly key: string; readonly secret?: string } | null;
  /** An offline request that waits for its answer: digest of what was asked, its id, and the secret of the seat to come. */
  readonly offline?: {
    readonly digest: string;
    readonly request: string;
    readonly secret: string;
    readonly parts?: MachineParts | undefined;
  } | null;
  /** What proves that the seat was given up: 16 bytes in hexadecimal, whose digest the server was told at the activation. */
  readonly secret?: string | null;
  /** The proof of the last licence that was given up here. */
  readonly given?: string | null;
}

const mostBytes = 262_144;

export function pathOf(folder: string, product: string): string {
  return join(folder, `${product.replace(/[^A-Za-z0-9._-]/g, '_')}.licence.json`);
}

/** Reads the file; null where there is none or it is none of ours. `intact` is false where the seal does not fit. */
export function readKept(path: string): { readonly kept: Kept; readonly intact: boolean } | null {
  const text = textOf(path);
  const found = text === null || text.length > mostBytes ? null : parseObject(text);
  if (!found || !isKept(found.kept)) return null;
  const { kept, seal } = found;
  const expected = sealOf(kept);
  const given = typeof seal === 'string' ? Buffer.from(seal, 'hex') : Buffer.alloc(0);
  return { kept, intact: given.length === expected.length && timingSafeEqual(given, expected) };
}

/** Writes beside it and renames, so that there is always one whole file. Throws where the folder cannot be written. */
export function writeKept(path: string, kept: Kept, options: { readonly durable: boolean }): void {
  const text = JSON.stringify({ kept, seal: sealOf(kept).toString('hex') });
  const beside = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    write(beside, text, options.durable);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

export function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

function write(path: string, text: string, durable: boolean): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, text);
    if (durable) fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** HMAC-SHA-256 by a key from machine and document (HKDF, RFC 5869): what was written for another does not fit. */
function sealOf(kept: Kept): Buffer {
  const key = hkdfSync('sha256', kept.fingerprint, kept.document ?? '', 'kept-store-1', 32);
  return createHmac('sha256', Buffer.from(key)).update(JSON.stringify(kept)).digest();
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function isKept(value: unknown): value is Kept {
  if (!isObject(value)) return false;
  const {
    document,
    status,
    lease = null,
    meters = null,
    fingerprint,
    parts,
    lastSeen,
    clocks,
    reseller,
    pending,
    offline = null,
    secret = null,
    given = null,
  } = value;
  return (
    isTextOrNull(document) &&
    isTextOrNull(reseller) &&
    isTextOrNull(secret) &&
    isTextOrNull(given) &&
    holds(offline, ['digest', 'request', 'secret'], 'string') &&
    (!isObject(offline) || offline.parts === undefined || isObject(offline.parts)) &&
    typeof fingerprint === 'string' &&
    typeof lastSeen === 'number' &&
    isObject(parts) &&
    holds(status, ['text', 'nonce'], 'string') &&
    holds(lease, ['text', 'nonce'], 'string') &&
    (meters === null || (isObject(meters) && Object.values(meters).every(isMeter))) &&
    holds(pending, ['digest', 'key'], 'string') &&
    holds(clocks, ['server', 'local'], 'number')
  );
}

const isCounter = (value: unknown) =>
  holds(value, ['counter', 'day'], 'string') && holds(value, ['total'], 'number') && value !== null;

const isTexts = (value: Readonly<Record<string, unknown>>, names: readonly string[]) => holds(value, names, 'string');

function isMeter(value: unknown): boolean {
  if (!isObject(value) || !isCounter(value) || !Array.isArray(value.older)) return false;
  const answered = isTexts(value, ['answered', 'activation']) && holds(value.answer, ['text', 'nonce'], 'string');
  return typeof value.told === 'number' && answered && value.older.every(isCounter);
}

const isTextOrNull = (value: unknown) => value === null || typeof value === 'string';

function holds(value: unknown, names: readonly string[], type: 'string' | 'number'): boolean {
  return value === null || (isObject(value) && names.every((name) => typeof value[name] === type));
}
