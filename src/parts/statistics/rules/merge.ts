import type { DayFigures } from '../tables.ts';
import { addToRow, type Cells } from './cells.ts';
import { dimension, namedIn, sidesOf } from './dimensions.ts';
import { addSteps } from './durations.ts';
import type { SiteCount } from './site-count.ts';
import { dimensionOf } from './site-rules.ts';
import { addVisitor, cellsOf, type Tally } from './tally.ts';
import { kindOfStep, seenOfStep, stepOf, type Visit, valueOfStep } from './visits.ts';

/** What a worker has counted, in a form that can be handed to another thread. It holds keys of visitors: memory only. */
export interface CountedPart {
  readonly names: readonly (readonly (string | undefined)[] | undefined)[];
  readonly days: readonly CountedDay[];
  /** Visits at the edges of the pieces that the worker was given. */
  readonly edges: readonly Visit[];
}

interface CountedDay {
  readonly day: number;
  readonly figures: DayFigures;
  readonly visitors: readonly [Int32Array, Int32Array];
  readonly cells: readonly CountedCells[];
}

interface CountedCells {
  readonly of: number;
  readonly values: Int32Array;
  readonly seconds: Int32Array;
  readonly columns: readonly [Int32Array, Int32Array, Int32Array, Float64Array, Float64Array];
}

/** Takes everything out of a count. */
export function takePart(count: SiteCount, edges: readonly Visit[]): CountedPart {
  const days = [...count.days.keys()].flatMap((day) => {
    const tally = count.take(day);
    return tally ? [dayOf(day, tally)] : [];
  });
  return { names: count.names.lists(), days, edges };
}

function dayOf(day: number, { cells, figures, visitors }: Tally): CountedDay {
  const held = cells.flatMap((each, of): CountedCells[] => {
    if (each === undefined) return [];
    const { index, visits, views, bounces, seconds, amounts } = each;
    const to = index.size;
    const sums = [seconds.slice(0, to), amounts.slice(0, to)] as const;
    const columns = [visits.slice(0, to), views.slice(0, to), bounces.slice(0, to), ...sums] as const;
    return [{ of, values: index.first.slice(0, to), seconds: index.second.slice(0, to), columns }];
  });
  const keys = [visitors.first.slice(0, visitors.size), visitors.second.slice(0, visitors.size)] as const;
  return { day, figures, visitors: keys, cells: held };
}

/** Adds what a worker has counted. Visits at edges are taken up, and joined with those of other parts. */
export function mergePart(into: SiteCount, part: CountedPart): void {
  const numbers = part.names.map((texts, named) => texts?.map((text) => (text ? into.names.id(named, text) : 0)));
  const renumber = (of: number, id: number) => (id < 0 ? id : (numbers[namedIn(of)]?.[id] ?? 0));
  for (const day of part.days) mergeDay(into.tally(day.day), day, renumber);
  for (const edge of part.edges) into.sessions.adopt(renumbered(edge, renumber));
}

type Renumber = (dimension: number, id: number) => number;

function mergeDay(into: Tally, { cells, figures, visitors }: CountedDay, renumber: Renumber): void {
  Object.assign(into.figures, addFigures(into.figures, figures));
  const [hi, lo] = visitors;
  for (let row = 0; row < hi.length; row++) addVisitor(into, hi[row] as number, lo[row] as number);
  for (const each of cells) mergeCells(cellsOf(into, each.of), each, renumber);
}

function mergeCells(into: Cells, { columns, of, seconds, values }: CountedCells, renumber: Renumber): void {
  const sides = sidesOf[of];
  const [visits, views, bounces, spans, amounts] = columns;
  for (let row = 0; row < values.length; row++) {
    const value = renumber(sides?.[0] ?? of, values[row] as number);
    const second = sides ? renumber(sides[1], seconds[row] as number) : 0;
    addToRow(into, into.row(value, second), {
      visits: visits[row] as number,
      views: views[row] as number,
      bounces: bounces[row] as number,
      seconds: spans[row] as number,
      amounts: amounts[row] as number,
    });
  }
}

/** Sums of two days' figures. Visitors are not added up: who adds knows whether they are the same. */
export function addFigures(a: DayFigures, b: DayFigures): DayFigures {
  const sum = { ...a };
  for (const name of summed) sum[name] += b[name];
  sum.span_steps = addSteps(a.span_steps, b.span_steps);
  sum.engaged_steps = addSteps(a.engaged_steps, b.engaged_steps);
  sum.visitors_exact = a.visitors_exact && b.visitors_exact;
  return sum;
}

const summed = [
  'visits',
  'views',
  'bounces',
  'one_page',
  'span_seconds',
  'span_seconds_many',
  'engaged_seconds',
  'engaged_seconds_many',
  'engaged_visits',
  'engaged_visits_many',
  'goals',
  'bot_hits',
  'refused_hits',
  'own_hits',
  'bad_lines',
  'log_only_visits',
  'beacon_only_visits',
] as const;

const attributes = [
  'referrer',
  'channel',
  'campaign',
  'country',
  'region',
  'language',
  'browser',
  'system',
  'device',
  'screen',
] as const;

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
    what: visit.what.map(step),
    more: visit.more && new Map([...visit.more].map(([each, times]) => [step(each), times])),
    worth: everySecond(visit.worth, dimension.goal),
    engagedOn: everySecond(visit.engagedOn, dimension.page),
  };
  for (const name of attributes) moved[name] = renumber(dimension[name], visit[name]);
  return moved;
}
