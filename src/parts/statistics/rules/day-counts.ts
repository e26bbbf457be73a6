import type { DayFigures } from '../tables.ts';
import { dayText } from './calendar.ts';
import type { NumberedCell } from './cap.ts';
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

/** The same, by numbers of Names. */
export interface NumberedDay {
  readonly day: string;
  readonly figures: DayFigures;
  readonly cells: ReadonlyMap<number, readonly NumberedCell[]>;
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

/** The same by numbers of `names`. */
export function numbered(days: readonly DayCounts[], names: Names): NumberedDay[] {
  return days.map(({ cells, day, figures }) => {
    const all = [...cells].map(([of, each]) => [of, each.map((cell) => numberedCell(of, cell, names))] as const);
    return { day, figures, cells: new Map(all) };
  });
}

function numberedCell(of: number, cell: Cell, names: Names): NumberedCell {
  const { amounts, bounces, seconds, views, visits } = cell;
  const sides = sidesOf[of];
  const number = (dimension: number, text: string | null) => (text === null ? 0 : names.id(dimension, text));
  const second = sides ? number(sides[1], cell.second ?? null) : 0;
  return { value: number(sides?.[0] ?? of, cell.value), second, visits, views, bounces, seconds, amounts };
}
