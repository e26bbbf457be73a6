import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { readList } from '../../../platform/http/list.ts';
import type { App } from '../../../platform/http/server.ts';
import { closeIncident, incidentList } from '../actions/incidents.ts';
import { CloseRequest, IncidentItem, IncidentList, IncidentPath, IncidentQuery } from '../wire/incidents.ts';

const config = access({ callers: ['administrator', 'privacy officer'], purposes: [], limit: 'desk' });
const tags = ['proof'];

/** Breaks of the policy, with their clock. */
export function incidentRoutes(app: App, deps: Pick<Deps, 'db' | 'clock' | 'ids'>): void {
  app.get(
    '/api/v1/incidents',
    {
      config,
      schema: {
        summary: 'Demands that were found broken',
        tags,
        querystring: IncidentQuery,
        response: { 200: IncidentList },
      },
    },
    async (request) => incidentList(deps, readList(request.query, '-openedAt')),
  );

  app.post(
    '/api/v1/incidents/:id/close',
    {
      config,
      schema: {
        summary: 'Close one whose demand holds again; its cause is published',
        tags,
        params: IncidentPath,
        body: CloseRequest,
        response: { 200: IncidentItem },
      },
    },
    async ({ who, params, body }) => {
      if (who.kind !== 'member') throw httpErrors.KEPT_NOT_ALLOWED();
      return deps.db.base((trx) => closeIncident(trx, deps, who, { id: params.id, cause: body.cause }));
    },
  );
}
