import type { NoticeSection } from '../wire/notices.ts';

export interface Piece {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

export interface SectionChange {
  readonly id: string | null;
  readonly heading: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly pieces: readonly Piece[];
}

/** Section by section, matched by id (else by heading): what was added, removed and changed. Unchanged ones are left out. */
export function diffSections(before: readonly NoticeSection[], after: readonly NoticeSection[]): SectionChange[] {
  const old = new Map(before.map((section) => [keyOf(section), section]));
  const kept = new Set(after.map(keyOf));
  const changes = after.flatMap((section) => changeOf(old.get(keyOf(section)), section));
  const removed = before.filter((section) => !kept.has(keyOf(section)));
  return [...changes, ...removed.map((section) => whole(section, 'removed'))];
}

function keyOf(section: NoticeSection): string {
  return section.id ?? section.heading ?? '';
}

function changeOf(old: NoticeSection | undefined, section: NoticeSection): SectionChange[] {
  if (!old) return [whole(section, 'added')];
  const [before, after] = [wordsOf(old), wordsOf(section)];
  if (before.join('') === after.join('')) return [];
  return [{ ...nameOf(section), kind: 'changed', pieces: diffWords(before, after) }];
}

function whole(section: NoticeSection, kind: 'added' | 'removed'): SectionChange {
  return { ...nameOf(section), kind, pieces: [{ kind, text: section.text }] };
}

function nameOf(section: NoticeSection) {
  return { id: section.id ?? null, heading: section.heading ?? section.id ?? '' };
}

// A changed heading is part of what changed.
function wordsOf(section: NoticeSection): string[] {
  return `${section.heading === null ? '' : `${section.heading}\n\n`}${section.text}`.split(/(?<=\s)(?=\S)/);
}

/** Longest common run of words; two texts with nothing in common come out as one removed and one added piece. */
export function diffWords(before: readonly string[], after: readonly string[]): Piece[] {
  const common = commonLengths(before, after);
  const pieces: Piece[] = [];
  let [b, a] = [0, 0];
  while (b < before.length || a < after.length) {
    const [old, fresh] = [before[b], after[a]];
    if (old !== undefined && old === fresh) {
      push(pieces, 'same', old);
      b += 1;
      a += 1;
    } else if (old !== undefined && (fresh === undefined || at(common, b + 1, a) >= at(common, b, a + 1))) {
      push(pieces, 'removed', old);
      b += 1;
    } else if (fresh !== undefined) {
      push(pieces, 'added', fresh);
      a += 1;
    }
  }
  return pieces;
}

/** `lengths[b][a]`: how many words `before` from b and `after` from a have in common, in order. */
function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let b = before.length - 1; b >= 0; b -= 1)
    for (let a = after.length - 1; a >= 0; a -= 1) {
      const row = lengths[b];
      if (!row) continue;
      row[a] =
        before[b] === after[a] ? at(lengths, b + 1, a + 1) + 1 : Math.max(at(lengths, b + 1, a), at(lengths, b, a + 1));
    }
  return lengths;
}

function at(lengths: readonly (readonly number[])[], b: number, a: number): number {
  return lengths[b]?.[a] ?? 0;
}

function push(pieces: Piece[], kind: Piece['kind'], text: string): void {
  const last = pieces.at(-1);
  if (last?.kind === kind) pieces[pieces.length - 1] = { kind, text: last.text + text };
  else pieces.push({ kind, text });
}
