import { dimension } from '../src/parts/statistics/rules/dimensions.ts';
import { SiteCount } from '../src/parts/statistics/rules/site-count.ts';
import { blankHit, kind, seenBy } from '../src/parts/statistics/rules/visits.ts';
import { type Figure, median } from './figure.ts';

const hits = 1_000_000;
const wanted = 1_000_000;

/** The same made-up log each time: 20,000 visitors, 3,000 pages, a month; each hit a visitor, a page and a second. */
function madeUp() {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) / 16_777_216;
  };
  const visitors = new Int32Array(hits);
  const pages = new Int32Array(hits);
  const times = new Float64Array(hits);
  const present = Array.from({ length: 40 }, () => Math.floor(random() * 20_000));
  let at = 1_770_000_000;
  for (let hit = 0; hit < hits; hit++) {
    at += random() * 5;
    const seat = Math.floor(random() * present.length);
    if (random() < 0.2) present[seat] = Math.floor(random() * 20_000);
    visitors[hit] = present[seat] ?? 0;
    pages[hit] = Math.floor(random() * random() * 3_000);
    times[hit] = Math.floor(at);
  }
  return { visitors, pages, times };
}

/** Processor time of one thread, in seconds, of counting all of them with every dimension on. */
function count({ pages, times, visitors }: ReturnType<typeof madeUp>): number {
  const site = new SiteCount({ timeZone: 'Europe/Berlin', goals: [], funnels: [] });
  const names = (of: number, many: number) => Array.from({ length: many }, (_, n) => site.names.id(of, `${n}`));
  const page = names(dimension.page, 3_000);
  const referrer = names(dimension.referrer, 200);
  const country = names(dimension.country, 100);
  const few = names(dimension.browser, 20);
  const hit = blankHit();
  hit.kind = kind.view;
  hit.seen = seenBy.log;
  const began = process.cpuUsage();
  for (let n = 0; n < hits; n++) {
    const visitor = visitors[n] ?? 0;
    hit.hi = visitor;
    hit.lo = Math.imul(visitor, 0x9e3779b1);
    hit.at = times[n] ?? 0;
    hit.value = page[pages[n] ?? 0] ?? 0;
    hit.referrer = referrer[visitor % 3 === 0 ? visitor % 200 : 0] ?? 0;
    hit.country = country[Math.floor((visitor % 97) / 2)] ?? 0;
    hit.channel = few[visitor % 7] ?? 0;
    hit.region = few[visitor % 20] ?? 0;
    hit.browser = few[visitor % 12] ?? 0;
    hit.system = few[visitor % 6] ?? 0;
    hit.device = few[visitor % 3] ?? 0;
    site.logged(hit);
  }
  site.finish();
  return process.cpuUsage(began).user / 1e6;
}

/** How quick the counting core is by itself: no parsing, names known by number. */
export async function measure(): Promise<Figure[]> {
  const log = madeUp();
  const rates = Array.from({ length: 5 }, () => hits / count(log));
  const value = Math.round(median(rates));
  const spread = `${Math.round(Math.min(...rates))} to ${Math.round(Math.max(...rates))}, of processor time`;
  return [
    {
      name: 'statistics core: hits counted by one thread',
      value,
      unit: 'hits/s',
      beside: wanted,
      ratio: value / wanted,
      goal: 'at least 1',
      met: value >= wanted,
      detail: spread,
    },
  ];
}
