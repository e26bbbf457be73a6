/** An id is made before its row is committed: by so many milliseconds or others at most. */
const margins = {
  close: { ms: 60_000, numbers: 1_000n },
  /** After a start nothing is known of the transactions before. */
  wide: { ms: 3_600_000, numbers: 10_000n },
};

/** The first uuid of version 7 of a moment. */
export function uuidAt(ms: number): string {
  const time = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0').slice(-12);
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

/** An id before which all others were made earlier than this one by the margin; null: from the first row. */
export function idBefore(
  kind: 'uuid' | 'number',
  id: string | null,
  margin: keyof typeof margins = 'close',
): string | null {
  if (id === null) return null;
  const { ms, numbers } = margins[margin];
  if (kind === 'uuid') return uuidAt(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) - ms);
  const before = BigInt(id) - numbers;
  return before > 0n ? String(before) : null;
}
