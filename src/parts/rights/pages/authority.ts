import type { Deps } from '../../../platform/deps.ts';
import { type Html, html } from '../../../platform/html/html.ts';
import { page } from '../../../platform/html/page.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { authorityNotice } from '../actions/breaches.ts';
import { IncidentPath } from '../wire/breaches.ts';
import { breachMessages as text } from './breach-messages.ts';

const hourMs = 3_600_000;
const minute = (at: Date | string) => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** The notice to the authority as a page that an officer opens from the desk and prints, with what is left of the 72 hours. */
export function authorityPage(app: App, deps: Deps): void {
  app.get(
    '/api/v1/incidents/:id/authority-notice',
    {
      config: access({ callers: ['administrator', 'privacy officer'], purposes: [], limit: 'desk' }),
      schema: { summary: 'The notice to the authority, to print', tags: ['rights'], params: IncidentPath },
    },
    async (request, reply) => {
      const site = await deps.site();
      const { incident, words, madeAt } = await authorityNotice(deps, request.params.id);
      const hours = Math.floor((Date.parse(incident.dueAt) - madeAt.getTime()) / hourMs);
      const row = (label: string, value: Html | string) => html`<tr><th scope="row">${label}</th><td>${value}</td></tr>
`;
      const body = html`<h1>${text.title}</h1>
<p>${text.intro}</p>
<p class="quiet">${text.made} ${minute(madeAt)}</p>
<table><tbody>
${row(text.controller, html`${site.name}<br>${site.address}<br>${site.phone}<br>${site.privacyMailbox}`)}
${row(text.known, minute(incident.openedAt))}
${row(text.due, html`${minute(incident.dueAt)} (${Math.abs(hours)} ${hours < 0 ? text.late : text.left})`)}
${row(text.what, words?.happened ?? incident.title ?? incident.demand ?? '')}
${row(text.affected, incident.affected ? html`${incident.affected.people}: ${incident.affected.fields.map((field) => text.fields[field] ?? field).join(', ')}` : text.notCounted)}
${incident.affected && row(text.span, html`${minute(incident.affected.from)} – ${minute(incident.affected.until)}`)}
${row(text.consequences, words?.consequences ?? text.notWritten)}
${row(text.measures, words?.measures ?? text.notWritten)}
${row(text.contact, words?.contact ?? site.privacyMailbox)}
</tbody></table>`;
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(page(site, { title: text.title, body }));
    },
  );
}
