import type { DayFigures } from '../tables.ts';
import { addSteps } from './durations.ts';
import { figureNames } from './no-figures.ts';

/** Sums of two days' figures. Visitors are not added up: who adds knows whether they are the same. */
export function addFigures(a: DayFigures, b: DayFigures): DayFigures {
  const sum = { ...a };
  for (const name of summed) sum[name] += b[name];
  sum.span_steps = addSteps(a.span_steps, b.span_steps);
  sum.engaged_steps = addSteps(a.engaged_steps, b.engaged_steps);
  sum.visitors_exact = a.visitors_exact && b.visitors_exact;
  return sum;
}

const summed = figureNames.filter((name) => name !== 'visitors');
