import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { App } from '../../../platform/http/server.ts';
import { type Actors, namedSeatsForStaff } from '../actions/staff-named-seats.ts';
import { answerWhoActivated } from '../actions/who-activated.ts';
import { IdParams } from '../wire/catalogue.ts';
import { NamedContact, NewInquiry, StaffNamedSeats } from '../wire/licences.ts';

export type { Actors };

/** For whom a company keeps seats of a licence, for the licence desk. */
export function staffNamedSeatRoutes(app: App, deps: Deps, actors: Actors): void {
  app.get(
    '/api/v1/licences/:id/named-seats',
    {
      config: access({
        callers: ['administrator', 'licence desk'],
        purposes: ['customer service', 'registration'],
        limit: 'desk',
      }),
      schema: {
        summary: 'For whom a company keeps seats of a licence, and who there did so; in the look-up log',
        tags: ['licensing'],
        params: IdParams,
        response: { 200: StaffNamedSeats },
      },
    },
    async ({ who, ground, params }) => {
      if (who.kind !== 'member') throw httpErrors.KEPT_NOT_ALLOWED();
      return namedSeatsForStaff(deps, actors, { who, ground, licenceId: params.id });
    },
  );
}

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
