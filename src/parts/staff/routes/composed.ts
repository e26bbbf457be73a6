import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { errors } from '../../../platform/http/errors.ts';
import { readList } from '../../../platform/http/list.ts';
import { type Caller, staffRoles } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import { auditLog } from '../actions/audit-log.ts';
import { searchAll, timeline, today } from '../actions/compose.ts';
import type { Staff } from '../actions/open-staff.ts';
import { staffToday } from '../actions/today.ts';
import {
  AuditList,
  AuditQuery,
  ById,
  SearchFound,
  SearchQuestion,
  TimelineQuery,
  TimelineShape,
  TodayShape,
} from '../wire/api.ts';
import type { Subject } from '../wire/composed.ts';
import type { StaffHanded } from '../wire/handed.ts';
import { member } from './caller.ts';

const desk: readonly Caller[] = [...staffRoles, 'reseller administrator', 'reseller staff'];
/** Under which a past of a person may be read: any that a role of the desk may state. */
const anyPurpose = [
  'customer service',
  'registration',
  'support',
  'marketing',
  'product improvement',
  'rights',
  'legal',
  'operations',
] as const;
const tags = ['desk'];

/** Home, search, pasts and the audit log: composed of what the parts know. */
export function mountComposed(app: App, deps: Deps, staff: Staff, handed: StaffHanded): void {
  mountToday(app, deps, handed);
  mountSearch(app, handed);
  mountTimelines(app, staff, handed);
  mountAudit(app, deps, staff);
}

function mountToday(app: App, deps: Deps, handed: StaffHanded): void {
  const todays = [...handed.todays, staffToday(deps)];
  app.get(
    '/api/v1/today',
    {
      config: access({ callers: desk, purposes: [], limit: 'desk' }),
      schema: { summary: 'What needs me today', tags, response: { 200: TodayShape } },
    },
    async (request) => {
      const { setup, groups } = await today(todays, member(request.who));
      return {
        setup,
        groups: groups.map((group) => ({
          ...group,
          items: group.items.map((item) => ({ ...item, at: item.at?.toISOString() ?? null })),
        })),
      };
    },
  );
}

function mountSearch(app: App, handed: StaffHanded): void {
  app.post(
    '/api/v1/search',
    {
      config: access({ callers: desk, purposes: anyPurpose, unstated: true, limit: 'desk' }),
      schema: {
        summary: 'Find a serial, a company, a person, a reseller, a product',
        tags,
        body: SearchQuestion,
        response: { 200: SearchFound },
      },
    },
    async (request) => {
      if (!request.ground) throw errors.KEPT_NOT_ALLOWED();
      const question = { q: request.body.q, ground: request.ground };
      return { results: await searchAll(handed.searches, member(request.who), question) };
    },
  );
}

function mountTimelines(app: App, staff: Staff, handed: StaffHanded): void {
  const paths = { company: 'companies', person: 'people', licence: 'licences' } as const;
  for (const kind of ['company', 'person', 'licence'] as const satisfies readonly Subject['kind'][]) {
    const { sight, sources } = handed.timelines[kind];
    const purposes = kind === 'person' ? anyPurpose : [];
    app.get(
      `/api/v1/${paths[kind]}/:id/timeline`,
      {
        config: access({ callers: desk, purposes, limit: 'desk' }),
        schema: {
          summary: `What happened: ${kind}`,
          tags,
          params: ById,
          querystring: TimelineQuery,
          response: { 200: TimelineShape },
        },
      },
      async (request) => {
        const who = member(request.who);
        const { id } = request.params;
        await sight(who, id, request.ground);
        const page = await timeline(staff, sources, who, {
          about: { kind, id },
          limit: request.query.limit ?? 50,
          cursor: request.query.cursor ?? null,
          kinds: request.query.kind?.split(',') ?? null,
        });
        return { ...page, items: page.items.map((item) => ({ ...item, fields: [...item.fields] })) };
      },
    );
  }
}

function mountAudit(app: App, deps: Deps, staff: Staff): void {
  app.get(
    '/api/v1/audit',
    {
      config: access({
        callers: ['administrator', 'privacy officer', 'API token'],
        purposes: [],
        limit: 'desk',
        scope: 'audit',
      }),
      schema: { summary: 'Who did what', tags, querystring: AuditQuery, response: { 200: AuditList } },
    },
    async (request) => {
      const { aboutId = null, action = null } = request.query;
      return auditLog(deps, staff, readList(request.query, '-at'), { aboutId, action });
    },
  );
}
