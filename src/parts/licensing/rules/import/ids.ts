/**
 * Whatever an import makes has an id that tells which import and which line of its file made it: so nothing needs to be noted to undo it,
 * and a batch that is written twice is the same (decision 25).
 */
const kinds = {
  licence: 1,
  company: 2,
  address: 3,
  person: 4,
  'told of company': 5,
  'told of address': 6,
  'told of person': 7,
  assignment: 8,
} as const;
export type MadeKind = keyof typeof kinds;

/** Lines beyond this have no id. */
export const mostLines = 2 ** 32 - 1;

/** The first 80 bits are those of the import's own id, which is of version 7; then the kind, and the line. */
export function idOf(importId: string, kind: MadeKind, line: number): string {
  return `${importId.slice(0, 24)}${kinds[kind].toString(16).padStart(4, '0')}${line.toString(16).padStart(8, '0')}`;
}

/** All ids of one kind, of these lines or of all. */
export function idsOf(
  importId: string,
  kind: MadeKind,
  lines = { from: 0, to: mostLines },
): { from: string; to: string } {
  return { from: idOf(importId, kind, lines.from), to: idOf(importId, kind, lines.to) };
}
