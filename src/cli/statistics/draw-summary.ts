import { type StatisticsSummary, shownValue } from '../../parts/statistics/index.ts';

type Overview = StatisticsSummary['overview'];
type Table = StatisticsSummary['tables'][number];

const numbers = new Intl.NumberFormat('en-GB');
const titles: Readonly<Record<string, string>> = {
  page: 'Pages',
  referrer: 'Where visits came from',
  country: 'Countries',
  device: 'Devices',
  goal: 'Goals',
  bot: 'Programs (requests)',
};

const unknown = 'not known';

/** The figures of a site as lines for a terminal. */
export function drawSummary({ site, overview, tables }: StatisticsSummary): string[] {
  const { range, origin, figures } = overview;
  return [
    `${site.name} (${site.slug}), ${range.from} to ${range.to}, days of ${site.timeZone}, origin: ${origin}`,
    '',
    ...(figures.few ? [line('Visits', 'fewer than 5')] : figureLines(overview)),
    ...(figures.botHits === null
      ? [line('Not counted', 'not known of imported history')]
      : [
          line('Requests of programs', numbers.format(figures.botHits)),
          line('Not counted: refused', orFew(figures.refusedHits)),
          line('Lines not readable', numbers.format(figures.badLines ?? 0)),
        ]),
    '',
    ...tables.flatMap(tableLines),
  ];
}

function figureLines({ figures, before }: Overview): string[] {
  const { visitors, span, engaged } = figures;
  const change =
    figures.visits !== null && before?.figures.visits
      ? `  (${percentChange(figures.visits, before.figures.visits)} on the range before)`
      : '';
  return [
    line('Visits', `${orFew(figures.visits)}${change}`),
    ...(visitors
      ? [
          line(
            visitors.word === 'visitors' ? 'Visitors' : 'Visitor-days',
            `${visitors.exact ? '' : 'about '}${numbers.format(visitors.value)}`,
          ),
        ]
      : []),
    line('Page views', figures.views === null ? unknown : numbers.format(figures.views)),
    line('Pages per visit', figures.viewsPerVisit?.toFixed(1) ?? unknown),
    line('Bounce rate', figures.bounceRate === null ? unknown : `${(figures.bounceRate * 100).toFixed(1)} %`),
    line('Time on site', times(span)),
    ...(engaged && engaged.visits > 0 ? [line('Time in use', times(engaged))] : []),
    line('Goals reached', figures.botHits === null ? unknown : orFew(figures.goals)),
  ];
}

function times(duration: Overview['figures']['span']): string {
  if (!duration) return unknown;
  const parts = [
    ['mean', duration.mean],
    ['without one-page visits', duration.meanWithoutOnePage],
    ['median', duration.median],
  ] as const;
  return parts.flatMap(([word, value]) => (value === null ? [] : [`${word} ${minutes(value)}`])).join(', ');
}

function tableLines(table: Table): string[] {
  const rows = [...table.rows, ...(table.other ? [table.other] : [])];
  if (rows.length === 0) return [];
  const counted = table.dimension === 'bot' ? 'views' : 'visits';
  return [
    titles[table.dimension] ?? table.dimension,
    ...rows.map(
      (row) =>
        `${(row[counted] === null ? '' : numbers.format(row[counted])).padStart(10)}  ${row.share === null ? ' '.repeat(7) : `${(row.share * 100).toFixed(1).padStart(5)} %`}  ${row.value === null ? '(other)' : shownValue(table.dimension, row.value)}`,
    ),
    // Of more than are listed nothing is lost without a word.
    ...(table.count > table.rows.length ? [`${' '.repeat(10)}  and ${table.count - table.rows.length} more`] : []),
    '',
  ];
}

/** Null: one to four, which is told to nobody. */
function orFew(value: number | null): string {
  return value === null ? 'fewer than 5' : numbers.format(value);
}

function line(label: string, value: string): string {
  return `${label.padEnd(24)}${value}`;
}

function minutes(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

function percentChange(now: number, before: number): string {
  const change = ((now - before) / before) * 100;
  return `${change >= 0 ? '+' : ''}${change.toFixed(1)} %`;
}
