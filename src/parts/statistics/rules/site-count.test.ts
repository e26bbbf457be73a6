import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Calendar, dayNumber, dayText } from './calendar.ts';
import { countsOf, type DayCounts } from './day-counts.ts';
import { dimension, heldInMemory } from './dimensions.ts';
import { stepOf } from './durations.ts';
import { forgetNames } from './forget-names.ts';
import { mergePart, takePart } from './merge.ts';
import { SiteCount } from './site-count.ts';
import type { SiteRules } from './site-rules.ts';
import { cellsOf } from './tally.ts';
import { blankHit, kind, seenBy } from './visits.ts';

const zone = 'Europe/Berlin';
const rules: SiteRules = { timeZone: zone, goals: [], funnels: [] };
const start = Date.parse('2026-03-28T18:00:00Z') / 1000;

/** A page view of a visitor, told of `late` seconds after it happened. */
interface View {
  readonly visitor: number;
  readonly page: number;
  readonly at: number;
  readonly late: number;
}

// Few visitors and pages, over two days with the change to summer time between them.
const views = fc.array(
  fc.record({
    visitor: fc.integer({ min: 1, max: 6 }),
    page: fc.integer({ min: 1, max: 5 }),
    at: fc.integer({ min: 0, max: 2 * 86_400 }).map((seconds) => start + seconds),
    late: fc.integer({ min: 0, max: 300 }),
  }),
  { maxLength: 120 },
);

/** Denser: most views lie near the border of half an hour from one another. */
const near = fc.array(
  fc.record({
    visitor: fc.integer({ min: 1, max: 2 }),
    page: fc.integer({ min: 1, max: 5 }),
    at: fc
      .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: -60, max: 60 }))
      .map(([n, s]) => start + n * 1800 + s),
    late: fc.integer({ min: 0, max: 300 }),
  }),
  { maxLength: 30 },
);

function count(list: readonly View[], run: (count: SiteCount) => void = () => undefined): SiteCount {
  const site = new SiteCount(rules);
  feed(site, list);
  run(site);
  site.finish();
  return site;
}

function feed(site: SiteCount, list: readonly View[]): void {
  const hit = blankHit();
  for (const view of list) {
    hit.hi = view.visitor;
    // Half keys that are the same for different visitors.
    hit.lo = view.visitor % 2;
    hit.at = view.at;
    hit.kind = kind.view;
    hit.seen = seenBy.log;
    hit.value = site.names.id(dimension.page, `/${view.page}`);
    hit.country = site.names.id(dimension.country, `C${view.visitor}`);
    site.logged(hit);
  }
}

const asTold = (list: readonly View[]) => list.toSorted((a, b) => a.at + a.late - b.at - b.late);
// Steps of the same second have no order of their own.
const distinct = (list: readonly View[]) => [
  ...new Map(list.map((view) => [`${view.visitor} ${view.at}`, view])).values(),
];

/** By hand: sorted, cut where more than 30 minutes lie between, each visit on the day on which it began. */
function model(list: readonly View[]) {
  const days: Record<
    string,
    {
      visits: number;
      views: number;
      bounces: number;
      span: number;
      steps: number[];
      entry: Record<string, number>;
      exit: Record<string, number>;
      seconds: Record<string, number>;
      visitors: Set<number>;
    }
  > = {};
  const dayOf = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
  for (const visitor of new Set(list.map((view) => view.visitor))) {
    const own = list.filter((view) => view.visitor === visitor).toSorted((a, b) => a.at - b.at);
    const visits: View[][] = [];
    for (const view of own) {
      const last = visits.at(-1);
      const before = last?.at(-1);
      if (last && before && view.at - before.at <= 1800) last.push(view);
      else visits.push([view]);
    }
    for (const visit of visits) {
      const [first, last] = [visit[0] as View, visit.at(-1) as View];
      const name = dayOf.format(new Date(first.at * 1000));
      days[name] ??= {
        visits: 0,
        views: 0,
        bounces: 0,
        span: 0,
        steps: Array(11).fill(0),
        entry: {},
        exit: {},
        seconds: {},
        visitors: new Set(),
      };
      const day = days[name];
      day.visits++;
      day.views += visit.length;
      if (visit.length === 1) day.bounces++;
      day.span += last.at - first.at;
      const step = stepOf(last.at - first.at);
      day.steps[step] = (day.steps[step] ?? 0) + 1;
      day.entry[`/${first.page}`] = (day.entry[`/${first.page}`] ?? 0) + 1;
      day.exit[`/${last.page}`] = (day.exit[`/${last.page}`] ?? 0) + 1;
      for (const [place, view] of visit.entries())
        day.seconds[`/${view.page}`] =
          (day.seconds[`/${view.page}`] ?? 0) + ((visit[place + 1]?.at ?? view.at) - view.at);
      day.visitors.add(visitor);
    }
  }
  return days;
}

