import type { Deps } from '../../../platform/deps.ts';
import { html } from '../../../platform/html/html.ts';
import { page } from '../../../platform/html/page.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { schedule } from '../actions/retention.ts';
import { retentionMessages as text } from './retention-messages.ts';

/** `/privacy/retention`: how long everything is kept, for everybody to see. */
export function retentionPage(app: App, deps: Deps): void {
  app.get(
    '/privacy/retention',
    { config: access({ callers: ['public'], purposes: [], limit: 'page' }), schema: { hide: true } },
    async (_request, reply) => {
      const rows = await schedule(deps.db.read);
      const body = html`<h1>${text.title}</h1>
<p>${text.intro}</p>
<table><thead><tr><th scope="col">${text.what}</th><th scope="col">${text.long}</th></tr></thead>
<tbody>${rows.map(
        (
          row,
        ) => html`<tr><th scope="row">${text.categories[row.category] ?? row.category}</th><td>${row.days === null ? text.noLimit : row.days === 0 ? text.atOnce : `${row.days} ${text.days}`}.<br><span class="quiet">${row.reason}</span></td></tr>
`,
      )}</tbody></table>
<p>${text.holds}</p>`;
      return reply
        .type('text/html; charset=utf-8')
        .send(page(await deps.site(), { title: text.title, body, counted: '/privacy/retention' }));
    },
  );
}
