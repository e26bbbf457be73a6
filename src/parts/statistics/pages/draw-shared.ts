import { type Html, html } from '../../../platform/html/html.ts';
import type { SharedPage } from '../actions/kept/links.ts';
import { shownValue } from '../actions/reports/shown-value.ts';
import type { Duration, Figures, Overview, Point, Table, TableRow } from '../wire/reports.ts';
import { messages } from './shared-messages.ts';

const numbers = new Intl.NumberFormat('en-GB');
const number = (value: number | null) => (value === null ? '' : numbers.format(value));
const percent = (value: number | null) => (value === null ? '' : `${(value * 100).toFixed(1)}\u00a0%`);
const minutes = (seconds: number) =>
  `${Math.floor(Math.round(seconds) / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')} min`;

/** The shared page: figures, the course of the visits as bars with their table, and the main tables. */
export function drawShared(shared: SharedPage): Html {
  const { overview, site } = shared;
  const { range, figures } = overview;
  return html`<h1>${messages.title(site.name)}</h1>
<p>${messages.range(range.from, range.to, site.timeZone)} ${shared.name}, ${messages.origins[overview.origin]}.</p>
<h2>${messages.figures}</h2>
${figures.visits === 0 ? html`<p>${messages.empty}</p>` : figures.few ? html`<p>${messages.few}</p>` : drawFigures(figures)}
${figures.visits !== null && figures.visits > 0 && drawCourse(overview)}
${overview.annotations.length > 0 && drawNotes(overview.annotations)}
${shared.tables.map(drawTable)}
<p class="quiet">${messages.how} ${messages.until(shared.expiresAt.toISOString().slice(0, 10))}</p>`;
}

function drawFigures(figures: Figures): Html {
  const line = (label: string, value: string) => html`<tr><th scope="row">${label}</th><td>${value}</td></tr>
`;
  const { visitors } = figures;
  return html`<table><tbody>
${line(messages.visits, number(figures.visits))}
${
  visitors &&
  line(
    visitors.word === 'visitors' ? messages.visitors : messages.visitorDays,
    `${visitors.exact ? '' : `${messages.atMost} `}${number(visitors.value)}${visitors.word === 'visitors' ? '' : ` (${messages.visitorDaysWhy})`}`,
  )
}
${line(messages.views, number(figures.views))}
${figures.viewsPerVisit !== null && line(messages.viewsPerVisit, figures.viewsPerVisit.toFixed(1))}
${line(messages.bounceRate, percent(figures.bounceRate))}
${figures.span && line(messages.span, durations(figures.span))}
${figures.engaged && figures.engaged.mean !== null && line(messages.engaged, durations(figures.engaged))}
${figures.goals !== null && figures.goals > 0 && line(messages.goals, number(figures.goals))}
</tbody></table>`;
}

function durations({ mean, meanWithoutOnePage, median }: Duration): string {
  return [
    mean === null ? null : `${messages.mean} ${minutes(mean)}`,
    meanWithoutOnePage === null ? null : `${messages.withoutOnePage} ${minutes(meanWithoutOnePage)}`,
    median === null ? null : `${messages.median} ${minutes(median)}`,
  ]
    .filter((part) => part !== null)
    .join(', ');
}

const width = 640;
const height = 160;

