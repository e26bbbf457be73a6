import type { Deps } from '../../../platform/deps.ts';
import { type Html, html } from '../../../platform/html/html.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { askOnBehalf, decideByLink, openAgentLink } from '../actions/agents.ts';
import { AgentDecision, AgentPath, BehalfForm } from '../wire/agents.ts';
import { agentMessages as text } from './agent-messages.ts';
import { sender } from './own-form.ts';
import { requestMessages } from './request-messages.ts';

const schema = { hide: true };
const looksLikeEmail = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:"]+$/u;

/** `/me/behalf`: a lawyer, agent, parent or officer asks for somebody else, who is asked by mail whether it is so. */
export function agentPages(app: App, deps: Deps): void {
  const send = sender(deps);
  app.get(
    '/me/behalf',
    { config: access({ callers: ['public'], purposes: [], limit: 'page' }), schema },
    async (_request, reply) => send(reply, drawForm({}, null), text.title),
  );
  app.post(
    '/me/behalf',
    {
      config: access({ callers: ['public'], purposes: ['rights'], limit: 'mail request' }),
      schema: { hide: true, body: BehalfForm },
    },
    async (request, reply) => {
      const form = request.body;
      for (const field of ['mailbox', 'subject'] as const)
        if (!looksLikeEmail.test(form[field].trim()))
          return send(reply.code(400), drawForm(form, `${text[field]} ${text.notEmail}.`), text.title);
      const { number } = await askOnBehalf(deps, form);
      const body = html`<h1>${text.sent}</h1>
<p class="good" role="status">${text.number} <strong>${number}</strong>. ${text.by}</p>
<p>${text.next}</p>`;
      return send(reply, body, text.sent);
    },
  );

  const own = access({ callers: ['public'], purposes: ['rights'], limit: 'public write' });
  app.get('/me/agent/:token', { config: own, schema: { hide: true, params: AgentPath } }, async (request, reply) => {
    const { token } = request.params;
    const { request: asked, agent } = await openAgentLink(deps, token);
    const button = (mine: 'yes' | 'no', label: string) =>
      html`<form method="post" action="/me/agent/${token}"><input type="hidden" name="mine" value="${mine}"><p><button>${label}</button></p></form>`;
    const body = html`<h1>${text.decide}</h1>
<p>${text.who} <strong>${agent.name}</strong> (${text.kinds[agent.kind]}).</p>
<p>${text.asks} <strong>${requestMessages.names[asked.kind]}</strong>, ${asked.number}. ${agent.covers_answer ? text.covered : text.notCovered}</p>
${button('yes', text.yes)}
${button('no', text.no)}
<p class="quiet">${text.close}</p>`;
    return send(reply, body, text.decide);
  });
  app.post(
    '/me/agent/:token',
    { config: own, schema: { hide: true, params: AgentPath, body: AgentDecision } },
    async (request, reply) => {
      const mine = request.body.mine === 'yes';
      await decideByLink(deps, request.params.token, mine);
      const said = mine ? text.confirmed : text.declined;
      return send(reply, html`<h1>${text.decide}</h1><p class="good" role="status">${said}</p>`, text.decide);
    },
  );
}

function drawForm(given: Partial<BehalfForm>, fault: string | null): Html {
  const input = (name: 'name' | 'mailbox' | 'subject', type: string, why: string, max: number) =>
    html`<div class="field"><label for="${name}">${text[name]}</label>
<input id="${name}" name="${name}" type="${type}" value="${given[name] ?? ''}" required maxlength="${max}" aria-describedby="${name}-why">
<p class="why" id="${name}-why">${why}</p></div>`;
  const radios = (name: 'agent' | 'kind', legend: string, options: Record<string, string>) =>
    html`<fieldset><legend>${legend}</legend>${Object.entries(options).map(
      ([value, label]) =>
        html`<p><label><input type="radio" name="${name}" value="${value}" required${given[name] === value && html` checked`}> ${label}</label></p>
`,
    )}</fieldset>`;
  return html`<h1>${text.title}</h1>
<p>${text.intro}</p>
${fault && html`<p class="fault" role="alert">${fault}</p>`}
<form method="post" action="/me/behalf">
${radios('agent', text.agent, text.kinds)}
${input('name', 'text', text.nameWhy, 200)}
${input('mailbox', 'email', text.mailboxWhy, 254)}
${input('subject', 'email', text.subjectWhy, 254)}
${radios('kind', text.what, text.asksFor)}
<div class="field"><label for="mandate">${text.mandate}</label>
<textarea id="mandate" name="mandate" required maxlength="2000" rows="3" aria-describedby="mandate-why">${given.mandate ?? ''}</textarea>
<p class="why" id="mandate-why">${text.mandateWhy}</p></div>
<div class="field"><label for="wording">${text.wording}</label>
<textarea id="wording" name="wording" maxlength="4000" rows="4" aria-describedby="wording-why">${given.wording ?? ''}</textarea>
<p class="why" id="wording-why">${text.wordingWhy}</p></div>
<p><label><input type="checkbox" name="covers"${given.covers === 'on' && html` checked`}> ${text.covers}</label></p>
<p><button>${text.send}</button></p></form>`;
}
