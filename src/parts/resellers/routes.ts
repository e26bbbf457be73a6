import type { Deps } from '../../platform/deps.ts';
import { access } from '../../platform/http/access.ts';
import { readList } from '../../platform/http/list.ts';
import { type Caller, staffRoles } from '../../platform/http/roles.ts';
import type { App } from '../../platform/http/server.ts';
import { addTerritory, createReseller, endTerritory, listResellers, openReseller } from './actions/resellers.ts';
import {
  NewReseller,
  NewTerritory,
  Reseller,
  ResellerList,
  ResellerParams,
  ResellerQuery,
  type ResellersHanded,
  TerritoryParams,
} from './wire.ts';

export type { ResellersHanded } from './wire.ts';

const keepers: readonly Caller[] = ['administrator', 'licence desk'];

/** Resellers and their territories, for staff. */
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

  app.post(
    '/api/v1/resellers/:id/territories',
    {
      config: write,
      schema: {
        summary: 'Add a territory to a reseller',
        tags: ['resellers'],
        params: ResellerParams,
        body: NewTerritory,
        response: { 201: Reseller },
      },
    },
    async (request, reply) => {
      const companyId = request.params.id;
      await deps.db.base((trx) => addTerritory(trx, deps, request.who, { ...request.body, companyId }));
      return reply.code(201).send(await deps.db.base((trx) => openReseller(trx, handed, companyId)));
    },
  );

  app.delete(
    '/api/v1/resellers/:id/territories/:territoryId',
    {
      config: write,
      schema: {
        summary: 'End a territory; customers already assigned stay',
        tags: ['resellers'],
        params: TerritoryParams,
      },
    },
    async (request, reply) => {
      const input = { companyId: request.params.id, territoryId: request.params.territoryId };
      await deps.db.base((trx) => endTerritory(trx, deps, request.who, input));
      return reply.code(204).send();
    },
  );
}
