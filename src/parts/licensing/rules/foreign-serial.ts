/**
 * Serials of older systems are kept as they were given. They are found again whatever their case, spaces and dashes: by this key.
 */
/** In bytes: programs take no licence document with a longer one (docs/licence-document.md). */
const longestSerial = 63;
const longestTyped = 200;

/** The serial as it is kept: one spelling of Unicode, single spaces. Null where it can be none. */
export function asGiven(text: string): string | null {
  const given = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const bad = /[\p{Cc}\p{Cf}\u2028\u2029]/u.test(given) || !given.isWellFormed();
  return Buffer.byteLength(given) > longestSerial || bad || foreignKey(given) === null ? null : given;
}

/** What a foreign serial is found by; null for what has no letter and no digit. */
export function foreignKey(typed: string): string | null {
  if (typed.length > longestTyped) return null;
  const key = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\u2212._]/gu, '');
  return /[\p{L}\p{N}]/u.test(key) && !/[\p{Cc}\p{Cf}]/u.test(key) && key.isWellFormed() ? key : null;
}
