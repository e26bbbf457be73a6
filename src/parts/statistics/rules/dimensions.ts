/** Numbers of the dimensions in statistics.values and statistics.cells. They are stored: never give one a new meaning. */
export const dimension = {
  page: 1,
  entry: 2,
  exit: 3,
  referrer: 4,
  channel: 5,
  campaign: 6,
  country: 7,
  region: 8,
  language: 9,
  browser: 10,
  system: 11,
  device: 12,
  screen: 13,
  goal: 14,
  download: 15,
  outbound: 16,
  search: 17,
  notFound: 18,
  bot: 19,
  hour: 20,
  funnelStep: 21,
  refusal: 22,
} as const;

/** The declared pairs: what can be asked together. Read from either side. */
export const pair = {
  pageReferrer: 101,
  pageCountry: 102,
  pageDevice: 103,
  referrerGoal: 104,
  campaignGoal: 105,
  entryReferrer: 106,
  countryGoal: 107,
  pageCampaign: 108,
} as const;

/** Of each pair, the dimensions whose values its two lists hold (an entry page is named in the values of `page`). */
export const sidesOf: Readonly<Record<number, readonly [number, number]>> = {
  [pair.pageReferrer]: [dimension.page, dimension.referrer],
  [pair.pageCountry]: [dimension.page, dimension.country],
  [pair.pageDevice]: [dimension.page, dimension.device],
  [pair.referrerGoal]: [dimension.referrer, dimension.goal],
  [pair.campaignGoal]: [dimension.campaign, dimension.goal],
  [pair.entryReferrer]: [dimension.entry, dimension.referrer],
  [pair.countryGoal]: [dimension.country, dimension.goal],
  [pair.pageCampaign]: [dimension.page, dimension.campaign],
};

/**
 * In whose values the names of a dimension stand: pages that were entered or left by are pages, so a path has one number for
 * all three. Everything else has its own.
 */
export function namedIn(of: number): number {
  return of === dimension.entry || of === dimension.exit ? dimension.page : of;
}

/** How many values a row names; what is beyond, by visits, is added to "other". */
export const caps: Readonly<Record<'d' | 'm' | 'y', (of: number) => number>> = {
  d: (of) => {
    if (of === dimension.page || of > 100) return 300;
    if (of === dimension.country) return 250;
    return of === dimension.hour ? 168 : 100;
  },
  m: (of) => (of === dimension.page ? 10_000 : 1_000),
  y: (of) => (of === dimension.page ? 2_000 : 500),
};

/** Values that one day of one dimension holds in memory; what comes new beyond is "other" at once. */
export const heldInMemory = 20_000;

/** Longest name of a value, in characters. */
export const longestValue = 400;

/** Referrer of a visit that came without one, where the way in could have told. */
export const direct = '(direct)';
