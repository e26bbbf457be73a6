import Type from 'typebox';
import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import type { App } from '../../../platform/http/server.ts';
import type { RightsHanded } from '../actions/handed.ts';
import { endHold, holdList, setHold } from '../actions/holds.ts';
import { schedule, setRetention, sweepByHand } from '../actions/retention.ts';
import * as wire from '../wire/retention.ts';
import { member, officers } from './caller.ts';

const tags = ['rights'];
const act = access({ callers: officers, purposes: [], limit: 'desk' });
const look = access({ callers: officers, purposes: ['rights', 'legal', 'operations'], limit: 'desk' });
const Done = Type.Null();

/** How long data is kept, the sweeper, and what may not be deleted. */
export function retentionRoutes(app: App, deps: Deps, handed: Pick<RightsHanded, 'idlePeople' | 'erasures'>): void {
  app.get(
    '/api/v1/retention',
    {
      config: act,
      schema: { summary: 'How long each category of data is kept, and why', tags, response: { 200: wire.Schedule } },
    },
    async () => ({
      categories: (await schedule(deps.db.read)).map((each) => ({
        ...each,
        tables: [...each.tables],
        changedAt: each.changedAt.toISOString(),
      })),
    }),
  );
  app.put(
    '/api/v1/retention/:category',
    {
      config: act,
      schema: {
        summary: 'Set how long a category is kept',
        tags,
        params: wire.CategoryPath,
        body: wire.NewRetention,
        response: { 204: Done },
      },
    },
    async (request, reply) => {
      await setRetention(deps, member(request.who), { ...request.params, ...request.body });
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/api/v1/retention/sweep',
    {
      config: act,
      schema: {
        summary: 'Delete what is over its time, or say what that would be',
        tags,
        body: wire.SweepAsked,
        response: { 200: wire.SweepDone },
      },
    },
    async (request) => {
      const { dryRun } = request.body;
      return { dryRun, swept: [...(await sweepByHand(deps, handed, member(request.who), { dryRun }))] };
    },
  );
  holdRoutes(app, deps);
}

function holdRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/v1/holds',
    {
      config: look,
      schema: {
        summary: 'What may not be deleted, why, and until when',
        tags,
        querystring: wire.HoldQuery,
        response: { 200: wire.HoldList },
      },
    },
    async ({ who, query, ground }) =>
      holdList(deps, member(who), ground, { list: readList(query, 'until'), state: query.state ?? null }),
  );
  app.post(
    '/api/v1/holds',
    {
      config: act,
      schema: {
        summary: 'Forbid that something is deleted',
        tags,
        body: wire.NewHold,
        response: { 201: wire.HoldMade },
      },
    },
    async (request, reply) => {
      const { personId = null, category = null, ...rest } = request.body;
      return reply.code(201).send(await setHold(deps, member(request.who), { personId, category, ...rest }));
    },
  );
  app.post(
    '/api/v1/holds/:id/end',
    {
      config: act,
      schema: { summary: 'End a hold before its day', tags, params: wire.HoldPath, response: { 204: Done } },
    },
    async (request, reply) => {
      await endHold(deps, member(request.who), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
