import { type Html, html } from '../../../platform/html/html.ts';
import type { SchoolLicence } from '../actions/handed.ts';
import type { OwnSchool } from '../actions/school.ts';
import type { Sitting } from '../actions/sitting.ts';
import { act } from './act.ts';
import { type Outcome, type Times, timesIn } from './format.ts';
import { messages } from './messages.ts';
import { messages as text } from './school-messages.ts';

/** The labels of a school's pupils, to be given away, printed and made anew. */
export function drawSchool(
  { licences, zone }: OwnSchool,
  sitting: Pick<Sitting, 'token'>,
  { outcome, publicUrl }: { readonly outcome: Outcome | null; readonly publicUrl: string },
): Html {
  const shown = { times: timesIn(zone), publicUrl };
  return html`<h1>${text.title}</h1>
${outcome && html`<p class="unprinted ${outcome.kind}" role="status">${outcome.text}</p>`}
<p class="unprinted">${licences.length === 0 ? text.none : text.intro}</p>
${licences.map((licence) => drawLicence(licence, sitting, shown))}
<div class="unprinted">${act('/me/page', sitting, messages.page.back)}</div>`;
}

function drawLicence(
  licence: SchoolLicence,
  sitting: Pick<Sitting, 'token'>,
  { times, publicUrl }: { readonly times: Times; readonly publicUrl: string },
): Html {
  const { term } = licence;
  return html`<h2>${licence.product}</h2>
<p class="unprinted quiet">${text.licence} ${licence.serial}. ${licence.expiresOn && html`${text.until} ${times.day(licence.expiresOn)}. `}${text.seats} ${licence.seatsForPupils}.</p>
${
  term === null
    ? html`<p>${text.noLabels}</p>`
    : html`<p>${text.term}: ${times.day(term.startsOn)} ${text.to} ${times.day(term.endsOn)}. ${text.slip} ${publicUrl}/activate/label</p>
<p class="unprinted quiet">${text.print}</p>
<table><thead><tr><th scope="col">${text.label}</th><th scope="col" class="unprinted">${text.seat}</th></tr></thead>
<tbody>${term.labels.map(
        ({ label, activatedAt }) => html`<tr><th scope="row"><code>${label}</code></th><td class="unprinted">${
          activatedAt === null
            ? text.free
            : html`${text.used} ${times.on(activatedAt)} ${drawFree(licence.id, label, sitting)}`
        }</td></tr>
`,
      )}</tbody></table>`
}
${drawNewTerm(licence, sitting)}`;
}

function drawFree(licenceId: string, label: string, { token }: Pick<Sitting, 'token'>): Html {
  return html`<form method="post" action="/me/school"><input type="hidden" name="sitting" value="${token}"><input type="hidden" name="licence" value="${licenceId}"><button class="plain" name="free" value="${label}" aria-label="${text.freeIt}: ${label}">${text.freeIt}</button></form>`;
}

function drawNewTerm(licence: SchoolLicence, { token }: Pick<Sitting, 'token'>): Html {
  const field = (name: string, label: string, input: Html) =>
    html`<div class="field"><label for="${name}-${licence.id}">${label}</label><input id="${name}-${licence.id}" name="${name}" required ${input}></div>`;
  return html`<div class="unprinted"><h3>${text.newTerm}</h3>
${licence.term !== null && html`<p>${text.replaces}</p>`}
<form method="post" action="/me/school"><input type="hidden" name="sitting" value="${token}"><input type="hidden" name="licence" value="${licence.id}">
${field('startsOn', text.startsOn, html`type="date"`)}
${field('endsOn', text.endsOn, html`type="date"${licence.expiresOn && html` max="${licence.expiresOn}"`}`)}
${field('count', text.count, html`inputmode="numeric" maxlength="6" value="${licence.seatsForPupils}"`)}
<p><button>${text.make}</button></p></form></div>`;
}
