import Type, { type Static } from 'typebox';

/** Names of the dimensions as reports, the desk and programs write them. */
export const dimensionNames = [
  'page',
  'entry',
  'exit',
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
  'goal',
  'download',
  'outbound',
  'search',
  'not-found',
  'bot',
  'hour',
  'refusal',
] as const;
export type DimensionName = (typeof dimensionNames)[number];

/** Where the figures of a day come from. Figures of one are never added to those of another. */
export const origins = ['live', 'log', 'plausible', 'matomo', 'google analytics'] as const;
export type Origin = (typeof origins)[number];

export const day = Type.String({ format: 'date' });
const siteSlug = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' });
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const whole = Type.Integer();
const some = Type.Number();

export const SiteParams = Type.Object({ site: siteSlug });
export const TableParams = Type.Object({ site: siteSlug, dimension: Type.Enum([...dimensionNames]) });

/** Days are those of the site's time zone, both included. Without any: the last 30 days, today included. */
const range = {
  origin: Type.Optional(Type.Enum([...origins])),
  from: Type.Optional(day),
  to: Type.Optional(day),
};
/** `filter=country:DE`: only what was counted together with that value, where the pair is declared. */
const filter = { filter: Type.Optional(Type.String({ minLength: 3, maxLength: 420, pattern: '^[a-z-]+:[^\\n]+$' })) };
const compare = { compare: Type.Optional(Type.Enum(['none', 'previous', 'year'])) };

export const RangeQuery = Type.Object(range, { additionalProperties: false });
export const OverviewQuery = Type.Object(
  { ...range, ...filter, ...compare, by: Type.Optional(Type.Enum(['day', 'week', 'month'])) },
  { additionalProperties: false },
);
export type OverviewQuery = Static<typeof OverviewQuery>;

export const tableSorts = ['visits', 'views', 'bounceRate', 'seconds', 'amount', 'value'] as const;
const table = {
  ...range,
  ...filter,
  ...compare,
  /** Values that contain this, whatever the case. */
  q: Type.Optional(Type.String({ maxLength: 200 })),
  sort: Type.Optional(Type.Enum(tableSorts.flatMap((sort) => [sort, `-${sort}`]))),
};
export const TableQuery = Type.Object(
  {
    ...table,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 20_000, default: 0 })),
  },
  { additionalProperties: false },
);
export type TableQuery = Static<typeof TableQuery>;
export const TableCsvQuery = Type.Object(table, { additionalProperties: false });

/** The days that an answer speaks of. */
export const Range = Type.Object({ from: Type.String(), to: Type.String(), days: whole });
export type Range = Static<typeof Range>;

export const SiteSummary = Type.Object({
  slug: Type.String(),
  name: Type.String(),
  hosts: Type.Array(Type.String()),
  timeZone: Type.String(),
  /** Today in the site's time zone. */
  today: Type.String(),
  endedAt: orNull(Type.String()),
  /** ISO 4217, of what goals are worth; null where the site names none. */
  currency: orNull(Type.String()),
  origins: Type.Array(
    Type.Object({ origin: Type.Enum([...origins]), firstDay: Type.String(), lastDay: Type.String() }),
  ),
});
export type SiteSummary = Static<typeof SiteSummary>;

export const SiteSummaries = Type.Object({
  sites: Type.Array(SiteSummary),
  /** For each dimension, those by which its table can be filtered: the declared pairs, read from either side. */
  dimensions: Type.Array(
    Type.Object({
      name: Type.Enum([...dimensionNames]),
      filters: Type.Array(Type.Enum([...dimensionNames])),
      /** Whether the overview can be narrowed to one value of it. */
      narrows: Type.Boolean(),
    }),
  ),
  /** Cells of fewer visits than this are added to "other". */
  k: whole,
});
export type SiteSummaries = Static<typeof SiteSummaries>;

/** Visits of so many seconds: from, and below; the last has no end. */
const Step = Type.Object({ from: whole, to: orNull(whole), visits: whole });

/** One of the two times. Seconds; null where no visit was measured, or fewer than `k`. */
export const Duration = Type.Object({
  /** Over all visits, one-page visits included. */
  mean: orNull(some),
  /** Over visits of two pages or more. */
  meanWithoutOnePage: orNull(some),
  /** Interpolated within its step of the distribution. */
  median: orNull(some),
  distribution: Type.Array(Step),
  /** Visits that were measured; 0 where they are fewer than `k`. */
  visits: whole,
});
export type Duration = Static<typeof Duration>;

