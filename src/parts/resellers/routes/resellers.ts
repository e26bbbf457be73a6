import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import { type Caller, staffRoles } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import { createReseller, listResellers, openReseller } from '../actions/resellers.ts';
import { setDistributor } from '../actions/tiers.ts';
import {
  DistributorChoice,
  NewReseller,
  Reseller,
  ResellerList,
  ResellerParams,
  ResellerQuery,
  type ResellersHanded,
} from '../wire/resellers.ts';

export type { ResellersHanded } from '../wire/resellers.ts';

const keepers: readonly Caller[] = ['administrator', 'licence desk'];

/** Resellers and who supplies them, for staff. */
export function resellerRoutes(app: App, deps: Deps, handed: ResellersHanded): void {
  const read = access({ callers: staffRoles, purposes: [], limit: 'desk' });
  const write = access({ callers: keepers, purposes: [], limit: 'desk' });

  app.get(
    '/api/v1/resellers',
    {
      config: read,
      schema: {
        summary: 'Resellers with their territories',
        tags: ['resellers'],
        querystring: ResellerQuery,
        response: { 200: ResellerList },
      },
    },
    async (request) => {
      const filter = { q: request.query.q ?? null, country: request.query.country ?? null };
      return deps.db.base((trx) => listResellers(trx, handed, readList(request.query, 'name'), filter));
    },
  );

  app.get(
    '/api/v1/resellers/:id',
    {
      config: read,
      schema: { summary: 'One reseller', tags: ['resellers'], params: ResellerParams, response: { 200: Reseller } },
    },
    async (request) => deps.db.base((trx) => openReseller(trx, handed, request.params.id)),
  );

  app.post(
    '/api/v1/resellers',
    {
      config: write,
      schema: {
        summary: 'Make a reseller, with its contract and territories',
        tags: ['resellers'],
        body: NewReseller,
        response: { 201: Reseller },
      },
    },
    async (request, reply) => {
      const { companyId } = await deps.db.base((trx) => createReseller(trx, deps, request.who, request.body));
      return reply.code(201).send(await deps.db.base((trx) => openReseller(trx, handed, companyId)));
    },
  );

  app.put(
    '/api/v1/resellers/:id/distributor',
    {
      config: write,
      schema: {
        summary: 'Say which distributor supplies a reseller',
        tags: ['resellers'],
        params: ResellerParams,
        body: DistributorChoice,
        response: { 200: Reseller },
      },
    },
    async (request) => {
      const companyId = request.params.id;
      await deps.db.base((trx) => setDistributor(trx, deps, request.who, { ...request.body, companyId }));
      deps.nudge();
      return deps.db.base((trx) => openReseller(trx, handed, companyId));
    },
  );
}
