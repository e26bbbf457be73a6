import { dimension, namedIn, sidesOf } from './dimensions.ts';
import type { SiteCount } from './site-count.ts';
import { dimensionOf } from './site-rules.ts';
import { attributes, kindOfStep, type Visit, valueOfStep } from './visits.ts';

/** Fewer names than this are kept, used or not. */
const worthwhile = 5_000;

/** Forgets the names to which no day and no visit in memory refers, where there are many. */
export function forgetNames(count: SiteCount): void {
  const { names } = count;
  if (names.lists().every((texts) => (texts?.length ?? 0) < worthwhile)) return;
  const used = usedNames(count);
  for (const named of names.lists().keys()) if (named > 0) names.keep(named, used[named] ?? new Set());
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
  for (const tally of count.days.values()) {
    for (const [of, cells] of tally.cells.entries()) {
      const sides = sidesOf[of];
      for (const { second, value } of cells?.list() ?? []) {
        use(sides?.[0] ?? of, value);
        if (sides) use(sides[1], second);
      }
    }
  }
  count.sessions.each((visit) => useVisit(visit, use));
  return used;
}

function useVisit(visit: Visit, use: (of: number, id: number) => void): void {
  for (const name of attributes) use(dimension[name], visit[name]);
  for (const step of [...visit.what, ...(visit.more?.keys() ?? [])])
    use(dimensionOf(kindOfStep(step)), valueOfStep(step));
  for (const [place, page] of (visit.engagedOn ?? []).entries()) if (place % 2 === 0) use(dimension.page, page);
  for (const [place, goal] of (visit.worth ?? []).entries()) if (place % 2 === 0) use(dimension.goal, goal);
}
