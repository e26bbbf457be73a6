import { type Html, html } from '../../../platform/html/html.ts';
import type { NamedContact } from '../actions/handed.ts';
import { act } from './act.ts';
import { messages } from './messages.ts';

const text = messages.who;

/** The question who in one's company activated a licence, and its answer. */
export function drawWho(token: string, named: NamedContact | null): Html {
  return html`<h1>${text.title}</h1>
${named && drawAnswer(named)}
${named === null && html`<p>${text.intro}</p>`}
<form method="post" action="/me/who"><input type="hidden" name="sitting" value="${token}"><div class="field"><label for="serial">${text.serial}</label>
<input id="serial" name="serial" required maxlength="100" autocomplete="off" spellcheck="false" aria-describedby="serial-why">
<p class="why" id="serial-why">${text.why}</p></div>
<p><button>${named === null ? text.ask : text.again}</button></p></form>
${act('/me/page', { token }, messages.page.back)}`;
}

function drawAnswer({ answer, serial, product, company, name }: NamedContact): Html {
  if (answer === 'no licence') return html`<p class="problem" role="status">${text.noLicence} ${company}.</p>`;
  return html`<p class="good" role="status">${text.licence} <strong>${serial}</strong> (${product}), ${company}: ${
    answer === 'named' ? html`${text.activatedBy} <strong>${name}</strong>.` : text.answers[answer]
  }</p>
${answer === 'named' && html`<p class="quiet">${text.told}</p>`}`;
}
