import Type, { type Static } from 'typebox';

const line = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^\\S[^\\r\\n]*$' });
/** A path of the site; `*` stands for one segment, and at the end for all that follows. */
const pathPattern = Type.String({ minLength: 1, maxLength: 200, pattern: '^/[^?#\\s]*$' });
const strict = { additionalProperties: false };

/** Something that visits are meant to reach: a page that is seen, or an event that the page reports by this name. */
export const Goal = Type.Object(
  {
    name: line(60),
    /** Null: reported by name, with `kept('goal', name)`. */
    path: Type.Union([pathPattern, Type.Null()]),
    /** What each is worth, in hundredths of the site's currency; an amount that the page reports goes before. */
    amount: Type.Integer({ minimum: 0, maximum: 100_000_000_00 }),
  },
  strict,
);
export type Goal = Static<typeof Goal>;

/** Steps in their order within one visit; other pages may lie between. */
export const Funnel = Type.Object(
  {
    name: line(60),
    steps: Type.Array(
      Type.Object(
        { name: line(60), path: Type.Union([pathPattern, Type.Null()]), goal: Type.Union([line(60), Type.Null()]) },
        strict,
      ),
      { minItems: 2, maxItems: 8 },
    ),
  },
  strict,
);
export type Funnel = Static<typeof Funnel>;

/** What is set for a site; stored as `settings`. */
export const SiteSettings = Type.Object(
  {
    /** Patterns of paths that are counted as one page: `/orders/*`. */
    pathRules: Type.Array(pathPattern, { maxItems: 100 }),
    /** Names in the query string that make another page of a path; all others are dropped. */
    keptParameters: Type.Array(Type.String({ pattern: '^[A-Za-z0-9_.-]{1,40}$' }), { maxItems: 20 }),
    /** Names in the query string that hold what was searched for on the site. */
    searchParameters: Type.Array(Type.String({ pattern: '^[A-Za-z0-9_.-]{1,40}$' }), { maxItems: 5 }),
    goals: Type.Array(Goal, { maxItems: 50 }),
    funnels: Type.Array(Funnel, { maxItems: 10 }),
    /** ISO 4217; of the amounts of goals. */
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    /** How long figures are kept, in whole months. */
    retentionMonths: Type.Integer({ minimum: 1, maximum: 600 }),
  },
  strict,
);
export type SiteSettings = Static<typeof SiteSettings>;

export const initialSettings: SiteSettings = {
  pathRules: [],
  keptParameters: [],
  searchParameters: ['q', 's', 'search', 'query'],
  goals: [],
  funnels: [],
  currency: 'EUR',
  retentionMonths: 25,
};

/** A host as browsers name it, without a port; `*.` before it stands for all names below. */
const hostName = Type.String({
  maxLength: 253,
  pattern: '^(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$',
});

const given = {
  name: line(120),
  hosts: Type.Array(hostName, { minItems: 1, maxItems: 50 }),
  timeZone: Type.String({ minLength: 1, maxLength: 60 }),
  settings: SiteSettings,
};

export const NewSite = Type.Object(
  { slug: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }), ...given, settings: Type.Optional(SiteSettings) },
  strict,
);
export type NewSite = Static<typeof NewSite>;

export const SiteChange = Type.Object(given, strict);
export type SiteChange = Static<typeof SiteChange>;

export const Site = Type.Object({
  id: Type.Integer(),
  slug: Type.String(),
  ...given,
  createdAt: Type.String(),
  endedAt: Type.Union([Type.String(), Type.Null()]),
});
export type Site = Static<typeof Site>;

export const SiteList = Type.Object({ sites: Type.Array(Site) });
export const SiteParams = Type.Object({ slug: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }) });
