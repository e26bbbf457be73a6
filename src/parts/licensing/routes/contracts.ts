import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import { type Caller, staffRoles } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import { declineContract, keepContract, listContracts } from '../actions/contracts.ts';
import { IdParams } from '../wire/catalogue.ts';
import { Contract, ContractList, ContractQuery, NewContract } from '../wire/contracts.ts';

const keepers: readonly Caller[] = ['administrator', 'licence desk'];
const tags = ['licensing'];

/** Contracts with customers, and which are to be renewed. */
export function contractRoutes(app: App, deps: Deps): void {
  const write = access({ callers: keepers, purposes: [], limit: 'desk' });

  app.get(
    '/api/v1/contracts',
    {
      config: access({
        callers: [...staffRoles, 'reseller administrator', 'reseller staff'],
        purposes: [],
        limit: 'desk',
      }),
      schema: {
        summary: 'Contracts with customers',
        tags,
        querystring: ContractQuery,
        response: { 200: ContractList },
      },
    },
    async (request) => {
      const { limit, cursor, sort, ...search } = request.query;
      return listContracts(deps, request.who, readList(request.query, 'endsOn'), search);
    },
  );

  app.post(
    '/api/v1/contracts',
    { config: write, schema: { summary: 'Keep a contract', tags, body: NewContract, response: { 201: Contract } } },
    async (request, reply) =>
      reply.code(201).send(await deps.db.base((trx) => keepContract(trx, deps, request.who, request.body))),
  );

  for (const declined of [true, false])
    app.post(
      `/api/v1/contracts/:id/${declined ? 'decline' : 'reopen'}`,
      {
        config: write,
        schema: {
          summary: declined
            ? 'Note that a contract will not be renewed'
            : 'Note that a contract may be renewed after all',
          tags,
          params: IdParams,
          response: { 200: Contract },
        },
      },
      async (request) =>
        deps.db.base((trx) => declineContract(trx, deps, request.who, { id: request.params.id, declined })),
    );
}
