import { countryName } from '../../../platform/countries.ts';
import { purposeCategories, purposes } from '../../../platform/db/purposes.ts';
import { type Html, html } from '../../../platform/html/html.ts';
import { rolePurposes, staffRoles } from '../../../platform/http/roles.ts';
import { categoryWords, purposesSection, recipientsSection, vendorSection } from '../actions/policy-text.ts';
import type { NoticeText } from '../actions/public-policy.ts';
import type { LinkRow, StoreRow } from '../actions/registers.ts';
import type { NoticeSection } from '../wire/notices.ts';
import { messages } from './messages.ts';

const texts = messages.policy;

/** `3 May 2026` in the vendor's time zone, for programs as a time element. */
export function day(at: Date, timeZone: string): Html {
  const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone }).format(at);
  return html`<time datetime="${at.toISOString()}">${words}</time>`;
}

/** The words of a policy, each clause with its id and the way to its proof. */
export function drawPolicy(notice: NoticeText): Html {
  return html`${notice.body.sections.filter((section) => section.id !== purposesSection).map(drawSection)}`;
}

function drawSection(section: NoticeSection): Html {
  const isClause = section.id !== undefined && section.id !== vendorSection && section.id !== recipientsSection;
  return html`<section${section.id !== undefined && html` id="${section.id}"`}>
<h2>${section.heading ?? ''}</h2>
${paragraphs(section.text)}
${isClause && html`<p class="quiet"><a href="/privacy/proof#${section.id ?? ''}">${texts.proof(section.id ?? '')}</a></p>`}
</section>`;
}

function paragraphs(text: string): Html[] {
  return text.split(/\n{2,}/).map((paragraph) => html`<p>${paragraph}</p>`);
}

export function table(caption: string, heads: readonly string[], rows: readonly (readonly (string | Html)[])[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => html`<tr>${cells.map((cell, index) => (index === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}</tr>`)}</tbody>
</table></div>`;
}

/** From the very table that the database's rights are made from. */
export function drawPurposes(): Html {
  const rows = purposes.map((purpose) => [
    purpose,
    purposeCategories[purpose].map((category) => categoryWords[category]).join(', '),
    staffRoles.filter((role) => rolePurposes[role].includes(purpose)).join(', ') || texts.nobody,
  ]);
  return html`<section id="${purposesSection}">
<h2>${texts.purposes}</h2>
<p>${texts.purposesLead}</p>
${table(texts.purposes, [texts.purpose, texts.categories, texts.roles], rows)}
</section>`;
}

export function drawStores(stores: readonly StoreRow[]): Html {
  const rows = stores.map((store) => [
    store.name,
    store.holds,
    countryName(store.country),
    store.processorId === null ? texts.ourselves : texts.processor,
  ]);
  return html`<section id="stores">
<h2>${texts.stores}</h2>
${rows.length === 0 ? html`<p>${texts.none}</p>` : table(texts.stores, [texts.store, texts.holds, texts.country, texts.runBy], rows)}
</section>`;
}

export function drawLinks(links: readonly LinkRow[]): Html {
  const rows = links.map((link) => [
    link.party,
    html`<a href="${link.url}" rel="external noreferrer noopener">${link.url}</a>`,
  ]);
  return html`<section id="links">
<h2>${texts.links}</h2>
<p>${texts.linksLead}</p>
${rows.length === 0 ? html`<p>${texts.none}</p>` : table(texts.links, [texts.party, texts.address], rows)}
</section>`;
}
