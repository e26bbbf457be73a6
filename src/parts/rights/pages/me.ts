import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { App } from '../../../platform/http/server.ts';
import { correctOwn } from '../actions/change.ts';
import type { RightsHanded } from '../actions/handed.ts';
import { findPerson, mailLink, openLink } from '../actions/link.ts';
import { readNotice } from '../actions/notice.ts';
import { exportOwnData } from '../actions/own-page.ts';
import { answerOwn } from '../actions/own-tellings.ts';
import { inSitting, signOut } from '../actions/sitting.ts';
import {
  CorrectionForm,
  LinkForm,
  LinkPath,
  NewUseForm,
  NoticePath,
  OrderAnswerForm,
  RegistrationForm,
  SittingForm,
  WhoForm,
} from '../wire/api.ts';
import { drawAsk, drawAsked, drawCorrected, drawLink, drawNotice, drawSignedOut } from './draw-others.ts';
import { drawWho } from './draw-who.ts';
import type { Outcome } from './format.ts';
import { messages } from './messages.ts';
import { faults, type Given, orFault, own, ownPage, type Send, sender, sittingOf } from './own-form.ts';

/** Look-ups in the file. */
const allLookUps = 10_000;
const schema = { hide: true };
const open = access({ callers: ['public'], purposes: [], limit: 'page' });
const looksLikeEmail = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:"]+$/u;

/** `/me`: a person's own page. No account, no cookie, no script; the sitting travels in hidden fields. */
export function ownPages(app: App, deps: Deps, handed: RightsHanded): void {
  const send = sender(deps);
  askPages(app, deps, send);
  linkPages(app, deps, { handed, send });
  actPages(app, deps, { handed, send });
  otherPages(app, deps, { handed, send });
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

  app.post(
    '/me/order-questions',
    { config: own, schema: { hide: true, body: OrderAnswerForm } },
    async (request, reply) => {
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
    },
  );

  app.post('/me/answers', { config: own, schema: { hide: true, body: NewUseForm } }, async (request, reply) => {
    const { sitting: token, notice: noticeId, answer } = request.body;
    return orFault({ handed, send }, reply, token, async () => {
      await inSitting(deps, token, (trx, { personId }) => answerOwn(trx, deps, personId, { noticeId, answer }));
      const outcome: Outcome = { kind: 'good', text: messages.policyChanges.saved };
      return send(reply, await ownPage(deps, handed, token, outcome));
    });
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
