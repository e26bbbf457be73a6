// Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O and U, so that numbers are read out without mistakes.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** So many signs of five bits each, out of as many random bytes. */
export function signsOf(random: Buffer, count: number): string {
  return [...random.subarray(0, count)].map((byte) => alphabet[byte & 31]).join('');
}
