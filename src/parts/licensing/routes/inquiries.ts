import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { App } from '../../../platform/http/server.ts';
import { answerWhoActivated } from '../actions/who-activated.ts';
import { IdParams } from '../wire/catalogue.ts';
import { NamedContact, NewInquiry } from '../wire/licences.ts';

/** Questions of a company who there activated a licence, told to the licence desk. */
export function inquiryRoutes(app: App, deps: Deps): void {
  app.post(
    '/api/v1/licences/:id/inquiries',
    {
      config: access({
        callers: ['administrator', 'licence desk'],
        purposes: ['customer service', 'registration'],
        limit: 'desk',
      }),
      schema: {
        summary:
          'Name who activated a licence to its company, with the evidence noted; in the ledger and the look-up log',
        tags: ['licensing'],
        params: IdParams,
        body: NewInquiry,
        response: { 200: NamedContact },
      },
    },
    async (request) => {
      if (request.who.kind !== 'member') throw httpErrors.KEPT_NOT_ALLOWED();
      return answerWhoActivated(deps, request.who, request.ground, { licenceId: request.params.id, ...request.body });
    },
  );
}
