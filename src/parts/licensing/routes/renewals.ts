import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { renewLicence } from '../actions/renewal.ts';
import { NewRenewal, RenewalFile, RenewalParams } from '../wire/offline.ts';

/** Renewals of machines without a network, for the licence desk. */
export function renewalRoutes(app: App, deps: Deps): void {
  app.post(
    '/api/v1/licences/:id/activations/:activationId/renewal',
    {
      config: access({ callers: ['administrator', 'licence desk'], purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Give a licence later days, and make the renewal file of one of its machines',
        tags: ['licensing'],
        params: RenewalParams,
        body: NewRenewal,
        response: { 201: RenewalFile },
      },
    },
    async (request, reply) => {
      const { id: licenceId, activationId } = request.params;
      const renewal = { licenceId, activationId, days: request.body };
      return reply.code(201).send(await deps.db.base((trx) => renewLicence(trx, deps, request.who, renewal)));
    },
  );
}
