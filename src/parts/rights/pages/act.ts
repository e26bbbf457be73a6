import { type Html, html } from '../../../platform/html/html.ts';
import type { Sitting } from '../actions/sitting.ts';

/** A form that is only a button. */
export function act(action: string, sitting: Pick<Sitting, 'token'>, label: string, more: Html = html``): Html {
  return html`<form method="post" action="${action}"><input type="hidden" name="sitting" value="${sitting.token}">${more}<button class="plain">${label}</button></form>`;
}