function counted(site: SiteCount) {
  const entries = [...site.days].map(([day, tally]) => {
    const counts = countsOf(day, tally, site.names);
    const { figures } = counts;
    const column = (of: number, name: 'visits' | 'seconds') =>
      Object.fromEntries((counts.cells.get(of) ?? []).map((cell) => [cell.value, cell[name]]));
    const sums = {
      visits: figures.visits,
      views: figures.views,
      bounces: figures.bounces,
      span: figures.span_seconds,
      steps: figures.span_steps,
      entry: column(dimension.entry, 'visits'),
      exit: column(dimension.exit, 'visits'),
      seconds: column(dimension.page, 'seconds'),
      visitors: figures.visitors,
    };
    return [counts.day, sums] as const;
  });
  return Object.fromEntries(entries.filter(([, sums]) => sums.visits > 0));
}

const expected = (list: readonly View[]) =>
  Object.fromEntries(
    Object.entries(model(list)).map(([day, sums]) => [day, { ...sums, visitors: sums.visitors.size }]),
  );

test.each([
  ['spread over two days', views],
  ['near the border of a visit', near],
] as const)('visits are those of the events in order, whatever the disorder of five minutes: %s', (_, arbitrary) => {
  fc.assert(
    fc.property(arbitrary, (list) => {
      const told = distinct(list);
      expect(counted(count(asTold(told)))).toEqual(expected(told));
    }),
    { numRuns: 300 },
  );
});

/** Everything of all days, in one order. */
function whole(site: SiteCount): DayCounts[] {
  const days = [...site.days]
    .map(([day, tally]) => countsOf(day, tally, site.names))
    .filter(({ figures }) => figures.visits > 0);
  return days
    .toSorted((a, b) => a.day.localeCompare(b.day))
    .map((day) => ({
      ...day,
      cells: new Map(
        [...day.cells]
          .toSorted(([a], [b]) => a - b)
          .map(([of, cells]) => [
            of,
            cells.toSorted((a, b) => `${a.value} ${a.second}`.localeCompare(`${b.value} ${b.second}`)),
          ]),
      ),
    }));
}

/** Cuts a log, counts each piece as a worker does, and merges the parts from the last to the first. */
function inPieces(told: readonly View[], borders: readonly number[], ofOneWorker: boolean): SiteCount {
  const into = new SiteCount(rules);
  // The numbers of names differ from part to part.
  into.names.id(dimension.page, '/other');
  let worker = new SiteCount(rules);
  let edges: ReturnType<SiteCount['endPiece']> = [];
  const parts: ReturnType<typeof takePart>[] = [];
  const hand = () => {
    parts.push(structuredClone(takePart(worker, edges)));
    worker = new SiteCount(rules);
    edges = [];
  };
  for (const [place, from] of borders.entries()) {
    worker.beginPiece();
    feed(worker, told.slice(from, borders[place + 1] ?? told.length));
    edges.push(...worker.endPiece());
    if (!ofOneWorker) hand();
  }
  if (ofOneWorker) hand();
  for (const part of parts.reverse()) mergePart(into, part);
  into.finish();
  return into;
}

const cut = (told: readonly View[], cuts: readonly number[]) => [
  0,
  ...cuts.map((each) => Math.floor(each * told.length)).sort((a, b) => a - b),
];
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 });

test('pieces of a log that are counted apart and merged are the whole, wherever it is cut', () => {
  fc.assert(
    fc.property(views, cuts, fc.boolean(), (list, places, ofOneWorker) => {
      const told = asTold(distinct(list));
      expect(whole(inPieces(told, cut(told, places), ofOneWorker))).toEqual(whole(count(told)));
    }),
    { numRuns: 100 },
  );
});

test('so are pieces of a long log, most of whose visits are counted by one worker alone', () => {
  const view = (max: number) =>
    fc.record({
      visitor: fc.integer({ min: 1, max: 40 }),
      page: fc.integer({ min: 1, max: 20 }),
      at: fc.integer({ min: 0, max }).map((seconds) => start + seconds),
      late: fc.integer({ min: 0, max: 300 }),
    });
  const long = fc.array(view(86_400), { minLength: 2_500, maxLength: 3_000 });
  fc.assert(
    fc.property(long, cuts, fc.boolean(), (list, places, ofOneWorker) => {
      const told = asTold(distinct(list));
      expect(whole(inPieces(told, cut(told, places), ofOneWorker))).toEqual(whole(count(told)));
    }),
    // Making a counterexample smaller would take minutes.
    { numRuns: 8, endOnFailure: true },
  );
});

