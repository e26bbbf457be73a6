import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dimension } from './dimensions.ts';
import { KeepWithin } from './keep-within.ts';
import { mergePart, takePart } from './merge.ts';
import { namedDays, periodCounts } from './period-counts.ts';
import { SiteCount } from './site-count.ts';
import { blankHit, kind, seenBy } from './visits.ts';

const rules = { timeZone: 'Europe/Berlin', goals: [], funnels: [] };
const begins = Date.UTC(2026, 0, 20) / 1_000;

interface Step {
  readonly visitor: number;
  readonly page: number;
  readonly referrer: number;
  readonly after: number;
}

/** Counts steps; looks at the memory after each of them, where it is bounded. */
function count(steps: readonly Step[], most: { bytes: number; names: number } | null): SiteCount {
  const site = new SiteCount(rules);
  const within = most && new KeepWithin(site, most);
  const hit = blankHit();
  site.beginPiece();
  let at = begins;
  for (const { after, page, referrer, visitor } of steps) {
    at += after;
    Object.assign(hit, { hi: visitor, lo: visitor * 7, at, kind: kind.view, seen: seenBy.log });
    hit.value = site.names.id(dimension.page, `/page-${page}`);
    hit.referrer = site.names.id(dimension.referrer, `host-${referrer}.example`);
    hit.country = site.names.id(dimension.country, visitor % 2 === 0 ? 'DE' : 'FR');
    site.logged(hit);
    within?.look();
  }
  const edges = site.endPiece();
  for (const edge of edges) site.sessions.adopt(edge);
  site.finish();
  return site;
}

/** All that would be written, by names. */
function written(site: SiteCount) {
  const unfolded = [...site.days].toSorted(([a], [b]) => a - b);
  const named = (of: number, id: number) => (id === 0 ? null : site.names.text(of, id));
  const sides: Record<number, [number, number]> = { 101: [1, 4], 102: [1, 7], 106: [2, 4] };
  const rowsOf = (cells: ReadonlyMap<number, readonly { value: number; second: number }[]>) =>
    [...cells]
      .filter(([of]) => [1, 2, 3, 4, 7, 101, 102, 106].includes(of))
      .map(([of, each]) => [
        of,
        each
          .map(({ second, value, ...sums }) =>
            JSON.stringify([named(sides[of]?.[0] ?? of, value), sides[of] ? named(sides[of][1], second) : null, sums]),
          )
          .sort(),
      ])
      .sort();
  return {
    days: namedDays(site.allDays().toSorted(([a], [b]) => a - b)).map((day) => ({ ...day, cells: rowsOf(day.cells) })),
    periods: periodCounts(unfolded, site.folded)
      .map((each) => ({ ...each, cells: rowsOf(each.cells) }))
      .sort((a, b) => `${a.period}${a.startsOn}`.localeCompare(`${b.period}${b.startsOn}`)),
  };
}

const steps = fc.array(
  fc.record({
    visitor: fc.nat(12),
    page: fc.nat(40),
    referrer: fc.nat(10),
    // Longer pauses are believed only once several events say so, and then days are folded that are still going on.
    after: fc.oneof(fc.nat(600), fc.nat(3_500)),
  }),
  { minLength: 300, maxLength: 400 },
);

it('days that are folded come to the same figures, and to the same months and years', () => {
  let folded = 0;
  fc.assert(
    fc.property(steps, (all) => {
      const bounded = count(all, { bytes: 0, names: 5 });
      folded += bounded.folded.days.size;
      expect(written(bounded)).toEqual(written(count(all, null)));
    }),
    { numRuns: 12, endOnFailure: true },
  );
  expect(folded).toBeGreaterThan(2);
}, 120_000);

it('and so do those that another thread has folded', () => {
  const all = fc.sample(steps, { numRuns: 2, seed: 7 }).flat();
  const there = count(all, { bytes: 0, names: 5 });
  const here = new SiteCount(rules);
  // Other numbers than there.
  here.names.id(dimension.page, '/other');
  mergePart(here, structuredClone(takePart(there, [])));
  expect(here.folded.days.size).toBeGreaterThan(3);
  expect(written(here)).toEqual(written(count(all, null)));
});

it('holds a bounded number of names, however many there are', () => {
  const site = new SiteCount(rules);
  const within = new KeepWithin(site, { bytes: 500_000, names: 2_000 });
  const hit = blankHit();
  for (let n = 0; n < 120_000; n++) {
    Object.assign(hit, { hi: n, lo: n, at: begins + n * 50, seen: seenBy.log });
    hit.value = site.names.id(dimension.page, `/page-${n}`);
    site.logged(hit);
    if (n % 2_000 === 0) within.look();
  }
  site.finish();
  // A month that is not over holds 40,000.
  expect(site.names.lists()[dimension.page]?.length ?? 0).toBeLessThan(100_000);
  const views = namedDays(site.allDays()).reduce((sum, { figures }) => sum + figures.views, 0);
  expect(views).toBe(120_000);
}, 120_000);
