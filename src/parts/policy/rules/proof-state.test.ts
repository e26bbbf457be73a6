import { describe, expect, test } from 'vitest';
import { band, clauseState, demandState, type Evidence, sabotageDue } from './proof-state.ts';

const now = new Date('2026-03-30T12:00:00Z');
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

const held: Evidence = {
  built: true,
  version: 'v2',
  newest: { verdict: 'true', version: 'v2', at: ago(1) },
  sabotage: { red: true, at: ago(48) },
  lastRedAt: ago(48),
  attested: null,
};

describe('a demand', () => {
  test.each<[string, Partial<Evidence>, string]>([
    ['true, fresh and seen red', {}, 'held'],
    ['not built', { built: false }, 'not built'],
    ['not built, whatever else is known', { built: false, newest: held.newest }, 'not built'],
    [
      'by people, attested',
      { built: 'by people', attested: { role: 'privacy officer', at: ago(1), until: ago(-1) } },
      'attested',
    ],
    [
      'by people, lapsed',
      { built: 'by people', attested: { role: 'privacy officer', at: ago(2), until: ago(0) } },
      'unproven',
    ],
    ['by people, nobody said so', { built: 'by people' }, 'unproven'],
    ['never run', { newest: null }, 'unproven'],
    ['false', { newest: { verdict: 'false', version: 'v2', at: ago(1) } }, 'broken'],
    ['false, found by an earlier probe', { newest: { verdict: 'false', version: 'v1', at: ago(1) } }, 'broken'],
    ['false, long ago', { newest: { verdict: 'false', version: 'v2', at: ago(1_000) } }, 'broken'],
    ['unknown', { newest: { verdict: 'unknown', version: 'v2', at: ago(1) } }, 'unproven'],
    ['true, by an earlier probe', { newest: { verdict: 'true', version: 'v1', at: ago(1) } }, 'unproven'],
    ['never sabotaged', { sabotage: null, lastRedAt: null }, 'unproven'],
    ['sabotaged, never red', { sabotage: { red: false, at: ago(1) }, lastRedAt: null }, 'unproven'],
    ['red once, not the last time', { sabotage: { red: false, at: ago(1) }, lastRedAt: ago(48) }, 'unproven'],
    ['red 30 days ago', { lastRedAt: ago(30 * 24) }, 'held'],
    ['red more than 30 days ago', { lastRedAt: ago(30 * 24 + 1) }, 'unproven'],
    ['true 26 hours ago', { newest: { verdict: 'true', version: 'v2', at: ago(26) } }, 'held'],
    ['true more than 26 hours ago', { newest: { verdict: 'true', version: 'v2', at: ago(26.1) } }, 'stale'],
  ])('%s', (_, change, state) => {
    const weighed = demandState({ ...held, ...change }, now);
    expect(weighed.state).toBe(state);
    expect(weighed.why === null).toBe(state === 'held');
  });
});

test.each([
  [['held', 'held'], 'held'],
  [['held', 'attested'], 'attested'],
  [['held', 'not built'], 'not built'],
  [['stale', 'held', 'attested'], 'stale'],
  [['not built', 'unproven', 'stale'], 'unproven'],
  [['held', 'broken', 'unproven'], 'broken'],
  [[], 'unproven'],
] as const)('a clause of %j is %s', (demands, state) => {
  expect(clauseState(demands)).toBe(state);
});

test.each([
  [null, true],
  [{ red: true, at: ago(24) }, false],
  [{ red: true, at: ago(8 * 24) }, true],
  [{ red: false, at: ago(12) }, false],
  [{ red: false, at: ago(25) }, true],
])('after %j the saboteur comes again: %s', (sabotage, due) => {
  expect(sabotageDue(sabotage, now)).toBe(due);
});

test.each([
  [null, 'not known'],
  [0, 'none'],
  [1, '1-9'],
  [9, '1-9'],
  [10, '10-99'],
  [999, '100-999'],
  [1_000, '1,000-9,999'],
])('%s is told as %s', (count, words) => {
  expect(band(count)).toBe(words);
});
