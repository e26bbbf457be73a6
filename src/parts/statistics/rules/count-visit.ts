import { dimension, pair } from './dimensions.ts';
import { stepOf as durationStep } from './durations.ts';
import { type Decisions, dimensionOf } from './site-rules.ts';
import { firstStepAt, stepsSpan, whatStep } from './steps.ts';
import { addApart, addVisitor, cellsOf, type Tally } from './tally.ts';
import { Things } from './things.ts';
import { kind, kindOfStep, seenBy, type Visit, valueOfStep } from './visits.ts';

/** As many page views as this, faster than one a second, are no person's. */
const tooMany = 60;

/** What of a site stays the same while its visits are counted. */
export interface Counting {
  readonly decisions: Decisions;
  /** Number of the name under which visits are counted that behave as no person does. */
  readonly tooFast: number;
  readonly hourOfWeek: (at: number) => number;
  /** Numbers of the names of the hours of a week. */
  readonly hours: readonly number[];
}

const things = new Things();
/** One for whole visits, one for each thing they did: filled again and again. */
const whole = { visits: 0, views: 0, bounces: 0, seconds: 0, amounts: 0 };
const part = { visits: 0, views: 0, bounces: 0, seconds: 0, amounts: 0 };

/**
 * Adds a visit to the day on which it began, or takes it off again (`sign` -1): the figures so far of a visit that is still open are
 * put in while the day is written down, and then taken off.
 */
export function countVisit(tally: Tally, visit: Visit, counting: Counting, sign: 1 | -1): void {
  things.read(visit, counting.decisions);
  const { views, goals } = things;
  const first = firstStepAt(visit, visit.from);
  const span = stepsSpan(visit);
  if (views >= tooMany && span < views) {
    addApart(tally, 'bot', counting.tooFast, sign * hitsOf(visit));
    return;
  }
  tally.figures.goals += sign * goals;
  const bounce = views === 1 && goals === 0;
  for (let row = 0; row < things.count; row++) countThing(tally, visit, { row, bounce, sign });
  if (views === 0) return;
  if (sign === 1) addVisitor(tally, visit.hi, visit.lo);
  whole.visits = sign;
  whole.views = sign * views;
  whole.bounces = bounce ? sign : 0;
  whole.seconds = sign * span;
  countFigures(tally, visit, span);
  countAttributes(tally, visit);
  add(tally, dimension.hour, counting.hours[counting.hourOfWeek(first)] ?? 0);
  countFunnels(tally, visit, counting.decisions);
}

function hitsOf(visit: Visit): number {
  let hits = visit.steps.length;
  if (visit.more) for (const times of visit.more.values()) hits += times;
  return hits;
}

function countFigures({ figures }: Tally, visit: Visit, span: number): void {
  const sign = whole.visits;
  const many = whole.views !== sign;
  figures.visits += sign;
  figures.views += whole.views;
  figures.bounces += whole.bounces;
  if (!many) figures.one_page += sign;
  figures.span_seconds += sign * span;
  if (many) figures.span_seconds_many += sign * span;
  bump(figures.span_steps, durationStep(span), sign);
  if (visit.seen === seenBy.log) figures.log_only_visits += sign;
  if (visit.seen === seenBy.beacon) figures.beacon_only_visits += sign;
  const { engaged } = things;
  if (engaged < 0) return;
  figures.engaged_visits += sign;
  figures.engaged_seconds += sign * engaged;
  bump(figures.engaged_steps, durationStep(engaged), sign);
  if (!many) return;
  figures.engaged_visits_many += sign;
  figures.engaged_seconds_many += sign * engaged;
}

function bump(steps: number[], step: number, by: number): void {
  steps[step] = (steps[step] ?? 0) + by;
}

function countAttributes(tally: Tally, visit: Visit): void {
  const entry = firstPage(visit);
  if (entry >= 0) add(tally, dimension.entry, entry);
  if (entry >= 0 && visit.referrer >= 0) cellsOf(tally, pair.entryReferrer).add(entry, visit.referrer, whole);
  const exit = lastPage(visit);
  if (exit >= 0) add(tally, dimension.exit, exit);
  add(tally, dimension.referrer, visit.referrer);
  add(tally, dimension.channel, visit.channel);
  add(tally, dimension.campaign, visit.campaign);
  add(tally, dimension.country, visit.country);
  add(tally, dimension.region, visit.region);
  add(tally, dimension.language, visit.language);
  add(tally, dimension.browser, visit.browser);
  add(tally, dimension.system, visit.system);
  add(tally, dimension.device, visit.device);
  add(tally, dimension.screen, visit.screen);
}

function firstPage(visit: Visit): number {
  for (let place = 0; place < visit.steps.length; place++) {
    const step = whatStep(visit, place);
    if (kindOfStep(step) === kind.view) return valueOfStep(step);
  }
  return -1;
}

function lastPage(visit: Visit): number {
  for (let place = visit.steps.length - 1; place >= 0; place--) {
    const step = whatStep(visit, place);
    if (kindOfStep(step) === kind.view) return valueOfStep(step);
  }
  return -1;
}

interface ThingOf {
  readonly row: number;
  readonly bounce: boolean;
  readonly sign: 1 | -1;
}

function countThing(tally: Tally, visit: Visit, { row, bounce, sign }: ThingOf): void {
  const kindOf = things.kinds[row] as number;
  const value = things.values[row] as number;
  part.visits = sign;
  part.views = sign * (things.times[row] as number);
  part.bounces = 0;
  part.seconds = 0;
  part.amounts = 0;
  if (kindOf === kind.view) {
    if (bounce) part.bounces = sign;
    part.seconds = sign * (things.seconds[row] as number);
    cellsOf(tally, dimension.page).add(value, 0, part);
    putPair(tally, pair.pageReferrer, value, visit.referrer);
    putPair(tally, pair.pageCountry, value, visit.country);
    putPair(tally, pair.pageDevice, value, visit.device);
    putPair(tally, pair.pageCampaign, value, visit.campaign);
  } else if (kindOf === kind.goal) {
    part.amounts = sign * (things.amounts[row] as number);
    cellsOf(tally, dimension.goal).add(value, 0, part);
    putPair(tally, pair.referrerGoal, visit.referrer, value);
    putPair(tally, pair.campaignGoal, visit.campaign, value);
    putPair(tally, pair.countryGoal, visit.country, value);
  } else cellsOf(tally, dimensionOf(kindOf)).add(value, 0, part);
}

function putPair(tally: Tally, of: number, first: number, second: number): void {
  if (first >= 0 && second >= 0) cellsOf(tally, of).add(first, second, part);
}

function add(tally: Tally, of: number, value: number): void {
  if (value >= 0) cellsOf(tally, of).add(value, 0, whole);
}

/** A funnel's step counts the visits that reached it after all steps before it. */
function countFunnels(tally: Tally, visit: Visit, decisions: Decisions): void {
  for (const [funnel, { names }] of decisions.funnels.entries()) {
    let reached = 0;
    for (let place = 0; place < visit.steps.length && reached < names.length; place++)
      if (decisions.fits(whatStep(visit, place), funnel, reached)) reached++;
    for (let place = 0; place < reached; place++) add(tally, dimension.funnelStep, names[place] ?? 0);
  }
}
