import type { KeptError } from '../../../platform/errors.ts';
import { type Html, html } from '../../../platform/html/html.ts';
import type { Site } from '../../../platform/html/page.ts';
import type { Corrected } from '../actions/change.ts';
import { act } from './act.ts';
import { agentMessages } from './agent-messages.ts';
import { type FieldFacts, labelOf, noticeName } from './format.ts';
import { messages } from './messages.ts';

/** The form that asks for a link. */
export function drawAsk(email: string, fault: string | null): Html {
  const text = messages.ask;
  return html`<h1>${messages.title}</h1>
<p>${text.intro}</p>
<p>${text.how}</p>
<form method="post" action="/me" novalidate><div class="field"><label for="email">${text.email}</label>
${fault && html`<p class="fault" id="email-fault" role="alert">${text.email} ${fault}</p>`}
<input id="email" name="email" type="email" value="${email}" required maxlength="254" autocomplete="email" aria-describedby="${fault && 'email-fault '}email-why"${fault && html` aria-invalid="true"`}>
<p class="why" id="email-why">${text.why}</p></div>
<p><button>${text.send}</button></p></form>
<p><a href="/me/behalf">${agentMessages.link}</a></p>`;
}

/** The same words for every address. */
export function drawAsked(site: Site): Html {
  const text = messages.asked;
  return html`<h1>${text.title}</h1>
<p class="good" role="status">${text.text}</p>
<p>${text.none}</p>
<p><a href="/me">${text.again}</a></p>
${site.privacyMailbox && html`<p>${text.help} <a href="mailto:${site.privacyMailbox}">${site.privacyMailbox}</a>.</p>`}`;
}

/** Opening the link shows this and does nothing: scanners of mailboxes open links, but press no buttons. */
export function drawLink(token: string): Html {
  const text = messages.link;
  return html`<h1>${text.title}</h1>
<p>${text.text}</p>
<form method="post" action="/me/link/${token}"><p><button>${text.button}</button></p></form>
<p class="quiet">${text.close}</p>`;
}

export function drawSignedOut(): Html {
  const text = messages.signedOut;
  return html`<h1>${text.title}</h1>
<p class="good" role="status">${text.text}</p>
<p><a href="/me">${messages.asked.again}</a></p>`;
}

/** What a correction changed, and what becomes of it at everybody who had the old value. */
export function drawCorrected(done: Corrected, token: string, facts: FieldFacts): Html {
  const text = messages.corrected;
  const back = act('/me/page', { token }, messages.page.back);
  if (done.fields.length === 0) return html`<h1>${messages.title}</h1><p role="status">${text.same}</p>${back}`;
  return html`<h1>${text.title}</h1>
<p class="good" role="status">${text.holds} ${done.fields.map((field) => labelOf(facts, field)).join(', ')}.</p>
<h2>${text.told}</h2>
${
  done.told.length === 0
    ? html`<p>${text.nobody}</p>`
    : html`<ul>${done.told.map(({ recipient, state }) => html`<li><strong>${recipient.name}</strong> (${messages.kinds[recipient.kind] ?? recipient.kind}) ${text[state]}</li>`)}</ul>`
}
${back}`;
}

/** Something in a form was wrong: said in words, with a way back that loses nothing that was stored. */
export function drawFault(fault: KeptError, token: string, facts: FieldFacts): Html {
  const fields = Object.entries(fault.facts.fields ?? {});
  return html`<h1>${messages.title}</h1>
<div role="alert" class="problem"><p>${fault.message}</p>
${fields.length > 0 && html`<ul>${fields.map(([field, wrong]) => html`<li>${labelOf(facts, field)} ${wrong}</li>`)}</ul>`}
<p>${fault.next}</p><p class="quiet">${fault.keptCode}</p></div>
${act('/me/page', { token }, messages.page.back)}`;
}

/** A notice as people were shown it. */
export function drawNotice(notice: {
  readonly kind: string;
  readonly version: number;
  readonly sha256: string;
  readonly effectiveAt: Date;
  readonly body: { readonly title: string; readonly sections: readonly { heading: string | null; text: string }[] };
}): Html {
  return html`<h1>${notice.body.title}</h1>
<p class="quiet">${noticeName(notice)}. ${messages.notices.effective} ${notice.effectiveAt.toISOString().slice(0, 10)}. ${messages.notices.hash} <code>${notice.sha256}</code></p>
${notice.body.sections.map(
  (section) => html`${section.heading && html`<h2>${section.heading}</h2>`}
${section.text.split(/\n\s*\n/).map((paragraph) => html`<p>${paragraph}</p>`)}`,
)}`;
}
