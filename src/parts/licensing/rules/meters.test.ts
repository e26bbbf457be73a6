import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countUse, dayCounted, nextStart, periodStart } from './meters.ts';

test.each([
  ['day', '2026-03-31', '2026-03-31', '2026-04-01'],
  ['month', '2026-12-31', '2026-12-01', '2027-01-01'],
  ['month', '2028-02-29', '2028-02-01', '2028-03-01'],
  ['year', '2026-12-31', '2026-01-01', '2027-01-01'],
  ['never', '2026-12-31', '1970-01-01', null],
] as const)('a period of a %s with %s begins on %s and the next on %s', (period, day, from, next) => {
  expect([periodStart(period, day), nextStart(period, day)]).toEqual([from, next]);
});

test.each([
  ['2026-03-02', '2026-03-02'],
  ['2099-01-01', '2026-03-10'],
  ['1999-01-01', '2026-03-01'],
])('what a program calls %s counts for %s', (said, day) => {
  expect(dayCounted(said, { activatedOn: '2026-03-01', today: '2026-03-10' })).toBe(day);
});

describe('what is counted', () => {
  test.each([
    ['the first use', { total: 0, to: 1 }, { known: 0, used: 0, cap: 3 }, { made: 0, next: 1, refused: false }],
    ['the last', { total: 2, to: 3 }, { known: 2, used: 2, cap: 3 }, { made: 0, next: 1, refused: false }],
    ['one too many', { total: 3, to: 4 }, { known: 3, used: 3, cap: 3 }, { made: 0, next: 0, refused: true }],
    [
      'more at once than there are',
      { total: 0, to: 4 },
      { known: 0, used: 0, cap: 3 },
      { made: 0, next: 0, refused: true },
    ],
    ['the same again', { total: 0, to: 1 }, { known: 1, used: 1, cap: 1 }, { made: 0, next: 0, refused: false }],
    ['what was used offline', { total: 9, to: 9 }, { known: 2, used: 2, cap: 3 }, { made: 7, next: 0, refused: false }],
    ['that and one more', { total: 9, to: 10 }, { known: 2, used: 2, cap: 3 }, { made: 7, next: 0, refused: true }],
    ['without a cap', { total: 9, to: 99 }, { known: 0, used: 0, cap: null }, { made: 9, next: 90, refused: false }],
    [
      'a count that went back',
      { total: 1, to: 2 },
      { known: 5, used: 5, cap: 9 },
      { made: 0, next: 0, refused: false },
    ],
  ])('%s', (_, told, stand, expected) => {
    expect(countUse(told, { ...stand, mayAsk: true })).toEqual(expected);
  });

  test('only what was made, where the licence gives nothing', () => {
    const stand = { known: 0, used: 0, cap: null, mayAsk: false };
    expect(countUse({ total: 2, to: 3 }, stand)).toEqual({ made: 2, next: 0, refused: true });
  });

  test('is once what each machine used, however often and in which order its requests arrive', () => {
    const requests = fc.array(fc.record({ total: fc.nat(20), more: fc.nat(3), again: fc.boolean() }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(requests, fc.option(fc.nat(30)), (all, cap) => {
        let known = 0;
        let used = 0;
        for (const { total, more, again } of all)
          for (const _ of again ? [1, 2] : [1]) {
            const before = known;
            const { made, next } = countUse({ total, to: total + more }, { known, used, cap, mayAsk: true });
            used += made + next;
            known = Math.max(known, total) + next;
            if (next > 0 && cap !== null) expect(used).toBeLessThanOrEqual(cap);
            expect(known).toBeGreaterThanOrEqual(before);
          }
        expect(used).toBe(known);
      }),
    );
  });
});
