import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { readList } from '../../../platform/http/list.ts';
import type { App } from '../../../platform/http/server.ts';
import type { Member, Who } from '../../../platform/http/who.ts';
import {
  closeIncident,
  countAffected,
  incidentItem,
  incidentList,
  noteNotice,
  recordIncident,
} from '../actions/incidents.ts';
import type { PeopleHolding } from '../wire/handed.ts';
import {
  AffectedQuestion,
  CloseRequest,
  IncidentItem,
  IncidentList,
  IncidentPath,
  IncidentQuery,
  NewIncident,
  NewNotice,
} from '../wire/incidents.ts';

const config = access({ callers: ['administrator', 'privacy officer'], purposes: [], limit: 'desk' });
const mayRead = access({
  callers: ['administrator', 'privacy officer', 'API token'],
  purposes: [],
  limit: 'desk',
  scope: 'proof',
});
const tags = ['proof'];
const path = '/api/v1/incidents';

function member(who: Who): Member {
  if (who.kind !== 'member') throw httpErrors.KEPT_NOT_ALLOWED();
  return who;
}

/** Breaks of the policy and other breaches, with their clock. */
export function incidentRoutes(
  app: App,
  deps: Pick<Deps, 'db' | 'clock' | 'ids'>,
  handed: { readonly peopleHolding: PeopleHolding },
): void {
  app.get(
    path,
    {
      config: mayRead,
      schema: {
        summary: 'Demands that were found broken, and breaches that staff recorded',
        tags,
        querystring: IncidentQuery,
        response: { 200: IncidentList },
      },
    },
    async ({ query }) => incidentList(deps, readList(query, '-openedAt'), query.state ?? null),
  );

  app.get(
    `${path}/:id`,
    {
      config: mayRead,
      schema: { summary: 'One incident', tags, params: IncidentPath, response: { 200: IncidentItem } },
    },
    async ({ params }) => incidentItem(deps.db.read, params.id),
  );

  app.post(
    path,
    {
      config,
      schema: {
        summary: 'Record a breach that no proof has found',
        tags,
        body: NewIncident,
        response: { 201: IncidentItem },
      },
    },
    async ({ who, body }, reply) => {
      const item = await deps.db.base(async (trx) => {
        const { id } = await recordIncident(trx, deps, member(who), body);
        return incidentItem(trx, id);
      });
      return reply.code(201).send(item);
    },
  );

  app.post(
    `${path}/:id/affected`,
    {
      config,
      schema: {
        summary: 'Count whom it concerns, from what is held of each datum',
        tags,
        params: IncidentPath,
        body: AffectedQuestion,
        response: { 200: IncidentItem },
      },
    },
    async ({ who, params: { id }, body }) =>
      deps.db.base(async (trx) => {
        await countAffected(trx, deps, member(who), { id, ...body, ...handed });
        return incidentItem(trx, id);
      }),
  );

  app.post(
    `${path}/:id/notices`,
    {
      config,
      schema: {
        summary: 'Note that the authority or the people were told',
        tags,
        params: IncidentPath,
        body: NewNotice,
        response: { 200: IncidentItem },
      },
    },
    async ({ who, params: { id }, body }) =>
      deps.db.base(async (trx) => {
        await noteNotice(trx, deps, member(who), { id, ...body });
        return incidentItem(trx, id);
      }),
  );

  app.post(
    `${path}/:id/close`,
    {
      config,
      schema: {
        summary: 'Close one whose demand holds again, whose cause is then published; or one that staff recorded',
        tags,
        params: IncidentPath,
        body: CloseRequest,
        response: { 200: IncidentItem },
      },
    },
    async ({ who, params, body }) =>
      deps.db.base((trx) => closeIncident(trx, deps, member(who), { id: params.id, cause: body.cause })),
  );
}
