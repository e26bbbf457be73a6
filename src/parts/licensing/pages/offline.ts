import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../../platform/deps.ts';
import { KeptError } from '../../../platform/errors.ts';
import { birthIn, drawAgeScreen } from '../../../platform/html/age-screen/age-screen.ts';
import { type Html, html } from '../../../platform/html/html.ts';
import { page } from '../../../platform/html/page.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { acceptUploads } from '../../../platform/http/uploads.ts';
import { deactivate } from '../actions/deactivate.ts';
import { activateOffline, earlierAnswer, type Told } from '../actions/offline.ts';
import { readCarried } from '../actions/offline-request.ts';
import { registrationForm } from '../actions/registration-form.ts';
import { renewedDocument } from '../actions/renewal.ts';
import type { SignedDocument } from '../actions/sign.ts';
import { errors } from '../errors.ts';
import type { OfflineRequest } from '../wire/offline.ts';
import { readForm, registrantIn } from './activate.ts';
import type { Typed } from './activation-form.ts';
import { drawAnswer, drawFreed, drawMissing, drawRenewal, drawStart } from './offline-drawn.ts';
import { messages } from './offline-messages.ts';
import { atScreen } from './student.ts';

const route = '/activate/offline';
const mostBytes = 64 * 1024;

/** `/activate/offline`: for machines without a network; any phone or computer, no account, no cookie, no script. */
export function offlinePage(app: App, deps: Deps): void {
  app.register(async (scope) => {
    acceptUploads(scope, mostBytes);
    scope.get(
      route,
      { config: access({ callers: ['public'], purposes: [], limit: 'page' }), schema: { hide: true } },
      async (_request, reply) => show(deps, reply, drawStart(await registrationForm(deps), {}, null), route),
    );
    scope.post(
      route,
      {
        config: access({ callers: ['public'], purposes: ['registration'], limit: 'public write' }),
        schema: { hide: true },
        bodyLimit: mostBytes,
      },
      async (request, reply) => handedIn(deps, request, reply),
    );
  });
}

async function show(deps: Deps, reply: FastifyReply, body: Html, counted?: string) {
  reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
  return reply.send(page(await deps.site(), { title: messages.title, body, ...(counted ? { counted } : {}) }));
}

async function handedIn(deps: Deps, asked: FastifyRequest, reply: FastifyReply) {
  const { body, who } = asked;
  const typed = readForm(body);
  const given = typed.request || typed.file || typed.text || '';
  try {
    if (typed.activation !== undefined) return await renewal(deps, { typed, who }, reply);
    const carried = readCarried(given);
    if (carried.kind === 'request' && typed.step !== undefined)
      return await student(deps, { request: carried.request, typed, asked }, reply);
    if (carried.kind === 'request') return await answer(deps, { request: carried.request, typed, who }, reply);
    const proof = { activationId: carried.activationId, proof: { secret: carried.secret } };
    return await show(deps, reply, drawFreed(await deactivate(deps, who, proof)));
  } catch (error) {
    if (!(error instanceof KeptError) || error.status >= 500) throw error;
    reply.code(error.status);
    return show(deps, reply, drawStart(await registrationForm(deps), typed, error));
  }
}

const activationNumber = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The days of a renewed licence, fetched by the customer. */
async function renewal(
  deps: Deps,
  { typed, who }: { readonly typed: Typed; readonly who: FastifyRequest['who'] },
  reply: FastifyReply,
) {
  const activationId = (typed.activation ?? '').trim().toLowerCase();
  if (!activationNumber.test(activationId)) throw errors.KEPT_ACTIVATION_UNKNOWN();
  const made = await renewedDocument(deps, who, activationId);
  return typed.as === 'file' ? sendFile(reply, made.licence) : show(deps, reply, drawRenewal(made));
}

function sendFile(reply: FastifyReply, document: SignedDocument) {
  return reply
    .type('application/octet-stream')
    .header('cache-control', 'no-store')
    .header('content-disposition', 'attachment; filename="licence.kept-licence"')
    .send(JSON.stringify(document));
}

/** The age screen, with the request carried along; then what is asked of a student. */
async function student(
  deps: Deps,
  {
    request,
    typed,
    asked,
  }: { readonly request: OfflineRequest; readonly typed: Typed; readonly asked: FastifyRequest },
  reply: FastifyReply,
) {
  const carried = html`<input type="hidden" name="request" value="${JSON.stringify(request)}"><input type="hidden" name="step" value="birth">`;
  const form = { action: route, carried };
  if (typed.step !== 'birth') return show(deps, reply, drawAgeScreen(form, birthIn({}), null));
  const passed = await atScreen(deps, asked, reply, form);
  if ('body' in passed) return show(deps, reply, passed.body);
  const filled = { registrant: 'student', agePass: passed.agePass };
  return show(deps, reply, drawMissing(await registrationForm(deps), request, { typed: filled, fault: null }));
}

async function answer(
  deps: Deps,
  {
    request,
    typed,
    who,
  }: { readonly request: OfflineRequest; readonly typed: Typed; readonly who: FastifyRequest['who'] },
  reply: FastifyReply,
) {
  const earlier = await earlierAnswer(deps, who, request);
  if (earlier && typed.as === 'file') return sendFile(reply, earlier.licence);
  if (earlier) return show(deps, reply, drawAnswer(earlier, request));
  const told = toldBy(request, typed);
  if (!told) return show(deps, reply, drawMissing(await registrationForm(deps), request, { typed: {}, fault: null }));
  try {
    return await show(deps, reply, drawAnswer(await activateOffline(deps, who, request, told), request));
  } catch (error) {
    if (!(error instanceof KeptError) || !canBeMended(error)) throw error;
    reply.code(error.status);
    const filled = { ...textsOf(told.fields), ...(told.marketing ? { marketing: 'yes' } : {}), ...registrantIn(typed) };
    return show(deps, reply, drawMissing(await registrationForm(deps), request, { typed: filled, fault: error }));
  }
}

/** What the page asked is newer than what the program did. */
function toldBy({ registration }: OfflineRequest, typed: Typed): Told | null {
  if (typed.notice !== undefined)
    return { fields: typed, notice: typed.notice, marketing: typed.marketing === 'yes', ...registrantIn(typed) };
  return registration;
}

/** A faulty serial is mended in the program, where the request is made anew. */
function canBeMended({ keptCode, facts }: KeptError): boolean {
  const mendable = ['KEPT_NOTICE_CHANGED', 'KEPT_REGISTRANT_NEEDED', 'KEPT_AGE_SCREEN_NEEDED'];
  return mendable.includes(keptCode) || (facts.fields !== undefined && facts.fields.serial === undefined);
}

function textsOf(fields: Told['fields']): Typed {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
