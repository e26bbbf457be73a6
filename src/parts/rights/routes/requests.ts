import Type, { type Static, type TSchema } from 'typebox';
import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import type { App } from '../../../platform/http/server.ts';
import type { Member } from '../../../platform/http/who.ts';
import { askAgain, mandateEnough } from '../actions/agents.ts';
import {
  addScan,
  closeRequest,
  confirmRequest,
  extendRequest,
  recordRequest,
  setKind,
  showIdentity,
} from '../actions/desk-requests.ts';
import { eraseByRequest } from '../actions/erase-by-request.ts';
import type { RightsHanded } from '../actions/handed.ts';
import { openRequestPage, openScan, requestList } from '../actions/request-pages.ts';
import { MandateEnough } from '../wire/agents.ts';
import * as wire from '../wire/requests.ts';
import { member, officers, takers } from './caller.ts';

const tags = ['rights'];
const act = access({ callers: officers, purposes: [], limit: 'desk' });
const look = access({ callers: officers, purposes: ['rights', 'legal', 'operations'], limit: 'desk' });
const Done = Type.Null();

/** The register of requests, for staff. */
export function requestRoutes(app: App, deps: Deps, handed: Pick<RightsHanded, 'actors' | 'erasures'>): void {
  readRoutes(app, deps, handed);
  stepRoutes(app, deps);
  eraseRoute(app, deps, handed.erasures);
}

function readRoutes(app: App, deps: Deps, handed: Pick<RightsHanded, 'actors'>): void {
  app.get(
    '/api/v1/requests',
    {
      config: access({ callers: takers, purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Requests of people, with their clocks',
        tags,
        querystring: wire.RequestQuery,
        response: { 200: wire.RequestList },
      },
    },
    async ({ query }) => {
      const { kind = null, state = null, personId = null } = query;
      return requestList(deps, { list: readList(query, 'dueOn'), kind, state, personId });
    },
  );
  app.get(
    '/api/v1/requests/:id',
    {
      config: look,
      schema: {
        summary: 'A request with its words and its history',
        tags,
        params: wire.RequestId,
        response: { 200: wire.RequestPage },
      },
    },
    async (request) =>
      openRequestPage(deps, handed, member(request.who), { id: request.params.id, ground: request.ground }),
  );
  app.get(
    '/api/v1/requests/:id/scan',
    {
      config: look,
      schema: { summary: 'The scan of a letter', tags, params: wire.RequestId, response: { 200: wire.ScanContent } },
    },
    async (request) => openScan(deps, member(request.who), { id: request.params.id, ground: request.ground }),
  );
}

function stepRoutes(app: App, deps: Deps): void {
  app.post(
    '/api/v1/requests',
    {
      config: access({ callers: takers, purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Record a request that came by letter or phone',
        tags,
        body: wire.NewRequest,
        response: { 201: wire.NewRequestMade },
      },
    },
    async (request, reply) => {
      const made = await recordRequest(deps, member(request.who), request.body);
      return reply.code(201).send(made);
    },
  );
  app.put(
    '/api/v1/requests/:id/scan',
    {
      config: access({ callers: takers, purposes: [], limit: 'desk' }),
      bodyLimit: 3 * 1024 * 1024,
      schema: {
        summary: 'Keep the scan of a letter, 2 MB at most',
        tags,
        params: wire.RequestId,
        body: wire.Scan,
        response: { 204: Done },
      },
    },
    async (request, reply) => {
      await addScan(deps, member(request.who), request.params.id, request.body.base64);
      return reply.code(204).send(null);
    },
  );
  step(
    app,
    'identity',
    { summary: 'Note that somebody has shown who they are', body: wire.IdentityShown },
    (who, id, { personId }) => showIdentity(deps, who, id, personId ?? null),
  );
  step(
    app,
    'kind',
    { summary: 'Say what a mail asks for, which was guessed', body: wire.KindSet },
    (who, id, { kind }) => setKind(deps, who, id, kind),
  );
  step(
    app,
    'extend',
    { summary: 'Take the longer time of the law, with the reason', body: wire.Reasoned },
    (who, id, { reason }) => extendRequest(deps, who, id, reason),
  );
  step(app, 'answer', { summary: 'Answer a request and close it', body: wire.Answered }, (who, id, { answer }) =>
    closeRequest(deps, who, id, { answer, refusal: null }),
  );
  step(
    app,
    'refuse',
    { summary: 'Refuse a request with its ground, and close it', body: wire.Refused },
    (who, id, { ground, answer }) => closeRequest(deps, who, id, { answer, refusal: ground }),
  );
  step(
    app,
    'mandate',
    { summary: 'State why the person need not confirm that somebody acts for them', body: MandateEnough },
    (who, id, { why }) => mandateEnough(deps, who, id, why),
  );
  app.post(
    '/api/v1/requests/:id/ask-person',
    {
      config: act,
      schema: {
        summary: 'Ask the person by mail whether somebody acts for them',
        tags,
        params: wire.RequestId,
        response: { 204: Done },
      },
    },
    async (request, reply) => {
      await askAgain(deps, member(request.who), request.params.id);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/api/v1/requests/:id/confirm',
    {
      config: act,
      schema: { summary: 'Tell the person that it came in', tags, params: wire.RequestId, response: { 204: Done } },
    },
    async (request, reply) => {
      await confirmRequest(deps, member(request.who), request.params.id);
      return reply.code(204).send(null);
    },
  );
}

/** One step of a request, named by its number; answered with nothing. */
function step<Body extends TSchema>(
  app: App,
  name: string,
  { summary, body }: { readonly summary: string; readonly body: Body },
  take: (who: Member, id: string, body: Static<Body>) => Promise<void>,
): void {
  app.post(
    `/api/v1/requests/:id/${name}`,
    { config: act, schema: { summary, tags, params: wire.RequestId, body, response: { 204: Done } } },
    async (request, reply) => {
      await take(member(request.who), request.params.id, request.body as Static<Body>);
      return reply.code(204).send(null);
    },
  );
}

function eraseRoute(app: App, deps: Deps, erasures: RightsHanded['erasures']): void {
  app.post(
    '/api/v1/requests/:id/erase',
    {
      config: act,
      schema: {
        summary: 'Erase whom a request for erasure is about, look everywhere afterwards, and sign a receipt',
        tags,
        params: wire.RequestId,
        response: { 200: wire.ErasedAnswer },
      },
    },
    async (request) => eraseByRequest(deps, erasures, member(request.who), request.params.id),
  );
}
