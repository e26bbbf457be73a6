import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addSteps, durationSteps, medianOf, stepOf } from './durations.ts';
import { type Cell, fold, k } from './fold.ts';

const cell = fc.record({
  value: fc.option(fc.string({ minLength: 1, maxLength: 3 })),
  visits: fc.integer({ min: 0, max: 12 }),
  views: fc.integer({ min: 0, max: 30 }),
  bounces: fc.integer({ min: 0, max: 5 }),
  seconds: fc.integer({ min: 0, max: 900 }),
  amounts: fc.integer({ min: 0, max: 900 }),
});
const cells = fc.uniqueArray(cell, { selector: ({ value }) => value, maxLength: 12 });
const sum = (list: readonly Cell[], name: 'visits' | 'views' | 'bounces' | 'seconds' | 'amounts') =>
  list.reduce((total, each) => total + each[name], 0);

test('nothing below k is shown: it is in "other", which is never smaller, or nothing is shown at all', () => {
  fc.assert(
    fc.property(cells, (list) => {
      const shown = fold(list);
      const named = shown.filter(({ value }) => value !== null);
      if (shown.length > 0)
        for (const name of ['visits', 'views', 'bounces', 'seconds', 'amounts'] as const)
          expect(sum(shown, name)).toBe(sum(list, name));
      else expect(sum(list, 'visits')).toBeLessThan(k);
      for (const { visits } of named) expect(visits).toBeGreaterThanOrEqual(k);
      const other = shown.find(({ value }) => value === null);
      if (other && (other.visits > 0 || other.views > 0)) expect(other.visits).toBeGreaterThanOrEqual(k);
    }),
  );
});

test('of a pair both sides must be named', () => {
  const rest = { views: 9, bounces: 0, seconds: 0, amounts: 0 };
  const shown = fold([
    { value: '/a', second: 'x', visits: 9, ...rest },
    { value: '/a', second: null, visits: 7, ...rest },
    { value: '/b', second: 'x', visits: 4, ...rest },
  ]);
  expect(shown).toEqual([
    { value: '/a', second: 'x', visits: 9, ...rest },
    { value: null, second: null, visits: 11, views: 18, bounces: 0, seconds: 0, amounts: 0 },
  ]);
});

test('durations fall into their steps, and the median into the step of the middle visit', () => {
  expect([0, 1, 9, 10, 59, 60, 1799, 1800, 90_000].map(stepOf)).toEqual([0, 1, 1, 2, 3, 4, 9, 10, 10]);
  expect(medianOf([])).toBeNull();
  expect(medianOf([5])).toBe(0);
  expect(medianOf([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3])).toBe(1800);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 1 }), (durations) => {
      const steps = durations.reduce(
        (all, each) => addSteps(all, Object.assign([], { [stepOf(each)]: 1 })),
        [] as number[],
      );
      const middle = durations.toSorted((a, b) => a - b)[Math.ceil(durations.length / 2) - 1] ?? 0;
      const median = medianOf(steps) ?? Number.NaN;
      const step = stepOf(middle);
      expect(median).toBeGreaterThanOrEqual(durationSteps[step] ?? 0);
      expect(median).toBeLessThanOrEqual(durationSteps[step + 1] ?? 1800);
    }),
  );
});
