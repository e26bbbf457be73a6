import { expect, test } from 'vitest';
import { daysOf, daysOfPoint, isDay, moved } from './periods.ts';

const today = '2026-03-02';

test.each([
  ['today', '2026-03-02', '2026-03-02'],
  ['yesterday', '2026-03-01', '2026-03-01'],
  ['7d', '2026-02-24', '2026-03-02'],
  ['30d', '2026-02-01', '2026-03-02'],
  ['month', '2026-03-01', '2026-03-02'],
  ['last-month', '2026-02-01', '2026-02-28'],
  ['12m', '2025-04-01', '2026-03-02'],
  ['year', '2026-01-01', '2026-03-02'],
  ['last-year', '2025-01-01', '2025-12-31'],
  ['all', '2024-05-06', '2026-03-02'],
] as const)('%s runs from %s to %s', (period, from, to) => {
  expect(daysOf(period, today, '2024-05-06')).toEqual({ from, to });
});

const days = (from: string, to = from) => ({ from, to });

test.each([
  ['a week', -1, days('2026-02-24', '2026-03-02'), days('2026-02-17', '2026-02-23')],
  ['a day', 1, days('2026-03-01'), days('2026-03-02')],
  ['a whole month', -1, days('2026-02-01', '2026-02-28'), days('2026-01-01', '2026-01-31')],
  ['the present month up to today', -1, days('2026-03-01', '2026-03-02'), days('2026-02-01', '2026-02-28')],
  ['two months', 1, days('2025-11-01', '2025-12-31'), days('2026-01-01', '2026-02-28')],
  ['a year', -1, days('2025-01-01', '2025-12-31'), days('2024-01-01', '2024-12-31')],
  ['a range into days to come', 1, days('2026-02-20', '2026-02-25'), days('2026-02-26', '2026-03-02')],
] as const)('%s moves by %i', (_, direction, from, next) => {
  expect(moved(from, direction, today)).toEqual(next);
});

test('nothing lies after today', () => {
  expect(moved({ from: today, to: today }, 1, today)).toBeNull();
});

test('the first of a month alone is a day, not a month', () => {
  expect(moved({ from: '2026-02-01', to: '2026-02-01' }, -1, today)).toEqual({ from: '2026-01-31', to: '2026-01-31' });
});

test('a point of a chart opens its days, within the range', () => {
  const range = { from: '2026-02-10', to: '2026-03-02' };
  expect(daysOfPoint('2026-02-01', 'month', range)).toEqual({ from: '2026-02-10', to: '2026-02-28' });
  expect(daysOfPoint('2026-02-23', 'week', range)).toEqual({ from: '2026-02-23', to: '2026-03-01' });
  expect(daysOfPoint('2026-03-02', 'week', range)).toEqual({ from: '2026-03-02', to: '2026-03-02' });
});

test.each(['2026-02-31x', '26-1-1', '', undefined])('%s is no day', (text) => {
  expect(isDay(text)).toBe(false);
});
