import type { Mail } from '../../../platform/egress/egress.ts';
import type { Site } from '../../../platform/html/page.ts';
import { shownValue } from '../actions/reports/shown-value.ts';
import type { Figures, Overview, Table } from '../wire/reports.ts';
import { messages } from './messages.ts';

export interface ReportContent {
  readonly site: Site;
  /** Of the website. */
  readonly name: string;
  readonly every: 'week' | 'month';
  readonly overview: Overview;
  readonly tables: readonly Table[];
  readonly url: string;
}

/** The report of a week or month to a member of staff: figures and the first lines of the main tables. */
export function statisticsReportMail(
  content: ReportContent,
  to: { readonly id: string; readonly memberId: string; readonly to: string },
): Mail {
  const { range } = content.overview;
  return {
    kind: 'statistics report',
    to: to.to,
    subject: messages.subject(content.name, range.from, range.to),
    text: textOf(content),
    disclosure: {
      recipientKind: 'staff',
      recipientId: to.memberId,
      personId: null,
      companyId: null,
      purpose: 'operations',
      fields: [],
      basis: 'report asked for on the desk',
      about: { kind: 'mail report', id: to.id },
    },
  };
}

function textOf({ site, name, every, overview, tables, url }: ReportContent): string {
  const { range, figures, before } = overview;
  return [
    messages.intro(name, every, range.from, range.to),
    '',
    ...(figures.few ? [messages.few] : figureLines(figures, before?.figures ?? null)),
    ...(figures.few ? [] : tables.flatMap(tableLines)),
    '',
    messages.outro,
    url,
    '',
    messages.stop,
    '',
    site.name,
    '',
  ].join('\n');
}

function figureLines(now: Figures, before: Figures | null): string[] {
  const line = (label: string, value: string | null, was: string | null) =>
    value === null
      ? []
      : [`${label.padEnd(36)}${value.padStart(10)}${was === null ? '' : `   ${messages.before} ${was}`}`];
  const each = (label: string, pick: (figures: Figures) => string | null) =>
    line(label, pick(now), before && pick(before));
  return [
    ...each(messages.visits, ({ few, visits }) => (few ? messages.fewBriefly : number(visits))),
    ...each(
      messages.visitorDays,
      ({ visitors }) => visitors && `${visitors.exact ? '' : `${messages.atMost} `}${number(visitors.value)}`,
    ),
    ...each(messages.views, (figures) => number(figures.views)),
    ...each(messages.viewsPerVisit, ({ viewsPerVisit }) => viewsPerVisit?.toFixed(1) ?? null),
    ...each(messages.bounceRate, (figures) => percent(figures.bounceRate)),
    ...each(messages.span, ({ span }) => time(span?.mean)),
    ...each(messages.engaged, ({ engaged }) => time(engaged?.mean)),
    ...each(messages.goals, (figures) => number(figures.goals)),
  ];
}

function tableLines({ dimension, rows, other }: Table): string[] {
  const title = messages.tables[dimension] ?? dimension;
  const lines = [...rows, ...(other ? [other] : [])].map(
    (row) =>
      `${(number(row.visits) ?? '').padStart(10)}  ${row.value === null ? messages.other : shownValue(dimension, row.value)}`,
  );
  return ['', title, ...(lines.length > 0 ? lines : [`${''.padStart(10)}  ${messages.none}`])];
}

const numbers = new Intl.NumberFormat('en-GB');

function number(value: number | null): string | null {
  return value === null ? null : numbers.format(value);
}

function percent(value: number | null): string | null {
  return value === null ? null : `${(value * 100).toFixed(1)} %`;
}

function time(seconds: number | null | undefined): string | null {
  if (seconds === null || seconds === undefined) return null;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} min`;
}
