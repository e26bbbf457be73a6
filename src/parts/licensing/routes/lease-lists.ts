import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import { staffRoles } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import { endLeaseByStaff, listFloatingUse, listLeaseDays, listLeases } from '../actions/lease-lists.ts';
import { IdParams } from '../wire/catalogue.ts';
import {
  EndedLease,
  FloatingUseList,
  FloatingUseQuery,
  LeaseDayList,
  LeaseDayQuery,
  LeaseList,
  LeaseParams,
  LeaseQuery,
} from '../wire/leases.ts';

const tags = ['licensing'];

/** Floating seats, for staff: who holds them, how they were used, and freeing one. */
export function leaseListRoutes(app: App, deps: Deps): void {
  const read = access({ callers: staffRoles, purposes: [], limit: 'desk' });
  const params = IdParams;

  app.get(
    '/api/v1/licences/:id/leases',
    {
      config: read,
      schema: {
        summary: 'Seats of a floating licence that are in use now',
        tags,
        params,
        querystring: LeaseQuery,
        response: { 200: LeaseList },
      },
    },
    async (request) =>
      deps.db.base((trx) => listLeases(trx, deps, readList(request.query, 'leasedAt'), request.params.id)),
  );

  app.get(
    '/api/v1/licences/:id/lease-days',
    {
      config: read,
      schema: {
        summary: 'How a floating licence was used, day by day',
        tags,
        params,
        querystring: LeaseDayQuery,
        response: { 200: LeaseDayList },
      },
    },
    async (request) => deps.db.base((trx) => listLeaseDays(trx, readList(request.query, '-day'), request.params.id)),
  );

  app.get(
    '/api/v1/floating-use',
    {
      config: read,
      schema: {
        summary: 'Floating licences by how they were used within 30 days',
        tags,
        querystring: FloatingUseQuery,
        response: { 200: FloatingUseList },
      },
    },
    async (request) => deps.db.base((trx) => listFloatingUse(trx, deps, readList(request.query, '-refused'))),
  );

  app.post(
    '/api/v1/licences/:id/leases/:activationId/end',
    {
      config: access({ callers: ['administrator', 'licence desk'], purposes: [], limit: 'desk' }),
      schema: { summary: 'Free a floating seat', tags, params: LeaseParams, response: { 200: EndedLease } },
    },
    async (request) => {
      const { id: licenceId, activationId } = request.params;
      return deps.db.base((trx) => endLeaseByStaff(trx, deps, request.who, { licenceId, activationId }));
    },
  );
}
