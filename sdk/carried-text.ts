import { createHash } from 'node:crypto';

/**
 * The text form of what is carried by hand (docs/offline.md): `KEPT1Q:` (request), `KEPT1A:` (answer) or `KEPT1D:` (proof), then lines of 30
 * characters of Crockford's base32, each with two check characters.
 */
export type TextKind = 'Q' | 'A' | 'D';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const lineLength = 30;
const checkLength = 2;
const tailBytes = 4;
const mostText = 65_536;
const lookAlikes: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', U: 'V' };

const hash = (data: Uint8Array | string) => createHash('sha256').update(data).digest();
const prefixOf = (kind: TextKind) => `KEPT1${kind}:`;
const tailOf = (kind: TextKind, content: Uint8Array) =>
  hash(Buffer.concat([Buffer.from(prefixOf(kind)), content])).subarray(0, tailBytes);
const checkOf = (kind: TextKind, line: number, signs: string) =>
  toBase32(hash(`${prefixOf(kind)}${line} ${signs}`)).slice(0, checkLength);

/** The text, a line feed between its lines. */
export function writeText(kind: TextKind, content: Uint8Array): string {
  const signs = toBase32(Buffer.concat([content, tailOf(kind, content)]));
  const lines = signs.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? [];
  return prefixOf(kind) + lines.map((line, index) => `${line}${checkOf(kind, index + 1, line)}`).join('\n');
}

export type ReadText =
  | { readonly ok: true; readonly content: Buffer }
  /** The first line that was mistyped, from 1 on; null where the text is cut short or none of this kind. */
  | { readonly ok: false; readonly line: number | null };

/** Case, white space, dashes and look-alikes do not matter. */
export function readText(kind: TextKind, typed: string): ReadText {
  const plain =
    typed.length > mostText
      ? ''
      : typed
          .toUpperCase()
          .replace(/[\s-]/g, '')
          .replace(/[OILU]/g, (sign) => lookAlikes[sign] ?? sign);
  if (!plain.startsWith(prefixOf(kind))) return { ok: false, line: null };
  const signs = plain.slice(prefixOf(kind).length);
  const whole = lineLength + checkLength;
  let data = '';
  for (let line = 1; (line - 1) * whole < signs.length; line += 1) {
    const block = signs.slice((line - 1) * whole, line * whole);
    const own = block.slice(0, -checkLength);
    if (own === '' || block.slice(-checkLength) !== checkOf(kind, line, own))
      return { ok: false, line: line * whole > signs.length ? null : line };
    data += own;
  }
  const bytes = fromBase32(data);
  const content = bytes?.subarray(0, -tailBytes);
  if (!bytes || !content?.length || !bytes.subarray(-tailBytes).equals(tailOf(kind, content)))
    return { ok: false, line: null };
  return { ok: true, content };
}

function toBase32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += alphabet.charAt((held >> (bits - 5)) & 31);
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + alphabet.charAt((held << (5 - bits)) & 31);
}

/** Null where a sign is foreign, or bits are left over that are not zero. */
function fromBase32(text: string): Buffer | null {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const sign of text) {
    const value = alphabet.indexOf(sign);
    if (value < 0) return null;
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bytes.push((held >> (bits - 8)) & 255);
      bits -= 8;
    }
    held &= (1 << bits) - 1;
  }
  return bits < 5 && held === 0 ? Buffer.from(bytes) : null;
}
