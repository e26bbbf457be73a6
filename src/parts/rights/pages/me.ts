import type { FastifyReply } from 'fastify';
import type { Deps } from '../../../platform/deps.ts';
import { KeptError } from '../../../platform/errors.ts';
import type { Html } from '../../../platform/html/html.ts';
import { page } from '../../../platform/html/page.ts';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { App } from '../../../platform/http/server.ts';
import { chooseOwn, correctOwn } from '../actions/change.ts';
import type { RightsHanded } from '../actions/handed.ts';
import { findPerson, mailLink, openLink } from '../actions/link.ts';
import { readNotice } from '../actions/notice.ts';
import { exportOwnData, readOwnPage } from '../actions/own-page.ts';
import { confirmOwn, liftOwn, requestOwn, withdrawOwn } from '../actions/own-requests.ts';
import { inSitting, type Sitting, signOut } from '../actions/sitting.ts';
import {
  AnswerForm,
  CorrectionForm,
  LinkForm,
  LinkPath,
  NoticePath,
  PreferenceForm,
  RegistrationForm,
  SittingForm,
  WhoForm,
} from '../wire/api.ts';
import { LiftForm, RequestForm, WithdrawForm } from '../wire/requests.ts';
import { drawAsk, drawAsked, drawCorrected, drawFault, drawLink, drawNotice, drawSignedOut } from './draw-others.ts';
import { drawOwnPage } from './draw-page.ts';
import { drawWho } from './draw-who.ts';
import type { Outcome } from './format.ts';
import { messages } from './messages.ts';
import { requestMessages } from './request-messages.ts';

/** Look-ups on the page; all are in the file. */
const shownLookUps = 30;
const allLookUps = 10_000;
const schema = { hide: true };
const open = access({ callers: ['public'], purposes: [], limit: 'page' });
const own = access({ callers: ['public'], purposes: ['rights'], limit: 'public write' });
const looksLikeEmail = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:"]+$/u;

/** `/me`: a person's own page. No account, no cookie, no script; the sitting travels in hidden fields. */
export function ownPages(app: App, deps: Deps, handed: RightsHanded): void {
  const send = async (reply: FastifyReply, body: Html, title = messages.title) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-robots-tag', 'noindex')
      .send(page(await deps.site(), { title, body }));
  askPages(app, deps, send);
  linkPages(app, deps, { handed, send });
  requestPages(app, deps, { handed, send });
  mailedRequestPage(app, deps, { handed, send });
  actPages(app, deps, { handed, send });
  otherPages(app, deps, { handed, send });
}

type Send = (reply: FastifyReply, body: Html, title?: string) => Promise<FastifyReply>;
interface Given {
  readonly handed: RightsHanded;
  readonly send: Send;
}

function askPages(app: App, deps: Deps, send: Send): void {
  const waiting = new Set<Promise<unknown>>();
  // What was answered must be done before the server stops.
  app.addHook('onClose', async () => {
    await Promise.allSettled(waiting);
  });

  app.get('/me', { config: open, schema }, async (_request, reply) => send(reply, drawAsk('', null)));

  app.post(
    '/me',
    {
      config: access({ callers: ['public'], purposes: ['authentication'], limit: 'mail request' }),
      schema: { hide: true, body: LinkForm },
    },
    async (request, reply) => {
      const email = request.body.email.trim();
      if (!looksLikeEmail.test(email)) return send(reply.code(400), drawAsk(email, messages.ask.notEmail));
      const personId = await findPerson(deps, email);
      // The answer does not wait for the mail, so that its time does not tell whether there is one.
      if (personId !== null) {
        const work = mailLink(deps, personId)
          .catch((error: unknown) => deps.log.error('a link could not be mailed', { error }))
          .finally(() => waiting.delete(work));
        waiting.add(work);
      }
      return send(reply, drawAsked(await deps.site()), messages.asked.title);
    },
  );
}

function linkPages(app: App, deps: Deps, { handed, send }: Given): void {
  app.get('/me/link/:token', { config: open, schema: { hide: true, params: LinkPath } }, async (request, reply) =>
    send(reply, drawLink(request.params.token), messages.link.title),
  );

  app.post('/me/link/:token', { config: own, schema: { hide: true, params: LinkPath } }, async (request, reply) => {
    const sitting = await openLink(deps, request.params.token);
    return send(reply, await ownPage(deps, handed, sitting, null));
  });
}

