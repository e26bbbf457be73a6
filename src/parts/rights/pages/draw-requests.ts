import { type Html, html } from '../../../platform/html/html.ts';
import type { OwnPage } from '../actions/own-page.ts';
import type { OwnRequest } from '../actions/own-requests.ts';
import type { Sitting } from '../actions/sitting.ts';
import { act } from './act.ts';
import { agentMessages } from './agent-messages.ts';
import type { Times } from './format.ts';
import { messages } from './messages.ts';
import { requestMessages as text } from './request-messages.ts';

const mostShown = 15;

/** What the person has asked for, each with its clock, and the form to ask. */
export function drawRequests(
  { contact, requests }: Pick<OwnPage, 'contact' | 'requests'>,
  sitting: Sitting,
  times: Times,
): Html {
  return html`<h2 id="requests">${text.title}</h2>
${contact.restrictedAt && drawState('restricted', contact.restrictedAt, sitting, times)}
${contact.objectedAt && drawState('objected', contact.objectedAt, sitting, times)}
${requests.length === 0 && html`<p>${text.none}</p>`}
${requests.slice(0, mostShown).map((each) => drawRequest(each, sitting, times))}
${requests.length > mostShown && html`<p>${messages.page.more}</p>`}
<h3>${text.ask}</h3>
<form method="post" action="/me/requests"><input type="hidden" name="sitting" value="${sitting.token}">
<fieldset><legend>${text.what}</legend>
${Object.entries(text.kinds).map(
  (
    [kind, said],
    index,
  ) => html`<p><label><input type="radio" name="kind" value="${kind}" required${index === 0 && html` checked`}> ${said}</label></p>
`,
)}</fieldset>
<div class="field"><label for="wording">${text.wording}</label>
<textarea id="wording" name="wording" maxlength="4000" rows="4" aria-describedby="wording-why"></textarea>
<p class="why" id="wording-why">${text.why}</p></div>
<p><button>${text.send}</button></p></form>`;
}

function drawState(state: 'restricted' | 'objected', since: Date, sitting: Sitting, times: Times): Html {
  return html`<p>${text.inForce[state]} ${times.on(since)}.</p>
${act('/me/requests/lift', sitting, text.lift[state], html`<input type="hidden" name="state" value="${state}">`)}`;
}

function drawAgent(by: NonNullable<OwnRequest['by']>, times: Times): Html {
  const words = agentMessages;
  return html`<p>${words.by2} <strong>${by.name}</strong> (${words.kinds[by.kind]}): ${words.confirmations[by.confirmation]}. ${by.answered_agent_at && html`${words.answeredToo} ${times.on(by.answered_agent_at)}.`}</p>`;
}

function drawRequest(request: OwnRequest, sitting: Sitting, times: Times): Html {
  const open = request.state === 'open';
  return html`<h3>${text.names[request.kind]}, ${request.number}</h3>
<p>${text.channels[request.channel]} ${times.on(request.received_at)}. ${
    open
      ? html`${text.by} <strong>${times.day(request.due_on)}</strong>. <span class="quiet">${request.source}.</span>`
      : html`${text.states[request.state]} ${request.closed_at && times.on(request.closed_at)}.`
  }</p>
${request.by && drawAgent(request.by, times)}
${request.receipt && html`<p>${text.receipt} <a href="/receipts/${request.receipt}">${request.receipt}</a></p>`}
${request.wording && html`<p class="quiet">${text.asked} ${request.wording}</p>`}
${request.extension && html`<p>${text.extended} ${request.extension}</p>`}
${request.refusal && html`<p>${text.refused} ${text.refusals[request.refusal]}</p><p>${text.remedy}</p>`}
${request.answer && html`<p>${text.answer} ${request.answer}</p>`}
${open && request.kind_guessed && html`<p class="quiet">${text.guessed}</p>`}
${open && request.identity === 'not shown' && request.channel === 'mail' && html`<p>${text.unproven}</p>${act('/me/requests/confirm', sitting, text.mine, html`<input type="hidden" name="request" value="${request.id}">`)}`}
${open && act('/me/requests/withdraw', sitting, text.withdraw, html`<input type="hidden" name="request" value="${request.id}">`)}`;
}
