/**
 * Steps of a visit in the order of their times, each in one number: how many seconds after `zero`, and what (`stepOf`). An engine keeps
 * such a list as flat 8 bytes a step; most of the memory of a busy website is steps of open visits.
 */
export interface Steps {
  /** Seconds since 1970, about when the visit began. */
  readonly zero: number;
  readonly steps: number[];
}

const unit = 2 ** 32;
/** Seconds that fit beside 32 bits in what a number holds exactly: 12 days before and after. A visit that lasts longer is nobody's. */
const farthest = 2 ** 20 - 1;

function packed({ zero }: Steps, at: number, what: number): number {
  return Math.min(Math.max(at - zero, -farthest), farthest) * unit + (what >>> 0);
}

/** When the step at this place was, in seconds since 1970. */
export function atStep({ zero, steps }: Steps, place: number): number {
  return zero + Math.floor((steps[place] as number) / unit);
}

/** What the step at this place was. */
export function whatStep({ steps }: Steps, place: number): number {
  return (steps[place] as number) | 0;
}

/** When the first step was; where there is none, `otherwise`. */
export function firstStepAt(visit: Steps, otherwise: number): number {
  return visit.steps.length > 0 ? atStep(visit, 0) : otherwise;
}

/** Seconds from the first step to the last. */
export function stepsSpan(visit: Steps): number {
  const { length } = visit.steps;
  return length > 0 ? atStep(visit, length - 1) - atStep(visit, 0) : 0;
}

/** Puts a step where its time lies, after those of the same second. */
export function putStep(visit: Steps, at: number, what: number): void {
  const { steps } = visit;
  const step = packed(visit, at, what);
  let place = steps.length;
  steps.push(step);
  for (; place > 0 && atStep(visit, place - 1) > at; place--) steps[place] = steps[place - 1] as number;
  steps[place] = step;
}

/** Another step at this place, at the same time. */
export function changeStep(visit: Steps, place: number, what: number): void {
  visit.steps[place] = packed(visit, atStep(visit, place), what);
}

/** All steps, each changed, at the same times. */
export function changedSteps(visit: Steps, change: (what: number) => number): number[] {
  return visit.steps.map((_, place) => packed(visit, atStep(visit, place), change(whatStep(visit, place))));
}
