import { type Html, html } from '../../../platform/html/html.ts';
import { topics } from '../actions/change.ts';
import type { Sitting } from '../actions/sitting.ts';
import { act } from './act.ts';
import { type Drawing, noticeName } from './format.ts';
import { messages } from './messages.ts';

const text = messages.page;
const choices = messages.choices;

/** What somebody wants to hear: by channel, by topic, and until when nothing. */
export function drawChoices(drawing: Drawing, sitting: Sitting): Html {
  const { page, times } = drawing;
  const { preferences, suppressions } = page.contact;
  return html`<h2 id="choose">${text.choose}</h2>
<p>${text.chooseText}</p>
${act('/me/stop', sitting, choices.stopAll)}
<table><tbody>${preferences.map(
    (each) => html`<tr><th scope="row">${text.channels[each.channel]}</th>
<td>${each.allowed ? text.allowed : text.stopped}<br><span class="quiet">${messages.sources[each.sourceKind] ?? each.sourceKind}, ${times.on(each.changedAt)}${each.notice && html`. <a href="/me/notices/${each.notice.id}">${noticeName(each.notice)}</a>`}</span></td>
<td>${act(
      '/me/preferences',
      sitting,
      `${each.allowed ? text.stop : text.allow}: ${text.channels[each.channel]}`,
      html`<input type="hidden" name="channel" value="${each.channel}"><input type="hidden" name="allowed" value="${each.allowed ? 'no' : 'yes'}">`,
    )}</td></tr>
`,
  )}</tbody></table>
${suppressions.length > 0 && html`<p class="quiet">${text.suppressed} ${suppressions.map((each) => each.channel).join(', ')}.</p>`}
${drawTopics(drawing, sitting)}
${drawPause(drawing, sitting)}`;
}

function drawTopics({ page, times }: Drawing, sitting: Sitting): Html {
  const { wishes } = page;
  const refused: readonly string[] = wishes?.refusedTopics ?? [];
  return html`<h3 id="topics">${choices.topics}</h3>
<p>${choices.topicsText}</p>
<form method="post" action="/me/topics"><input type="hidden" name="sitting" value="${sitting.token}">
${topics.map(
  (
    topic,
  ) => html`<p class="choice"><input type="checkbox" id="topic-${topic.replace(' ', '-')}" name="${topic}"${!refused.includes(topic) && html` checked`}>
<label for="topic-${topic.replace(' ', '-')}">${choices.names[topic]}</label></p>`,
)}
<p><button>${choices.saveTopics}</button></p></form>
${wishes?.changedAt && html`<p class="quiet">${choices.changed} ${times.on(wishes.changedAt)} (${messages.sources[wishes.source ?? ''] ?? wishes.source}).</p>`}`;
}

function drawPause({ page, times }: Drawing, sitting: Sitting): Html {
  const until = page.wishes?.pausedUntil ?? null;
  return html`<h3 id="pause">${choices.pause}</h3>
<p>${until ? html`${choices.pausedUntil} ${times.at(until)}.` : choices.pauseText}</p>
<form method="post" action="/me/pause"><input type="hidden" name="sitting" value="${sitting.token}">
<div class="field"><label for="until">${choices.until}</label><input id="until" name="until" type="date" required></div>
<p><button>${choices.startPause}</button></p></form>
${until && act('/me/pause', sitting, choices.endPause, html`<input type="hidden" name="until" value="">`)}`;
}
