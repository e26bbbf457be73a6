import { addFigures } from './add-figures.ts';
import { dayText } from './calendar.ts';
import { Cells, type FlatCells, type Numbers } from './cells.ts';
import { caps, heldInMemory, sidesOf } from './dimensions.ts';
import { emptyTally, type Tally } from './tally.ts';

/** Cells by number of dimension. */
export type CellsByDimension = (Cells | undefined)[];

/** Of a month that is over so many values are held, or as many as it names. */
const heldOfMonth = 3_000;
/** Values of the month that is being read that are held at least, of each eight times as many as it names; twice as many before they are cut. */
const heldOfThis = (of: number) => Math.min(heldInMemory, 8 * caps.m(of));

/**
 * Days of which nothing more is expected, in no more memory than what will be written of them: the values that a day names, and the sum of all
 * others. What they held is added to their months before. So the memory of an import does not grow with the lines of its days.
 */
export class FoldedDays {
  readonly days = new Map<number, Tally>();
  /** By their first days, `YYYY-MM-01`. */
  readonly months = new Map<string, CellsByDimension>();

  /** Takes up a day, or what came late of one. */
  fold(day: number, tally: Tally): void {
    const sums = this.month(`${dayText(day).slice(0, 7)}-01`);
    for (const [of, cells] of tally.cells.entries()) if (cells) addTo(sums, of, cells.all(), null);
    this.put(day, cappedDay(tally));
  }

  /** Takes up a day that another has folded already. */
  put(day: number, capped: Tally): void {
    const before = this.days.get(day);
    this.days.set(day, before ? cappedDay(joinedDays(before, capped)) : capped);
  }

  /** Adds to what is held of a month. */
  add(startsOn: string, of: number, flat: FlatCells, numbers: Numbers): void {
    addTo(this.month(startsOn), of, flat, numbers);
  }

  private month(startsOn: string): CellsByDimension {
    const found = this.months.get(startsOn);
    if (found) return found;
    for (const sums of this.months.values()) for (const of of sums.keys()) shrink(sums, of, heldOfMonth);
    const made: CellsByDimension = [];
    this.months.set(startsOn, made);
    return made;
  }
}

/** Both together; who its visitors were is not known any more, so those of both are perhaps the same. */
export function joinedDays(a: Tally, b: Tally): Tally {
  const joined = emptyTally();
  const [visitorsOfA, visitorsOfB] = [a, b].map(({ visitors, visitorsBefore }) => visitors.size + visitorsBefore) as [
    number,
    number,
  ];
  Object.assign(joined.figures, addFigures(a.figures, b.figures));
  if (visitorsOfA > 0 && visitorsOfB > 0) joined.figures.visitors_exact = false;
  joined.visitorsBefore = visitorsOfA + visitorsOfB;
  for (const { cells } of [a, b])
    for (const [of, each] of cells.entries()) if (each) addTo(joined.cells, of, each.all(), null);
  return joined;
}

function cappedDay(tally: Tally): Tally {
  const capped = emptyTally();
  Object.assign(capped.figures, tally.figures);
  capped.visitorsBefore = tally.visitors.size + tally.visitorsBefore;
  for (const [of, cells] of tally.cells.entries())
    if (cells) capped.cells[of] = cells.folded(caps.d(of), sideOf(of), 'a day');
  return capped;
}

function addTo(sums: CellsByDimension, of: number, flat: FlatCells, numbers: Numbers | null): void {
  const sum = sums[of] ?? new Cells('days');
  sums[of] = sum;
  sum.addAll(flat, numbers);
  if (sum.size > 2 * heldOfThis(of)) shrink(sums, of, heldOfThis(of));
}

function shrink(sums: CellsByDimension, of: number, most: number): void {
  const held = Math.max(most, caps.m(of));
  const sum = sums[of];
  if (sum !== undefined && sum.size > held) sums[of] = sum.folded(held, sideOf(of), 'days');
}

const sideOf = (of: number) => (sidesOf[of] ? 'pair' : 'single');
