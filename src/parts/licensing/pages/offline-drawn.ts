import type { KeptError } from '../../../platform/errors.ts';
import { type Html, html } from '../../../platform/html/html.ts';
import { qrCode } from '../../../platform/html/qr-code.ts';
import type { ActivationAnswer } from '../actions/activate.ts';
import type { Freed } from '../actions/deactivate.ts';
import { documentText } from '../actions/offline.ts';
import type { RegistrationForm } from '../actions/registration-form.ts';
import type { OfflineRequest } from '../wire/offline.ts';
import { drawAsked, drawCollector, drawFault, drawRegistrant, type Typed } from './activation-form.ts';
import { messages as education } from './education-messages.ts';
import { messages } from './offline-messages.ts';

/** The beginning: what the program made is handed in here. */
export function drawStart(form: RegistrationForm, typed: Typed, fault: KeptError | null): Html {
  return html`<h1>${messages.title}</h1>
${
  fault &&
  html`<div role="alert" class="problem"><p>${fault.message}</p><p>${fault.next}</p><p class="quiet">${fault.keptCode}</p></div>`
}
<p>${messages.intro}</p>
${drawCollector(form)}
<form method="post" action="/activate/offline" enctype="multipart/form-data">
<div class="field"><label for="file">${messages.file}</label>
<p class="why" id="file-hint">${messages.fileHint}</p>
<input type="file" id="file" name="file" aria-describedby="file-hint"></div>
<div class="field"><label for="text">${messages.or}</label>
<p class="why" id="text-hint">${messages.textHint}</p>
<textarea id="text" name="text" rows="6" class="carried" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="text-hint">
${typed.text ?? ''}</textarea></div>
<p><button type="submit">${messages.go}</button></p>
</form>
<h2>${messages.fetchTitle}</h2>
<p>${messages.fetchText}</p>
<form method="post" action="/activate/offline">
<div class="field"><label for="activation">${messages.activation}</label>
<p class="why" id="activation-hint">${messages.activationHint}</p>
<input id="activation" name="activation" value="${typed.activation ?? ''}" required maxlength="60" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="activation-hint"></div>
<p><button type="submit">${messages.fetch}</button></p>
</form>`;
}

/** What the request does not say of the person, asked as on the page of every activation. */
export function drawMissing(
  form: RegistrationForm,
  request: OfflineRequest,
  { typed, fault }: { readonly typed: Typed; readonly fault: KeptError | null },
): Html {
  return html`<h1>${messages.formTitle}</h1>
${fault && drawFault(form, fault)}
<p>${fault ? messages.formAgain : html`${messages.formIntro} <strong>${request.serial}</strong>.`}</p>
${drawCollector(form)}
<form method="post" action="/activate/offline" novalidate>
<input type="hidden" name="request" value="${JSON.stringify(request)}">
${drawRegistrant(typed, fault, html`<button class="plain" name="step" value="student">${education.beginStudent}</button>`)}
${drawAsked(form, typed, fault?.facts.fields ?? {})}
<p><button type="submit">${messages.send}</button></p>
</form>`;
}

/** The answer to a request in three forms. Nothing of the person, so that it can be shown again. */
export function drawAnswer(answer: ActivationAnswer, request: OfflineRequest): Html {
  const { maintenanceUntil } = answer;
  const tooNew = maintenanceUntil !== null && maintenanceUntil < request.build;
  return html`<h1>${answer.product} ${messages.done}</h1>
<p role="status" class="good">${messages.doneText}</p>
${tooNew && html`<p class="problem">${messages.newer} ${request.build}.</p>`}
${drawCarried(answer, { name: 'request', value: JSON.stringify(request) })}
<p class="quiet">${messages.again}</p>`;
}

/** The document of a seat as it is now, in three forms. */
export function drawRenewal(answer: ActivationAnswer): Html {
  return html`<h1>${messages.renewed}</h1>
<p role="status" class="good">${messages.renewedText}</p>
${drawCarried(answer, { name: 'activation', value: answer.activationId })}`;
}

function drawCarried(answer: ActivationAnswer, asked: { readonly name: string; readonly value: string }): Html {
  const lines = documentText(answer.licence);
  const start = lines[0]?.indexOf(':') ?? 0;
  const groups = lines.map((line, index) => (index === 0 ? line.slice(start + 1) : line).replace(/.{8}(?=.)/g, '$& '));
  return html`<ul>
<li>${answer.product}, ${messages.release} ${answer.release}</li>
${answer.expiresOn && html`<li>${messages.expires} ${answer.expiresOn}</li>`}
${answer.maintenanceUntil && html`<li>${messages.maintenance} ${answer.maintenanceUntil}</li>`}
</ul>
<h2>${messages.asFile}</h2>
<form method="post" action="/activate/offline">
<input type="hidden" name="${asked.name}" value="${asked.value}">
<p><button type="submit" name="as" value="file">${messages.download}</button></p>
</form>
<h2>${messages.asQr}</h2>
${qrCode(lines.join(''), messages.qr)}
<h2>${messages.asText}</h2>
<p>${messages.asTextHint} <code>${lines[0]?.slice(0, start + 1)}</code></p>
<ol class="carried">${groups.map((line) => html`<li>${line}</li>`)}</ol>`;
}

/** After a seat was freed by its proof. */
export function drawFreed(freed: Freed): Html {
  return html`<h1>${messages.freed}</h1>
<p role="status" class="good">${
    freed.before
      ? html`${messages.freedBefore} <time datetime="${freed.at.toISOString()}">${freed.at.toISOString().slice(0, 10)}</time>. ${messages.freedNothing}`
      : messages.freedText
  }</p>
<p><a href="/activate">${messages.next}</a></p>`;
}
