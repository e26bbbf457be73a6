import type { CountAs } from '../wire/kept.ts';
import { type DayFacts, isFew, share, sumDays } from './figures.ts';
import { foldRanges } from './fold.ts';

type Row = CountAs['rows'][number];
type Program = CountAs['as'];

/** What the rows are made of: sums over the range, and what a few dimensions add up to. */
export interface Counted {
  readonly days: readonly DayFacts[];
  readonly downloads: number;
  readonly outbound: number;
  readonly searches: number;
  /** Visits by duration, in the steps of rules/durations.ts. */
  readonly spanSteps: readonly number[];
}

interface Described {
  readonly name: string;
  readonly sources: CountAs['sources'];
  readonly rows: (counted: Counted) => Row[];
}

const count = (figure: string, value: number | null, ours: number | null, said: Pick<Row, 'is' | 'why'>): Row => ({
  figure,
  unit: 'count',
  value,
  ours,
  ...said,
});

/** What one to four visits did is not told of many. */
function unlessFew(visits: number, figure: number | null): number | null {
  return isFew(visits) ? null : figure;
}

/** The same days by the published rules of other programs, as far as sums of days allow. */
export const rulesOf: Readonly<Record<Program, Described>> = {
  plausible: {
    name: 'Plausible',
    sources: [
      { title: 'Plausible: metrics and their definitions', url: 'https://plausible.io/docs/metrics-definitions' },
      { title: 'Plausible: data policy', url: 'https://plausible.io/data-policy' },
    ],
    rows: plausible,
  },
  umami: {
    name: 'Umami',
    sources: [{ title: 'Umami: metric definitions', url: 'https://docs.umami.is/docs/metric-definitions' }],
    rows: umami,
  },
  matomo: {
    name: 'Matomo',
    sources: [
      { title: 'Matomo: how a visit is defined', url: 'https://matomo.org/faq/general/faq_36/' },
      { title: 'Matomo: when a new visit begins', url: 'https://matomo.org/faq/how-to/faq_19616/' },
    ],
    rows: matomo,
  },
  awstats: {
    name: 'AWStats',
    sources: [{ title: 'AWStats: glossary', url: 'https://awstats.sourceforge.io/docs/awstats_glossary.html' }],
    rows: awstats,
  },
};

function plausible({ days }: Counted): Row[] {
  const sum = sumDays(days);
  return [
    count('Unique visitors', sum.visitors, sum.visitors, {
      is: 'about',
      why: 'Both count a person once a day and anew on the next, and add the days up. Plausible changes its key at midnight UTC, Kept counts by the days of the site.',
    }),
    count('Total visits', sum.visits, sum.visits, {
      is: 'the same',
      why: 'A visit ends after 30 minutes without anything, and goes on over midnight.',
    }),
    count('Total pageviews', sum.views, sum.views, {
      is: 'the same',
      why: 'Every page view counts, repeated ones too.',
    }),
    {
      figure: 'Views per visit',
      unit: 'ratio',
      value: share(sum.views, sum.visits),
      ours: share(sum.views, sum.visits),
      is: 'the same',
      why: 'Views divided by visits.',
    },
    {
      figure: 'Bounce rate',
      unit: 'share',
      value: share(sum.bounces, sum.visits),
      ours: share(sum.bounces, sum.visits),
      is: 'about',
      why: 'One page and nothing else. Plausible takes any custom event for something else, goal or not; Kept takes goals only, a page or download that is a goal among them.',
    },
    {
      figure: 'Visit duration',
      unit: 'seconds',
      value: share(sum.span_seconds, sum.visits),
      ours: share(sum.span_seconds, sum.visits),
      is: 'the same',
      why: 'From first to last, visits of one page as 0 seconds: the span with one-page visits. Kept shows the engaged time beside it.',
    },
  ];
}

function umami({ days }: Counted): Row[] {
  const sum = sumDays(days);
  return [
    count('Visitors', days.length > 1 ? null : sum.visitors, sum.visitors, {
      is: days.length > 1 ? 'not told' : 'about',
      why: 'Umami knows a visitor again for a month, Kept for a day. Over several days Umami shows fewer than the visitor-days of Kept.',
    }),
    count('Visits', sum.visits, sum.visits, {
      is: 'about',
      why: 'A visit of Umami is what a visitor does within an hour of the clock: one that goes on over the full hour is two there, and two within the same hour are one. Pages that change without being loaded anew stay in one visit for half an hour.',
    }),
    count('Views', sum.views, sum.views, { is: 'the same', why: 'Every page view counts, repeated ones too.' }),
    {
      figure: 'Bounce rate',
      unit: 'share',
      value: unlessFew(sum.one_page, share(sum.one_page, sum.visits)),
      ours: share(sum.bounces, sum.visits),
      is: 'about',
      why: 'Umami takes every visit of one page view, whether it reached a goal or not; visits cut or joined by the hour add to both sides.',
    },
    {
      figure: 'Visit duration',
      unit: 'seconds',
      value: share(sum.span_seconds, sum.visits),
      ours: share(sum.span_seconds, sum.visits),
      is: 'about',
      why: 'From first to last over all visits. Visits cut at the full hour are shorter there, those joined within an hour longer.',
    },
  ];
}

