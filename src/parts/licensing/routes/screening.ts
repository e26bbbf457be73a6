import type { FastifyRequest } from 'fastify';
import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { readList } from '../../../platform/http/list.ts';
import type { App } from '../../../platform/http/server.ts';
import type { Member } from '../../../platform/http/who.ts';
import { listHits, releaseHit } from '../actions/screening-hits.ts';
import { checkLoaded, loadScreeningList, screeningLists } from '../actions/screening-lists.ts';
import { IdParams } from '../wire/catalogue.ts';
import {
  NewScreeningList,
  ScreeningHitItem,
  ScreeningHits,
  ScreeningLists,
  ScreeningQuery,
} from '../wire/screening.ts';

const tags = ['licensing'];

/** Export control: the lists, what was found of them, and its release by two people. */
export function screeningRoutes(app: App, deps: Deps): void {
  const callers = ['administrator', 'licence desk'] as const;
  const config = access({ callers, purposes: [], limit: 'desk' });
  const checking = new Set<Promise<unknown>>();
  app.addHook('onClose', async () => {
    await Promise.allSettled(checking);
  });

  app.get(
    '/api/v1/screening-lists',
    {
      config,
      schema: {
        summary: 'Lists of export control, and how far they were checked',
        tags,
        response: { 200: ScreeningLists },
      },
    },
    async () => deps.db.base((trx) => screeningLists(trx)),
  );

  app.post(
    '/api/v1/screening-lists',
    {
      config,
      schema: {
        summary: 'Load a list of export control; every licence in use is then held against it',
        tags,
        body: NewScreeningList,
        response: { 201: ScreeningLists },
      },
      bodyLimit: 24 * 1024 * 1024,
    },
    async (request, reply) => {
      await loadScreeningList(deps, member(request), request.body);
      // The answer does not wait: the page shows how far it has come, and the job takes it up where it was stopped.
      const work = checkLoaded(deps)
        .catch((error: unknown) => deps.log.error('a list of export control could not be checked', { error }))
        .finally(() => checking.delete(work));
      checking.add(work);
      return reply.code(201).send(await deps.db.base((trx) => screeningLists(trx)));
    },
  );

  app.get(
    '/api/v1/screening-hits',
    {
      config,
      schema: {
        summary: 'What export control has found',
        tags,
        querystring: ScreeningQuery,
        response: { 200: ScreeningHits },
      },
    },
    async (request) => {
      const { limit, cursor, sort, ...filter } = request.query;
      return deps.db.base((trx) => listHits(trx, member(request), readList(request.query, '-foundAt'), filter));
    },
  );

  app.post(
    '/api/v1/screening-hits/:id/release',
    {
      config,
      schema: {
        summary: 'Release what was found, as the first or the second person',
        tags,
        params: IdParams,
        response: { 200: ScreeningHitItem },
      },
    },
    async (request) => deps.db.base((trx) => releaseHit(trx, deps, member(request), request.params.id)),
  );
}

function member({ who }: Pick<FastifyRequest, 'who'>): Member {
  if (who.kind !== 'member') throw httpErrors.KEPT_NOT_ALLOWED();
  return who;
}
