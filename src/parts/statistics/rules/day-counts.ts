import type { DayFigures } from '../tables.ts';
import { dayText } from './calendar.ts';
import { sidesOf } from './dimensions.ts';
import type { Cell } from './fold.ts';
import type { Names } from './names.ts';
import { figuresOf, type Tally } from './tally.ts';

/** What is counted of one day, by names: no key of a visitor is in it, and it may be written down. */
export interface DayCounts {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly figures: DayFigures;
  /** By number of dimension, all cells. */
  readonly cells: ReadonlyMap<number, readonly Cell[]>;
}

/** The counts of a tally as they are now. */
export function countsOf(day: number, tally: Tally, names: Names): DayCounts {
  const cells = new Map<number, Cell[]>();
  for (const [of, each] of tally.cells.entries()) {
    if (each === undefined) continue;
    const sides = sidesOf[of];
    cells.set(
      of,
      each.list().map(({ second, value, ...sums }) => ({
        value: names.text(sides?.[0] ?? of, value),
        ...(sides ? { second: names.text(sides[1], second) } : {}),
        ...sums,
      })),
    );
  }
  return { day: dayText(day), figures: figuresOf(tally), cells };
}
