import type { Deps } from '../../../platform/deps.ts';
import { html } from '../../../platform/html/html.ts';
import { page } from '../../../platform/html/page.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { messages } from './messages.ts';

const texts = messages.home;

/** The first page: what can be done here. */
export function homePage(app: App, deps: Pick<Deps, 'site'>): void {
  app.get(
    '/',
    { config: access({ callers: ['public'], purposes: [], limit: 'page' }), schema: { hide: true } },
    async (_request, reply) => {
      const site = await deps.site();
      const body = html`<h1>${site.ready ? site.name : texts.title}</h1>
<p>${site.ready ? texts.lead(site.name) : texts.notReady}</p>
${texts.tasks.map((task) => html`<h2><a href="${task.path}">${task.title}</a></h2><p>${task.text}</p>`)}`;
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-cache')
        .send(page(site, { title: texts.title, body, counted: '/' }));
    },
  );
}
