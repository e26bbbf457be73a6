/** Where the figures of a day come from. Figures of one origin are never added to those of another. */
export type Origin = 'live' | 'log' | 'plausible' | 'matomo' | 'google analytics';

/** Of a row of cells: a day, a month or a year. Months and years hold closed days only. */
export type Period = 'd' | 'm' | 'y';

/** The columns of a day that are numbers: the one list of them, of which rules, which import types only, take the type. */
export const countedFigures = [
  'visits',
  'visitors',
  'views',
  'bounces',
  'one_page',
  'span_seconds',
  'span_seconds_many',
  'engaged_seconds',
  'engaged_seconds_many',
  'engaged_visits',
  'engaged_visits_many',
  'goals',
  'bot_hits',
  'refused_hits',
  'own_hits',
  'bad_lines',
  'log_only_visits',
  'beacon_only_visits',
] as const;
export type CountedFigure = (typeof countedFigures)[number];

/**
 * What is counted of a day whatever page was seen. Seconds are sums over the visits that began on that day; `many` are the
 * visits of more than one page. bigint columns are read as float8, so that they are numbers here.
 */
export type DayFigures = Record<CountedFigure, number> & {
  /** False: not all visitors could be told apart, and some may be lost: there were about so many. */
  visitors_exact: boolean;
  /** By the steps of rules/durations.ts. */
  span_steps: number[];
  engaged_steps: number[];
};

export type DayRow = DayFigures & {
  site_id: number;
  origin: Origin;
  /** `YYYY-MM-DD` */
  day: string;
  closed: boolean;
};

/** The lists run side by side; value 0 is "other". Read the bigint lists as `::float8[]`. */
export type CellsRow = {
  site_id: number;
  origin: Origin;
  dimension: number;
  period: Period;
  starts_on: string;
  value_ids: number[];
  second_ids: number[] | null;
  visits: number[];
  views: number[];
  bounces: number[];
  seconds: number[];
  amounts: number[] | null;
};
