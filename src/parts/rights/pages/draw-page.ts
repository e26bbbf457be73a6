import { type Html, html } from '../../../platform/html/html.ts';
import { correctable } from '../actions/change.ts';
import type { OwnPage } from '../actions/own-page.ts';
import type { Sitting } from '../actions/sitting.ts';
import { act } from './act.ts';
import { drawAnswers } from './draw-answers.ts';
import { drawChoices } from './draw-choices.ts';
import { drawOthers, drawRecipients, drawTold } from './draw-history.ts';
import { drawQuestions } from './draw-questions.ts';
import { drawRequests } from './draw-requests.ts';
import { drawWaiting } from './draw-waiting.ts';
import { type Drawing, type FieldFacts, labelOf, noticeName, type Outcome, shown, timesIn } from './format.ts';
import { messages } from './messages.ts';
import { messages as school } from './school-messages.ts';

const text = messages.page;

type Source = OwnPage['contact']['data'][number]['source'];

/** The whole page. Each act is a form of its own that carries the sitting; nothing is kept in the browser. */
export function drawOwnPage(page: OwnPage, sitting: Sitting, facts: FieldFacts, outcome: Outcome | null): Html {
  const times = timesIn(page.zone);
  const drawing: Drawing = { page, facts, times };
  const { contact } = page;
  return html`<h1>${messages.title}</h1>
${outcome && html`<p class="${outcome.kind}" role="status">${outcome.text}</p>`}
<p>${text.intro} ${contact.provenAt ? times.on(contact.provenAt) : text.proven}. ${text.until} ${times.at(sitting.until)} (${times.zone}).</p>
${act('/me/sign-out', sitting, text.signOut)}
${act('/me/download', sitting, text.download)}
${drawWaiting(drawing, sitting)}
${drawAnswers(drawing, sitting)}
${drawQuestions(drawing, sitting)}
<h2>${text.about}</h2>
${drawData(contact.data, drawing)}
${drawCorrection(drawing, sitting)}
${drawChoices(drawing, sitting)}
<h2>${text.companies}</h2>
${contact.companies.length === 0 && html`<p>${text.nothing}</p>`}
${contact.companies.map(
  (company) => html`<h3>${company.name}</h3>
<p class="quiet">${text.since} ${times.on(company.since)}${company.until && html`, ${text.until2} ${times.on(company.until)}`}</p>
${drawData(company.data, drawing)}`,
)}
${drawRequests(page, sitting, times)}
${act('/me/who', sitting, messages.who.open)}
${page.keepsLabels && act('/me/school', sitting, school.open)}
${drawTold(drawing)}
${drawRecipients(drawing)}
${drawOthers(drawing)}
${drawPurposes(drawing)}
${act('/me/sign-out', sitting, text.signOut)}`;
}

function drawData(data: OwnPage['contact']['data'], drawing: Drawing): Html {
  return html`<table><tbody>${data.map(
    (
      each,
    ) => html`<tr><th scope="row">${labelOf(drawing.facts, each.field)}</th><td>${shown(each.field, each.value)}<br><span class="quiet">${drawSource(each.source, drawing)}</span></td></tr>
`,
  )}</tbody></table>`;
}

function drawSource(source: Source, { times }: Drawing): Html {
  if (!source) return html`-`;
  const { notice } = source;
  return html`${messages.sources[source.sourceKind] ?? source.sourceKind}${source.list && ` (${source.list.fileName}, ${source.list.cameFrom})`}, ${times.on(source.givenAt)}. <a href="/me/notices/${notice.id}">${noticeName(notice)}</a>. ${text.purposes} ${source.purposes.join(', ')}.`;
}

function drawCorrection({ page, facts }: Drawing, sitting: Sitting): Html {
  const { values, version } = page.contact;
  const autocomplete = { name: 'name', phone: 'tel', title: 'honorific-prefix', role: 'organization-title' };
  const lengths = { name: 200, phone: 40, title: 100, role: 100 };
  return html`<h2 id="correct">${text.correct}</h2>
<p>${text.correctText}</p>
<form method="post" action="/me/correct"><input type="hidden" name="sitting" value="${sitting.token}"><input type="hidden" name="version" value="${version}">
${correctable.map(
  (field) => html`<div class="field"><label for="${field}">${labelOf(facts, field)}</label>
<input id="${field}" name="${field}" value="${values[field] ?? ''}" maxlength="${lengths[field]}" autocomplete="${autocomplete[field]}"${field === 'name' && html` required`}>
${field !== 'name' && html`<p class="why">${text.empty}</p>`}</div>`,
)}
<p><button>${text.save}</button></p></form>`;
}

/** Said once for each field instead of beside each datum: what it is for, and how long it is kept. */
function drawPurposes({ page, facts, times }: Drawing): Html {
  const { contact, registrations } = page;
  const data = [...contact.data, ...contact.companies.flatMap((company) => company.data)];
  const held = new Set([
    ...data.map((each) => each.field),
    ...registrations.flatMap((each) => each.data.map((datum) => datum.field)),
  ]);
  const notices = new Map(
    [
      ...data.flatMap((each) => (each.source ? [each.source.notice] : [])),
      ...contact.preferences.flatMap((each) => (each.notice ? [each.notice] : [])),
      ...registrations.map((each) => each.notice),
    ].map((notice) => [notice.id, notice]),
  );
  // What was told beside a field may be more than what holds for every registration: that licensors are told of it, for one.
  const purposesOf = (field: string) => [
    ...data.filter((each) => each.field === field).flatMap((each) => each.source?.purposes ?? []),
    ...registrations.flatMap((each) => each.data.find((datum) => datum.field === field)?.provenance?.purposes ?? []),
  ];
  return html`<h2>${text.retention}</h2>
<table><tbody>${[...held].flatMap((field) => {
    const fact = facts.get(field);
    return fact
      ? [
          html`<tr><th scope="row">${fact.label}</th><td>${text.purposes} ${[...new Set([...fact.purposes, ...purposesOf(field)])].join(', ')}. ${fact.retention}</td></tr>
`,
        ]
      : [];
  })}</tbody></table>
<h2>${text.notices}</h2>
<ul>${[...notices.values()].map((notice) => html`<li><a href="/me/notices/${notice.id}">${noticeName(notice)}</a> <code>${notice.sha256}</code></li>`)}</ul>
<p class="quiet">${text.zone} ${times.zone}.</p>`;
}
