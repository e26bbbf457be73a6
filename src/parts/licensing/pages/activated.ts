import { type Html, html } from '../../../platform/html/html.ts';
import type { Site } from '../../../platform/html/page.ts';
import type { ActivationAnswer } from '../actions/activate.ts';
import { messages } from './messages.ts';

/** After an activation: what was done and what happens next. Nothing of the person, so that it can be shown again. */
export function drawDone(site: Site, answer: ActivationAnswer): Html {
  return html`<h1>${answer.product} ${messages.done}</h1>
<p role="status" class="good">${messages.doneText} <code>${answer.activationId}</code></p>
<ul>
<li>${messages.release} ${answer.release}</li>
${answer.expiresOn && html`<li>${messages.expires} ${answer.expiresOn}</li>`}
${answer.maintenanceUntil && html`<li>${messages.maintenance} ${answer.maintenanceUntil}</li>`}
</ul>
<h2>${messages.next}</h2>
<ol>
<li>${messages.nextMail}</li>
<li>${messages.nextPage} <a href="/me">${messages.openPage}</a></li>
<li>${messages.nextReseller}</li>
</ol>
<p>${messages.nextHelp} <a href="mailto:${site.privacyMailbox}">${site.privacyMailbox}</a>.</p>`;
}
