import { expect, test } from 'vitest';
import { testClock } from './clock.ts';

test('stands still until it is turned', () => {
  const clock = testClock('2026-03-02T09:00:00Z');
  expect(clock.now().toISOString()).toBe('2026-03-02T09:00:00.000Z');
  expect(clock.now()).toEqual(clock.now());
  clock.advance({ days: 1, hours: 2 });
  expect(clock.now().toISOString()).toBe('2026-03-03T11:00:00.000Z');
  clock.set('2026-10-25T00:30:00Z');
  expect(clock.now().toISOString()).toBe('2026-10-25T00:30:00.000Z');
});

test('cannot be changed through an answer that it gave', () => {
  const clock = testClock('2026-03-02T09:00:00Z');
  clock.now().setFullYear(1999);
  expect(clock.now().getUTCFullYear()).toBe(2026);
});

test('refuses what is not a time', () => {
  expect(() => testClock('soon')).toThrow('not a time: soon');
});
