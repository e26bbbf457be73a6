import { dimension } from './dimensions.ts';
import { readCsv } from './read-csv.ts';

/** Programs whose exports are taken over, by the word of the command. */
export const programs = {
  plausible: 'plausible',
  matomo: 'matomo',
  'google-analytics': 'google analytics',
} as const;
export type Program = keyof typeof programs;

/** What one export says of one day: of the whole day, or of one value of a dimension. */
export interface HistoryRow {
  readonly day: string;
  /** Null: of the whole day. */
  readonly value: string | null;
  readonly visits: number;
  readonly visitors: number;
  readonly views: number;
  readonly bounces: number;
  readonly seconds: number;
}

export interface History {
  /** Number of the dimension; null: figures of whole days. */
  readonly dimension: number | null;
  readonly rows: readonly HistoryRow[];
  /** Rows that do not say of which day they are, such as sums at the end. */
  readonly undated: number;
}

type Metric =
  | 'visits'
  | 'visitors'
  | 'views'
  | 'bounces'
  | 'seconds'
  | 'bounceRate'
  | 'meanSeconds'
  | 'engagedVisits'
  | 'exits';

/** Names of columns in small letters, `_` as a blank; the first that a file has counts. */
const metrics: Readonly<Record<Metric, readonly string[]>> = {
  visits: ['visits', 'nb visits', 'sessions', 'entrances', 'entry nb visits', 'nb sum daily nb uniq visitors'],
  visitors: ['visitors', 'nb uniq visitors', 'unique visitors', 'total users', 'active users', 'users'],
  views: [
    'pageviews',
    'nb pageviews',
    'page views',
    'views',
    'nb hits',
    'events',
    'event count',
    'nb actions',
    'actions',
  ],
  bounces: ['bounces', 'bounce count', 'entry bounce count'],
  seconds: [
    'visit duration',
    'sum visit length',
    'total time spent by visitors (in seconds)',
    'total time on page',
    'time on page',
    'sum time spent',
  ],
  bounceRate: ['bounce rate'],
  meanSeconds: ['average session duration', 'avg time on site', 'avg. visit duration (in seconds)'],
  engagedVisits: ['engaged sessions'],
  exits: ['exits', 'exit nb visits'],
};

const dimensions: readonly (readonly [RegExp, number])[] = [
  [/^(?:page|page path|page path and screen class|page path \+ query string)$/, dimension.page],
  [/^(?:entry page|landing page|landing page \+ query string)$/, dimension.entry],
  [/^exit page$/, dimension.exit],
  [/^(?:source|session source|first user source|session source \/ medium)$/, dimension.referrer],
  [
    /^(?:session default channel group|session primary channel group \(default channel group\)|channel)$/,
    dimension.channel,
  ],
  [/^(?:session campaign|campaign)$/, dimension.campaign],
  [/^(?:country|country id|country code)$/, dimension.country],
  [/^browser$/, dimension.browser],
  [/^operating system$/, dimension.system],
  [/^(?:device|device category)$/, dimension.device],
  [/^(?:name|event name)$/, dimension.goal],
];

/** Reports of Matomo, which call every value `label`: known by the name of the file, which names the report. */
const reports: readonly (readonly [RegExp, number])[] = [
  [/entry.?page/i, dimension.entry],
  [/exit.?page/i, dimension.exit],
  [/page.?url|getPageUrls|pages/i, dimension.page],
  [/download/i, dimension.download],
  [/outlink/i, dimension.outbound],
  [/sitesearch|search.?keyword/i, dimension.search],
  [/campaign/i, dimension.campaign],
  [/referrer.?type|channel/i, dimension.channel],
  [/websites|referrers|getAll/i, dimension.referrer],
  [/country|location/i, dimension.country],
  [/browser/i, dimension.browser],
  [/os.?famil|os.?version|operating/i, dimension.system],
  [/device.?type|getType|device/i, dimension.device],
  [/goal|event/i, dimension.goal],
];

/** Why a file cannot be taken over, in words for the person who named it. */
export class HistoryFault extends Error {}

