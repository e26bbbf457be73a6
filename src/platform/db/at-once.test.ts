import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { atOnce } from './at-once.ts';

it('answers by name', async () => {
  expect(await atOnce({ one: Promise.resolve(1), two: sleep(5, 'two') })).toEqual({ one: 1, two: 'two' });
});

it('is over with all before it tells of the one that failed', async () => {
  let over = false;
  const late = sleep(30).then(() => {
    over = true;
  });
  await expect(atOnce({ late, failing: Promise.reject(new Error('no')) })).rejects.toThrow('no');
  expect(over).toBe(true);
});

it('tells what failed first, and not what the database refused because of it', async () => {
  const aborted = Promise.reject(Object.assign(new Error('aborted'), { code: '25P02' }));
  const cause = Promise.reject(Object.assign(new Error('cause'), { code: '42501' }));
  await expect(atOnce({ aborted, cause })).rejects.toThrow('cause');
});
