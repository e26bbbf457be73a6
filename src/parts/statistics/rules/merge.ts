import type { DayFigures } from '../tables.ts';
import { addFigures } from './add-figures.ts';
import type { FlatCells } from './cells.ts';
import { dimension, namedIn, sidesOf } from './dimensions.ts';
import { PairSet } from './pair-set.ts';
import type { SiteCount } from './site-count.ts';
import { dimensionOf } from './site-rules.ts';
import { changedSteps } from './steps.ts';
import { addVisitor, cellsOf, emptyTally, type Tally } from './tally.ts';
import { attributes, kindOfStep, seenOfStep, stepOf, type Visit, valueOfStep } from './visits.ts';

/** What a worker has counted, in a form that can be handed to another thread. It holds keys of visitors: memory only. */
export interface CountedPart {
  readonly names: readonly (readonly (string | undefined)[] | undefined)[];
  readonly days: readonly CountedDay[];
  /** Days that were folded, and what they held by the first days of their months. */
  readonly folded: readonly CountedDay[];
  readonly months: readonly { readonly startsOn: string; readonly cells: readonly CountedCells[] }[];
  /** Visits at the edges of the pieces that the worker was given. */
  readonly edges: readonly Visit[];
}

interface CountedDay {
  readonly day: number;
  readonly figures: DayFigures;
  /** Keys of `visitorCount` visitors; longer than needed. */
  readonly visitors: Int32Array;
  readonly visitorCount: number;
  /** Those whose keys are not known any more. */
  readonly visitorsBefore: number;
  readonly cells: readonly CountedCells[];
}

interface CountedCells {
  readonly of: number;
  readonly flat: FlatCells;
}

/** Takes everything out of a count. */
export function takePart(count: SiteCount, edges: readonly Visit[]): CountedPart {
  const days = [...count.days.keys()].flatMap((day) => {
    const tally = count.take(day);
    return tally ? [dayOf(day, tally)] : [];
  });
  const { folded } = count;
  return {
    names: count.names.lists(),
    days,
    folded: [...folded.days].map(([day, tally]) => dayOf(day, tally)),
    months: [...folded.months].map(([startsOn, cells]) => ({ startsOn, cells: flatCells(cells) })),
    edges,
  };
}

/** The memory that a part lies in. */
export function buffersOf({ days, folded, months }: CountedPart): ArrayBuffer[] {
  const all = [...days, ...folded];
  const lists = [
    ...all.map(({ visitors }) => visitors),
    ...[...all, ...months].flatMap(({ cells }) =>
      cells.flatMap(({ flat: { amounts, rows } }) => (amounts ? [rows, amounts] : [rows])),
    ),
  ];
  return lists.map(({ buffer }) => buffer as ArrayBuffer);
}

function dayOf(day: number, { cells, figures, visitors, visitorsBefore }: Tally): CountedDay {
  const keys = { visitors: visitors.keys, visitorCount: visitors.size, visitorsBefore };
  return { day, figures, ...keys, cells: flatCells(cells) };
}

function flatCells(cells: Tally['cells']): CountedCells[] {
  return cells.flatMap((each, of): CountedCells[] => (each === undefined ? [] : [{ of, flat: each.all() }]));
}

/** Adds what a worker has counted. Visits at edges are taken up, and joined with those of other parts. */
export function mergePart(into: SiteCount, part: CountedPart): void {
  const numbers = part.names.map((texts, named) =>
    Int32Array.from(texts ?? [], (text) => (text ? into.names.id(named, text) : 0)),
  );
  const numbersOf = (of: number) => numbers[namedIn(of)] ?? noNumbers;
  const renumber = (of: number, id: number) => (id < 0 ? id : (numbersOf(of)[id] ?? 0));
  for (const day of part.days) mergeDay(into.tally(day.day), day, numbersOf);
  for (const day of part.folded) {
    const tally = emptyTally();
    mergeDay(tally, day, numbersOf);
    into.folded.put(day.day, tally);
  }
  for (const { cells, startsOn } of part.months)
    for (const { flat, of } of cells) into.folded.add(startsOn, of, flat, numbersIn(of, numbersOf));
  for (const edge of part.edges) into.sessions.adopt(renumbered(edge, renumber));
}

const noNumbers = new Int32Array(0);
type Renumber = (dimension: number, id: number) => number;

function mergeDay(into: Tally, day: CountedDay, numbersOf: (of: number) => Int32Array): void {
  const { cells, figures, visitorCount, visitors, visitorsBefore } = day;
  into.visitorsBefore += visitorsBefore;
  Object.assign(into.figures, addFigures(into.figures, figures));
  if (into.visitors.size === 0) into.visitors = new PairSet(visitors, visitorCount);
  else
    for (let at = 0; at < 2 * visitorCount; at += 2)
      addVisitor(into, visitors[at] as number, visitors[at + 1] as number);
  for (const { flat, of } of cells) cellsOf(into, of).take(flat, numbersIn(of, numbersOf));
}

function numbersIn(of: number, numbersOf: (of: number) => Int32Array) {
  const sides = sidesOf[of];
  return { first: numbersOf(sides?.[0] ?? of), second: sides ? numbersOf(sides[1]) : null };
}

function renumbered(visit: Visit, renumber: Renumber): Visit {
  const step = (each: number) => {
    const kindOf = kindOfStep(each);
    return stepOf(renumber(dimensionOf(kindOf), valueOfStep(each)), kindOf, seenOfStep(each));
  };
  const everySecond = (list: readonly number[] | null, of: number) =>
    list?.map((each, place) => (place % 2 === 0 ? renumber(of, each) : each)) ?? null;
  const moved: Visit = {
    ...visit,
    older: null,
    steps: changedSteps(visit, step),
    more: visit.more && new Map([...visit.more].map(([each, times]) => [step(each), times])),
    worth: everySecond(visit.worth, dimension.goal),
    engagedOn: everySecond(visit.engagedOn, dimension.page),
  };
  for (const name of attributes) moved[name] = renumber(dimension[name], visit[name]);
  return moved;
}
