import type { DimensionName } from '../wire/reports.ts';
import { dimension, pair, sidesOf } from './dimensions.ts';

/** The number under which a dimension is stored, by the name that reports use. */
export const numberOf: Readonly<Record<DimensionName, number>> = {
  page: dimension.page,
  entry: dimension.entry,
  exit: dimension.exit,
  referrer: dimension.referrer,
  channel: dimension.channel,
  campaign: dimension.campaign,
  country: dimension.country,
  region: dimension.region,
  language: dimension.language,
  browser: dimension.browser,
  system: dimension.system,
  device: dimension.device,
  screen: dimension.screen,
  goal: dimension.goal,
  download: dimension.download,
  outbound: dimension.outbound,
  search: dimension.search,
  'not-found': dimension.notFound,
  bot: dimension.bot,
  hour: dimension.hour,
  refusal: dimension.refusal,
};

const names = Object.keys(numberOf) as DimensionName[];

/** They count requests of programs and of people who refuse, which are no visits. */
const ofRequests: ReadonlySet<DimensionName> = new Set(['bot', 'refusal']);
export function isOfRequests(name: DimensionName): boolean {
  return ofRequests.has(name);
}

/** What programs did is no figure of people, and is told as it is. */
export function isOfPrograms(name: DimensionName): boolean {
  return name === 'bot';
}

/** Of them a visit may have several, so that their visits cannot be added up: nor those of "other". */
const severalAVisit: ReadonlySet<DimensionName> = new Set([
  'page',
  'goal',
  'download',
  'outbound',
  'search',
  'not-found',
]);
export function addsUp(name: DimensionName): boolean {
  return !severalAVisit.has(name);
}

/** Whether the overview can be narrowed to one value of it. */
export function narrows(name: DimensionName): boolean {
  return !ofRequests.has(name);
}

export interface Pairing {
  /** Its number in statistics.cells. */
  readonly pair: number;
  /** On which side of the pair the filter's dimension stands. */
  readonly side: 'first' | 'second';
}

/** The declared pair of a table and a filter; null where there is none. */
export function pairOf(table: DimensionName, filter: DimensionName): Pairing | null {
  for (const number of Object.values(pair)) {
    const [first, second] = sidesOf[number] ?? [];
    if (first === numberOf[table] && second === numberOf[filter]) return { pair: number, side: 'second' };
    if (first === numberOf[filter] && second === numberOf[table]) return { pair: number, side: 'first' };
  }
  return null;
}

/** The dimensions by which a table can be filtered. */
export function filtersOf(table: DimensionName): DimensionName[] {
  return names.filter((name) => pairOf(table, name) !== null);
}

export interface Filter {
  readonly dimension: DimensionName;
  readonly value: string;
}

/** Reads `country:DE`; null where no dimension has that name. */
export function parseFilter(text: string): Filter | null {
  const at = text.indexOf(':');
  const name = names.find((each) => each === text.slice(0, at));
  const value = text.slice(at + 1);
  return name === undefined || value === '' ? null : { dimension: name, value };
}
