import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldersOf, sortFolders } from './folders.ts';

const row = (path: string, visits = 10) => ({ path, visits, views: visits * 2 });
const site = [
  '/',
  '/about',
  '/products',
  '/products/mill',
  '/products/mill/3',
  '/products/turn',
  '/docs/a',
  '/docs/b?page=1/2',
];
const told = (under: string, paths: readonly string[] = site) =>
  foldersOf(
    paths.map((path) => row(path)),
    under,
  )
    .map(({ value, folder, paths }) => `${value}${folder ? ` (${paths})` : ''}`)
    .sort();

describe('foldersOf', () => {
  test('puts paths into the folder below the one that is opened, the page of a folder with it', () => {
    expect(told('/')).toEqual(['/', '/about', '/docs/ (2)', '/products/ (4)']);
    expect(told('/products/')).toEqual(['/products', '/products/mill/ (2)', '/products/turn']);
    expect(told('/products/mill/')).toEqual(['/products/mill', '/products/mill/3']);
    expect(told('/docs/')).toEqual(['/docs/a', '/docs/b?page=1/2']);
  });

  test('knows a folder from a name that only begins alike', () => {
    expect(told('/prod/', ['/products/mill', '/prod'])).toEqual(['/prod']);
    expect(told('/', ['/a', '/ab/c'])).toEqual(['/a', '/ab/ (1)']);
  });

  test('a page whose address ends in a slash is that of the folder', () => {
    expect(told('/', ['/a/', '/a/b'])).toEqual(['/a/ (2)']);
    expect(told('/a/', ['/a/', '/a/b', '/a'])).toEqual(['/a', '/a/', '/a/b']);
  });

  test('sums up what is in it, and loses and doubles nothing, however deep', () => {
    expect(foldersOf([row('/a/b', 7), row('/a/c', 5), row('/a', 3)], '/')).toEqual([
      { value: '/a/', folder: true, paths: 3, visits: 15, views: 30 },
    ]);
    const part = fc.constantFrom('a', 'b', 'ab', '*', '');
    const path = fc.array(part, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`);
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 30 }), (paths) => {
        const rows = paths.map((each, index) => row(each, index + 1));
        const leaves = (under: string): number =>
          foldersOf(rows, under).reduce((sum, { value, folder, visits }) => {
            if (!folder) return sum + visits;
            const inside = foldersOf(rows, value).reduce((all, each) => all + each.visits, 0);
            expect(inside).toBe(visits);
            return sum + leaves(value);
          }, 0);
        expect(leaves('/')).toBe(rows.reduce((sum, { visits }) => sum + visits, 0));
      }),
    );
  });
});

test('sortFolders', () => {
  const rows = foldersOf([row('/b', 5), row('/a', 5), row('/c/d', 9)], '/');
  const values = (sort: string) => sortFolders(rows, sort).map(({ value }) => value);
  expect(values('-visits')).toEqual(['/c/', '/a', '/b']);
  expect(values('views')).toEqual(['/a', '/b', '/c/']);
  expect(values('-value')).toEqual(['/c/', '/b', '/a']);
});
