import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Cells } from './cells.ts';
import { type FlatRows, largestOf } from './largest.ts';

const row = fc.record({
  value: fc.integer({ min: 0, max: 40 }),
  second: fc.integer({ min: 0, max: 3 }),
  visits: fc.integer({ min: 0, max: 6 }),
  views: fc.integer({ min: 0, max: 4 }),
});

it('of some rows the largest are picked as sorting would, with ties decided by views and then by number', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 200 }), fc.integer({ min: 1, max: 60 }), (given, most) => {
      const rows = [...new Map(given.map((each) => [`${each.value} ${each.second}`, each])).values()];
      const flat = {
        rows: Int32Array.from(rows.flatMap(({ second, value, views, visits }) => [value, second, visits, views])),
        rowLength: 4,
        size: rows.length,
      } satisfies FlatRows;
      const sorted = rows
        .map((each, index) => ({ ...each, index }))
        .sort((a, b) => b.visits - a.visits || b.views - a.views || a.value - b.value || a.second - b.second);
      const wanted = sorted.slice(0, most).map(({ index }) => index);
      const found = [...largestOf(flat, Int32Array.from(rows.keys()), most)];
      expect(found.sort((a, b) => a - b)).toEqual(wanted.sort((a, b) => a - b));
    }),
  );
});

it('cells hand out the largest that have names, and all others as one, so that sums stay right', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 200 }), fc.integer({ min: 1, max: 30 }), (given, most) => {
      for (const sides of ['single', 'pair'] as const) {
        const cells = new Cells('days');
        for (const { second, value, views, visits } of given)
          cells.add(value, sides === 'pair' ? second : 0, {
            visits,
            views,
            bounces: 1,
            seconds: 2 ** 31,
            amounts: visits,
          });
        const all = cells.list();
        const { named, other } = cells.largest(most, sides);
        const hasName = (cell: (typeof all)[number]) => cell.value !== 0 && (sides === 'single' || cell.second !== 0);
        expect(named.every(hasName)).toBe(true);
        expect(named.length).toBe(Math.min(most, all.filter(hasName).length));
        expect(other === null).toBe(named.length === all.length);
        const shown = other ? [...named, other] : named;
        for (const figure of ['visits', 'views', 'bounces', 'seconds', 'amounts'] as const) {
          const sum = (of: typeof shown) => of.reduce((so, each) => so + each[figure], 0);
          expect(sum(shown)).toBe(sum(all));
        }
      }
    }),
  );
});
