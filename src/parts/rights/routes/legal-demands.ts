import Type, { type Static, type TSchema } from 'typebox';
import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import type { App } from '../../../platform/http/server.ts';
import type { Member } from '../../../platform/http/who.ts';
import { giveToAuthority, previewGiving } from '../actions/give.ts';
import type { RightsHanded } from '../actions/handed.ts';
import { legalDemandList, openLegalDemand } from '../actions/legal-demand-pages.ts';
import {
  approveLegalDemand,
  closeLegalDemand,
  holdByDemand,
  recordLegalDemand,
  refuseLegalDemand,
} from '../actions/legal-demands.ts';
import { approveWithholding, askWithholding, dropWithholding } from '../actions/withholdings.ts';
import * as wire from '../wire/legal-demands.ts';
import { member, officers } from './caller.ts';

const tags = ['rights'];
const act = access({ callers: officers, purposes: [], limit: 'desk' });
const look = access({ callers: officers, purposes: ['legal', 'operations'], limit: 'desk' });
const give = access({ callers: ['privacy officer'], purposes: ['legal'], limit: 'desk' });
const Done = Type.Null();
const Nothing = Type.Object({}, { additionalProperties: false });

type Handed = Pick<RightsHanded, 'actors' | 'registrationsOfPerson'>;

/** The register of legal demands (clause U8), for those who may approve them. */
export function legalDemandRoutes(app: App, deps: Deps, handed: Handed): void {
  readRoutes(app, deps, handed);
  recordRoutes(app, deps);
  giveRoutes(app, deps, handed);
  const approve = 'Approve a demand as one of two people';
  step(app, 'approve', { summary: approve, body: Nothing }, (who, id) => approveLegalDemand(deps, who, id));
  step(
    app,
    'refuse',
    { summary: 'Refuse a demand with the reason', body: wire.RefusedLegalDemand },
    (who, id, { reason }) => refuseLegalDemand(deps, who, id, reason),
  );
  const close = 'Close a demand after what it asks for was given';
  step(app, 'close', { summary: close, body: Nothing }, (who, id) => closeLegalDemand(deps, who, id));
  const ask = 'Ask that people are not told until a day, as the first of two people';
  step(app, 'withhold', { summary: ask, body: wire.NewWithholding }, (who, id, body) =>
    askWithholding(deps, who, id, body),
  );
  const second = 'Approve as the second person the day until which people are not told';
  step(app, 'withhold/approve', { summary: second, body: Nothing }, (who, id) => approveWithholding(deps, who, id));
  const drop = 'Drop the day that waits for a second person';
  step(app, 'withhold/drop', { summary: drop, body: Nothing }, (who, id) => dropWithholding(deps, who, id));
}

function readRoutes(app: App, deps: Deps, handed: Handed): void {
  app.get(
    '/api/v1/legal-demands',
    {
      config: act,
      schema: {
        summary: 'Legal demands, without words and names',
        tags,
        querystring: wire.LegalDemandQuery,
        response: { 200: wire.LegalDemandList },
      },
    },
    async ({ query }) => legalDemandList(deps, { list: readList(query, '-receivedOn'), state: query.state ?? null }),
  );
  app.get(
    '/api/v1/legal-demands/:id',
    {
      config: look,
      schema: {
        summary: 'A legal demand with its words, its people and its history',
        tags,
        params: wire.LegalDemandPath,
        response: { 200: wire.LegalDemandPage },
      },
    },
    async ({ who, params, ground }) => openLegalDemand(deps, handed, member(who), { id: params.id, ground }),
  );
}

function recordRoutes(app: App, deps: Deps): void {
  app.post(
    '/api/v1/legal-demands',
    {
      config: act,
      schema: {
        summary: 'Record a legal demand',
        tags,
        body: wire.NewLegalDemand,
        response: { 201: wire.NewLegalDemandMade },
      },
    },
    async ({ who, body }, reply) => reply.code(201).send(await recordLegalDemand(deps, member(who), body)),
  );
  app.post(
    '/api/v1/legal-demands/:id/hold',
    {
      config: act,
      schema: {
        summary: 'Forbid that data of the people of a demand is deleted',
        tags,
        params: wire.LegalDemandPath,
        body: wire.DemandedHold,
        response: { 200: wire.HoldsMade },
      },
    },
    async ({ who, params, body }) => holdByDemand(deps, member(who), { id: params.id, until: body.until }),
  );
}

function giveRoutes(app: App, deps: Deps, handed: Handed): void {
  app.post(
    '/api/v1/legal-demands/:id/preview',
    {
      config: give,
      schema: {
        summary: 'Show what the authority would get; nothing is given',
        tags,
        params: wire.LegalDemandPath,
        body: wire.ChosenToGive,
        response: { 200: wire.GivenFile },
      },
    },
    async ({ who, params, body, ground }) =>
      previewGiving(deps, handed, member(who), { id: params.id, ground, chosen: body.chosen }),
  );
  app.post(
    '/api/v1/legal-demands/:id/give',
    {
      config: give,
      schema: {
        summary: 'Give the authority what was shown, as one file',
        tags,
        params: wire.LegalDemandPath,
        body: wire.Giving,
        response: { 200: wire.GivenFile },
      },
    },
    async ({ who, params, body, ground }) =>
      giveToAuthority(deps, handed, member(who), { id: params.id, ground, ...body }),
  );
}

/** One step of a demand; answered with nothing. */
function step<Body extends TSchema>(
  app: App,
  name: string,
  { summary, body }: { readonly summary: string; readonly body: Body },
  take: (who: Member, id: string, body: Static<Body>) => Promise<void>,
): void {
  app.post(
    `/api/v1/legal-demands/:id/${name}`,
    { config: act, schema: { summary, tags, params: wire.LegalDemandPath, body, response: { 204: Done } } },
    async (request, reply) => {
      await take(member(request.who), request.params.id, request.body as Static<Body>);
      return reply.code(204).send(null);
    },
  );
}
