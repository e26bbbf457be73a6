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

test.each([
  ['a week', '2026-02-24', '2026-03-02', -1, '2026-02-17', '2026-02-23'],
  ['a day', '2026-03-01', '2026-03-01', 1, '2026-03-02', '2026-03-02'],
  ['a whole month', '2026-02-01', '2026-02-28', -1, '2026-01-01', '2026-01-31'],
  ['the present month up to today', '2026-03-01', '2026-03-02', -1, '2026-02-01', '2026-02-28'],
  ['two months', '2025-11-01', '2025-12-31', 1, '2026-01-01', '2026-02-28'],
  ['a year', '2025-01-01', '2025-12-31', -1, '2024-01-01', '2024-12-31'],
  ['days that end in the future are cut', '2026-02-20', '2026-02-25', 1, '2026-02-26', '2026-03-02'],
] as const)('%s moves', (_, from, to, direction, nextFrom, nextTo) => {
  expect(moved({ from, to }, direction, today)).toEqual({ from: nextFrom, to: nextTo });
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
