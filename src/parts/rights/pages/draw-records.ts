import { type Html, html } from '../../../platform/html/html.ts';
import type { Records } from '../actions/records.ts';
import { recordsMessages as text } from './records-messages.ts';

type Cell = string | Html;

/** The records as one page that can be printed. */
export function drawRecords(records: Records): Html {
  const { controller } = records;
  return html`<h1>${text.title}</h1>
<p>${text.intro}</p>
<p class="quiet">${text.made} <time datetime="${records.madeAt}">${records.madeAt.slice(0, 10)}</time></p>
<h2>${text.controller}</h2>
<p>${controller.name}<br>${controller.address}<br>${controller.country}<br>${controller.phone}<br>${controller.privacyMailbox}</p>
<h2>${text.activities}</h2>
${table(
  [text.purpose, text.categories, text.roles],
  records.activities.map((each) => [each.purpose, each.categories.join(', '), each.roles.join(', ') || text.programs]),
)}
<h2>${text.data}</h2>
${table(
  [text.category, text.where, text.kept],
  records.categories.map((each) => [
    `${each.words} (${each.category})`,
    each.columns.join(', '),
    each.kept.map(({ name, days }) => `${name}: ${days === null ? text.noLimit : `${days} ${text.days}`}`).join('; ') ||
      text.withRecord,
  ]),
)}
<h2>${text.recipients}</h2>
${table(
  [text.kind, text.mayGet, text.named],
  records.recipients.map(({ kind, categories, named }) => [
    kind,
    categories.join(', '),
    named
      .map(({ name, country, countries, fields, endedAt }) =>
        [name, [...new Set([country, ...countries])].join(' '), fields.join(', '), endedAt ? text.ended : '']
          .filter(Boolean)
          .join(', '),
      )
      .join('; ') || text.none,
  ]),
)}
<h2>${text.stores}</h2>
${table(
  [text.store, text.holds, text.country, text.runBy],
  records.stores.map(({ name, holds, country, runBy }) => [name, holds, country, runBy]),
)}
<h2>${text.measures}</h2>
${table(
  [text.measure, text.how],
  records.measures.map(({ id, says, control }) => [`${id}: ${says}`, control]),
)}`;
}

function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${heads.join(', ')}"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([first, ...rest]) => html`<tr><th scope="row">${first ?? ''}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>
`,
  )}</tbody></table></div>`;
}
