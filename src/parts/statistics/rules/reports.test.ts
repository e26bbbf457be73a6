import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asInt32s, asNumbers } from '../../../platform/db/number-lists.ts';
import { csv } from './csv.ts';
import { type DayFacts, figuresOf, seriesOf } from './figures.ts';
import { k } from './fold.ts';
import { duePeriod } from './mail-due.ts';
import { narrowedSeries } from './narrow.ts';
import { rangeOf } from './range.ts';
import { filtersOf, pairOf, parseFilter } from './report-dimensions.ts';
import { shownCell } from './shown-cell.ts';
import { type CellRow, sumCells } from './sum-cells.ts';
import { foldTable, sortCells } from './table-rows.ts';

const rowOf = (cells: readonly (readonly [id: number, second: number, visits: number])[]): CellRow => ({
  ids: Int32Array.from(cells, ([id]) => id),
  secondIds: Int32Array.from(cells, ([, second]) => second),
  visits: Int32Array.from(cells, ([, , visits]) => visits),
  views: Int32Array.from(cells, ([, , visits]) => visits * 2),
  bounces: Int32Array.from(cells, () => 1),
  seconds: Float64Array.from(cells, ([, , visits]) => visits * 10),
  amounts: null,
});

describe('sumCells', () => {
  // Ids both near to one another and far apart: they are found in two ways.
  const id = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 2_000_000_000 }));
  const cell = fc.tuple(id, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 20 }));
  const rows = fc.array(fc.array(cell, { maxLength: 20 }), { maxLength: 6 });

  test('adds up the visits of each value, and loses none', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const sums = new Map(sumCells(given.map(rowOf), null).map((each) => [each.value ?? 0, each.visits]));
        const plain = new Map<number, number>();
        for (const [key, , visits] of given.flat()) plain.set(key, (plain.get(key) ?? 0) + visits);
        expect(sums).toEqual(plain);
      }),
    );
  });

  test('of a pair, adds up one side for what is asked of the other', () => {
    const row = rowOf([
      [1, 7, 5],
      [2, 7, 6],
      [1, 8, 9],
    ]);
    const bySecond = sumCells([row], { side: 'second', ids: new Set([7]) });
    expect(bySecond.map((each) => [each.value ?? 0, each.visits])).toEqual([
      [1, 5],
      [2, 6],
    ]);
    const byFirst = sumCells([row, row], { side: 'first', ids: new Set([1]) });
    expect(byFirst.map((each) => [each.value ?? 0, each.visits])).toEqual([
      [7, 10],
      [8, 18],
    ]);
  });

  test('a table names nothing of fewer than five visits, and its sums stay what they were', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const sums = sumCells(given.map(rowOf), null);
        const { named, other } = foldTable(sums, {});
        const shown = [...named, ...(other ? [other] : [])];
        expect(shown.every(({ visits }) => visits >= k)).toBe(true);
        const all = given.flat().reduce((sum, [, , visits]) => sum + visits, 0);
        expect(shown.reduce((sum, { visits }) => sum + visits, 0)).toBe(all < k ? 0 : all);
        expect(foldTable(sums, { ofFew: true })).toEqual({ named, other: null });
      }),
    );
  });

  test('one value is told of by itself where the table names it, and not where it is part of "other"', () => {
    const row = fc.uniqueArray(cell, { selector: ([value]) => value, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 3 }), (given) => {
        const all = given.map(rowOf);
        const { named } = foldTable(sumCells(all, null), {});
        for (const { value } of sumCells(all, null)) {
          if (value === null) continue;
          expect(shownCell(all, [value])).toEqual(named.find((cell) => cell.value === value) ?? null);
        }
      }),
    );
  });
});

test('equal values of a table are in the order of their names', () => {
  const { named } = foldTable(
    sumCells(
      [
        rowOf([
          [3, 0, 9],
          [1, 0, 9],
          [2, 0, 10],
        ]),
      ],
      null,
    ),
    {},
  );
  const order = (sort: string) =>
    sortCells(named, { sort, nameOf: ({ value }) => value ?? 0 }).map(({ value }) => value);
  expect(order('-visits')).toEqual([2, 1, 3]);
  expect(order('visits')).toEqual([1, 3, 2]);
  expect(order('-value')).toEqual([3, 2, 1]);
  // Of equal ones at the end of a page, those whose names come first.
  const first = (sort: string, most: number) =>
    sortCells(named, { sort, most, nameOf: ({ value }) => value ?? 0 }).map(({ value }) => value);
  expect([first('-visits', 2), first('visits', 1), first('-value', 1)]).toEqual([[2, 1], [1], [3]]);
});

test('lists of numbers are read as the database writes them, and nothing else is', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })), (numbers) => {
      expect([...asInt32s(`{${numbers.join(',')}}`)]).toEqual(numbers);
    }),
  );
  expect([...asNumbers('{9007199254740991,-1,0}')]).toEqual([9_007_199_254_740_991, -1, 0]);
  expect(asInt32s(null)).toHaveLength(0);
  expect(() => asInt32s('{1,NULL}')).toThrow('not a plain list');
  expect(() => asInt32s('{{1},{2}}')).toThrow('not a plain list');
});

