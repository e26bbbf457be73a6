import type { Figures, Point } from '../../api/wire.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import type { Unit } from './formats.ts';

export const metricNames = [
  'visits',
  'visitors',
  'views',
  'viewsPerVisit',
  'bounceRate',
  'span',
  'engaged',
  'seconds',
  'goals',
] as const;
export type MetricName = (typeof metricNames)[number];

interface Metric {
  readonly unit: Unit;
  readonly ofPoint: (point: Point) => number | null;
  readonly ofFigures: (figures: Figures) => number | null;
}

/** Figures that are shown large; those with a series are drawn when chosen. */
export const metrics: Readonly<Record<MetricName, Metric>> = {
  visits: { unit: 'count', ofPoint: (point) => point.visits, ofFigures: (figures) => figures.visits },
  visitors: {
    unit: 'count',
    ofPoint: (point) => point.visitors,
    ofFigures: (figures) => figures.visitors?.value ?? null,
  },
  views: { unit: 'count', ofPoint: (point) => point.views, ofFigures: (figures) => figures.views },
  viewsPerVisit: {
    unit: 'ratio',
    ofPoint: (point) => (point.views === null || !point.visits ? null : point.views / point.visits),
    ofFigures: (figures) => figures.viewsPerVisit,
  },
  bounceRate: { unit: 'share', ofPoint: (point) => point.bounceRate, ofFigures: (figures) => figures.bounceRate },
  span: { unit: 'seconds', ofPoint: (point) => point.span, ofFigures: (figures) => figures.span?.mean ?? null },
  engaged: {
    unit: 'seconds',
    ofPoint: (point) => point.engaged,
    ofFigures: (figures) => figures.engaged?.mean ?? null,
  },
  seconds: { unit: 'seconds', ofPoint: () => null, ofFigures: (figures) => figures.seconds },
  goals: { unit: 'count', ofPoint: (point) => point.goals, ofFigures: (figures) => figures.goals },
};

export function isMetric(text: string | undefined): text is MetricName {
  return metricNames.some((name) => name === text);
}

/** The name of a figure; of visitors it says what is counted over several days, and how surely. */
export function metricLabel(name: MetricName, figures: Figures): string {
  if (name === 'visitors' && figures.visitors?.word === 'visitor-days') return statisticsWords.visitorDays;
  return statisticsWords.metrics[name];
}

/** The mean of no series: only figures that a step of the chart has too are drawn. */
export function isDrawn(name: MetricName, series: readonly Point[]): boolean {
  return series.some((point) => metrics[name].ofPoint(point) !== null);
}

/** The dash of the line of the earlier period: chart, key and picture draw the same. */
export const beforeDash = '5 4';
