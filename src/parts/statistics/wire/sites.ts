import Type, { type Static } from 'typebox';

const line = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^\\S[^\\r\\n]*$' });
/** A path of the site; `*` stands for any text. */
const pathPattern = Type.String({ minLength: 1, maxLength: 200, pattern: '^/[^?#\\s]*$' });
const parameter = Type.String({ pattern: '^[A-Za-z0-9_.-]{1,40}$' });
const strict = { additionalProperties: false } as const;

/** What visits are meant to reach: an event that the page reports, a page, a file or an outside link that fits `match`. */
export const Goal = Type.Object(
  {
    name: line(80),
    kind: Type.Enum(['event', 'page', 'download', 'outbound']),
    /** A pattern, in which `*` stands for any text: `/thanks*`; of an event its name. */
    match: line(200),
    /** What each is worth, in hundredths of the site's currency; null where the page says it or it is worth nothing. */
    amount: Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000_000 }), Type.Null()]),
  },
  strict,
);
export type Goal = Static<typeof Goal>;

/** Steps that a visit reaches one after the other; others may lie between. `match`: a pattern of pages, or a goal's name. */
const Funnel = Type.Object(
  {
    name: line(80),
    steps: Type.Array(Type.Object({ kind: Type.Enum(['page', 'goal']), match: line(200) }, strict), {
      minItems: 2,
      maxItems: 8,
    }),
  },
  strict,
);
export type Funnel = Static<typeof Funnel>;

/** How a site is counted. */
const counting = {
  /** Patterns of paths that are counted as one page: `/orders/*`. */
  pathRules: Type.Array(pathPattern, { maxItems: 100 }),
  /** Names in the query string that make another page of a path; all others are dropped. */
  keptParameters: Type.Array(parameter, { maxItems: 20 }),
  /** Names in the query string that hold what was searched for on the site. */
  searchParameters: Type.Array(parameter, { maxItems: 5 }),
  /** ISO 4217, of what goals are worth; null: goals are worth nothing. */
  currency: Type.Union([Type.String({ pattern: '^[A-Z]{3}$' }), Type.Null()]),
  /** How long figures are kept, in whole months. */
  retentionMonths: Type.Integer({ minimum: 1, maximum: 600 }),
  goals: Type.Array(Goal, { maxItems: 50 }),
  funnels: Type.Array(Funnel, { maxItems: 20 }),
};

/** What is set for a site, as `statistics.sites.settings` holds it. */
export const SiteSettings = Type.Object(counting, strict);
export type SiteSettings = Static<typeof SiteSettings>;

/** A host as browsers name it, without a port; `*.` before it stands for all names below. */
const hostName = Type.String({
  maxLength: 253,
  pattern: '^(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$',
});
const slug = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' });

const given = {
  name: line(120),
  /** The first is the name by which the site is known. */
  hosts: Type.Array(hostName, { minItems: 1, maxItems: 50 }),
  /** IANA name: a day of the site is a day there. */
  timeZone: Type.String({ minLength: 1, maxLength: 60 }),
};

export const SiteChange = Type.Object({ ...given, settings: SiteSettings }, strict);
export type SiteChange = Static<typeof SiteChange>;

export const NewSite = Type.Object({ slug, ...given, settings: Type.Optional(SiteSettings) }, strict);
export type NewSite = Static<typeof NewSite>;

export const Site = Type.Object({
  id: Type.Integer(),
  slug: Type.String(),
  name: Type.String(),
  hosts: Type.Array(Type.String()),
  timeZone: Type.String(),
  settings: SiteSettings,
  createdAt: Type.String(),
  endedAt: Type.Union([Type.String(), Type.Null()]),
});
export type Site = Static<typeof Site>;

export const SiteList = Type.Object({ sites: Type.Array(Site) });
export const SiteParams = Type.Object({ slug });

/** Whether the visits of this browser are left out of all figures. */
export const OwnBrowser = Type.Object({ uncounted: Type.Boolean() }, strict);
export type OwnBrowser = Static<typeof OwnBrowser>;

/** Of the picture: path of the page, and the site where the browser does not say on whose page it stands. */
export const PixelQuery = Type.Object({
  p: Type.Optional(Type.String({ maxLength: 2_000 })),
  s: Type.Optional(slug),
});