describe('CSV', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+49', "'+49"],
    ['-x', "'-x"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['＝1', "'＝1"],
    ['a"b', '"a""b"'],
    ['a,b', '"a,b"'],
    ['a\r\nb', '"a\r\nb"'],
    ['/plain', '/plain'],
    [-3, '-3'],
    [null, ''],
  ])('%j', (value, written) => {
    expect(csv(['x'], [[value]])).toBe(`\uFEFFx\r\n${written}\r\n`);
  });
});

const day = (on: string, visits: number, more: Partial<DayFacts> = {}): DayFacts => ({
  day: on,
  closed: true,
  visits,
  visitors: visits,
  visitors_exact: true,
  views: visits * 3,
  bounces: 2,
  one_page: 3,
  span_seconds: 600,
  span_seconds_many: 560,
  engaged_seconds: 300,
  engaged_seconds_many: 280,
  engaged_visits: visits,
  engaged_visits_many: visits - 3,
  goals: 1,
  bot_hits: 4,
  refused_hits: 5,
  own_hits: 6,
  bad_lines: 0,
  log_only_visits: 0,
  beacon_only_visits: 0,
  ...more,
});
const steps = { span: [3, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0], engaged: [] };

describe('figures', () => {
  test('with and without visits of one page, the median within its step', () => {
    const figures = figuresOf([day('2026-01-01', 10)], steps, rangeOf('2026-01-01', '2026-01-01'));
    expect(figures.span).toMatchObject({ mean: 60, meanWithoutOnePage: 80 });
    // The fifth of ten is the second of seven from 60 to below 120 seconds.
    expect(figures.span?.median).toBeCloseTo(60 + (2 / 7) * 60);
    expect(figures.visitors).toEqual({ value: 10, word: 'visitors', exact: true });
  });

  test('over days they are visitor-days, and "at most" if one day is', () => {
    const days = [day('2026-01-01', 10), day('2026-01-02', 10, { visitors_exact: false })];
    const figures = figuresOf(days, steps, rangeOf('2026-01-01', '2026-01-02'));
    expect(figures.visitors).toEqual({ value: 20, word: 'visitor-days', exact: false });
  });

  test('a mean of fewer than five visits is not told, though there were more visits', () => {
    const figures = figuresOf(
      [day('2026-01-01', 10, { engaged_visits: 4 })],
      steps,
      rangeOf('2026-01-01', '2026-01-01'),
    );
    expect(figures.engaged).toMatchObject({ mean: null, median: null, distribution: [], visits: 0 });
    const many = figuresOf([day('2026-01-01', 7)], steps, rangeOf('2026-01-01', '2026-01-01'));
    expect(many.span).toMatchObject({ meanWithoutOnePage: null });
  });

  test('steps of few visits are joined with others, and none is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 11 }), (span) => {
        const visits = span.reduce((sum, each) => sum + each, 0);
        fc.pre(visits >= k);
        const one = day('2026-01-01', visits);
        const { distribution = [] } = figuresOf([one], { span, engaged: [] }, rangeOf(one.day, one.day)).span ?? {};
        expect(distribution.filter((step) => step.visits > 0 && step.visits < k)).toEqual([]);
        expect(distribution.reduce((sum, step) => sum + step.visits, 0)).toBe(visits);
        expect(distribution.map(({ from }) => from)).toEqual([0, ...distribution.slice(0, -1).map(({ to }) => to)]);
      }),
    );
  });

  test('what one to four visits did is not told of many', () => {
    const few = day('2026-01-01', 20, { goals: 4, one_page: 2, log_only_visits: 3, beacon_only_visits: 9 });
    expect(figuresOf([few], steps, rangeOf(few.day, few.day))).toMatchObject({
      goals: null,
      onePage: null,
      missedByBeacon: null,
    });
  });

  test.each([
    ['beacon and log', { log_only_visits: 6, beacon_only_visits: 10 }, { logOnly: 6, beaconOnly: 10, share: 0.15 }],
    ['the beacon alone: there is no log to compare with', { beacon_only_visits: 40 }, null],
    ['the log alone: the script is not in the pages', { log_only_visits: 40 }, null],
    [
      'the log and never the beacon on the same visit',
      { log_only_visits: 10, beacon_only_visits: 30 },
      { logOnly: 10, beaconOnly: 30, share: 0.25 },
    ],
  ])('what the beacon missed, counted by %s', (_, seen, missedByBeacon) => {
    const one = day('2026-01-01', 40, seen);
    expect(figuresOf([one], steps, rangeOf(one.day, one.day)).missedByBeacon).toEqual(missedByBeacon);
  });

  test('a series has a point for each step, those without a day too', () => {
    const frame = { range: rangeOf('2026-03-28', '2026-03-30'), by: 'day' as const, today: '2026-03-30' };
    const series = seriesOf([day('2026-03-28', 10), day('2026-03-30', 4)], frame);
    expect(series.map(({ visits, views, few, partial }) => [visits, views, few, partial])).toEqual([
      [null, null, true, false],
      [0, 0, false, false],
      [null, null, true, true],
    ]);
  });

  test('no day of one to four visits is told, and none can be had by subtracting the others from the total', () => {
    const visits = fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(visits, (given) => {
        const dates = given.map((_, index) => `2026-03-${String(index + 1).padStart(2, '0')}`);
        const range = rangeOf(dates[0] ?? '', dates.at(-1) ?? '');
        const days = given.map((each, index) => day(dates[index] ?? '', each));
        const { visits: total } = figuresOf(days, steps, range);
        const series = seriesOf(days, { range, by: 'day', today: '2026-12-01' });
        const shown = series.map((point) => point.visits);
        for (const each of [total, ...shown]) if (each !== null && each > 0) expect(each).toBeGreaterThanOrEqual(k);
        expect(series.filter((point) => point.few && Object.values(point).some(Number.isFinite))).toEqual([]);
        if (total === null || !shown.includes(null)) return;
        const rest = total - shown.reduce<number>((sum, each) => sum + (each ?? 0), 0);
        expect(rest).toBeGreaterThanOrEqual(k);
        expect(shown.filter((each) => each === null).length).toBeGreaterThanOrEqual(2);
      }),
    );
  });

  test('of one value of a dimension neither', () => {
    const frame = { range: rangeOf('2026-03-01', '2026-03-03'), by: 'day' as const, today: '2026-12-01' };
    const sum = (visits: number) => ({ visits, views: visits, bounces: 0, seconds: 0 });
    const told = new Map([
      ['2026-03-01', sum(20)],
      ['2026-03-02', sum(6)],
    ]);
    const shown = (all: number) => narrowedSeries(told, { ...frame, all }).map(({ visits }) => visits);
    expect(shown(29)).toEqual([20, null, null]);
    expect(shown(31)).toEqual([20, 6, null]);
    expect(shown(26)).toEqual([20, 6, 0]);
    expect(narrowedSeries(new Map(), { ...frame, all: 0 }).map(({ visits }) => visits)).toEqual([null, null, null]);
  });

  test('of people who refuse, and of hits of the own people, one to four are not told', () => {
    const one = day('2026-01-01', 20, { refused_hits: 1, own_hits: 4, bot_hits: 2 });
    const range = rangeOf(one.day, one.day);
    expect(figuresOf([one], steps, range)).toMatchObject({ refusedHits: null, ownHits: null, botHits: 2 });
    const cell = (value: number, views: number) => ({ value, visits: 0, views, bounces: 0, seconds: 0, amounts: 0 });
    expect(foldTable([cell(1, 1)], { ofRequests: true })).toEqual({ named: [], other: null });
    const { named, other } = foldTable([cell(1, 9), cell(2, 2), cell(3, 6)], { ofRequests: true, ofFew: true });
    expect(named).toEqual([cell(1, 9)]);
    expect(other).toMatchObject({ visits: 0, views: 8 });
  });
});

