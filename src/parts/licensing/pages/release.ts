import Type from 'typebox';
import type { Deps } from '../../../platform/deps.ts';
import { KeptError } from '../../../platform/errors.ts';
import { type Html, html } from '../../../platform/html/html.ts';
import { page } from '../../../platform/html/page.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { mailRelease, openRelease, type ReleaseChoice, releaseSeat } from '../actions/seat-releases.ts';
import { readForm } from './activate.ts';
import { messages } from './release-messages.ts';

const route = '/activate/release';
const looksLikeEmail = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:"]+$/u;
const params = Type.Object({ token: Type.String({ maxLength: 200 }) });
const schema = { hide: true };
const html8 = 'text/html; charset=utf-8';

/** `/activate/release`: the contact who registered a seat frees it where its machine no longer can. No account, no cookie, no script. */
export function releasePages(app: App, deps: Deps): void {
  const show = async (body: Html, counted?: string) =>
    page(await deps.site(), { title: messages.title, body, ...(counted ? { counted } : {}) });
  const open = access({ callers: ['public'], purposes: [], limit: 'page' });
  askPages(app, deps, show);

  app.get(`${route}/:token`, { config: open, schema: { ...schema, params } }, async (request, reply) => {
    reply.type(html8).header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
    const { token } = request.params;
    return orFault(reply, show, async () => drawChoice(token, await openRelease(deps, token)));
  });

  app.post(
    `${route}/:token`,
    {
      config: access({ callers: ['public'], purposes: [], limit: 'public write' }),
      schema: { ...schema, params },
    },
    async (request, reply) => {
      reply.type(html8).header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
      const { seat = '' } = readForm(request.body);
      return orFault(reply, show, async () => {
        const { product } = await releaseSeat(deps, { token: request.params.token, activationId: uuidOf(seat) });
        return html`<h1>${messages.freed}</h1><p role="status" class="good">${product}. ${messages.freedText}</p>`;
      });
    },
  );
}

type Show = (body: Html, counted?: string) => Promise<string>;

function askPages(app: App, deps: Deps, show: Show): void {
  const waiting = new Set<Promise<unknown>>();
  // What was answered must be done before the server stops.
  app.addHook('onClose', async () => {
    await Promise.allSettled(waiting);
  });

  app.get(
    route,
    { config: access({ callers: ['public'], purposes: [], limit: 'page' }), schema },
    async (_request, reply) =>
      reply
        .type(html8)
        .header('cache-control', 'no-store')
        .send(await show(drawAsk({}, false), route)),
  );

  app.post(
    route,
    { config: access({ callers: ['public'], purposes: ['authentication'], limit: 'mail request' }), schema },
    async (request, reply) => {
      reply.type(html8).header('cache-control', 'no-store');
      const { serial = '', email = '' } = readForm(request.body);
      const isWhole =
        serial.trim() !== '' && serial.length <= 60 && email.length <= 254 && looksLikeEmail.test(email.trim());
      if (!isWhole) return reply.code(400).send(await show(drawAsk({ serial, email }, true)));
      // The answer does not wait for the mail, so that its time does not tell whether there is one.
      const work = mailRelease(deps, { serial, email: email.trim() })
        .catch((error: unknown) => deps.log.error('a link could not be mailed', { error }))
        .finally(() => waiting.delete(work));
      waiting.add(work);
      return reply.send(
        await show(
          html`<h1>${messages.asked}</h1><p role="status">${messages.askedText}</p><p>${messages.askedNone}</p>`,
        ),
      );
    },
  );
}

const uuidOf = (text: string) =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : '00000000-0000-0000-0000-000000000000';

async function orFault(
  reply: { code(status: number): { send(page: string): unknown }; send(page: string): unknown },
  show: Show,
  draw: () => Promise<Html>,
) {
  try {
    return reply.send(await show(await draw()));
  } catch (error) {
    if (!(error instanceof KeptError) || error.status >= 500) throw error;
    return reply.code(error.status).send(
      await show(html`<h1>${messages.refused}</h1>
<div role="alert" class="problem"><p>${error.message}</p><p>${error.next}</p><p class="quiet">${error.keptCode}</p></div>
<p><a href="${route}">${messages.title}</a></p>`),
    );
  }
}

function drawAsk(typed: { serial?: string; email?: string }, missing: boolean): Html {
  return html`<h1>${messages.title}</h1>
${missing && html`<div role="alert" class="problem"><p id="missing">${messages.missing}</p></div>`}
<p>${messages.intro}</p>
<form method="post" action="${route}" novalidate>
<div class="field"><label for="serial">${messages.serial}</label>
<p class="why" id="serial-hint">${messages.serialHint}</p>
<input id="serial" name="serial" value="${typed.serial ?? ''}" required maxlength="60" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="serial-hint"></div>
<div class="field"><label for="email">${messages.email}</label>
<p class="why" id="email-hint">${messages.emailWhy}</p>
<input id="email" name="email" type="email" value="${typed.email ?? ''}" required maxlength="254" autocomplete="email" aria-describedby="email-hint"></div>
<p><button type="submit">${messages.ask}</button></p>
</form>`;
}

function drawChoice(token: string, { product, serial, seats }: ReleaseChoice): Html {
  if (seats.length === 0) return html`<h1>${messages.choose}</h1><p role="status">${messages.none}</p>`;
  return html`<h1>${messages.choose}</h1>
<p>${product}, <span class="serial">${serial}</span></p>
<p>${messages.chooseText}</p>
<form method="post" action="${route}/${token}">
<fieldset><legend>${messages.choose}</legend>
${seats.map(
  (seat, index) =>
    html`<p><label><input type="radio" name="seat" value="${seat.id}" required${seats.length === 1 && index === 0 && html` checked`}> ${messages.machine[seat.machine_kind ?? ''] ?? messages.unknownMachine}, ${messages.activatedOn} ${seat.activated_at.toISOString().slice(0, 10)}, ${messages.release} ${seat.release}</label></p>`,
)}
</fieldset>
<p><button type="submit">${messages.free}</button></p>
</form>`;
}