function drawCourse({ series, by }: Overview): Html {
  const most = Math.max(1, ...series.map((point) => point.visits ?? 0));
  const step = width / Math.max(1, series.length);
  const bar = (point: Point, index: number) => {
    const tall = ((point.visits ?? 0) / most) * height;
    const at = [index * step, height - tall, Math.max(step * 0.8, 0.5), tall].map((each) => each.toFixed(1));
    // A step that is not whole is drawn paler, and says so in the table.
    return html`<rect x="${at[0] ?? ''}" y="${at[1] ?? ''}" width="${at[2] ?? ''}" height="${at[3] ?? ''}" opacity="${point.partial ? '0.5' : '1'}"/>`;
  };
  return html`<h2>${messages.course}</h2>
<svg viewBox="0 0 ${width} ${height}" width="100%" role="img" aria-label="${messages.chart(number(most), series.length)}" fill="currentColor">
${series.map(bar)}
<line x1="0" y1="${height}" x2="${width}" y2="${height}" stroke="currentColor"/>
</svg>
<p class="quiet">${series[0]?.from ?? ''} – ${series.at(-1)?.from ?? ''}, 0 – ${number(most)}</p>
<details><summary>${messages.table}</summary>
<table><thead><tr><th scope="col">${messages.by[by]}</th><th scope="col">${messages.visits}</th><th scope="col">${messages.views}</th></tr></thead>
<tbody>${series.map(
    (
      point,
    ) => html`<tr><td>${point.from}${point.partial && html` <span class="quiet">${messages.partial}</span>`}</td><td>${point.few ? messages.notTold : number(point.visits)}</td><td>${point.few ? messages.notTold : number(point.views)}</td></tr>
`,
  )}</tbody></table>${series.some(({ few }) => few) && html`<p class="quiet">${messages.notToldWhy[by]}</p>`}</details>`;
}

/** What explains the figures: releases, campaigns. */
function drawNotes(annotations: Overview['annotations']): Html {
  return html`<h2>${messages.notes}</h2>
<ul>${annotations.map(
    ({ kind, on, text }) => html`<li>${on}, ${messages.kinds[kind]}: ${text}</li>
`,
  )}</ul>`;
}

function drawTable(table: Table): Html {
  const { dimension } = table;
  const title = messages.dimensions[dimension];
  if (dimension === 'hour' && table.rows.length > 0) return drawHours(table, title);
  const rows = [...table.rows, ...(table.other ? [table.other] : [])];
  // Programs and people who refuse make requests, and no visits.
  const ofRequests = dimension === 'bot' || dimension === 'refusal';
  const counts = (row: TableRow) => number(ofRequests ? row.views : row.visits);
  const more = table.count - table.rows.length;
  return html`<h2>${title}</h2>
${
  rows.length === 0
    ? html`<p>${table.total === 0 ? messages.none : messages.nothingNamed}</p>`
    : html`<table><thead><tr><th scope="col">${title}</th><th scope="col">${ofRequests ? messages.requests : messages.visits}</th><th scope="col">${messages.share}</th></tr></thead>
<tbody>${rows.map(
        (
          row,
        ) => html`<tr><td>${row.value === null ? messages.other : nameOf(dimension, row.value)}</td><td>${counts(row)}</td><td>${percent(row.share)}</td></tr>
`,
      )}</tbody></table>${more > 0 && html`<p class="quiet">${messages.more(number(more))}</p>`}`
}`;
}

function nameOf(dimension: Table['dimension'], value: string): string {
  return (dimension === 'refusal' ? messages.refusals[value] : undefined) ?? shownValue(dimension, value);
}

/** All hours of the week, a line for each of the day: those of too few visits are in none of its cells. */
function drawHours({ rows, other }: Table, title: string): Html {
  const visits = new Map(rows.map((row) => [Number(row.value), row.visits]));
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  return html`<h2>${title}</h2>
<section class="scroll" tabindex="0" aria-label="${title}"><table><thead><tr><th scope="col">${messages.hour}</th>${messages.days.map((day) => html`<th scope="col">${day}</th>`)}</tr></thead>
<tbody>${hours.map(
    (hour) => html`<tr><th scope="row">${String(hour).padStart(2, '0')}</th>${messages.days.map(
      (_, day) =>
        html`<td>${visits.has(day * 24 + hour) ? number(visits.get(day * 24 + hour) ?? null) : '\u00b7'}</td>`,
    )}</tr>
`,
  )}</tbody></table></section>
<p class="quiet">${messages.hoursFew} ${other && messages.hoursOther(number(other.visits))}</p>`;
}
