import { describe, expect, test } from 'vitest';
import { inOrder } from './catalog.ts';

const tables = ['a', 'b', 'c', 'd'].map((name) => ({ name }));
const names = (references: [string, string][]) =>
  inOrder(
    tables,
    references.map(([from, to]) => ({ from, to })),
  ).map(({ name }) => name);

describe('order of tables', () => {
  test('what is referred to comes first', () => {
    expect(names([])).toEqual(['a', 'b', 'c', 'd']);
    expect(
      names([
        ['a', 'd'],
        ['d', 'b'],
      ]),
    ).toEqual(['b', 'c', 'd', 'a']);
  });

  test('references to tables that are not copied do not count', () => {
    expect(names([['a', 'jobs.queue']])).toEqual(['a', 'b', 'c', 'd']);
  });

  test('a circle is refused', () => {
    expect(() =>
      names([
        ['a', 'b'],
        ['b', 'a'],
      ]),
    ).toThrow(expect.objectContaining({ keptCode: 'KEPT_BACKUP_SCHEMA' }));
  });
});
