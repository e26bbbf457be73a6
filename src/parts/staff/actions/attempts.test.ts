import { expect, test } from 'vitest';
import { testClock } from '../../../../test/kit/clock.ts';
import { createAttempts } from './attempts.ts';

test('thirty wrong passwords in an hour close an address, others stay open, and time opens it again', () => {
  const clock = testClock();
  const attempts = createAttempts(clock);
  for (let count = 0; count < 30; count += 1) {
    expect(attempts.wait('a@vendor.example')).toBe(0);
    attempts.failed(count % 2 === 0 ? 'a@vendor.example' : ' A@Vendor.Example ');
  }
  expect(attempts.wait('a@vendor.example')).toBe(3_600);
  expect(attempts.wait('b@vendor.example')).toBe(0);
  clock.advance({ minutes: 59 });
  expect(attempts.wait('a@vendor.example')).toBe(60);
  clock.advance({ minutes: 1 });
  expect(attempts.wait('a@vendor.example')).toBe(0);
});

test('a right password begins anew', () => {
  const attempts = createAttempts(testClock());
  for (let count = 0; count < 29; count += 1) attempts.failed('a@vendor.example');
  attempts.succeeded('a@vendor.example');
  attempts.failed('a@vendor.example');
  expect(attempts.wait('a@vendor.example')).toBe(0);
});

test('a flood of addresses does not fill the memory', () => {
  const attempts = createAttempts(testClock());
  for (let count = 0; count < 30; count += 1) attempts.failed('first@vendor.example');
  for (let count = 0; count < 10_000; count += 1) attempts.failed(`${count}@vendor.example`);
  expect(attempts.wait('first@vendor.example')).toBe(0);
});
