import type { CountedFigure } from '../tables.ts';

/** A day on which nothing was counted. The compiler holds it together with the columns. */
export const noFigures: Readonly<Record<CountedFigure, number>> = {
  visits: 0,
  visitors: 0,
  views: 0,
  bounces: 0,
  one_page: 0,
  span_seconds: 0,
  span_seconds_many: 0,
  engaged_seconds: 0,
  engaged_seconds_many: 0,
  engaged_visits: 0,
  engaged_visits_many: 0,
  goals: 0,
  bot_hits: 0,
  refused_hits: 0,
  own_hits: 0,
  bad_lines: 0,
  log_only_visits: 0,
  beacon_only_visits: 0,
};

export const figureNames = Object.keys(noFigures) as readonly CountedFigure[];
