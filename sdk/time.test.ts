import { describe, expect, it } from 'vitest';
import { isSameMachine } from './fingerprint.ts';
import { timeNow, untilNextCheck } from './time.ts';

const hour = 3_600_000;

describe('the time to decide by', () => {
  it.each([
    ['nothing known', 5_000, null, 5_000],
    ['clocks agree', 10 * hour, { server: hour, local: hour }, 10 * hour],
    ['within tolerance', 10 * hour, { server: 2 * hour, local: hour }, 10 * hour],
    ['clock behind by years', 2 * hour, { server: 90_000 * hour, local: hour }, 90_001 * hour],
    ['clock ahead by years', 90_001 * hour, { server: hour, local: 90_000 * hour }, 2 * hour],
    ['put right since', 3 * hour, { server: hour, local: 90_000 * hour }, 3 * hour],
  ])('%s', (_name, local, clocks, expected) => {
    expect(timeNow(local, clocks, 2 * hour).getTime()).toBe(expected);
  });
});

describe('the next check in the background', () => {
  it('is a day after an answer, and later each time after a failure, up to six hours', () => {
    expect(untilNextCheck(0, 0.5)).toBe(24 * hour);
    const waits = Array.from({ length: 14 }, (_, index) => untilNextCheck(index + 1, 1));
    expect(waits.slice(0, 4)).toEqual([60_000, 120_000, 240_000, 480_000]);
    expect(waits.at(-1)).toBe(6 * hour);
    expect(untilNextCheck(1, 0)).toBe(30_000);
  });
});

describe('the same machine', () => {
  it.each([
    ['nothing changed', { a: '1', b: '2', c: '3' }, true],
    ['a part of three changed', { a: '1', b: '2', c: 'x' }, true],
    ['two of three changed', { a: '1', b: 'x', c: 'x' }, false],
    ['a part came to it', { a: '1', b: '2', c: '3', d: '4' }, true],
    ['parts cannot be read any more', { a: '1' }, false],
    ['nothing can be read', {}, false],
  ])('%s', (_name, now, expected) => {
    expect(isSameMachine({ a: '1', b: '2', c: '3' }, now as Record<string, string>)).toBe(expected);
  });

  it('is not proven by nothing', () => {
    expect(isSameMachine({}, { a: '1' })).toBe(false);
  });
});
