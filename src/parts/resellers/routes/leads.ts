import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { idempotencyHeader, idempotencyKey } from '../../../platform/http/idempotency.ts';
import { readList } from '../../../platform/http/list.ts';
import { type Caller, staffRoles } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import { actor, type Member, type Who } from '../../../platform/http/who.ts';
import { acceptLead, closeLead, declineLead, offerLead } from '../actions/answer-lead.ts';
import { enquiryForm } from '../actions/enquiry-notice.ts';
import { enterLead } from '../actions/enter-lead.ts';
import { listLeads, openLead } from '../actions/lead-pages.ts';
import {
  Closing,
  EnquiryNotice,
  Lead,
  LeadList,
  LeadParams,
  LeadQuery,
  MadeLead,
  NewLead,
  OfferTo,
} from '../wire/leads.ts';

const keepers: readonly Caller[] = ['administrator', 'licence desk'];
const resellers: readonly Caller[] = ['reseller administrator', 'reseller staff'];
const enterers: readonly Caller[] = [...keepers, 'marketing', 'support', 'API token'];
const tags = ['leads'];

/** The member who calls; all others have been refused before. */
function member(who: Who): Member {
  if (who.kind !== 'member') throw httpErrors.KEPT_NOT_ALLOWED();
  return who;
}

/** Prospects that turned to the vendor first, and who takes them. */
export function leadRoutes(app: App, deps: Deps): void {
  enteringRoutes(app, deps);
  readingRoutes(app, deps);
  answeringRoutes(app, deps);
}

function enteringRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/v1/leads/notice',
    {
      config: access({ callers: enterers, purposes: [], limit: 'desk', scope: 'leads' }),
      schema: { summary: 'The words to be shown where an enquiry is made', tags, response: { 200: EnquiryNotice } },
    },
    async () => {
      const { notice, body } = await enquiryForm(deps);
      return {
        title: body.title,
        sha256: notice.sha256,
        sections: body.sections.map(({ heading, text }) => ({ heading, text })),
      };
    },
  );

  app.post(
    '/api/v1/leads',
    {
      config: access({ callers: enterers, purposes: [], limit: 'desk', scope: 'leads', idempotent: true }),
      schema: {
        summary: 'Enter a prospect; it is offered to a reseller by the territories',
        tags,
        body: NewLead,
        response: { 201: MadeLead },
      },
    },
    async (request, reply) => {
      const { who, body } = request;
      const header = idempotencyHeader(request.headers);
      // Each program has keys of its own: two may count from 1.
      const own = header === undefined ? undefined : `${actor(who).id} ${header}`;
      const key = idempotencyKey('POST /api/v1/leads', own, body);
      return reply.code(201).send(await enterLead(deps, who, body, key));
    },
  );
}

function readingRoutes(app: App, deps: Deps): void {
  const read = access({ callers: [...staffRoles, ...resellers], purposes: [], limit: 'desk' });
  app.get(
    '/api/v1/leads',
    { config: read, schema: { summary: 'Leads', tags, querystring: LeadQuery, response: { 200: LeadList } } },
    async (request) => {
      const { limit, cursor, sort, ...filter } = request.query;
      return listLeads(deps, member(request.who), readList(request.query, '-createdAt'), filter);
    },
  );
  app.get(
    '/api/v1/leads/:id',
    {
      config: read,
      schema: { summary: 'One lead with its offers', tags, params: LeadParams, response: { 200: Lead } },
    },
    async (request) => openLead(deps, member(request.who), request.params.id),
  );
}

function answeringRoutes(app: App, deps: Deps): void {
  for (const [verb, act, summary] of [
    ['accept', acceptLead, 'Take a lead: its company is shared with the reseller'],
    ['decline', declineLead, 'Decline a lead: it goes to the next reseller'],
  ] as const)
    app.post(
      `/api/v1/leads/:id/${verb}`,
      {
        config: access({ callers: resellers, purposes: [], limit: 'desk' }),
        schema: { summary, tags, params: LeadParams },
      },
      async (request, reply) => {
        await act(deps, member(request.who), request.params.id);
        return reply.code(204).send();
      },
    );
  app.post(
    '/api/v1/leads/:id/offer',
    {
      config: access({ callers: keepers, purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Offer a lead to a reseller, or to the next by the territories',
        tags,
        params: LeadParams,
        body: OfferTo,
        response: { 200: Lead },
      },
    },
    async (request) => {
      const { id } = request.params;
      await offerLead(deps, member(request.who), { id, ...request.body });
      return openLead(deps, member(request.who), id);
    },
  );
  app.post(
    '/api/v1/leads/:id/close',
    {
      config: access({ callers: [...keepers, ...resellers], purposes: [], limit: 'desk' }),
      schema: { summary: 'Close a lead', tags, params: LeadParams, body: Closing, response: { 200: Lead } },
    },
    async (request) => {
      const { id } = request.params;
      await closeLead(deps, member(request.who), { id, ...request.body });
      return openLead(deps, member(request.who), id);
    },
  );
}
