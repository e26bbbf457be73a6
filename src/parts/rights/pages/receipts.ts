import type { Deps } from '../../../platform/deps.ts';
import { html } from '../../../platform/html/html.ts';
import { page } from '../../../platform/html/page.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { readReceipt } from '../actions/receipt.ts';
import { ReceiptPath } from '../wire/requests.ts';
import { timesIn } from './format.ts';
import { receiptMessages as text } from './receipt-messages.ts';

const config = access({ callers: ['public'], purposes: [], limit: 'public write' });
const schema = { hide: true, params: ReceiptPath };

/** `/receipts/NUMBER`: what was erased, what stays and why, and what is proven. Names nobody; who has the number may read it. */
export function receiptPages(app: App, deps: Deps): void {
  app.get('/receipts/:number', { config, schema }, async (request, reply) => {
    const { row, zone } = await readReceipt(deps, request.params.number);
    const times = timesIn(zone);
    const { told } = row;
    const title = text.title;
    const state = (at: Date | null, found: readonly string[] | null, otherwise: string) =>
      at === null
        ? otherwise
        : (found ?? []).length === 0
          ? `${text.gone} ${times.at(at)}.`
          : `${text.still} ${(found ?? []).join(', ')}.`;
    const body = html`<h1>${title}</h1>
<p>${text.number} <code>${row.number}</code>. ${text.erased} ${row.erased_at && times.at(row.erased_at)} (${zone}).</p>
${
  'erased' in told &&
  html`<h2>${text.went}</h2>
<ul>${told.erased.filter((each) => each.count > 0).map((each) => html`<li>${each.what}: ${each.count}</li>`)}</ul>
<h2>${text.stays}</h2>
<ul>${told.kept.map((each) => html`<li>${each.what}: ${each.why}</li>`)}</ul>
${told.shared.length > 0 && html`<p>${text.shared} ${told.shared.map((field) => text.fields[field] ?? field).join(', ')}.</p>`}
${told.recipients.length > 0 && html`<p>${told.informed ? text.given : text.recipients} ${told.recipients.join(', ')}.</p>`}
${told.informed && told.informed.length > 0 && html`<h2>${text.informed}</h2><ul>${told.informed.map(({ name, state }) => html`<li>${name}: ${text.informedHow[state]}</li>`)}</ul>`}`
}
<h2>${text.proven}</h2>
<table><tbody><tr><th scope="row">${text.rows}</th><td>${state(row.searched_at, row.found, text.notSearched)}</td></tr>
<tr><th scope="row">${text.bytes}</th><td>${state(row.bytes_at, row.bytes_found, `${text.by} ${times.day(row.rewrite_by)}.`)}</td></tr>
<tr><th scope="row">${text.backups}</th><td>${text.until} ${times.day(row.backups_until)}. ${text.replayed}</td></tr></tbody></table>
<h2>${text.signed}</h2>
<p>${text.signedText}</p>
<p><a href="/receipts/${row.number}/text">${text.download}</a></p>`;
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-robots-tag', 'noindex')
      .send(page(await deps.site(), { title, body }));
  });

  app.get('/receipts/:number/text', { config, schema }, async (request, reply) => {
    const { row } = await readReceipt(deps, request.params.number);
    return reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-robots-tag', 'noindex')
      .send(row.receipt ?? '');
  });
}