function matomo({ days, downloads, outbound, searches }: Counted): Row[] {
  const sum = sumDays(days);
  const beside = downloads + outbound + searches;
  const actions = unlessFew(beside, sum.views + beside);
  return [
    count('Visits', sum.visits, sum.visits, {
      is: 'at least',
      why: 'Matomo also ends a visit after 30 minutes without anything, but begins a new one at midnight of the site and when the campaign changes.',
    }),
    count('Unique visitors', days.length > 1 ? null : sum.visitors, sum.visitors, {
      is: days.length > 1 ? 'not told' : 'about',
      why: 'Matomo knows a visitor again by a cookie, or within a day by its device. Kept sets no cookie and forgets after the day.',
    }),
    count('Pageviews', sum.views, sum.views, { is: 'the same', why: 'Every page view counts, repeated ones too.' }),
    count('Actions', actions, null, {
      is: 'at most',
      why: 'Page views, downloads, outside links and searches on the site together. Kept keeps a search beside the view of its page, which Matomo may count once only.',
    }),
    {
      figure: 'Actions per visit',
      unit: 'ratio',
      value: actions === null ? null : share(actions, sum.visits),
      ours: share(sum.views, sum.visits),
      is: 'at most',
      why: 'As above, over the visits.',
    },
    {
      figure: 'Bounce rate',
      unit: 'share',
      value: unlessFew(sum.one_page, share(sum.one_page, sum.visits)),
      ours: share(sum.bounces, sum.visits),
      is: 'about',
      why: 'Visits of one page view. Matomo does not call it a bounce when there was a download, an outside link or a search on that page; visits cut at midnight or at a new campaign may leave one page more.',
    },
    {
      figure: 'Avg. visit duration',
      unit: 'seconds',
      value: share(sum.span_seconds, sum.visits),
      ours: share(sum.span_seconds, sum.visits),
      is: 'at most',
      why: 'From first to last action over all visits, one-page visits as 0 unless its heart-beat timer is on. Visits cut at midnight or at a new campaign are shorter there.',
    },
  ];
}

/** As AWStats names them, by steps of rules/durations.ts: from, and up to. */
const ranges = [
  ['0s-30s', 0, 3],
  ['30s-2mn', 3, 5],
  ['2mn-5mn', 5, 7],
  ['5mn-15mn and 15mn-30mn', 7, 10],
  ['30mn-1h and 1h+', 10, 11],
] as const;

function awstats({ days, spanSteps }: Counted): Row[] {
  const sum = sumDays(days);
  const durations = foldRanges(
    ranges.map(([, from, to]) => spanSteps.slice(from, to).reduce((all, each) => all + each, 0)),
  ).map((visits, index) =>
    count(ranges[index]?.[0] ?? '', visits, visits, {
      is: 'about',
      why: 'By the span of the visit. AWStats joins what lies less than an hour apart, so its long visits are longer and more.',
    }),
  );
  return [
    count('Unique visitors', null, sum.visitors, {
      is: 'not told',
      why: 'AWStats counts addresses over a month, whatever browsers are behind them. Kept knows no address after the day, and counts address and browser together.',
    }),
    count('Number of visits', sum.visits, sum.visits, {
      is: 'about',
      why: 'AWStats ends a visit after an hour without anything, Kept after half an hour, and people behind one address are one visit there: so it shows fewer. Programs that it does not know for robots are visits there: so it shows more.',
    }),
    count('Pages', sum.views, sum.views, {
      is: 'about',
      why: 'AWStats takes for a page whatever is in no list of other kinds of file (NotPageList), answers of programs included.',
    }),
    count('Hits', null, null, { is: 'not told', why: 'Pictures, styles and scripts are not counted by Kept.' }),
    count('Bandwidth', null, null, { is: 'not told', why: 'Kept does not add up bytes.' }),
    ...durations,
  ];
}
