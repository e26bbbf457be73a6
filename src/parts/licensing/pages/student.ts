import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../../platform/deps.ts';
import { KeptError } from '../../../platform/errors.ts';
import {
  birthIn,
  drawAgeScreen,
  drawRefused,
  laterCookie,
  wasRefused,
} from '../../../platform/html/age-screen/age-screen.ts';
import { type Html, html } from '../../../platform/html/html.ts';
import { page } from '../../../platform/html/page.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { registrationForm } from '../actions/registration-form.ts';
import { screenStudent } from '../actions/student.ts';
import { readForm } from './activate.ts';
import { drawForm } from './activation-form.ts';
import { messages } from './education-messages.ts';

const educationPath = '/activate/education';
const studentPath = '/activate/student';

/** `/activate/education` and `/activate/student`: who registers an education licence, and the age screen before a student does. */
export function studentPages(app: App, deps: Deps): void {
  const open = {
    config: access({ callers: ['public'], purposes: [], limit: 'page' }),
    schema: { hide: true },
  } as const;
  const send = async (reply: FastifyReply, title: string, body: Html, counted?: string) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(page(await deps.site(), { title, body, ...(counted ? { counted } : {}) }));

  app.get(educationPath, open, async (_request, reply) => send(reply, messages.title, drawEducation(), educationPath));

  app.get(studentPath, open, async (_request, reply) =>
    send(reply, messages.student, drawAgeScreen({ action: studentPath }, birthIn({}), null), studentPath),
  );

  app.post(
    studentPath,
    { config: access({ callers: ['public'], purposes: [], limit: 'public write' }), schema: { hide: true } },
    async (request, reply) => {
      const passed = await atScreen(deps, request, reply, { action: studentPath });
      if ('body' in passed) return send(reply, messages.student, passed.body);
      const typed = { idempotency: deps.ids.uuid(), registrant: 'student', agePass: passed.agePass };
      return send(reply, messages.student, drawForm(await registrationForm(deps), typed, null));
    },
  );
}

/** What the age screen says to a form that was sent: a pass, or what is to be shown instead. */
export async function atScreen(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  form: { readonly action: string; readonly carried?: Html },
): Promise<{ readonly agePass: string } | { readonly body: Html }> {
  const typed = birthIn(readForm(request.body));
  try {
    return { agePass: await screenStudent(deps, typed, wasRefused(request.headers.cookie)) };
  } catch (error) {
    if (!(error instanceof KeptError)) throw error;
    reply.code(error.status);
    if (error.keptCode !== 'KEPT_AGE_SCREEN_REFUSED') return { body: drawAgeScreen(form, typed, error) };
    reply.header('set-cookie', laterCookie(deps.publicUrl));
    return { body: drawRefused(error) };
  }
}

function drawEducation(): Html {
  return html`<h1>${messages.title}</h1>
<p>${messages.intro}</p>
<ul>
<li><a href="/activate?as=school">${messages.school}</a><br><span class="quiet">${messages.schoolText}</span></li>
<li><a href="${studentPath}">${messages.student}</a><br><span class="quiet">${messages.studentText}</span></li>
<li><a href="/activate/label">${messages.label}</a><br><span class="quiet">${messages.labelText}</span></li>
</ul>`;
}
