import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rangeBefore } from './compare.ts';
import {
  addDays,
  type Counted,
  dayIn,
  dayNumber,
  dayOf,
  mondayOf,
  monthOf,
  rangeOf,
  stepEnd,
  stepsOf,
  type Unit,
  unitsOf,
} from './range.ts';

const counted: Counted = { first: '2022-03-10', last: '2026-11-27', open: ['2026-11-27'] };
const lateMarch = Array.from({ length: 22 }, (_, index) => `d2022-03-${index + 10}`);
const short = (units: Unit[]) => units.map(({ period, startsOn }) => `${period}${startsOn}`);

describe('unitsOf', () => {
  test.each([
    ['a day', '2026-05-05', '2026-05-05', ['d2026-05-05']],
    ['a whole month', '2026-05-01', '2026-05-31', ['m2026-05-01']],
    ['a whole year', '2025-01-01', '2025-12-31', ['y2025-01-01']],
    [
      'ends by days, then months, then a year',
      '2024-11-29',
      '2026-02-02',
      ['d2024-11-29', 'd2024-11-30', 'm2024-12-01', 'y2025-01-01', 'm2026-01-01', 'd2026-02-01', 'd2026-02-02'],
    ],
    [
      'the year that goes on, and the day that is open by itself',
      '2026-01-01',
      '2026-11-27',
      ['y2026-01-01', 'd2026-11-27'],
    ],
    ['the month that goes on', '2026-11-01', '2026-11-30', ['m2026-11-01', 'd2026-11-27']],
    ['the year of the first day, from before', '2020-01-01', '2022-04-30', [...lateMarch, 'm2022-04-01']],
    ['the month of the first day, which may hold days that are no longer kept', '2022-03-01', '2022-03-31', lateMarch],
    ['before anything was counted', '2020-01-01', '2021-12-31', []],
    ['after', '2027-01-01', '2027-12-31', []],
  ])('%s', (_case, from, to, units) => {
    expect(short(unitsOf({ from, to }, counted))).toEqual(units);
  });

  test('reads no year, or no month, where a series is to be made', () => {
    expect(short(unitsOf({ from: '2025-12-01', to: '2026-01-31' }, counted, 'm'))).toEqual([
      'm2025-12-01',
      'm2026-01-01',
    ]);
    expect(unitsOf({ from: '2026-05-01', to: '2026-05-31' }, counted, 'd')).toHaveLength(31);
  });

  test('reads every counted day of the range once, and no other', () => {
    const someDay = fc.integer({ min: dayNumber('2021-11-01'), max: dayNumber('2027-02-01') }).map(dayOf);
    fc.assert(
      fc.property(someDay, someDay, fc.array(someDay, { maxLength: 4 }), (a, b, opened) => {
        const [from = a, to = b] = [a, b].toSorted();
        const open = opened.filter((day) => within(day, counted.first, counted.last));
        const read = unitsOf({ from, to }, { ...counted, open }).flatMap((unit) => daysIn(unit, open));
        const wanted = daysBetween(from, to).filter((day) => within(day, counted.first, counted.last));
        expect(read.toSorted()).toEqual(wanted);
      }),
      { numRuns: 300 },
    );
  });
});

const within = (day: string, first: string, last: string) => day >= first && day <= last;

function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The days whose figures stand in a row: a month or year holds closed days only. */
function daysIn({ period, startsOn }: Unit, open: readonly string[]): string[] {
  if (period === 'd') return [startsOn];
  const end = period === 'y' ? `${startsOn.slice(0, 4)}-12-31` : monthOf(startsOn).to;
  return daysBetween(startsOn, end).filter((day) => within(day, counted.first, counted.last) && !open.includes(day));
}

test('weeks begin on Monday, months end where they end', () => {
  expect(mondayOf('2026-11-27')).toBe('2026-11-23');
  expect(mondayOf('2026-11-23')).toBe('2026-11-23');
  expect(mondayOf('1969-12-31')).toBe('1969-12-29');
  expect(stepEnd('2024-02-01', 'month')).toBe('2024-02-29');
  expect(stepsOf({ from: '2026-10-30', to: '2026-11-10' }, 'week')).toEqual(['2026-10-26', '2026-11-02', '2026-11-09']);
});

test('a day is one of the zone, also where clocks are changed', () => {
  expect(dayIn('Europe/Berlin', new Date('2026-10-24T21:59:59Z'))).toBe('2026-10-24');
  expect(dayIn('Europe/Berlin', new Date('2026-10-24T22:00:00Z'))).toBe('2026-10-25');
  expect(dayIn('Europe/Berlin', new Date('2026-10-25T22:59:59Z'))).toBe('2026-10-25');
  expect(dayIn('Pacific/Auckland', new Date('2026-10-25T11:00:00Z'))).toBe('2026-10-26');
});

test.each([
  ['as many days just before', ['2026-11-10', '2026-11-16'], 'previous', ['2026-11-03', '2026-11-09']],
  ['the month before a month', ['2026-03-01', '2026-03-31'], 'previous', ['2026-02-01', '2026-02-28']],
  ['the quarter before a quarter', ['2026-01-01', '2026-03-31'], 'previous', ['2025-10-01', '2025-12-31']],
  ['a year earlier', ['2026-11-10', '2026-11-16'], 'year', ['2025-11-10', '2025-11-16']],
  ['a year before the 29th of February', ['2024-02-29', '2024-02-29'], 'year', ['2023-02-28', '2023-02-28']],
] as const)('%s', (_case, [from, to], compare, [before, until]) => {
  expect(rangeBefore(rangeOf(from, to), compare)).toMatchObject({ from: before, to: until });
});
