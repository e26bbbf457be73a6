import { type Html, html } from '../../../platform/html/html.ts';
import type { SectionChange } from '../actions/public-policy.ts';
import { messages } from './messages.ts';

const texts = messages.diff;

/** What changed, clause by clause. The marks are elements that screen readers can tell, and readable without colour. */
export function drawChanges(changes: readonly SectionChange[]): Html {
  if (changes.length === 0) return html`<p>${texts.nothing}</p>`;
  return html`<p class="quiet">${texts.howMarked}</p>${changes.map(drawChange)}`;
}

function drawChange(change: SectionChange): Html {
  const pieces = change.pieces.map(({ kind, text }) => {
    if (kind === 'added') return html`<ins>${text}</ins>`;
    return kind === 'removed' ? html`<del>${text}</del>` : html`${text}`;
  });
  return html`<section>
<h2>${texts[change.kind]}: ${change.heading}${change.id !== null && change.id !== change.heading && html` <span class="quiet">${change.id}</span>`}</h2>
<p class="words">${pieces}</p>
</section>`;
}
