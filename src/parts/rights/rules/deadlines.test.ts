import { describe, expect, it } from 'vitest';
import { addBusinessDays, addMonths, daysBetween, isFederalHoliday } from './calendar.ts';
import { type Law, lawOf, type RequestKind, ruleFor, rules } from './deadlines.ts';
import { mayStep, requestNumber, scanType } from './requests.ts';

describe('a month', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-03-30', 1, '2026-04-30'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-05-15', 3, '2026-08-15'],
  ])('%s and %i later is %s', (day, months, later) => expect(addMonths(day, months)).toBe(later));
});

describe('the clock of a request', () => {
  it.each<[RequestKind, Law, string, string | null, string, string | null]>([
    // 28 February 2026 is a Saturday, so the month ends on Monday.
    ['access', 'gdpr', '2026-01-31', null, '2026-03-02', '2026-04-30'],
    ['erasure', 'gdpr', '2026-03-02', null, '2026-04-02', '2026-06-02'],
    ['opt-out', 'gdpr', '2026-03-04', null, '2026-03-09', null],
    // Over Thanksgiving and Christmas.
    ['access', 'ccpa', '2026-11-20', '2026-12-07', '2027-01-04', '2027-02-18'],
    ['opt-out', 'ccpa', '2026-12-14', null, '2027-01-06', null],
    ['question', 'house', '2026-03-02', null, '2026-04-02', '2026-06-02'],
  ])('%s under %s received on %s', (kind, law, received, confirm, due, extended) => {
    const rule = ruleFor(kind, law);
    expect(rule.confirmBy(received)).toBe(confirm);
    expect(rule.dueOn(received)).toBe(due);
    expect(rule.extendedTo?.(received) ?? null).toBe(extended);
  });

  it('never ends before it begins, and every rule has its source', () => {
    for (const rule of rules) {
      expect(rule.source.length).toBeGreaterThan(20);
      for (let day = 1; day <= 28; day += 1) {
        const received = `2026-02-${String(day).padStart(2, '0')}`;
        expect(daysBetween(received, rule.dueOn(received))).toBeGreaterThan(0);
        if (rule.extendedTo) expect(daysBetween(rule.dueOn(received), rule.extendedTo(received))).toBeGreaterThan(20);
      }
    }
  });

  it('knows the federal holidays of a year', () => {
    const days = Array.from({ length: 365 }, (_, index) =>
      new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
    );
    expect(days.filter(isFederalHoliday)).toEqual(
      '2026-01-01 2026-01-19 2026-02-16 2026-05-25 2026-06-19 2026-07-03 2026-07-04 2026-09-07 2026-10-12 2026-11-11 2026-11-26 2026-12-25'.split(
        ' ',
      ),
    );
    expect(addBusinessDays('2026-07-01', 2)).toBe('2026-07-06');
  });
});

it.each<[string | null, string | null, Law]>([
  ['DE', 'Hesse', 'gdpr'],
  ['gb', null, 'gdpr'],
  ['US', 'California', 'ccpa'],
  ['US', ' ca ', 'ccpa'],
  ['US', 'Carolina', 'house'],
  ['CA', 'CA', 'house'],
  [null, null, 'house'],
])('somebody in %s, %s: %s', (country, region, law) => expect(lawOf({ country, region })).toBe(law));

describe('a step', () => {
  const open = {
    state: 'open',
    kind: 'access',
    identity: 'proven',
    extended: false,
    extendable: true,
    overdue: false,
  } as const;
  it.each([
    [open, 'answer', 'yes'],
    [{ ...open, state: 'refused' as const }, 'answer', 'closed'],
    [{ ...open, state: 'answered' as const }, 'refuse', 'closed'],
    [{ ...open, identity: 'not shown' as const }, 'answer', 'identity'],
    [{ ...open, identity: 'not shown' as const, kind: 'opt-out' as const }, 'answer', 'yes'],
    [{ ...open, identity: 'not shown' as const }, 'refuse', 'yes'],
    [open, 'extend', 'yes'],
    [{ ...open, extended: true }, 'extend', 'extended before'],
    [{ ...open, overdue: true }, 'extend', 'too late'],
    [{ ...open, extendable: false }, 'extend', 'not extendable'],
  ] as const)('%o %s: %s', (request, act, verdict) => expect(mayStep({ agent: null, ...request }, act)).toBe(verdict));
});

it('a number can be read out, and a scan is known by how it begins', () => {
  expect(requestNumber(Buffer.from([0, 31, 32, 255, 10, 11, 12, 13]))).toBe('0Z0Z-ABCD');
  expect(scanType(Buffer.from('%PDF-1.7'))).toBe('application/pdf');
  expect(scanType(Buffer.from('<html>'))).toBeNull();
  expect(scanType(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg');
});
