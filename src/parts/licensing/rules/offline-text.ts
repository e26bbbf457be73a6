/**
 * The text form of what is carried by hand (docs/offline.md): `KEPT1Q:` (request), `KEPT1A:` (answer) or `KEPT1D:` (proof), then lines of
 * 30 characters of Crockford's base32, each with two check characters, so that a mistyped line is named. Hashing is handed in.
 */
export type TextKind = 'Q' | 'A' | 'D';
export type Hash = (data: Buffer) => Buffer;

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const lineLength = 30;
const checkLength = 2;
const tailBytes = 4;
/** Longer texts are none of ours. */
const mostText = 65_536;
const lookAlikes: Record<string, string> = { O: '0', I: '1', L: '1', U: 'V' };

/** The lines of the text; the first begins with its kind. */
export function writeText(kind: TextKind, content: Buffer, hash: Hash): string[] {
  const signs = toBase32(Buffer.concat([content, tailOf(kind, content, hash)]));
  const lines = signs.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? [];
  return lines.map((line, index) => `${index === 0 ? prefixOf(kind) : ''}${line}${checkOf(kind, index, line, hash)}`);
}

export type ReadText =
  | { readonly kind: TextKind; readonly content: Buffer }
  /** `line`: the first that was mistyped, from 1 on; null where the text is cut short or none of ours. */
  | { readonly kind: null; readonly line: number | null };

/** Case, white space, dashes and look-alikes do not matter. */
export function readText(typed: string, hash: Hash): ReadText {
  const plain =
    typed.length > mostText
      ? ''
      : typed
          .toUpperCase()
          .replace(/[\s-]/g, '')
          .replace(/[OILU]/g, (sign) => lookAlikes[sign] ?? sign);
  const kind = (['Q', 'A', 'D'] as const).find((each) => plain.startsWith(prefixOf(each)));
  if (!kind) return { kind: null, line: null };
  const signs = plain.slice(prefixOf(kind).length);
  const whole = lineLength + checkLength;
  let data = '';
  for (let index = 0; index * whole < signs.length; index += 1) {
    const block = signs.slice(index * whole, (index + 1) * whole);
    const line = block.slice(0, -checkLength);
    if (line === '' || block.slice(-checkLength) !== checkOf(kind, index, line, hash))
      return { kind: null, line: (index + 1) * whole > signs.length ? null : index + 1 };
    data += line;
  }
  const bytes = fromBase32(data);
  const content = bytes?.subarray(0, -tailBytes);
  if (!bytes || !content?.length || !bytes.subarray(-tailBytes).equals(tailOf(kind, content, hash)))
    return { kind: null, line: null };
  return { kind, content };
}

const prefixOf = (kind: TextKind) => `KEPT1${kind}:`;
const tailOf = (kind: TextKind, content: Buffer, hash: Hash) =>
  hash(Buffer.concat([Buffer.from(prefixOf(kind), 'ascii'), content])).subarray(0, tailBytes);

/** The first ten bits of the hash over kind, number of the line from 1 on, and line. */
function checkOf(kind: TextKind, index: number, line: string, hash: Hash): string {
  return toBase32(hash(Buffer.from(`${prefixOf(kind)}${index + 1} ${line}`, 'ascii'))).slice(0, checkLength);
}

function toBase32(bytes: Buffer): string {
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
