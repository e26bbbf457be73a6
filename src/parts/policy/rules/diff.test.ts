import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffSections, diffWords } from './diff.ts';

const section = (id: string, text: string) => ({ id, heading: `About ${id}`, text });

test('names what was added, removed and changed, and nothing else', () => {
  const before = [section('A', 'One two three.'), section('B', 'Stays.'), section('C', 'Goes.')];
  const after = [section('A', 'One too three.'), section('B', 'Stays.'), section('D', 'Comes.')];
  expect(diffSections(before, after).map(({ id, kind }) => [id, kind])).toEqual([
    ['A', 'changed'],
    ['D', 'added'],
    ['C', 'removed'],
  ]);
});

test('each text can be put together again from its difference', () => {
  const words = fc.array(fc.constantFrom('a ', 'b ', 'c ', 'd '), { maxLength: 30 });
  fc.assert(
    fc.property(words, words, (before, after) => {
      const pieces = diffWords(before, after);
      const without = (kind: string) => pieces.filter((piece) => piece.kind !== kind).map((piece) => piece.text);
      expect(without('added').join('')).toBe(before.join(''));
      expect(without('removed').join('')).toBe(after.join(''));
    }),
  );
});
