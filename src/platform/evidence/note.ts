import { createPublicKey, verify } from 'node:crypto';
import { sha256 } from '../crypto/digest.ts';
import type { SigningKey } from '../crypto/secrets.ts';

/**
 * Signed notes (https://c2sp.org/signed-note) with Ed25519, and the checkpoints of a log written as such
 * (https://c2sp.org/tlog-checkpoint).
 */

/** A key that notes are verified with. */
export interface NoteKey {
  readonly name: string;
  /** 32 bytes. */
  readonly publicKey: Buffer;
}

/** The head of a log. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  /** 32 bytes. */
  readonly root: Buffer;
}

const ed25519 = 1;
const spki = Buffer.from('302a300506032b6570032100', 'hex');
const longest = 100_000;
const mostSignatures = 16;

/** The raw 32 bytes of a public key. */
export function rawPublicKey(signing: Pick<SigningKey, 'publicKey'>): Buffer {
  return signing.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
}

function keyId({ name, publicKey }: NoteKey): Buffer {
  return sha256(Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ed25519), publicKey])).subarray(0, 4);
}

/** As verifiers of notes take it: `name+0a1b2c3d+AQ…`. */
export function writeKey(key: NoteKey): string {
  const encoded = Buffer.concat([Buffer.of(ed25519), key.publicKey]).toString('base64');
  return `${key.name}+${keyId(key).toString('hex')}+${encoded}`;
}

/** Null where it is none, or not of this kind. */
export function readKey(text: string): NoteKey | null {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text.trim()) ?? [];
  if (name === undefined || encoded === undefined) return null;
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== 33 || bytes[0] !== ed25519 || bytes.toString('base64') !== encoded) return null;
  const key = { name, publicKey: bytes.subarray(1) };
  return keyId(key).toString('hex') === id ? key : null;
}

/** @param text ends with a line feed */
export function signNote(text: string, signer: { readonly name: string; readonly signing: SigningKey }): string {
  const key = { name: signer.name, publicKey: rawPublicKey(signer.signing) };
  const signature = Buffer.concat([keyId(key), signer.signing.sign(Buffer.from(text))]).toString('base64');
  return `${text}\n— ${signer.name} ${signature}\n`;
}

/** Control characters of ASCII but the line feed: none may stand in a note. */
const controls = /[^\P{Cc}\n\u007f-\u009f]/u;

/** The text of a note that one of these keys has signed; null where none has, or where the signature of one is wrong. */
export function openNote(note: string, keys: readonly NoteKey[]): { text: string; key: NoteKey } | null {
  if (note.length > longest || controls.test(note)) return null;
  const split = note.lastIndexOf('\n\n');
  if (split < 1 || !note.endsWith('\n')) return null;
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > mostSignatures) return null;
  let signed: NoteKey | null = null;
  for (const line of lines) {
    const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line) ?? [];
    if (name === undefined || encoded === undefined) return null;
    const bytes = Buffer.from(encoded, 'base64');
    const key = keys.find((each) => each.name === name && keyId(each).equals(bytes.subarray(0, 4)));
    if (!key) continue;
    if (!isSignature(key, text, bytes.subarray(4))) return null;
    signed ??= key;
  }
  return signed && { text, key: signed };
}

function isSignature(key: NoteKey, text: string, signature: Buffer): boolean {
  const publicKey = createPublicKey({ key: Buffer.concat([spki, key.publicKey]), format: 'der', type: 'spki' });
  return signature.length === 64 && verify(null, Buffer.from(text), publicKey, signature);
}

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** Null where the text of a note is no checkpoint. Further lines are allowed and not read. */
export function readCheckpoint(text: string): Checkpoint | null {
  const [origin = '', digits = '', encoded = '', ...rest] = text.split('\n');
  const further = rest.slice(0, -1);
  const root = Buffer.from(encoded, 'base64');
  const size = Number(digits);
  if (origin === '' || !/^(?:0|[1-9]\d*)$/.test(digits) || !Number.isSafeInteger(size)) return null;
  if (root.length !== 32 || root.toString('base64') !== encoded) return null;
  if (rest.at(-1) !== '' || further.includes('')) return null;
  return { origin, size, root };
}

/** A checkpoint that one of these keys has signed under its own name; null for anything else. */
export function openCheckpoint(note: string, keys: readonly NoteKey[]): Checkpoint | null {
  const opened = openNote(note, keys);
  const checkpoint = opened && readCheckpoint(opened.text);
  return checkpoint && checkpoint.origin === opened.key.name ? checkpoint : null;
}

/** Every note in a file or mail in which several follow one another, with whatever is written between them. */
export function findNotes(text: string): string[] {
  return [
    ...text.replaceAll('\r\n', '\n').matchAll(/^[^\n]+\n(?:0|[1-9]\d*)\n[A-Za-z0-9+/]{43}=\n\n(?:— [^\n]+\n)+/gmu),
  ].map(([note]) => note);
}
