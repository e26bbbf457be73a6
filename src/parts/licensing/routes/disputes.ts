import type { FastifyRequest } from 'fastify';
import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { readList } from '../../../platform/http/list.ts';
import type { App } from '../../../platform/http/server.ts';
import type { Member } from '../../../platform/http/who.ts';
import { evidenceOfDispute, listDisputes, openDisputePage } from '../actions/dispute-pages.ts';
import { decideDispute, noteEvidence, openDispute, takeBackDecision } from '../actions/disputes.ts';
import { IdParams } from '../wire/catalogue.ts';
import {
  Decision,
  Dispute,
  DisputeEvidence,
  DisputeList,
  DisputeQuery,
  NewDispute,
  NewEvidence,
} from '../wire/disputes.ts';

const tags = ['licensing'];
const callers = ['administrator', 'licence desk'] as const;
const config = access({ callers, purposes: [], limit: 'desk' });

/** Two companies claim one licence: opened, looked at, decided, taken back. */
export function disputeRoutes(app: App, deps: Deps): void {
  readingRoutes(app, deps);
  changingRoutes(app, deps);
}

function readingRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/v1/disputes',
    {
      config,
      schema: {
        summary: 'Licences that two companies claim or claimed',
        tags,
        querystring: DisputeQuery,
        response: { 200: DisputeList },
      },
    },
    async (request) => {
      const { limit, cursor, sort, ...filter } = request.query;
      return deps.db.base((trx) => listDisputes(trx, readList(request.query, '-openedAt'), filter));
    },
  );
  app.get(
    '/api/v1/disputes/:id',
    { config, schema: { summary: 'One dispute', tags, params: IdParams, response: { 200: Dispute } } },
    async (request) => page(deps, request, request.params.id),
  );
  app.get(
    '/api/v1/disputes/:id/evidence',
    {
      config: access({ callers, purposes: ['customer service'], limit: 'desk' }),
      schema: {
        summary: 'What both sides of a dispute brought forward; in the look-up log',
        tags,
        params: IdParams,
        response: { 200: DisputeEvidence },
      },
    },
    async (request) => evidenceOfDispute(deps, member(request), request.ground, request.params.id),
  );
}

function changingRoutes(app: App, deps: Deps): void {
  app.post(
    '/api/v1/licences/:id/disputes',
    {
      config,
      schema: {
        summary: 'Note that another company says a licence is its own; both are told by mail',
        tags,
        params: IdParams,
        body: NewDispute,
        response: { 201: Dispute },
      },
    },
    async (request, reply) => {
      const { companyId, channel, evidence } = request.body;
      const claim = { licenceId: request.params.id, companyId, evidence: { channel, evidence } };
      const id = await openDispute(deps, member(request), claim);
      return reply.code(201).send(await page(deps, request, id));
    },
  );
  app.post(
    '/api/v1/disputes/:id/evidence',
    {
      config,
      schema: {
        summary: 'Note what one side brings forward',
        tags,
        params: IdParams,
        body: NewEvidence,
        response: { 200: Dispute },
      },
    },
    async (request) => {
      await noteEvidence(deps, member(request), { id: request.params.id, ...request.body });
      return page(deps, request, request.params.id);
    },
  );
  app.post(
    '/api/v1/disputes/:id/decide',
    {
      config,
      schema: {
        summary: 'Decide whose the licence is, as somebody else than who opened the dispute; both are told by mail',
        tags,
        params: IdParams,
        body: Decision,
        response: { 200: Dispute },
      },
    },
    async (request) => {
      await decideDispute(deps, member(request), { id: request.params.id, ...request.body });
      return page(deps, request, request.params.id);
    },
  );
  app.post(
    '/api/v1/disputes/:id/take-back',
    {
      config,
      schema: {
        summary: 'Take a decision back while that is possible; the dispute is open again',
        tags,
        params: IdParams,
        response: { 200: Dispute },
      },
    },
    async (request) => {
      await takeBackDecision(deps, member(request), request.params.id);
      return page(deps, request, request.params.id);
    },
  );
}

function page(deps: Deps, request: Pick<FastifyRequest, 'who'>, id: string): Promise<Dispute> {
  return deps.db.base((trx) => openDisputePage(trx, deps, member(request), id));
}

function member({ who }: Pick<FastifyRequest, 'who'>): Member {
  if (who.kind !== 'member') throw httpErrors.KEPT_NOT_ALLOWED();
  return who;
}
