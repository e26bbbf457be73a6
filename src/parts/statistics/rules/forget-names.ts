import { dimension, namedIn, sidesOf } from './dimensions.ts';
import type { SiteCount } from './site-count.ts';
import { dimensionOf } from './site-rules.ts';
import { whatStep } from './steps.ts';
import { attributes, kindOfStep, type Visit, valueOfStep } from './visits.ts';

/** Fewer names than this are kept, used or not. */
const worthwhile = 5_000;

/** Forgets the names to which no day and no visit in memory refers, where there are many. */
export function forgetNames(count: SiteCount): void {
  const { names } = count;
  if (names.lists().every((texts) => (texts?.length ?? 0) < worthwhile)) return;
  forgetUnused(count, 0);
}

/** Forgets the same of dimensions of which more names are held. Who keeps numbers of names elsewhere must ask for them anew. */
export function forgetUnused(count: SiteCount, more: number): void {
  const used = usedNames(count);
  for (const [named, texts] of count.names.lists().entries())
    if (named > 0 && (texts?.length ?? 0) > more) count.names.keep(named, used[named] ?? new Set());
  // What was decided about names that are gone must be decided anew.
  count.refresh();
}

function usedNames(count: SiteCount): Set<number>[] {
  const used: Set<number>[] = [];
  const use = (of: number, id: number) => {
    const named = namedIn(of);
    used[named] ??= new Set();
    used[named].add(id);
  };
  const { folded } = count;
  const tallies = [...count.days.values(), ...folded.days.values()].map(({ cells }) => cells);
  for (const each of [...tallies, ...folded.months.values()])
    for (const [of, cells] of each.entries()) {
      const sides = sidesOf[of];
      cells?.each((value, second) => {
        use(sides?.[0] ?? of, value);
        if (sides) use(sides[1], second);
      });
    }
  count.eachVisit((visit) => useVisit(visit, use));
  return used;
}

function useVisit(visit: Visit, use: (of: number, id: number) => void): void {
  for (const name of attributes) use(dimension[name], visit[name]);
  const holdStep = (step: number) => use(dimensionOf(kindOfStep(step)), valueOfStep(step));
  for (let place = 0; place < visit.steps.length; place++) holdStep(whatStep(visit, place));
  for (const step of visit.more?.keys() ?? []) holdStep(step);
  for (const [place, page] of (visit.engagedOn ?? []).entries()) if (place % 2 === 0) use(dimension.page, page);
  for (const [place, goal] of (visit.worth ?? []).entries()) if (place % 2 === 0) use(dimension.goal, goal);
}
