import type { Deps } from '../../../platform/deps.ts';
import { html } from '../../../platform/html/html.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { acknowledgeByLink, openHolderLink, toldErasures, whichErased } from '../actions/acknowledge.ts';
import type { RightsHanded } from '../actions/handed.ts';
import { HolderPage, HolderPath, WhichErased } from '../wire/holders.ts';
import { acknowledgeMessages as text } from './acknowledge-messages.ts';
import { sender } from './own-form.ts';

const config = access({ callers: ['public'], purposes: [], limit: 'public write' });
const schema = { hide: true, params: HolderPath };

/** `/acknowledge/TOKEN`: a holder says that it has done what a mail told it. Opening it changes nothing, and names nobody. */
export function acknowledgePages(app: App, deps: Deps, handed: Pick<RightsHanded, 'fieldFacts'>): void {
  const send = sender(deps);
  app.get('/acknowledge/:token', { config, schema: { ...schema, querystring: HolderPage } }, async (request, reply) => {
    const { token } = request.params;
    const { page = 1 } = request.query;
    const { recipient, open, count, erasures, byAddress, ids } = await openHolderLink(deps, token);
    const list =
      erasures > 0 && drawErasures(handed, { token, page, erasures, ...(await toldErasures(deps, ids, page)) });
    const ask = html`${list}${byAddress > 0 && whichForm(token)}`;
    const body =
      open === 0
        ? html`<h1>${text.title}</h1><p class="good" role="status">${text.already}</p>${ask}`
        : html`<h1>${text.title}</h1>
<p>${text.to} <strong>${recipient}</strong>. ${count === 1 ? text.one : html`${text.many} ${count}.`}</p>
<form method="post" action="/acknowledge/${token}"><p><button>${text.button}</button></p></form>
<p class="quiet">${text.close}</p>${ask}`;
    return send(reply, body, text.title);
  });

  const which = { ...schema, body: WhichErased };
  app.post('/acknowledge/:token/which', { config, schema: which }, async (request, reply) => {
    const { token } = request.params;
    const found = await whichErased(deps, token, request.body.addresses);
    const said =
      found.length === 0
        ? html`<p role="status">${text.none}</p>`
        : html`<p role="status">${found.length === 1 ? text.found : text.foundMany}</p><ul>${found.map((each) => html`<li>${each}</li>`)}</ul>`;
    const body = html`<h1>${text.which}</h1>${said}
<p><a href="/acknowledge/${token}">${text.back}</a></p>${whichForm(token)}`;
    return send(reply, body, text.which);
  });

  app.post('/acknowledge/:token', { config, schema }, async (request, reply) => {
    await acknowledgeByLink(deps, request.params.token);
    return send(
      reply,
      html`<h1>${text.title}</h1><p class="good" role="status">${text.done}</p><p>${text.next}</p>`,
      text.title,
    );
  });
}

/** Whose erasure a mail told of is asked with addresses; it is posted, so that no address stands in a link. */
const whichForm = (token: string) => html`<h2>${text.which}</h2>
<form method="post" action="/acknowledge/${token}/which">
<p><label for="addresses">${text.addresses}</label>
<textarea id="addresses" name="addresses" rows="4" maxlength="20000" required aria-describedby="addresses-why"></textarea></p>
<p class="quiet" id="addresses-why">${text.why}</p>
<p><button>${text.look}</button></p></form>`;

type Listed = Awaited<ReturnType<typeof toldErasures>> & {
  readonly token: string;
  readonly page: number;
  readonly erasures: number;
};

/** What the holder needs to find them: our reference, what it was given of each, and when. */
function drawErasures(handed: Pick<RightsHanded, 'fieldFacts'>, { token, page, erasures, items, more }: Listed) {
  const labels = handed.fieldFacts();
  const words = (fields: readonly string[]) => fields.map((field) => labels.get(field)?.label ?? field).join(', ');
  const days = (from: string | null, until: string | null) => (from === until ? from : `${from} – ${until}`);
  const to = (target: number, label: string) => html`<a href="/acknowledge/${token}?page=${target}">${label}</a> `;
  return html`<h2>${text.erasures}</h2>
<p>${text.erased} ${erasures}.</p>
<table><thead><tr><th scope="col">${text.reference}</th><th scope="col">${text.given}</th><th scope="col">${text.when}</th></tr></thead>
<tbody>${items.map((each) => html`<tr><td>${each.reference}</td><td>${words(each.fields)}</td><td>${days(each.from, each.until)}</td></tr>`)}</tbody></table>
${(page > 1 || more) && html`<p>${page > 1 && to(page - 1, text.earlier)}${more && to(page + 1, text.later)}</p>`}`;
}
