/**
 * Durations of visits are kept as a histogram: how many visits lasted from this many seconds to below the next. The first
 * step is exactly nothing, the last has no end.
 */
export const durationSteps = [0, 1, 10, 30, 60, 120, 180, 300, 600, 1200, 1800] as const;

/** Place of a duration among the steps. */
export function stepOf(seconds: number): number {
  let step = 0;
  while (step + 1 < durationSteps.length && seconds >= (durationSteps[step + 1] ?? 0)) step++;
  return step;
}

/**
 * Median of what a histogram holds, in seconds: its step is exact, its place within the step is interpolated as though the
 * visits lay evenly in it. In the open last step: its beginning. Null where nothing was counted.
 */
export function medianOf(steps: readonly number[]): number | null {
  const total = steps.reduce((sum, each) => sum + each, 0);
  if (total <= 0) return null;
  let before = 0;
  for (const [step, count] of steps.entries()) {
    if (before + count >= total / 2 && count > 0) {
      const from = durationSteps[step] ?? 0;
      const to = step === 0 ? 0 : (durationSteps[step + 1] ?? from);
      return from + ((total / 2 - before) / count) * (to - from);
    }
    before += count;
  }
  return null;
}

/** Adds one histogram to another; either may be shorter. */
export function addSteps(a: readonly number[], b: readonly number[]): number[] {
  return durationSteps.map((_, step) => (a[step] ?? 0) + (b[step] ?? 0));
}
