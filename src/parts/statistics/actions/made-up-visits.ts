import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { dimension } from '../rules/dimensions.ts';
import { dayIn } from '../rules/range.ts';
import { SiteCount } from '../rules/site-count.ts';
import { blankHit, kind, seenBy } from '../rules/visits.ts';
import { addDays } from './close-day.ts';
import { rulesOf } from './site-rules.ts';
import { openSites } from './sites.ts';

/** A visit that nobody made. Times in seconds since 1970; names as the ways in would give them. */
export interface MadeUpVisit {
  readonly steps: readonly {
    readonly at: number;
    readonly kind: 'view' | 'goal' | 'download' | 'outbound' | 'search' | 'notFound';
    readonly value: string;
    /** Of a view: how long it was in use. */
    readonly engaged?: number;
  }[];
  readonly referrer: string;
  readonly channel: string;
  readonly campaign: string | null;
  readonly country: string;
  readonly region: string;
  readonly language: string;
  readonly browser: string;
  readonly system: string;
  readonly device: string;
  readonly screen: string;
}

export interface MadeUpDay {
  /** None reaches into the next day. */
  readonly visits: readonly MadeUpVisit[];
  /** Requests of programs, by name. */
  readonly bots: ReadonlyMap<string, number>;
}

const named = [
  'country',
  'region',
  'language',
  'browser',
  'system',
  'device',
  'screen',
  'referrer',
  'channel',
] as const;
const dimensionOfKind = {
  view: dimension.page,
  goal: dimension.goal,
  download: dimension.download,
  outbound: dimension.outbound,
  search: dimension.search,
  notFound: dimension.notFound,
} as const;

/**
 * Figures of a website that nobody visited, for `./kept demo`: counted as real visits are, and written as whole days. What
 * falls on today is left out: the server counts today itself.
 * @param days in the order of time
 * @returns how many visits were counted
 */
export async function countMadeUpVisits(
  deps: Pick<Deps, 'db' | 'clock'>,
  slug: string,
  days: Iterable<MadeUpDay>,
): Promise<number> {
  const sites = openSites(deps);
  await sites.refresh();
  const site = sites.bySlug(slug);
  if (!site) throw httpErrors.KEPT_NOT_FOUND();
  const today = dayIn(site.timeZone, deps.clock.now());
  let count = new SiteCount(rulesOf(site));
  let visitors = 0;
  let held = 0;
  const write = async () => {
    count.finish();
    const whole = count;
    await deps.db.base((trx) => addDays(trx, { siteId: site.id, origin: 'live' }, whole));
    count = new SiteCount(rulesOf(site));
    held = 0;
  };
  for (const day of days) {
    countDay(count, day, { visitors, isOver: (at) => dayIn(site.timeZone, new Date(at * 1000)) < today });
    visitors += day.visits.length;
    held += 1;
    if (held === daysHeld) await write();
  }
  await write();
  return visitors;
}

const daysHeld = 31;

function countDay(
  count: SiteCount,
  { bots, visits }: MadeUpDay,
  { isOver, visitors }: { readonly visitors: number; readonly isOver: (at: number) => boolean },
): void {
  const hit = { ...blankHit(), seen: seenBy.beacon };
  const events = visits.flatMap((visit, index) => eventsOf(visit, visitors + index + 1)).filter(({ at }) => isOver(at));
  for (const event of events.toSorted((a, b) => a.at - b.at))
    count.logged(Object.assign(hit, numbers(count, event), { seconds: event.seconds, kind: event.kind, amount: 0 }));
  const at = events[0]?.at;
  if (at === undefined) return;
  for (const [bot, hits] of bots) count.apart('bot', at, count.names.id(dimension.bot, bot), hits);
}

interface Event {
  readonly visitor: number;
  readonly visit: MadeUpVisit;
  readonly at: number;
  readonly kind: number;
  readonly named: number;
  readonly value: string;
  readonly seconds: number;
}

function eventsOf(visit: MadeUpVisit, visitor: number): Event[] {
  return visit.steps.flatMap((step): Event[] => {
    const of = { visitor, visit, at: step.at, value: step.value, named: dimensionOfKind[step.kind] };
    const event = { ...of, kind: kind[step.kind], seconds: 0 };
    return step.engaged
      ? [event, { ...of, kind: kind.engaged, at: step.at + step.engaged, seconds: step.engaged }]
      : [event];
  });
}

function numbers(count: SiteCount, { at, named: dimensionOfIt, value, visit, visitor }: Event) {
  const attributes = Object.fromEntries(named.map((name) => [name, count.names.id(dimension[name], visit[name])]));
  const campaign = visit.campaign === null ? -1 : count.names.id(dimension.campaign, visit.campaign);
  // Any two numbers will do for a visitor: these stand for nobody.
  return {
    ...attributes,
    campaign,
    hi: visitor,
    lo: Math.imul(visitor, 0x9e3779b1),
    at,
    value: count.names.id(dimensionOfIt, value),
  };
}
