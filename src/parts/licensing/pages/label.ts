import type { Deps } from '../../../platform/deps.ts';
import { KeptError } from '../../../platform/errors.ts';
import { type Html, html } from '../../../platform/html/html.ts';
import { page } from '../../../platform/html/page.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import type { ActivationAnswer } from '../actions/activate.ts';
import { takeLabel } from '../actions/take-label.ts';
import { readForm } from './activate.ts';
import { messages } from './education-messages.ts';

const route = '/activate/label';

/** `/activate/label`: a pupil enters the label of the school, and nothing else. */
export function labelPage(app: App, deps: Deps): void {
  const show = async (body: Html, counted?: string) =>
    page(await deps.site(), { title: messages.labelTitle, body, ...(counted ? { counted } : {}) });

  app.get(
    route,
    { config: access({ callers: ['public'], purposes: [], limit: 'page' }), schema: { hide: true } },
    async (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(await show(drawLabelForm('', null), route)),
  );

  app.post(
    route,
    { config: access({ callers: ['public'], purposes: [], limit: 'public write' }), schema: { hide: true } },
    async (request, reply) => {
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
      const { label = '' } = readForm(request.body);
      try {
        const answer = await takeLabel(deps, request.who, { label, machine: null, releaseId: null });
        return reply.send(await show(drawDone(answer)));
      } catch (error) {
        if (!(error instanceof KeptError) || error.status >= 500) throw error;
        return reply.code(error.status).send(await show(drawLabelForm(label, error)));
      }
    },
  );
}

function drawLabelForm(typed: string, fault: KeptError | null): Html {
  return html`<h1>${messages.labelTitle}</h1>
${fault && html`<div role="alert" class="problem"><p id="label-fault">${fault.message}</p><p>${fault.next}</p><p class="quiet">${fault.keptCode}</p></div>`}
<p>${messages.labelIntro}</p>
<form method="post" action="${route}" novalidate>
<div class="field"><label for="label">${messages.labelField}</label>
<p class="why" id="label-hint">${messages.labelHint}</p>
<input id="label" name="label" value="${typed}" required maxlength="60" inputmode="numeric" autocomplete="off" spellcheck="false" aria-describedby="${fault && 'label-fault '}label-hint"${fault && html` aria-invalid="true"`}></div>
<p><button type="submit">${messages.labelSend}</button></p>
</form>`;
}

function drawDone(answer: ActivationAnswer): Html {
  return html`<h1>${answer.product} ${messages.labelDone}</h1>
<p role="status" class="good">${messages.labelDoneText} <code>${answer.activationId}</code></p>
<ul>${answer.expiresOn && html`<li>${messages.labelUntil} ${answer.expiresOn}</li>`}</ul>`;
}
