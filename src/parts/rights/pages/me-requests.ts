import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { App } from '../../../platform/http/server.ts';
import type { RightsHanded } from '../actions/handed.ts';
import { confirmOwn, liftOwn, requestOwn, withdrawOwn } from '../actions/own-requests.ts';
import { inSitting } from '../actions/sitting.ts';
import { LiftForm, RequestForm, WithdrawForm } from '../wire/requests.ts';
import type { Outcome } from './format.ts';
import { faults, type Given, orFault, own, ownPage, sender, sittingOf } from './own-form.ts';
import { requestMessages } from './request-messages.ts';

/** What somebody asks of us on their own page, and takes back. */
export function ownRequestPages(app: App, deps: Deps, handed: RightsHanded): void {
  const given = { handed, send: sender(deps) };
  requestPages(app, deps, given);
  mailedRequestPage(app, deps, given);
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
