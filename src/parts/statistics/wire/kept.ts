import Type, { type Static } from 'typebox';
import { Annotation, day, dimensionNames, origins, Range } from './reports.ts';
import { Goal } from './sites.ts';

// What staff keeps beside the figures: annotations, views, links for others, reports by mail; figures of goals and funnels.

const uuid = Type.String({ format: 'uuid' });
const line = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^\\S[^\\r\\n]*$' });
const closed = { additionalProperties: false } as const;
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const slug = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' });
export const KeptParams = Type.Object({ site: slug, id: uuid });

const visits = Type.Integer();
export const GoalFigures = Type.Object({
  range: Range,
  /** Null: fewer than `k`, but some. */
  visits: orNull(visits),
  goals: Type.Array(
    Type.Object({
      name: Type.String(),
      /** Null: counted once, and no longer among the goals of the site. */
      goal: orNull(Goal),
      /** Null: fewer visits than `k` reached it. */
      visits: orNull(visits),
      times: orNull(Type.Integer()),
      /** Of all visits. */
      rate: orNull(Type.Number()),
      amount: orNull(Type.Integer()),
    }),
  ),
});
export type GoalFigures = Static<typeof GoalFigures>;

export const FunnelFigures = Type.Object({
  range: Range,
  /** Null: fewer than `k`, but some. */
  visits: orNull(visits),
  funnels: Type.Array(
    Type.Object({
      name: Type.String(),
      steps: Type.Array(
        Type.Object({
          kind: Type.Enum(['page', 'goal']),
          match: Type.String(),
          /** Visits that came so far; null: fewer than `k`. */
          visits: orNull(visits),
          /** Of those that reached the step before, and of those that reached the first. */
          ofStepBefore: orNull(Type.Number()),
          ofFirst: orNull(Type.Number()),
        }),
      ),
    }),
  ),
});
export type FunnelFigures = Static<typeof FunnelFigures>;

export const NewAnnotation = Type.Object(
  { on: day, kind: Type.Enum(['release', 'campaign', 'other']), text: line(200) },
  closed,
);
export type NewAnnotation = Static<typeof NewAnnotation>;
export const Annotations = Type.Object({ annotations: Type.Array(Annotation) });
export type Annotations = Static<typeof Annotations>;

/** The search of a screen under a name: what the desk puts into its address. */
export const NewView = Type.Object(
  {
    name: line(80),
    search: Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 420 }), { maxProperties: 20 }),
  },
  closed,
);
export type NewView = Static<typeof NewView>;
export const View = Type.Object({
  id: Type.String(),
  name: Type.String(),
  search: Type.Record(Type.String(), Type.String()),
  createdAt: Type.String(),
});
export type View = Static<typeof View>;
export const Views = Type.Object({ views: Type.Array(View) });
export type Views = Static<typeof Views>;

export const NewLink = Type.Object(
  {
    name: line(80),
    /** How many days back it shows, today included. */
    days: Type.Integer({ minimum: 1, maximum: 1_100 }),
    origin: Type.Enum([...origins]),
    /** The tables below the overview. */
    dimensions: Type.Array(Type.Enum([...dimensionNames]), { maxItems: 12, uniqueItems: true }),
    /** Days until it ends by itself. */
    expiresInDays: Type.Integer({ minimum: 1, maximum: 730 }),
  },
  closed,
);
export type NewLink = Static<typeof NewLink>;
export const Link = Type.Object({
  id: Type.String(),
  name: Type.String(),
  days: Type.Integer(),
  origin: Type.Enum([...origins]),
  dimensions: Type.Array(Type.Enum([...dimensionNames])),
  createdAt: Type.String(),
  expiresAt: Type.String(),
  endedAt: orNull(Type.String()),
  lastOpenedOn: orNull(Type.String()),
});
export type Link = Static<typeof Link>;
export const Links = Type.Object({ links: Type.Array(Link) });
export type Links = Static<typeof Links>;
/** The address is shown once: only its digest is kept. */
export const MadeLink = Type.Object({ link: Link, url: Type.String() });
export type MadeLink = Static<typeof MadeLink>;

/** A report by mail to a member of staff, on Mondays or on the first of the month. */
export const NewMailReport = Type.Object({ memberId: uuid, every: Type.Enum(['week', 'month']) }, closed);
export type NewMailReport = Static<typeof NewMailReport>;
export const MailReport = Type.Object({
  id: Type.String(),
  memberId: Type.String(),
  memberName: Type.String(),
  every: Type.Enum(['week', 'month']),
  createdAt: Type.String(),
  /** First day of the week or month that was sent last. */
  sentFor: orNull(Type.String()),
});
export type MailReport = Static<typeof MailReport>;
export const MailReports = Type.Object({ mails: Type.Array(MailReport) });
export type MailReports = Static<typeof MailReports>;

const programs = ['plausible', 'umami', 'matomo', 'awstats'] as const;
export const CountAsQuery = Type.Object(
  {
    as: Type.Enum([...programs]),
    origin: Type.Optional(Type.Enum([...origins])),
    from: Type.Optional(day),
    to: Type.Optional(day),
  },
  closed,
);
export const CountAs = Type.Object({
  as: Type.Enum([...programs]),
  name: Type.String(),
  range: Range,
  rows: Type.Array(
    Type.Object({
      /** The word of that program. */
      figure: Type.String(),
      unit: Type.Enum(['count', 'seconds', 'share', 'ratio']),
      /** Null: cannot be told from aggregates. */
      value: orNull(Type.Number()),
      /** What Kept shows for the same days; null where it has no such figure. */
      ours: orNull(Type.Number()),
      /** How the value stands to what that program would show of the same hits. */
      is: Type.Enum(['the same', 'at most', 'at least', 'about', 'not told']),
      why: Type.String(),
    }),
  ),
  sources: Type.Array(Type.Object({ title: Type.String(), url: Type.String() })),
});
export type CountAs = Static<typeof CountAs>;
