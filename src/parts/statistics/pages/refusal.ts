import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import type { Deps } from '../../../platform/deps.ts';
import { html } from '../../../platform/html/html.ts';
import { page } from '../../../platform/html/page.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { readWishes, refusalCookies, refusalPath } from '../actions/cookies.ts';
import { signalOf } from '../actions/read-hit.ts';
import { messages } from './messages-refusal.ts';

const Choice = Type.Object({ choice: Type.Enum(['refuse', 'allow']) }, { additionalProperties: false });
const path = refusalPath;

type State = keyof typeof messages.state;

function refusedOrNot(cookie: string | undefined): State {
  return readWishes(cookie).refused ? 'refused' : 'counted';
}

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
    // Of the pages, the cookie is sent to this one only.
    async (request, reply) => draw(reply, signalOf(request.headers) ?? refusedOrNot(request.headers.cookie), null),
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
