import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import { type Caller, staffRoles } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import {
  beginReassignment,
  listReassignments,
  previewReassignment,
  undoReassignment,
  workOnReassignment,
} from '../actions/reassignments.ts';
import {
  ChosenCustomers,
  NewReassignment,
  Preview,
  Reassignment,
  ReassignmentList,
  ReassignmentQuery,
} from '../wire/reassignments.ts';
import { ResellerParams } from '../wire/resellers.ts';

const keepers: readonly Caller[] = ['administrator', 'licence desk'];
const tags = ['resellers'];

/** Customers that go from one reseller to another together: looked at, done, undone. */
export function reassignmentRoutes(app: App, deps: Deps): void {
  const write = access({ callers: keepers, purposes: [], limit: 'desk' });
  const work = (id: string) =>
    void workOnReassignment(deps, id).catch((error: unknown) =>
      deps.log.error('a re-assignment has stopped', { id, error }),
    );

  app.get(
    '/api/v1/resellers/:id/reassignment',
    {
      config: write,
      schema: {
        summary: 'Which customers of a reseller a choice means',
        tags,
        params: ResellerParams,
        querystring: ChosenCustomers,
        response: { 200: Preview },
      },
    },
    async (request) => deps.db.base((trx) => previewReassignment(trx, request.params.id, request.query)),
  );

  app.post(
    '/api/v1/resellers/:id/reassignments',
    {
      config: write,
      schema: {
        summary: 'Give these customers of a reseller to another',
        tags,
        params: ResellerParams,
        body: NewReassignment,
        response: { 202: Reassignment },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, from: request.params.id };
      const begun = await deps.db.base((trx) => beginReassignment(trx, deps, request.who, input));
      work(begun.id);
      return reply.code(202).send(begun);
    },
  );

  app.post(
    '/api/v1/reassignments/:id/undo',
    {
      config: write,
      schema: {
        summary: 'Bring back those customers about whom nothing was decided since',
        tags,
        params: ResellerParams,
        response: { 202: Reassignment },
      },
    },
    async (request, reply) => {
      const undone = await deps.db.base((trx) => undoReassignment(trx, deps, request.who, request.params.id));
      work(undone.id);
      return reply.code(202).send(undone);
    },
  );

  app.get(
    '/api/v1/reassignments',
    {
      config: access({ callers: staffRoles, purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Re-assignments of many customers at once',
        tags,
        querystring: ReassignmentQuery,
        response: { 200: ReassignmentList },
      },
    },
    async (request) => {
      const filter = { companyId: request.query.companyId ?? null, id: null };
      return deps.db.base((trx) => listReassignments(trx, readList(request.query, '-createdAt'), filter));
    },
  );
}
