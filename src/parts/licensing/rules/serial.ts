/**
 * Serials: 19 random characters of a 31-letter alphabet (94 bits) and a check character, in four groups of five.
 *
 * The check is a weighted sum over the prime 31, as in ISBN-10: the characters' values times 20, 19 … 1 add up to 0
 * modulo 31. The weights differ from each other and none is 0, and 31 is prime, so every single wrong character and
 * every two exchanged ones (next to each other or not) change the sum.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRTVWXYZ';
const length = 20;
const group = 5;

// What is easily read for another: none of the keys is in the alphabet.
const lookAlikes: Record<string, string> = { O: '0', I: '1', L: '1', S: '5', U: 'V' };

const values = new Map([...alphabet].map((sign, value) => [sign, value]));

/** Random bytes that `makeSerial` asks for at once; it throws away those that would make some characters likelier. */
export const serialBytes = 48;

/** Makes a serial of random bytes; null where too few of them were usable (then ask for fresh ones). */
export function makeSerial(random: Uint8Array): string | null {
  const digits: number[] = [];
  for (const byte of random) {
    if (byte < 248 && digits.length < length - 1) digits.push(byte % 31);
  }
  if (digits.length < length - 1) return null;
  const sum = digits.reduce((total, digit, place) => total + digit * (length - place), 0);
  digits.push((31 - (sum % 31)) % 31);
  return grouped(digits.map((digit) => alphabet.charAt(digit)).join(''));
}

/** The serial in its one spelling, or null where it is malformed. Case, spaces, dashes and look-alikes do not matter. */
export function parseSerial(typed: string): string | null {
  const plain = plainSigns(typed);
  if (plain?.length !== length) return null;
  let sum = 0;
  for (let place = 0; place < length; place += 1) sum += (values.get(plain.charAt(place)) ?? 0) * (length - place);
  return sum % 31 === 0 ? grouped(plain) : null;
}

/** The beginning of a serial in its one spelling, for searching; null where it cannot be one. */
export function parseSerialPrefix(typed: string): string | null {
  const plain = plainSigns(typed);
  if (plain === null || plain.length === 0 || plain.length > length) return null;
  return grouped(plain);
}

function plainSigns(typed: string): string | null {
  if (typed.length > 100) return null;
  let plain = '';
  for (const sign of typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\u2212._]/gu, '')) {
    const read = lookAlikes[sign] ?? sign;
    if (!values.has(read)) return null;
    plain += read;
  }
  return plain;
}

function grouped(plain: string): string {
  return plain.match(new RegExp(`.{1,${group}}`, 'g'))?.join('-') ?? '';
}
