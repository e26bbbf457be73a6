import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { idempotencyKey } from '../../../platform/http/idempotency.ts';
import { readList } from '../../../platform/http/list.ts';
import { type Caller, staffRoles } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import type { Member, Who } from '../../../platform/http/who.ts';
import { issueLicences } from '../actions/issue.ts';
import { openLicence } from '../actions/licence-page.ts';
import { listLicences } from '../actions/licences.ts';
import { openRegistrations } from '../actions/told.ts';
import { IdParams } from '../wire/catalogue.ts';
import {
  IssuedLicences,
  Licence,
  LicenceList,
  LicenceQuery,
  LicenceRegistrations,
  NewLicences,
} from '../wire/licences.ts';

const desk: readonly Caller[] = [...staffRoles, 'reseller administrator', 'reseller staff'];
const keepers: readonly Caller[] = ['administrator', 'licence desk'];

/** Licences for the desk: list, page, who registered, issue, reports. */
export function licenceRoutes(app: App, deps: Deps): void {
  const read = access({ callers: desk, purposes: [], limit: 'desk' });

  app.get(
    '/api/v1/licences',
    {
      config: read,
      schema: {
        summary: 'Licences, sorted and filtered by the server',
        tags: ['licensing'],
        querystring: LicenceQuery,
        response: { 200: LicenceList },
      },
    },
    async (request) => {
      const { limit, cursor, sort, ...search } = request.query;
      return listLicences(deps, request.who, readList(request.query, '-createdAt'), search);
    },
  );

  app.post(
    '/api/v1/licences',
    {
      config: access({ callers: keepers, purposes: [], limit: 'desk', idempotent: true }),
      schema: {
        summary: 'Issue serials to a reseller',
        tags: ['licensing'],
        body: NewLicences,
        response: { 201: IssuedLicences },
      },
    },
    async (request, reply) => {
      const key = idempotencyKey(
        `POST /api/v1/licences ${member(request.who).memberId}`,
        request.headers['idempotency-key']?.toString(),
        request.body,
      );
      return reply.code(201).send(await issueLicences(deps, request.who, request.body, key));
    },
  );

  app.get(
    '/api/v1/licences/:id',
    {
      config: read,
      schema: {
        summary: 'One licence with its seats, registrations, owners and sellers',
        tags: ['licensing'],
        params: IdParams,
        response: { 200: Licence },
      },
    },
    async (request) => openLicence(deps, request.who, request.params.id),
  );

  app.get(
    '/api/v1/licences/:id/registrations',
    {
      config: access({
        callers: desk,
        purposes: [
          'customer service',
          'registration',
          'operations',
          'support',
          'marketing',
          'product improvement',
          'rights',
          'legal',
        ],
        limit: 'desk',
      }),
      schema: {
        summary: 'What was told at the activations of a licence; logged as a look-up',
        tags: ['licensing'],
        params: IdParams,
        response: { 200: LicenceRegistrations },
      },
    },
    async (request) => openRegistrations(deps, member(request.who), request.ground, request.params.id),
  );
}

function member(who: Who): Member {
  if (who.kind !== 'member') throw httpErrors.KEPT_NOT_ALLOWED();
  return who;
}
