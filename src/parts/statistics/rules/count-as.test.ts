import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rulesOf } from './count-as.ts';
import type { DayFacts } from './figures.ts';
import { foldRanges, k } from './fold.ts';
import { noFigures } from './no-figures.ts';

const day = (of: Partial<DayFacts>): DayFacts => ({
  ...noFigures,
  day: '2026-03-14',
  closed: true,
  visitors_exact: true,
  ...of,
});
const many = day({ visits: 100, visitors: 80, views: 250, bounces: 40, one_page: 50, span_seconds: 12_000 });
const counted = {
  days: [many],
  downloads: 10,
  outbound: 20,
  searches: 5,
  spanSteps: [50, 5, 5, 10, 10, 6, 4, 3, 3, 3, 1],
};
type Program = keyof typeof rulesOf;
const told = (as: Program, some: Partial<typeof counted> = {}) =>
  Object.fromEntries(rulesOf[as].rows({ ...counted, ...some }).map(({ figure, value, is }) => [figure, [value, is]]));

describe('the same day as', () => {
  test('Plausible: one page and nothing else is a bounce, times with one-page visits', () => {
    expect(told('plausible')).toEqual({
      'Unique visitors': [80, 'about'],
      'Total visits': [100, 'the same'],
      'Total pageviews': [250, 'the same'],
      'Views per visit': [2.5, 'the same'],
      'Bounce rate': [0.4, 'about'],
      'Visit duration': [120, 'the same'],
    });
  });

  test('Umami: by the hour of the clock, and every visit of one page is a bounce', () => {
    expect(told('umami')).toEqual({
      Visitors: [80, 'about'],
      Visits: [100, 'about'],
      Views: [250, 'the same'],
      'Bounce rate': [0.5, 'about'],
      'Visit duration': [120, 'about'],
    });
    expect(told('umami', { days: [many, many] }).Visitors).toEqual([null, 'not told']);
  });

  test('Matomo: downloads, outside links and searches are actions', () => {
    expect(told('matomo')).toMatchObject({
      Visits: [100, 'at least'],
      Actions: [285, 'at most'],
      'Actions per visit': [2.85, 'at most'],
      'Bounce rate': [0.5, 'about'],
    });
  });

  test('AWStats: visits by its ranges of time, which make up all of them', () => {
    const { 'Number of visits': visits, ...rest } = told('awstats', {
      spanSteps: [50, 5, 5, 10, 10, 6, 4, 3, 0, 0, 7],
    });
    expect(visits).toEqual([100, 'about']);
    expect(rest).toMatchObject({
      Bandwidth: [null, 'not told'],
      '0s-30s': [60, 'about'],
      '30s-2mn': [20, 'about'],
      // Three visits, and what is left of a hundred would tell of them.
      '2mn-5mn': [10, 'about'],
      '5mn-15mn and 15mn-30mn': [null, 'about'],
      '30mn-1h and 1h+': [null, 'about'],
    });
  });

  test('what one to four visits did is not told', () => {
    const few = {
      days: [day({ visits: 100, views: 200, one_page: 3, bounces: 3 })],
      downloads: 1,
      outbound: 1,
      searches: 0,
    };
    expect(told('umami', few)['Bounce rate']?.[0]).toBeNull();
    expect(told('matomo', few)).toMatchObject({
      Actions: [null, 'at most'],
      'Actions per visit': [null, 'at most'],
      'Bounce rate': [null, 'about'],
    });
  });
});

test('foldRanges tells no range of one to four visits, and none by subtraction', () => {
  expect(foldRanges([60, 20, 3, 10, 7])).toEqual([60, 20, null, 10, null]);
  expect(foldRanges([60, 0, 20])).toEqual([60, 0, 20]);
  // Eight in two that are both too few would be four each, five in five one each.
  expect(foldRanges([60, 4, 4, 20])).toEqual([60, null, null, null]);
  expect(foldRanges([60, 1, 1, 1, 1, 1, 20])).toEqual([60, null, null, null, null, null, null]);
  expect(foldRanges([60, 2, 4, 20])).toEqual([60, null, null, 20]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 5, maxLength: 5 }), (visits) => {
      const shown = foldRanges(visits);
      for (const each of shown) if (each !== null && each > 0) expect(each).toBeGreaterThanOrEqual(k);
      const hidden = visits.filter((_, index) => shown[index] === null);
      if (hidden.length === 0) return;
      const some = visits.filter((each) => each > 0).length;
      expect(hidden.length).toBeGreaterThanOrEqual(Math.min(2, some));
    }),
  );
});
