/**
 * Labels of pupils' seats: eleven random digits and one that checks them (Luhn, ISO/IEC 7812-1), so that one wrong digit, or nearly any two
 * that were exchanged, is noticed at once. No name fits into digits.
 */
export const labelBytes = 24;

/** Makes a label of random bytes; null where too few of them were usable (then ask for fresh ones). */
export function makeLabel(random: Uint8Array): string | null {
  const digits: number[] = [];
  for (const byte of random) if (byte < 250 && digits.length < 11) digits.push(byte % 10);
  if (digits.length < 11) return null;
  return grouped([...digits, (10 - (luhnSum([...digits, 0]) % 10)) % 10].join(''));
}

/** The label in its one spelling, or null where it is malformed. Spaces and dashes do not matter. */
export function parseLabel(typed: string): string | null {
  if (typed.length > 60) return null;
  const plain = typed.normalize('NFKC').replace(/[\s\p{Pd}\u2212._]/gu, '');
  if (!/^[0-9]{12}$/.test(plain)) return null;
  return luhnSum([...plain].map(Number)) % 10 === 0 ? grouped(plain) : null;
}

/** Every second digit, from the last but one on, counts twice. */
function luhnSum(digits: readonly number[]): number {
  return digits.reduce((sum, digit, place) => {
    if ((digits.length - place) % 2 === 1) return sum + digit;
    return sum + (digit > 4 ? 2 * digit - 9 : 2 * digit);
  }, 0);
}

function grouped(plain: string): string {
  return plain.match(/.{4}/g)?.join('-') ?? '';
}
