import type { LiveSeen, LiveValue } from '../wire/handed.ts';
import { dimension } from './dimensions.ts';
import type { SiteCount } from './site-count.ts';
import { atStep, whatStep } from './steps.ts';
import { kind, kindOfStep, type Visit, valueOfStep } from './visits.ts';

/** What is shown as now, in minutes. */
const minutes = 5;

/** What was seen of a site in the last minutes: sums of visits that are open. Not folded yet: who shows it must. */
export function liveSeen(count: SiteCount, now: number): LiveSeen {
  const since = now - minutes * 60;
  const perMinute = Array.from({ length: minutes }, () => 0);
  const pages = new Map<number, number>();
  const referrers = new Map<number, number>();
  const countries = new Map<number, number>();
  const add = (to: Map<number, number>, id: number) => {
    if (id > 0) to.set(id, (to.get(id) ?? 0) + 1);
  };
  let visits = 0;
  count.sessions.each((visit) => {
    if (visit.until <= since || visit.steps.length === 0) return;
    visits++;
    for (const page of pagesSince(visit, since, perMinute)) add(pages, page);
    add(referrers, visit.referrer);
    add(countries, visit.country);
  });
  const named = (of: number, seen: Map<number, number>): LiveValue[] =>
    [...seen].map(([id, times]) => ({ value: count.names.text(of, id) ?? '', visits: times }));
  return {
    visits,
    views: perMinute.reduce((sum, each) => sum + each, 0),
    perMinute,
    pages: named(dimension.page, pages),
    referrers: named(dimension.referrer, referrers),
    countries: named(dimension.country, countries),
  };
}

/** Each page of a visit once, and its views in the minutes in which they were. */
function pagesSince(visit: Visit, since: number, perMinute: number[]): Set<number> {
  const pages = new Set<number>();
  for (let place = visit.steps.length - 1; place >= 0 && atStep(visit, place) > since; place--) {
    const step = whatStep(visit, place);
    if (kindOfStep(step) !== kind.view) continue;
    pages.add(valueOfStep(step));
    const minute = Math.min(minutes - 1, Math.floor((atStep(visit, place) - since) / 60));
    perMinute[minute] = (perMinute[minute] ?? 0) + 1;
  }
  return pages;
}
