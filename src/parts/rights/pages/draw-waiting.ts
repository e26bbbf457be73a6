import { type Html, html } from '../../../platform/html/html.ts';
import type { Sitting } from '../actions/sitting.ts';
import { act } from './act.ts';
import { type Drawing, labelOf, shown } from './format.ts';
import { messages } from './messages.ts';

const text = messages.waiting;

/** The page stays under 50 kB; the next ones come when these are answered. */
const mostAtOnce = 4;

/** Registrations under the person's address that may have been anybody's: asked one by one, the oldest first. */
export function drawWaiting({ page, facts, times }: Drawing, sitting: Sitting): Html {
  const waiting = page.registrations.filter((each) => each.state === 'waiting for proof').reverse();
  if (waiting.length === 0) return html``;
  return html`<h2 id="waiting">${text.title}</h2>
<p>${text.text}</p>
${waiting.slice(0, mostAtOnce).map((each) => {
  const asked = (mine: 'yes' | 'no') =>
    html`<input type="hidden" name="registration" value="${each.id}"><input type="hidden" name="mine" value="${mine}">`;
  return html`<h3>${each.company.name}, ${each.licence.product}</h3>
<p>${text.registered} ${times.on(each.givenAt)} ${text.company} ${each.company.name}, ${text.product} ${each.licence.product}: ${text.question}</p>
<table><tbody>${each.data
    .filter((datum) => datum.value !== null)
    .map(
      (
        datum,
      ) => html`<tr><th scope="row">${labelOf(facts, datum.field)}</th><td>${shown(datum.field, datum.value)}</td></tr>
`,
    )}</tbody></table>
${act('/me/registrations', sitting, text.mine, asked('yes'))}
${act('/me/registrations', sitting, text.notMine, asked('no'))}`;
})}
${waiting.length > mostAtOnce && html`<p>${waiting.length - mostAtOnce} ${text.more}</p>`}`;
}