/** Reads an export. @param name of the file, without its folder @throws HistoryFault */
export function readHistory(program: Program, name: string, text: string): History {
  const startsOn = /^# ?start date:? ?(\d{8})/im.exec(text)?.[1];
  const lines = text.replace(/^\uFEFF/, '').replace(/^(?:#.*)?\r?\n/gm, '');
  const [header = [], ...rows] = readCsv(lines);
  const names = header.map((each) => each.trim().toLowerCase().replaceAll('_', ' '));
  const date = names.findIndex((each) => each === 'date' || each === 'day');
  const nth = startsOn === undefined ? -1 : names.findIndex((each) => each === 'nth day');
  if (date < 0 && nth < 0)
    throw new HistoryFault(
      'It has no column for the date: export it by day, so that each row says of which day it is.',
    );
  const columns = columnsOf(names);
  const { of, at } = dimensionOf(program, name, names);
  if (of === dimension.exit && columns.exits >= 0) columns.visits = columns.exits;
  if (columns.visits < 0 && columns.views < 0 && columns.visitors < 0)
    throw new HistoryFault('It has no column with visits, visitors or page views.');
  const figures = program === 'plausible' ? plausibleFigures : figuresOf;
  const read: HistoryRow[] = [];
  let undated = 0;
  for (const row of rows) {
    const day = date >= 0 ? dayOf(row[date] ?? '') : nthDay(startsOn ?? '', row[nth] ?? '');
    if (day === null) undated += 1;
    else read.push({ day, value: at < 0 ? null : (row[at] ?? '').trim(), ...figures(row, columns) });
  }
  if (read.length === 0) throw new HistoryFault('It has no row with a date such as 2026-03-29 or 20260329.');
  return { dimension: of, rows: read, undated };
}

function columnsOf(names: readonly string[]): Record<Metric, number> {
  const place = (sought: readonly string[]) =>
    sought.map((each) => names.indexOf(each)).find((index) => index >= 0) ?? -1;
  return Object.fromEntries(Object.entries(metrics).map(([metric, sought]) => [metric, place(sought)])) as Record<
    Metric,
    number
  >;
}

function dimensionOf(program: Program, file: string, names: readonly string[]): { of: number | null; at: number } {
  const label = names.indexOf('label');
  if (program === 'matomo' && label >= 0) {
    const report = reports.find(([fits]) => fits.test(file));
    if (!report)
      throw new HistoryFault(
        'Its name does not say which report it is: keep the name under which Matomo exports it, such as Actions.getPageUrls.',
      );
    return { of: report[1], at: label };
  }
  for (const [fits, of] of dimensions) {
    const at = names.findIndex((name) => fits.test(name));
    if (at >= 0) return { of, at };
  }
  return { of: null, at: -1 };
}

function figuresOf(row: readonly string[], columns: Record<Metric, number>): Omit<HistoryRow, 'day' | 'value'> {
  const number = (metric: Metric) => {
    const text = (columns[metric] < 0 ? '' : (row[columns[metric]] ?? '')).replace(/[%\s]/g, '').replace(',', '.');
    const value = Number(text);
    return text !== '' && Number.isFinite(value) && value >= 0 ? value : null;
  };
  const visits = Math.round(number('visits') ?? number('visitors') ?? 0);
  const percent = columns.bounceRate >= 0 && (row[columns.bounceRate] ?? '').includes('%');
  const rate = (number('bounceRate') ?? 0) / (percent ? 100 : 1);
  const engaged = number('engagedVisits');
  const bounces = number('bounces') ?? (engaged === null ? Math.min(1, rate) * visits : visits - engaged);
  return {
    visits,
    visitors: Math.round(number('visitors') ?? 0),
    views: Math.round(number('views') ?? 0),
    bounces: Math.max(0, Math.min(visits, Math.round(bounces))),
    seconds: Math.round(number('seconds') ?? (number('meanSeconds') ?? 0) * visits),
  };
}

/** What Plausible's dashboard lets one download has rates in percent and mean times; its whole export has sums of both. */
function plausibleFigures(row: readonly string[], columns: Record<Metric, number>): Omit<HistoryRow, 'day' | 'value'> {
  if (columns.bounces >= 0 || columns.bounceRate < 0) return figuresOf(row, columns);
  const rate = (row[columns.bounceRate] ?? '').trim();
  const read = row.with(columns.bounceRate, rate === '' || rate.endsWith('%') ? rate : `${rate}%`);
  return figuresOf(read, { ...columns, meanSeconds: columns.seconds, seconds: -1 });
}

function dayOf(text: string): string | null {
  const read = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(text.trim());
  if (!read) return null;
  const day = `${read[1]}-${read[2]}-${read[3]}`;
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) || day < '1991-01-01' || day > '2099-12-31' ? null : new Date(at).toISOString().slice(0, 10);
}

function nthDay(startsOn: string, nth: string): string | null {
  const first = dayOf(startsOn);
  if (first === null || !/^\d{1,5}$/.test(nth.trim())) return null;
  return new Date(Date.parse(`${first}T00:00:00Z`) + Number(nth) * 86_400_000).toISOString().slice(0, 10);
}
