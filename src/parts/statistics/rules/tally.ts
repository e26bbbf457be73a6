import type { DayFigures } from '../tables.ts';
import { Cells } from './cells.ts';
import { dimension } from './dimensions.ts';
import { durationSteps } from './durations.ts';
import { noFigures } from './no-figures.ts';
import { PairSet } from './pair-set.ts';

/** What is counted of one day of one site. */
export interface Tally {
  readonly figures: DayFigures;
  /** By number of dimension. */
  readonly cells: (Cells | undefined)[];
  /** By number of dimension, how many cells there may be: as many as on another day. */
  readonly expected: readonly number[];
  /** Keys of the visitors whose visits began on the day: in memory only, and gone with the tally. */
  visitors: PairSet;
  /** Visitors that were counted before the keys at hand were known (a restart), and are perhaps among these. */
  visitorsBefore: number;
}

export function emptyFigures(): DayFigures {
  return {
    ...noFigures,
    visitors_exact: true,
    span_steps: durationSteps.map(() => 0),
    engaged_steps: durationSteps.map(() => 0),
  };
}

/** At most so many cells are made room for before they come. */
const expectedAtMost = 8_000;

/** @param like a day that is perhaps like it */
export function emptyTally(like: Tally | null = null): Tally {
  const expected = like?.cells.map((cells) => Math.min(cells?.size ?? 0, expectedAtMost)) ?? [];
  return { figures: emptyFigures(), cells: [], expected, visitors: new PairSet(), visitorsBefore: 0 };
}

/** The cells of a dimension, made where there are none yet. */
export function cellsOf(tally: Tally, of: number): Cells {
  const found = tally.cells[of];
  if (found !== undefined) return found;
  const made = new Cells('a day', tally.expected[of]);
  tally.cells[of] = made;
  return made;
}

/** Visitors held by key on one day of one site; a further one is not told apart from others. */
const visitorsHeld = 1_000_000;

export function addVisitor(tally: Tally, hi: number, lo: number): void {
  if (tally.visitors.size < visitorsHeld) tally.visitors.add(hi, lo);
  else if (!tally.visitors.has(hi, lo)) tally.figures.visitors_exact = false;
}

/** Figures of a day as they are now. */
export function figuresOf(tally: Tally): DayFigures {
  const { figures } = tally;
  const visitors = tally.visitors.size + tally.visitorsBefore;
  // Copies: visits that go on are taken off the tally again before this is written.
  return { ...figures, visitors, span_steps: [...figures.span_steps], engaged_steps: [...figures.engaged_steps] };
}

export type Apart = 'bot' | 'refused' | 'own' | 'bad line';

/** Counts hits that are nobody's visit. `name`: the bot, or why nothing was counted; -1 for none. */
export function addApart(tally: Tally, kind: Apart, name: number, hits: number): void {
  const { figures } = tally;
  if (kind === 'bot') figures.bot_hits += hits;
  else if (kind === 'refused') figures.refused_hits += hits;
  else if (kind === 'own') figures.own_hits += hits;
  else figures.bad_lines += hits;
  if (name < 0 || (kind !== 'bot' && kind !== 'refused')) return;
  const cells = cellsOf(tally, kind === 'bot' ? dimension.bot : dimension.refusal);
  cells.add(name, 0, { visits: 0, views: hits, bounces: 0, seconds: 0, amounts: 0 });
}