/** The page, freshly read in the sitting's own transaction. */
async function ownPage(deps: Deps, handed: RightsHanded, token: string, outcome: Outcome | null): Promise<Html> {
  return inSitting(deps, token, async (trx, sitting: Sitting) => {
    const read = await readOwnPage(trx, deps, handed, { personId: sitting.personId, lookUps: shownLookUps });
    return drawOwnPage(read, sitting, handed.fieldFacts(), outcome);
  });
}

function actPages(app: App, deps: Deps, { handed, send }: Given): void {
  app.post('/me/page', { config: own, schema: { hide: true, body: SittingForm } }, async (request, reply) =>
    send(reply, await ownPage(deps, handed, request.body.sitting, null)),
  );

  app.post(
    '/me/correct',
    { config: own, schema: { hide: true, body: CorrectionForm }, attachValidation: true },
    async (request, reply) => {
      const token = sittingOf(request.body);
      return orFault({ handed, send }, reply, token, async () => {
        if (request.validationError) throw httpErrors.KEPT_INVALID({ fields: faults(request.validationError) });
        const done = await inSitting(deps, token, (trx, { personId }) => correctOwn(trx, deps, personId, request.body));
        deps.nudge();
        return send(reply, drawCorrected(done, token, handed.fieldFacts()), messages.corrected.title);
      });
    },
  );

  app.post(
    '/me/registrations',
    { config: own, schema: { hide: true, body: RegistrationForm } },
    async (request, reply) => {
      const { sitting: token, registration: registrationId, mine } = request.body;
      return orFault({ handed, send }, reply, token, async () => {
        const decide = mine === 'yes' ? handed.claimRegistration : handed.disownRegistration;
        await inSitting(deps, token, (trx, { personId }) => decide(trx, deps, { personId, registrationId }));
        deps.nudge();
        const outcome: Outcome = { kind: 'good', text: messages.decided[mine] };
        return send(reply, await ownPage(deps, handed, token, outcome));
      });
    },
  );

  app.post('/me/order-questions', { config: own, schema: { hide: true, body: AnswerForm } }, async (request, reply) => {
    const { sitting: token, question: questionId } = request.body;
    const answer = request.body.answer.trim();
    return orFault({ handed, send }, reply, token, async () => {
      if (answer !== '')
        await inSitting(deps, token, (trx, { personId }) =>
          handed.answerQuestion(trx, deps, { personId, questionId, answer }),
        );
      const { sent, empty } = messages.questions;
      const outcome: Outcome = answer === '' ? { kind: 'problem', text: empty } : { kind: 'good', text: sent };
      return send(reply, await ownPage(deps, handed, token, outcome));
    });
  });

  app.post('/me/preferences', { config: own, schema: { hide: true, body: PreferenceForm } }, async (request, reply) => {
    const { sitting: token, channel } = request.body;
    const allowed = request.body.allowed === 'yes';
    await inSitting(deps, token, (trx, { personId }) => chooseOwn(trx, deps, personId, { channel, allowed }));
    deps.nudge();
    const said = allowed ? messages.chosen.on : messages.chosen.off;
    const outcome: Outcome = { kind: 'good', text: `${messages.page.channels[channel]} ${said}` };
    return send(reply, await ownPage(deps, handed, token, outcome));
  });

  app.post('/me/who', { config: own, schema: { hide: true, body: WhoForm } }, async (request, reply) => {
    const { sitting: token, serial = '' } = request.body;
    if (serial.trim() === '')
      return inSitting(deps, token, () => send(reply, drawWho(token, null), messages.who.title));
    return orFault({ handed, send }, reply, token, async () => {
      const named = await inSitting(deps, token, (trx, { personId }) =>
        handed.whoActivated(trx, deps, { personId, serial }),
      );
      return send(reply, drawWho(token, named), messages.who.title);
    });
  });

  app.post('/me/download', { config: own, schema: { hide: true, body: SittingForm } }, async (request, reply) => {
    const file = await inSitting(deps, request.body.sitting, (trx, { personId }) =>
      exportOwnData(trx, deps, handed, { personId, lookUps: allLookUps }),
    );
    return reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="my-data.json"')
      .send(`${JSON.stringify(file, null, 2)}\n`);
  });
}

