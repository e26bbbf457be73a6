import { type Html, html } from '../../../platform/html/html.ts';
import type { Sitting } from '../actions/sitting.ts';
import { act } from './act.ts';
import type { Drawing } from './format.ts';
import { messages } from './messages.ts';

const text = messages.policyChanges;

/** Changes of the policy that somebody was told of, and the new uses of their data that wait for their answer. */
export function drawAnswers({ page, times }: Drawing, sitting: Sitting): Html {
  const { tellings } = page;
  if (tellings.length === 0) return html``;
  return html`<h2 id="policy">${text.title}</h2>
<ul>${tellings.map(
    (
      each,
    ) => html`<li>${text.version} ${each.version}, ${each.toldAt ? html`${text.told} ${times.on(each.toldAt)}` : text.toTell}.
<a href="/privacy/versions/${each.version}/diff">${text.changed}</a>
${each.asks.length > 0 && drawQuestion(each, sitting)}</li>
`,
  )}</ul>`;
}

function drawQuestion(telling: Drawing['page']['tellings'][number], sitting: Sitting): Html {
  const { asks, answer, noticeId } = telling;
  const button = (said: 'yes' | 'no') =>
    act(
      '/me/answers',
      sitting,
      text[said],
      html`<input type="hidden" name="notice" value="${noticeId}"><input type="hidden" name="answer" value="${said}">`,
    );
  return html`<p>${text.question}</p>
<ul>${asks.map((use) => html`<li>${use}</li>`)}</ul>
<p>${answer === null ? text.unanswered : text.answered[answer]}</p>
${answer !== 'yes' && button('yes')}${answer !== 'no' && button('no')}`;
}
