import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atStep, changedSteps, changeStep, firstStepAt, putStep, stepsSpan, whatStep } from './steps.ts';

const zero = 1_790_000_000;
const read = (visit: { zero: number; steps: number[] }) =>
  visit.steps.map((_, place) => [atStep(visit, place), whatStep(visit, place)]);

test('steps come back as they were put, in the order of their times, those of one second in the order in which they came', () => {
  const step = fc.tuple(fc.integer({ min: -90_000, max: 90_000 }), fc.integer());
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (list) => {
      const visit = { zero, steps: [] as number[] };
      for (const [after, what] of list) putStep(visit, zero + after, what);
      const sorted = list.map(([after, what]) => [zero + after, what]).sort(([a = 0], [b = 0]) => a - b);
      expect(read(visit)).toEqual(sorted);
      expect(firstStepAt(visit, -1)).toBe(sorted[0]?.[0] ?? -1);
      expect(stepsSpan(visit)).toBe((sorted.at(-1)?.[0] ?? 0) - (sorted[0]?.[0] ?? 0));
    }),
  );
});

test('what a step was changes without its time', () => {
  const visit = { zero, steps: [] as number[] };
  for (const [after, what] of [
    [-5, 1],
    [0, -2],
    [7, 2 ** 31 - 1],
  ] as const)
    putStep(visit, zero + after, what);
  changeStep(visit, 1, 9);
  expect(read({ zero, steps: changedSteps(visit, (what) => -what) })).toEqual([
    [zero - 5, -1],
    [zero, -9],
    [zero + 7, 1 - 2 ** 31],
  ]);
});

test('a step far beyond any visit stays in its order', () => {
  const visit = { zero, steps: [] as number[] };
  putStep(visit, zero + 10 ** 8, 3);
  putStep(visit, zero, 1);
  putStep(visit, zero - 10 ** 8, 2);
  expect(read(visit).map(([, what]) => what)).toEqual([2, 1, 3]);
});
