import { atStep, changeStep, putStep, whatStep } from './steps.ts';

/** What a visit has once at most, each by the number of its name. */
export const attributes = [
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

/** A pause of more than this ends a visit, in seconds of event time. */
export const visitGap = 30 * 60;
/** How late an event may be told of, in seconds, and still be put where it belongs. */
export const disorder = 5 * 60;
/** A visit that has been silent for so long takes up nothing more. */
export const settledAfter = visitGap + disorder;
/** What beacon and log tell of the same thing lies within so many seconds. */
export const sameThing = 10;

/** Kinds of events. `engaged` is no step of a visit. */
export const kind = { view: 0, goal: 1, download: 2, outbound: 3, search: 4, notFound: 5, engaged: 6 } as const;
/** Bits of who saw an event. */
export const seenBy = { beacon: 1, log: 2 } as const;

/** Steps of a visit that are kept in order; later ones are only counted. */
const stepsInOrder = 2_000;
const engagedPagesHeld = 400;

/**
 * An event in integers: one such object is filled again and again by who counts, and nothing of it is kept but the numbers.
 * Attributes are numbers of Names; -1: not known.
 */
export interface HitIds {
  /** Key of the visitor: two halves of 64 bits, as signed integers. */
  hi: number;
  lo: number;
  /** Seconds since 1970. */
  at: number;
  /** One of `kind`. */
  kind: number;
  /** One of `seenBy`. */
  seen: number;
  /** The page of a view or of engaged time; otherwise what the kind names. */
  value: number;
  /** What a goal was worth, in hundredths; 0 for nothing. */
  amount: number;
  /** Engaged seconds. */
  seconds: number;
  referrer: number;
  channel: number;
  campaign: number;
  country: number;
  region: number;
  language: number;
  browser: number;
  system: number;
  device: number;
  screen: number;
}

/** An event of nobody, to be filled. */
export function blankHit(): HitIds {
  const unknown = { country: -1, region: -1, language: -1, browser: -1, system: -1, device: -1, screen: -1 };
  const source = { referrer: -1, channel: -1, campaign: -1 };
  return { hi: 0, lo: 0, at: 0, kind: 0, seen: 1, value: 0, amount: 0, seconds: 0, ...source, ...unknown };
}

/** A visit, as long as events may still belong to it. A plain object, so that it can be handed to another thread. */
export interface Visit {
  hi: number;
  lo: number;
  /** First and last event of any kind, engaged reports included. */
  from: number;
  until: number;
  /** The next of the visits that are looked through together (OpenVisits). */
  older: Visit | null;
  /** Steps in the order of their times (Steps). */
  zero: number;
  steps: number[];
  /** Steps beyond those kept in order: how often each. */
  more: Map<number, number> | null;
  /** Numbers of goals and what they were worth, in turn. */
  worth: number[] | null;
  /** Engaged seconds in all; -1: never reported. */
  engaged: number;
  /** Pages and engaged seconds on them, in turn. */
  engagedOn: number[] | null;
  /** Bits of who saw any step of it. */
  seen: number;
  /** Time of the event that says where the visit came from. */
  sourceAt: number;
  /** Mark of whoever wants to know whether anything has come since, and when it came: for the live way only. */
  mark: number;
  heard: number;
  referrer: number;
  channel: number;
  campaign: number;
  country: number;
  region: number;
  language: number;
  browser: number;
  system: number;
  device: number;
  screen: number;
}

/** Of a step: its value, its kind and who saw it, in one integer. */
export const stepOf = (value: number, kindOf: number, seen: number): number => value * 32 + seen * 8 + kindOf;
export const kindOfStep = (step: number): number => step & 7;
export const seenOfStep = (step: number): number => (step >> 3) & 3;
export const valueOfStep = (step: number): number => step >> 5;
/** The step without who saw it. */
export const bareStep = (step: number): number => step & ~24;

export function beginVisit(hit: HitIds): Visit {
  return {
    hi: hit.hi,
    lo: hit.lo,
    from: hit.at,
    until: hit.at,
    older: null,
    zero: hit.at,
    steps: [],
    more: null,
    worth: null,
    engaged: -1,
    engagedOn: null,
    seen: 0,
    sourceAt: Number.POSITIVE_INFINITY,
    mark: 0,
    heard: 0,
    referrer: -1,
    channel: -1,
    campaign: -1,
    country: hit.country,
    region: hit.region,
    language: hit.language,
    browser: hit.browser,
    system: hit.system,
    device: hit.device,
    screen: hit.screen,
  };
}

/** Puts an event into a visit, wherever in it its time lies. */
export function addToVisit(visit: Visit, hit: HitIds): void {
  if (hit.at < visit.from) visit.from = hit.at;
  if (hit.at > visit.until) visit.until = hit.at;
  fill(visit, hit);
  if (hit.kind === kind.engaged) {
    addEngaged(visit, hit.value, hit.seconds);
    return;
  }
  // The source is that of the first event, whenever it was told of.
  if (hit.at < visit.sourceAt) takeSource(visit, hit, hit.at);
  if (hit.amount !== 0) {
    visit.worth ??= [];
    visit.worth.push(hit.value, hit.amount);
  }
  addStep(visit, hit.at, stepOf(hit.value, hit.kind, hit.seen));
}

/** What one event did not know of the visitor, another may. */
function fill(visit: Visit, from: HitIds | Visit): void {
  if (visit.country < 0) visit.country = from.country;
  if (visit.region < 0) visit.region = from.region;
  if (visit.language < 0) visit.language = from.language;
  if (visit.browser < 0) visit.browser = from.browser;
  if (visit.system < 0) visit.system = from.system;
  if (visit.device < 0) visit.device = from.device;
  if (visit.screen < 0) visit.screen = from.screen;
}

function takeSource(visit: Visit, from: HitIds | Visit, at: number): void {
  visit.sourceAt = at;
  visit.referrer = from.referrer;
  visit.channel = from.channel;
  visit.campaign = from.campaign;
}

function addEngaged(visit: Visit, page: number, seconds: number): void {
  visit.engaged = Math.max(visit.engaged, 0) + seconds;
  visit.engagedOn ??= [];
  const on = visit.engagedOn;
  if (on.length > 0 && on[on.length - 2] === page) on[on.length - 1] = (on[on.length - 1] as number) + seconds;
  else if (on.length < 2 * engagedPagesHeld) on.push(page, seconds);
}

function addStep(visit: Visit, at: number, step: number): void {
  const seen = seenOfStep(step);
  visit.seen |= seen;
  if (visit.seen === 3 && seen !== 3 && seenTwice(visit, at, step)) return;
  if (visit.steps.length >= stepsInOrder) {
    visit.more ??= new Map();
    visit.more.set(bareStep(step), (visit.more.get(bareStep(step)) ?? 0) + 1);
    return;
  }
  putStep(visit, at, step);
}

/** Whether the beacon has told of this page, and no line of a log has yet. */
export function awaitsLine(visit: Visit, { at, kind: of, value }: Pick<HitIds, 'at' | 'kind' | 'value'>): boolean {
  for (let place = visit.steps.length - 1; place >= 0 && atStep(visit, place) >= at - sameThing; place--) {
    const fits = whatStep(visit, place) === stepOf(value, of, seenBy.beacon);
    if (fits && atStep(visit, place) <= at + sameThing) return true;
  }
  return false;
}

/** Takes the page out of a visit that only a line of a log told of, next to a time. @returns whether there was one */
export function takeLine(visit: Visit, at: number): boolean {
  let nearest = -1;
  for (let place = visit.steps.length - 1; place >= 0 && atStep(visit, place) >= at - sameThing; place--) {
    const step = whatStep(visit, place);
    const apart = Math.abs(atStep(visit, place) - at);
    if (seenOfStep(step) !== seenBy.log || !isPage(step) || apart > sameThing) continue;
    if (nearest < 0 || apart < Math.abs(atStep(visit, nearest) - at)) nearest = place;
  }
  if (nearest < 0) return false;
  visit.steps.splice(nearest, 1);
  visit.seen = visit.steps.reduce((seen, _, place) => seen | seenOfStep(whatStep(visit, place)), 0) || seenBy.beacon;
  return true;
}

export const isPage = (step: number): boolean => kindOfStep(step) === kind.view || kindOfStep(step) === kind.notFound;

/** Whether the other way in has told of this step already: then both have, and it stands at the earlier time. */
function seenTwice(visit: Visit, at: number, step: number): boolean {
  const seen = seenOfStep(step);
  let nearest = -1;
  for (let place = visit.steps.length - 1; place >= 0 && atStep(visit, place) >= at - sameThing; place--) {
    const other = whatStep(visit, place);
    const apart = Math.abs(atStep(visit, place) - at);
    if (bareStep(other) !== bareStep(step) || (seenOfStep(other) & seen) !== 0 || apart > sameThing) continue;
    if (nearest < 0 || apart < Math.abs(atStep(visit, nearest) - at)) nearest = place;
  }
  if (nearest < 0) return false;
  const both = whatStep(visit, nearest) | (seen << 3);
  if (atStep(visit, nearest) <= at) changeStep(visit, nearest, both);
  else {
    visit.steps.splice(nearest, 1);
    putStep(visit, at, both);
  }
  return true;
}

/** Adds to a visit another of the same visitor that turned out to be part of it. */
export function joinVisits(into: Visit, other: Visit): void {
  fill(into, other);
  if (other.sourceAt < into.sourceAt) takeSource(into, other, other.sourceAt);
  into.from = Math.min(into.from, other.from);
  into.until = Math.max(into.until, other.until);
  into.mark = Math.max(into.mark, other.mark);
  into.heard = Math.max(into.heard, other.heard);
  for (let place = 0; place < other.steps.length; place++) addStep(into, atStep(other, place), whatStep(other, place));
  for (const [step, times] of other.more ?? []) {
    into.more ??= new Map();
    into.more.set(step, (into.more.get(step) ?? 0) + times);
  }
  into.seen |= other.seen;
  if (other.worth) into.worth = [...(into.worth ?? []), ...other.worth];
  if (other.engaged < 0) return;
  into.engaged = Math.max(into.engaged, 0) + other.engaged;
  into.engagedOn = [...(into.engagedOn ?? []), ...(other.engagedOn ?? [])];
}
