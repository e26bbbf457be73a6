import { type Html, html } from '../../../platform/html/html.ts';
import { breachMessages } from './breach-messages.ts';
import { type Drawing, labelOf, noticeName, shown } from './format.ts';
import { messages } from './messages.ts';

const text = messages.page;

/** The page stays under 50 kB; the file holds the rest. */
const mostRegistrations = 8;
const mostRecipients = 40;
const mostMails = 15;

const label = (drawing: Drawing, field: string) => labelOf(drawing.facts, field);
const labels = (drawing: Drawing, fields: readonly string[]) => fields.map((field) => label(drawing, field)).join(', ');

/** Registrations as they were told. Source and notice are the same for all that one of them told. */
export function drawTold(drawing: Drawing): Html {
  const { page, times } = drawing;
  // Those that nobody has answered for are asked about further up.
  const registrations = page.registrations.filter((each) => each.state !== 'waiting for proof');
  return html`<h2>${text.told}</h2>
${registrations.length === 0 ? html`<p>${text.nothing}</p>` : html`<p>${text.toldText}</p>`}
${registrations.slice(0, mostRegistrations).map(
  (each) => html`<h3>${text.licence} ${each.licence.product}, ${each.licence.serial}</h3>
<p class="quiet">${each.company.name}. ${messages.sources[each.sourceKind] ?? each.sourceKind}, ${times.on(each.givenAt)}. <a href="/me/notices/${each.notice.id}">${noticeName(each.notice)}</a>. ${each.state === 'disowned' && text.disowned}</p>
<table><tbody>${each.data
    .filter((datum) => datum.value !== null)
    .map(
      (
        datum,
      ) => html`<tr><th scope="row">${label(drawing, datum.field)}</th><td>${shown(datum.field, datum.value)}</td></tr>
`,
    )}</tbody></table>`,
)}
${registrations.length > mostRegistrations && html`<p>${text.more}</p>`}`;
}

/** Everybody outside who received something, and who will next. */
export function drawRecipients(drawing: Drawing): Html {
  const { page, times } = drawing;
  const { recipients, upcoming } = page;
  return html`<h2 id="recipients">${text.recipients}</h2>
${
  recipients.length === 0
    ? html`<p>${text.noRecipients}</p>`
    : html`<table><tbody>${recipients.slice(0, mostRecipients).map(
        (
          each,
        ) => html`<tr><th scope="row">${each.name}<br><span class="quiet">${messages.kinds[each.kind] ?? each.kind}</span></th>
<td>${labels(drawing, each.fields)}.<br><span class="quiet">${each.channels.map((channel) => messages.channels[channel] ?? channel).join(', ')}; ${text.purposes} ${each.purposes.join(', ')}.
${each.times === 1 ? html`${text.once} ${times.at(each.firstAt)}.` : html`${each.times} ${text.times} ${times.at(each.firstAt)}, ${text.last} ${times.at(each.lastAt)}.`}</span></td></tr>
`,
      )}</tbody></table>`
}
${recipients.length > mostRecipients && html`<p>${text.more}</p>`}
${page.told.length > 0 && drawPassedOn(drawing)}
${
  upcoming.length > 0 &&
  html`<h3>${text.next}</h3>
<ul>${upcoming.map((each) => html`<li>${each.recipient.name}, ${text.nextBy} ${times.day(each.by)}: ${labels(drawing, each.fields)}</li>`)}</ul>`
}`;
}

/** Who was told of a correction or an opt-out, and who said that it was done. */
function drawPassedOn(drawing: Drawing): Html {
  const { page, times } = drawing;
  const words = text.passedOn;
  return html`<h3 id="passed-on">${words.title}</h3>
<p>${words.how}</p>
<ul>${page.told.slice(0, mostRecipients).map(
    (each) => html`<li><strong>${each.recipient}</strong>: ${
      each.kind === 'correction'
        ? html`${words.corrected} ${label(drawing, each.subject)}`
        : (words.stopped[each.subject] ?? each.subject)
    }. ${words[each.state]} ${times.on(each.toldAt)}; ${
      each.acknowledgedAt
        ? html`${words.acknowledged} ${times.on(each.acknowledgedAt)}`
        : each.state === 'ended'
          ? words.notWaited
          : words.waiting
    }.</li>
`,
  )}</ul>
${page.told.length > mostRecipients && html`<p>${text.more}</p>`}`;
}

/** Look-ups, mails, links, and what other parts hold. */
export function drawOthers(drawing: Drawing): Html {
  const { page, times } = drawing;
  const { lookUps, mails, links, others } = page;
  return html`<h2 id="look-ups">${text.lookUps}</h2>
${
  lookUps.newest.length === 0
    ? html`<p>${text.noLookUps}</p>`
    : html`<table><thead><tr><th scope="col">${text.when}</th><th scope="col">${text.who}</th><th scope="col">${text.reason}</th></tr></thead>
<tbody>${lookUps.newest.map(
        (
          each,
        ) => html`<tr><td>${times.at(each.at)}</td><td>${each.by}</td><td>${each.purpose}: ${each.reason} <span class="quiet">${labels(drawing, each.fields)}</span></td></tr>
`,
      )}</tbody></table>`
}
${lookUps.count > lookUps.newest.length && html`<p>${text.newest} ${lookUps.count} ${text.inAll} ${text.more}</p>`}
${page.breaches.length > 0 && html`<h2 id="breaches">${breachMessages.own}</h2>`}
${page.breaches.map(
  (each) => html`<h3>${times.on(each.told_at)}</h3>
<p>${each.happened}</p><p>${each.consequences}</p><p>${each.measures}</p><p>${each.contact}</p>`,
)}
${others.map(
  (held) => html`<h2>${held.title}</h2>
<table><tbody>${held.entries.map(
    (
      entry,
    ) => html`<tr><th scope="row">${entry.label instanceof Date ? times.at(entry.label) : entry.label}</th><td>${entry.value}</td><td>${entry.provenance}</td></tr>
`,
  )}</tbody></table>`,
)}
<h2>${text.mails}</h2>
${mails.length === 0 && html`<p>${text.nothing}</p>`}
<ul>${mails.slice(0, mostMails).map((mail) => html`<li>${times.at(mail.queuedAt)}: ${mail.kind} (${mail.state})</li>`)}</ul>
${mails.length > mostMails && html`<p>${text.more}</p>`}
<h2>${text.links}</h2>
<p class="quiet">${text.linksText}</p>
<ul>${links.slice(0, mostMails).map((link) => html`<li>${times.at(link.askedAt)}: ${link.usedAt ? text.used : text.notUsed}</li>`)}</ul>`;
}
