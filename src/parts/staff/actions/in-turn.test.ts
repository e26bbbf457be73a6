import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTurn } from './in-turn.ts';

test('two run at once, the others in their order, and a failure frees its place', async () => {
  const run = inTurn(2);
  let now = 0;
  let most = 0;
  const order: number[] = [];
  const acts = Array.from({ length: 9 }, (_, index) =>
    run(async () => {
      now += 1;
      most = Math.max(most, now);
      order.push(index);
      await sleep(1);
      now -= 1;
      if (index % 3 === 0) throw new Error('failed');
    }),
  );
  const ended = await Promise.allSettled(acts);
  expect(most).toBe(2);
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(ended.filter((each) => each.status === 'rejected')).toHaveLength(3);
});

test('a flood is sent away at once', async () => {
  const run = inTurn(1);
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const waiting = Array.from({ length: 101 }, () => run(() => held));
  await expect(run(async () => undefined)).rejects.toMatchObject({ keptCode: 'KEPT_TOO_MANY' });
  release();
  await Promise.all(waiting);
});
