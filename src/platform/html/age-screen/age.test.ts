import { expect, test } from 'vitest';
import { judgeAge } from './age.ts';

const today = '2026-03-01';

test.each([
  ['1', '3', '2013', 'old enough'],
  ['01', '03', '2013', 'old enough'],
  [' 1 ', '3', '2013', 'old enough'],
  ['2', '3', '2013', 'too young'],
  ['28', '2', '2013', 'old enough'],
  ['1', '3', '2026', 'too young'],
  ['28', '2', '2026', 'too young'],
  ['2', '3', '2026', 'no date'],
  ['31', '12', '2999', 'no date'],
  ['29', '2', '2012', 'old enough'],
  ['29', '2', '2013', 'no date'],
  ['31', '4', '2000', 'no date'],
  ['0', '1', '2000', 'no date'],
  ['1', '13', '2000', 'no date'],
  ['1', '1', '00', 'no date'],
  ['1', '1', '1900', 'no date'],
  ['2', '3', '1906', 'old enough'],
  ['1', '1', '0099', 'no date'],
  ['', '', '', 'no date'],
  ['1st', 'March', '2013', 'no date'],
  ['-1', '3', '2013', 'no date'],
  ['1', '3', '2e13', 'no date'],
])('on 2026-03-01, %s/%s/%s is %s', (day, month, year, verdict) => {
  expect(judgeAge({ day, month, year }, today)).toBe(verdict);
});

test('who was born on 29 February is a year older on 1 March of other years', () => {
  const typed = { day: '29', month: '2', year: '2012' };
  expect(judgeAge(typed, '2025-02-28')).toBe('too young');
  expect(judgeAge(typed, '2025-03-01')).toBe('old enough');
});
