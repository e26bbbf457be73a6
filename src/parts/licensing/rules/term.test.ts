import { expect, test } from 'vitest';
import { isTerm, judgeLabel } from './term.ts';

const known = { today: '2026-03-01', expiresOn: '2027-02-28' };

test.each([
  ['2026-02-01', '2026-07-31', true],
  ['2026-03-01', '2026-03-01', true],
  ['2026-09-01', '2027-02-28', true],
  ['2026-09-01', '2027-03-01', false],
  ['2026-09-01', '2026-08-31', false],
  ['2025-09-01', '2026-02-28', false],
])('a term from %s to %s: %s', (startsOn, endsOn, holds) => {
  expect(isTerm({ startsOn, endsOn }, known)).toBe(holds);
});

test('without an end of the licence a term is at most two years', () => {
  const endless = { ...known, expiresOn: null };
  expect(isTerm({ startsOn: '2026-03-01', endsOn: '2028-03-01' }, endless)).toBe(true);
  expect(isTerm({ startsOn: '2026-03-01', endsOn: '2030-03-01' }, endless)).toBe(false);
  expect(isTerm({ startsOn: '2036-03-01', endsOn: '2036-03-01' }, endless)).toBe(false);
});

const term = { startsOn: '2026-02-01', endsOn: '2026-07-31', ended: false, seat: null };

test.each([
  [null, 'unknown'],
  [term, 'good'],
  [{ ...term, startsOn: '2026-03-01', endsOn: '2026-03-01' }, 'good'],
  [{ ...term, startsOn: '2026-03-02' }, 'unknown'],
  [{ ...term, endsOn: '2026-02-28' }, 'unknown'],
  [{ ...term, ended: true }, 'unknown'],
  [{ ...term, seat: { isOwn: true } }, 'again'],
  [{ ...term, seat: { isOwn: false } }, 'in use'],
])('%j is %s', (found, verdict) => {
  expect(judgeLabel(found, '2026-03-01')).toBe(verdict);
});
