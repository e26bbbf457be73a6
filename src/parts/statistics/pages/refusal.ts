import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import type { Deps } from '../../../platform/deps.ts';
import { html } from '../../../platform/html/html.ts';
import { page } from '../../../platform/html/page.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { refusalCookies } from '../actions/cookies.ts';
import { signalOf } from '../actions/read-hit.ts';
import { messages } from './messages-refusal.ts';

const Choice = Type.Object({ choice: Type.Enum(['refuse', 'allow']) }, { additionalProperties: false });
const path = '/privacy/statistics';

type State = keyof typeof messages.state;

/** One button by which visitors refuse to be counted, and one that takes it back. Works without script. */
export function refusalPage(app: App, deps: Pick<Deps, 'site' | 'publicUrl'>): void {
  const draw = async (reply: FastifyReply, state: State, done: string | null) => {
    const site = await deps.site();
    const body = html`<h1>${messages.title}</h1>
${done !== null && html`<p class="good" role="status">${done}</p>`}
<p>${messages.lead(site.name)}</p>
<p>${messages.how}</p>
<p>${messages.signals}</p>
${done === null && html`<p><strong>${messages.state[state]}</strong></p>`}
<form method="post" action="${path}">
<p><button name="choice" value="refuse">${messages.refuse}</button></p>
<p><button class="plain" name="choice" value="allow">${messages.allow}</button></p>
</form>
<p class="quiet">${messages.limits}</p>
<p><a href="/privacy/cookies">${messages.cookies}</a> <a href="/privacy">${messages.policy}</a></p>`;
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
    return page(site, { title: messages.title, body, ...(done === null ? { counted: path } : {}) });
  };

  app.get(
    path,
    { config: access({ callers: ['public'], purposes: [], limit: 'page' }), schema: { hide: true } },
    // The cookie is not sent to this page (nor to any other): it cannot tell who has refused.
    async (request, reply) => draw(reply, signalOf(request.headers) ?? 'counted', null),
  );

  app.post(
    path,
    {
      config: access({ callers: ['public'], purposes: [], limit: 'public write' }),
      schema: { hide: true, body: Choice },
    },
    async (request, reply) => {
      const refused = request.body.choice === 'refuse';
      reply.header('set-cookie', refusalCookies(deps.publicUrl, refused));
      return draw(reply, refused ? 'refused' : 'counted', refused ? messages.done.refused : messages.done.allowed);
    },
  );
}