function requestPages(app: App, deps: Deps, { handed, send }: Given): void {
  app.post(
    '/me/requests',
    { config: own, schema: { hide: true, body: RequestForm }, attachValidation: true },
    async (request, reply) => {
      const token = sittingOf(request.body);
      return orFault({ handed, send }, reply, token, async () => {
        if (request.validationError) throw httpErrors.KEPT_INVALID({ fields: faults(request.validationError) });
        const asked = await inSitting(deps, token, (trx, { personId }) =>
          requestOwn(trx, deps, personId, request.body),
        );
        deps.nudge();
        const said = asked.again
          ? requestMessages.same
          : asked.done
            ? requestMessages.doneAtOnce
            : requestMessages.stored;
        const outcome: Outcome = { kind: 'good', text: `${said} ${asked.number}.` };
        return send(reply, await ownPage(deps, handed, token, outcome));
      });
    },
  );

  app.post('/me/requests/lift', { config: own, schema: { hide: true, body: LiftForm } }, async (request, reply) => {
    const { sitting: token, state } = request.body;
    return orFault({ handed, send }, reply, token, async () => {
      await inSitting(deps, token, (trx, { personId }) => liftOwn(trx, deps, personId, state));
      deps.nudge();
      const outcome: Outcome = { kind: 'good', text: requestMessages.lifted[state] };
      return send(reply, await ownPage(deps, handed, token, outcome));
    });
  });

  app.post(
    '/me/requests/withdraw',
    { config: own, schema: { hide: true, body: WithdrawForm } },
    async (request, reply) => {
      const { sitting: token, request: id } = request.body;
      return orFault({ handed, send }, reply, token, async () => {
        await inSitting(deps, token, (trx, { personId }) => withdrawOwn(trx, deps, personId, id));
        const outcome: Outcome = { kind: 'good', text: requestMessages.withdrawn };
        return send(reply, await ownPage(deps, handed, token, outcome));
      });
    },
  );
}

function mailedRequestPage(app: App, deps: Deps, { handed, send }: Given): void {
  app.post(
    '/me/requests/confirm',
    { config: own, schema: { hide: true, body: WithdrawForm } },
    async (request, reply) => {
      const { sitting: token, request: id } = request.body;
      return orFault({ handed, send }, reply, token, async () => {
        await inSitting(deps, token, (trx, { personId }) => confirmOwn(trx, deps, personId, id));
        const outcome: Outcome = { kind: 'good', text: requestMessages.confirmed };
        return send(reply, await ownPage(deps, handed, token, outcome));
      });
    },
  );
}

function otherPages(app: App, deps: Deps, { send }: Given): void {
  app.post('/me/sign-out', { config: own, schema: { hide: true, body: SittingForm } }, async (request, reply) => {
    await signOut(deps, request.body.sitting);
    return send(reply, drawSignedOut(), messages.signedOut.title);
  });

  app.get('/me/notices/:id', { config: open, schema: { hide: true, params: NoticePath } }, async (request, reply) => {
    const notice = await readNotice(deps, request.params.id);
    if (!notice) throw httpErrors.KEPT_NOT_FOUND();
    return send(reply, drawNotice(notice), notice.body.title);
  });
}

/** What was wrong with a form is said on a page with a way back. */
async function orFault(
  { handed, send }: Given,
  reply: FastifyReply,
  token: string,
  run: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof KeptError) || error.status >= 500 || error.keptCode === 'KEPT_SITTING_ENDED') throw error;
    return send(reply.code(error.status), drawFault(error, token, handed.fieldFacts()));
  }
}

/** The sitting of a form that may be wrong elsewhere. */
function sittingOf(form: unknown): string {
  const token = typeof form === 'object' && form !== null && 'sitting' in form ? form.sitting : undefined;
  if (typeof token !== 'string' || token.length > 100) throw httpErrors.KEPT_INVALID();
  return token;
}

/** What is wrong with a correction, by field, in words. */
function faults(error: { validation?: { instancePath?: string; keyword?: string }[] }): Record<string, string> {
  return Object.fromEntries(
    (error.validation ?? []).map((each) => [
      each.instancePath?.slice(1) || 'form',
      each.keyword === 'maxLength' ? 'is too long' : 'holds signs that cannot be stored',
    ]),
  );
}
