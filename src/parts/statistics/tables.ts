/** Where the figures of a day come from. Figures of one origin are never added to those of another. */
export type Origin = 'live' | 'log' | 'plausible' | 'matomo' | 'google analytics';

/** Of a row of cells: a day, a month or a year. Months and years hold closed days only. */
export type Period = 'd' | 'm' | 'y';

/**
 * What is counted of a day whatever page was seen. Seconds are sums over the visits that began on that day; `many` are the
 * visits of more than one page. bigint columns are read as float8, so that they are numbers here.
 */
export type DayFigures = {
  visits: number;
  visitors: number;
  /** False: at most so many. */
  visitors_exact: boolean;
  views: number;
  bounces: number;
  one_page: number;
  span_seconds: number;
  span_seconds_many: number;
  engaged_seconds: number;
  engaged_seconds_many: number;
  engaged_visits: number;
  engaged_visits_many: number;
  /** By the steps of rules/durations.ts. */
  span_steps: number[];
  engaged_steps: number[];
  goals: number;
  bot_hits: number;
  refused_hits: number;
  own_hits: number;
  bad_lines: number;
  log_only_visits: number;
  beacon_only_visits: number;
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