export const Figures = Type.Object({
  /** Fewer visits than `k`, but some (under a filter: or none): nothing is told but the requests of programs. */
  few: Type.Boolean(),
  /** Null where they are fewer than `k`, but some. */
  visits: orNull(whole),
  /** `word` is "visitor-days" where the range has several days: who comes on two days is counted twice. Null under a filter. */
  visitors: orNull(Type.Object({ value: whole, word: Type.Enum(['visitors', 'visitor-days']), exact: Type.Boolean() })),
  views: orNull(whole),
  viewsPerVisit: orNull(some),
  bounceRate: orNull(some),
  /** Null where there were some, but fewer than `k`. */
  onePage: orNull(whole),
  goals: orNull(whole),
  /** From the first to the last thing that a visit did: page views, goals, downloads, links that leave, pages not found. */
  span: orNull(Duration),
  /** Visible and in use. Null under a filter, where `seconds` is given instead. */
  engaged: orNull(Duration),
  /** Under a filter: mean seconds of a visit on the page, or of the visit. */
  seconds: orNull(some),
  /** Null under a filter only. */
  botHits: orNull(whole),
  /** Of people: null where they are one to `k - 1`, and under a filter. */
  refusedHits: orNull(whole),
  ownHits: orNull(whole),
  badLines: orNull(whole),
  /** Visits that only the log saw and only the beacon saw, where both are counted live. */
  missedByBeacon: orNull(Type.Object({ logOnly: whole, beaconOnly: whole, share: orNull(some) })),
});
export type Figures = Static<typeof Figures>;

export const Point = Type.Object({
  /** First day of the day, week (Monday) or month. */
  from: Type.String(),
  /** Nothing is told: there were some visits, but fewer than `k`; or the total of the range would give away another point. */
  few: Type.Boolean(),
  /** Null where `few`. */
  visits: orNull(whole),
  visitors: orNull(whole),
  views: orNull(whole),
  bounceRate: orNull(some),
  /** Mean seconds from the first to the last thing that a visit did. */
  span: orNull(some),
  engaged: orNull(some),
  goals: orNull(whole),
  /** The day is not over, or the week or month is not wholly within the range. */
  partial: Type.Boolean(),
});
export type Point = Static<typeof Point>;

export const Annotation = Type.Object({
  id: Type.String(),
  on: Type.String(),
  kind: Type.Enum(['release', 'campaign', 'other']),
  text: Type.String(),
});
export type Annotation = Static<typeof Annotation>;

export const Overview = Type.Object({
  range: Range,
  origin: Type.Enum([...origins]),
  by: Type.Enum(['day', 'week', 'month']),
  figures: Figures,
  series: Type.Array(Point),
  /** The range compared with; `series` has as many points where both have as many periods. */
  before: orNull(Type.Object({ range: Range, figures: Figures, series: Type.Array(Point) })),
  annotations: Type.Array(Annotation),
  /** The figures seem to stem from one address: the proxy in front is perhaps not named in KEPT_TRUSTED_PROXIES. */
  warnings: Type.Array(Type.Enum(['one address', 'nothing counted'])),
});
export type Overview = Static<typeof Overview>;

export const TableRow = Type.Object({
  /** Null in the row "other": what the caps of a day, month or year and the rule of `k` left without a name. */
  value: orNull(Type.String()),
  /** Null in "other" of what one visit may have several of, such as pages: their visits cannot be added up. */
  visits: orNull(whole),
  share: orNull(some),
  views: orNull(whole),
  bounceRate: orNull(some),
  /** Mean seconds of a visit on it (page), or of the visits (entry); null where it is not measured. */
  seconds: orNull(some),
  /** What its goals were worth, in hundredths of the site's currency. */
  amount: orNull(whole),
  before: orNull(Type.Object({ visits: orNull(whole), views: orNull(whole) })),
});
export type TableRow = Static<typeof TableRow>;

export const Table = Type.Object({
  range: Range,
  before: orNull(Range),
  origin: Type.Enum([...origins]),
  dimension: Type.Enum([...dimensionNames]),
  rows: Type.Array(TableRow),
  other: orNull(TableRow),
  /** Named values under `q`. */
  count: whole,
  next: orNull(whole),
  /** What `share` is a share of: visits of the range, or requests (programs, refusals). Null where they are fewer than `k`, but some. */
  total: orNull(whole),
});
export type Table = Static<typeof Table>;

export const Live = Type.Object({
  at: Type.String(),
  minutes: whole,
  /** Fewer visits than `k`, but some: nothing of them is told. */
  few: Type.Boolean(),
  /** Null where `few`; otherwise: the process that counts cannot be reached just now. */
  visits: orNull(whole),
  views: orNull(whole),
  /** Views a minute, the oldest first. */
  perMinute: Type.Array(whole),
  pages: Type.Array(Type.Object({ value: orNull(Type.String()), visits: whole })),
  referrers: Type.Array(Type.Object({ value: orNull(Type.String()), visits: whole })),
  countries: Type.Array(Type.Object({ value: orNull(Type.String()), visits: whole })),
});
export type Live = Static<typeof Live>;
