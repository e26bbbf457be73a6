/** One address, without a name, that can be written to and in which nothing else hides; null where it is none. */
export function addressOf(text: string | undefined): string | null {
  const address = (text ?? '').trim();
  return address.length <= 254 && pattern.test(address) ? address.toWellFormed() : null;
}

const pattern = /^[^\s\p{Cc}@<>(),;:"\\]+@[^\s\p{Cc}@<>(),;:"\\]+$/u;