test('lines with the year 1970 or 2099 between others change nothing of the others', () => {
  fc.assert(
    fc.property(views, fc.array(fc.nat(), { maxLength: 4 }), (list, places) => {
      const told = asTold(distinct(list));
      const strange = told.slice();
      for (const [n, place] of places.entries())
        strange.splice(place % (told.length + 1), 0, {
          visitor: 90 + n,
          page: 1,
          at: n % 2 === 0 ? 5 : 4_080_000_000,
          late: 0,
        });
      const days = counted(count(strange));
      delete days['1970-01-01'];
      delete days['2099-04-16'];
      expect(days).toEqual(counted(count(told)));
    }),
  );
});

test.each([
  ['Europe/Berlin', '2026-03-29', 23],
  ['Europe/Berlin', '2026-10-25', 25],
  ['America/New_York', '2026-03-08', 23],
  ['America/New_York', '2026-11-01', 25],
  ['Australia/Lord_Howe', '2026-04-05', 24.5],
  ['Australia/Lord_Howe', '2026-10-04', 23.5],
  ['Asia/Kathmandu', '2026-06-01', 24],
  ['UTC', '2026-06-01', 24],
])('a day of %s on %s has %s hours', (timeZone, day, hours) => {
  const calendar = new Calendar(timeZone);
  const number = dayNumber(day);
  const from = calendar.startOf(number);
  const to = calendar.startOf(number + 1);
  expect((to - from) / 3600).toBe(hours);
  expect(dayText(number)).toBe(day);
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone });
  for (let at = from; at < to; at += 900) {
    expect(calendar.dayOf(at)).toBe(number);
    expect(local.format(new Date(at * 1000))).toBe(day);
  }
  expect(calendar.dayOf(from - 1)).toBe(number - 1);
  expect(calendar.dayOf(to)).toBe(number + 1);
});

test('the hour of the week is that of the clock on the wall', () => {
  const calendar = new Calendar('America/New_York');
  // 2026-03-08 is the Sunday on which the hour from 2 to 3 is left out.
  expect(calendar.hourOfWeek(Date.parse('2026-03-08T06:59:59Z') / 1000)).toBe(6 * 24 + 1);
  expect(calendar.hourOfWeek(Date.parse('2026-03-08T07:00:00Z') / 1000)).toBe(6 * 24 + 3);
  expect(calendar.hourOfWeek(Date.parse('2026-03-09T04:00:00Z') / 1000)).toBe(0);
});

test('a visit over midnight belongs to the day on which it began', () => {
  const before = Date.parse('2026-06-01T21:50:00Z') / 1000;
  const list = [0, 900, 1800].map((after) => ({ visitor: 1, page: 1, at: before + after, late: 0 }));
  const days = counted(count(list));
  expect(Object.keys(days)).toEqual(['2026-06-01']);
  expect(days['2026-06-01']).toMatchObject({ visits: 1, views: 3, span: 1800 });
});

test('beyond so many values a day holds "other", and every sum stays right', () => {
  const list = Array.from({ length: heldInMemory + 500 }, (_, n) => ({
    visitor: n % 900,
    page: n,
    at: start + n,
    late: 0,
  }));
  const site = count(list);
  const pages = [...site.days.values()].flatMap((tally) => cellsOf(tally, dimension.page).list());
  expect(pages.length).toBeLessThanOrEqual(heldInMemory + 1);
  expect(pages.reduce((sum, { views: each }) => sum + each, 0)).toBe(list.length);
  expect(pages.find(({ value }) => value === 0)?.views ?? 0).toBeGreaterThan(0);
});

test('of millions of paths half a million names are held, the rest is "other"; once a day is over they are let go', () => {
  const site = new SiteCount(rules);
  const hit = blankHit();
  const asked = 620_000;
  for (let n = 0; n < asked; n += 1) {
    Object.assign(hit, { hi: 1, lo: n >> 1, at: start, value: site.names.id(dimension.page, `/p-${n}`) });
    site.hit(hit);
    // Two pages a visit, as they come and go.
    if (n % 2 === 1 && n % 20_000 === 19_999) site.finish();
  }
  site.finish();
  const held = () => site.names.lists()[dimension.page]?.filter((name) => name !== undefined).length ?? 0;
  expect(held()).toBe(500_000);
  const [[day, tally] = [0, null]] = [...site.days];
  expect(tally?.figures).toMatchObject({ visits: asked / 2, views: asked });
  const pages = tally === null ? [] : cellsOf(tally, dimension.page).list();
  expect(pages.length).toBeLessThanOrEqual(heldInMemory + 1);
  expect(pages.reduce((sum, { views }) => sum + views, 0)).toBe(asked);
  site.take(day);
  forgetNames(site);
  expect(held()).toBe(0);
});

test('one who asks for a page a tenth of a second is a bot, and nothing else of it is counted', () => {
  const site = count(
    Array.from({ length: 600 }, (_, n) => ({ visitor: 1, page: n, at: start + Math.floor(n / 10), late: 0 })),
  );
  const [tally] = [...site.days.values()];
  expect(tally?.figures).toMatchObject({ visits: 0, views: 0, bot_hits: 600 });
});
