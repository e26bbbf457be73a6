import { type Html, html } from '../../../platform/html/html.ts';
import type { Sitting } from '../actions/sitting.ts';
import type { Drawing } from './format.ts';
import { messages } from './messages.ts';

const text = messages.questions;

/** What the person is asked about orders of their company, each with a field for the answer. */
export function drawQuestions({ page, times }: Drawing, sitting: Sitting): Html {
  if (page.questions.length === 0) return html``;
  return html`<h2 id="questions">${text.title}</h2>
${page.questions.map(
  (each) => html`<h3>${text.order} ${each.order}</h3>
<p>${each.question}</p>
<p class="quiet">${text.asked} ${times.on(each.askedAt)}. ${text.optional}</p>
<form method="post" action="/me/order-questions"><input type="hidden" name="sitting" value="${sitting.token}"><input type="hidden" name="question" value="${each.id}">
<div class="field"><label for="answer-${each.id}">${text.answer}</label>
<textarea id="answer-${each.id}" name="answer" rows="3" maxlength="1000" required></textarea></div>
<p><button>${text.send}</button></p></form>`,
)}`;
}
