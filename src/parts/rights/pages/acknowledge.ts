import type { Deps } from '../../../platform/deps.ts';
import { html } from '../../../platform/html/html.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { acknowledgeByLink, openHolderLink } from '../actions/acknowledge.ts';
import { HolderPath } from '../wire/holders.ts';
import { acknowledgeMessages as text } from './acknowledge-messages.ts';
import { sender } from './own-form.ts';

const config = access({ callers: ['public'], purposes: [], limit: 'public write' });
const schema = { hide: true, params: HolderPath };

/** `/acknowledge/TOKEN`: a holder says that it has done what a mail told it. Opening it changes nothing, and names nobody. */
export function acknowledgePages(app: App, deps: Deps): void {
  const send = sender(deps);
  app.get('/acknowledge/:token', { config, schema }, async (request, reply) => {
    const { token } = request.params;
    const { recipient, open, count } = await openHolderLink(deps, token);
    const body =
      open === 0
        ? html`<h1>${text.title}</h1><p class="good" role="status">${text.already}</p>`
        : html`<h1>${text.title}</h1>
<p>${text.to} <strong>${recipient}</strong>. ${count === 1 ? text.one : html`${text.many} ${count}.`}</p>
<form method="post" action="/acknowledge/${token}"><p><button>${text.button}</button></p></form>
<p class="quiet">${text.close}</p>`;
    return send(reply, body, text.title);
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