test('filters are read, and stand on both sides of a pair', () => {
  expect(parseFilter('page:/a:b')).toEqual({ dimension: 'page', value: '/a:b' });
  expect(parseFilter('page:')).toBeNull();
  expect(parseFilter('nothing:x')).toBeNull();
  expect(pairOf('country', 'page')).toEqual({ pair: 102, side: 'first' });
  expect(pairOf('page', 'country')).toEqual({ pair: 102, side: 'second' });
  expect(pairOf('page', 'page')).toBeNull();
  expect(filtersOf('goal')).toEqual(['referrer', 'campaign', 'country']);
});

test.each([
  ['on Monday, the week before', 'week', null, '2026-03-02', '2026-03-09', [], '2026-03-02'],
  ['not twice', 'week', '2026-03-02', '2026-03-02', '2026-03-09', [], null],
  ['not of a week that was over when it was asked for', 'week', null, '2026-03-09', '2026-03-09', [], null],
  ['of the week in which it was asked for', 'week', null, '2026-03-08', '2026-03-09', [], '2026-03-02'],
  ['not while a day of it is counted', 'week', null, '2026-03-02', '2026-03-09', ['2026-03-08'], null],
  ['but not for ever', 'week', null, '2026-03-02', '2026-03-11', ['2026-03-08'], '2026-03-02'],
  ['on the first, the month before', 'month', '2026-02-01', '2026-01-02', '2026-04-01', [], '2026-03-01'],
  ['of December in January', 'month', null, '2025-12-02', '2026-01-03', [], '2025-12-01'],
] as const)('a mail goes out %s', (...[, every, sentFor, askedOn, today, open, from]) => {
  expect(duePeriod({ every, sentFor }, { today, askedOn, open })?.from ?? null).toBe(from);
});
