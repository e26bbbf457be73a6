import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { type Caller, staffRoles } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import { whoWould } from '../actions/candidates.ts';
import { openReseller } from '../actions/resellers.ts';
import { addTerritory, endTerritory } from '../actions/territories.ts';
import { Reseller, ResellerParams, type ResellersHanded, TerritoryParams } from '../wire/resellers.ts';
import { NewTerritory, WhoWould, WouldGet } from '../wire/territories.ts';

const keepers: readonly Caller[] = ['administrator', 'licence desk'];
const tags = ['resellers'];

/** Which reseller serves what, and who would get whom. */
export function territoryRoutes(app: App, deps: Deps, handed: ResellersHanded): void {
  const write = access({ callers: keepers, purposes: [], limit: 'desk' });

  app.post(
    '/api/v1/resellers/:id/territories',
    {
      config: write,
      schema: {
        summary: 'Add a territory to a reseller',
        tags,
        params: ResellerParams,
        body: NewTerritory,
        response: { 201: Reseller },
      },
    },
    async (request, reply) => {
      const companyId = request.params.id;
      await deps.db.base((trx) => addTerritory(trx, deps, request.who, { territory: request.body, companyId }));
      return reply.code(201).send(await deps.db.base((trx) => openReseller(trx, handed, companyId)));
    },
  );

  app.delete(
    '/api/v1/resellers/:id/territories/:territoryId',
    {
      config: write,
      schema: { summary: 'End a territory; customers already assigned stay', tags, params: TerritoryParams },
    },
    async (request, reply) => {
      const input = { companyId: request.params.id, territoryId: request.params.territoryId };
      await deps.db.base((trx) => endTerritory(trx, deps, request.who, input));
      return reply.code(204).send();
    },
  );

  // What is asked may name a company and its postal code: that belongs in no URL.
  app.post(
    '/api/v1/territories/who-would',
    {
      config: access({ callers: staffRoles, purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Which resellers would get a prospect, in which order and why; nothing is stored',
        tags,
        body: WhoWould,
        response: { 200: WouldGet },
      },
    },
    async (request) => deps.db.base((trx) => whoWould(trx, deps, request.body)),
  );
}
