import type { Deps } from '../../../platform/deps.ts';
import { KeptError } from '../../../platform/errors.ts';
import { access } from '../../../platform/http/access.ts';
import { againIfTwin, idempotencyHeader, idempotencyKey, once } from '../../../platform/http/idempotency.ts';
import { readList } from '../../../platform/http/list.ts';
import type { Caller } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import { acceptInvitation, describeInvitation } from '../actions/accept.ts';
import { invitations, invite, withdraw } from '../actions/invite.ts';
import {
  disableMember,
  enableMember,
  forgetSessions,
  type MemberItem,
  members,
  showMember,
} from '../actions/members.ts';
import type { Staff } from '../actions/open-staff.ts';
import { describeSession } from '../actions/session.ts';
import {
  Acceptance,
  Accepted,
  ById,
  Empty,
  InvitationCheck,
  InvitationFound,
  InvitationList,
  InvitationMade,
  InvitationQuery,
  MemberList,
  MemberQuery,
  MemberShape,
  NewInvitation,
  Session,
} from '../wire/api.ts';
import type { StaffHanded } from '../wire/handed.ts';
import { member } from './caller.ts';

const managers: readonly Caller[] = ['administrator', 'reseller administrator', 'buyer administrator'];
const tags = ['accounts'];

type Handed = Pick<StaffHanded, 'companies' | 'vendor'>;

export function mountAccounts(app: App, deps: Deps, staff: Staff, handed: Handed): void {
  mountSession(app, deps, staff, handed);
  mountWelcome(app, deps, staff, handed);
  mountMembers(app, deps, staff, handed);
  mountInvitations(app, deps, handed);
}

function mountSession(app: App, deps: Deps, staff: Staff, handed: Handed): void {
  app.get(
    '/api/v1/session',
    {
      config: access({ callers: ['public'], purposes: [], limit: 'desk' }),
      schema: { summary: 'Who is signed in, and what they may do', tags, response: { 200: Session } },
    },
    async (request, reply) => {
      const who = await staff.identify(request);
      for (const cookie of who ? await staff.renew(request) : []) reply.header('set-cookie', cookie);
      reply.header('cache-control', 'no-store');
      const session = await describeSession(deps, staff, handed, who?.kind === 'member' ? who : null);
      return { ...session, purposes: [...session.purposes], features: [...session.features] };
    },
  );
}

function mountWelcome(app: App, deps: Deps, staff: Staff, handed: Handed): void {
  app.post(
    '/api/v1/invitations/check',
    {
      config: access({ callers: ['public'], purposes: ['authentication'], limit: 'sign-in' }),
      schema: {
        summary: 'What an invitation is for',
        tags,
        body: InvitationCheck,
        response: { 200: InvitationFound },
      },
    },
    async (request) => {
      const { token } = request.body;
      const { invitation, first, renews } = await deps.db.as('authentication', (trx) =>
        describeInvitation(trx, deps, staff, token),
      );
      const { role, companyId, email, expiresAt } = invitation;
      const names = await handed.companies.names(companyId === null ? [] : [companyId]);
      return {
        role,
        company: companyId === null ? null : { id: companyId, name: names.get(companyId) ?? '' },
        email,
        first,
        renews,
        expiresAt: expiresAt.toISOString(),
      };
    },
  );

  app.post(
    '/api/v1/invitations/accept',
    {
      config: access({ callers: ['public'], purposes: ['authentication'], limit: 'sign-in', idempotent: true }),
      schema: { summary: 'Make the account', tags, body: Acceptance, response: { 201: Accepted } },
    },
    async (request, reply) => {
      const { token } = request.body;
      const key = idempotencyKey('invitations/accept', idempotencyHeader(request.headers), { token });
      const { answer } = await againIfTwin(
        () =>
          deps.db.as('authentication', (trx) =>
            once(trx, deps.clock, key, async () => ({
              status: 201,
              answer: await acceptInvitation(trx, deps, staff, request.body),
            })),
          ),
        (error) => key !== null && error instanceof KeptError && error.keptCode === 'KEPT_INVITATION_USED',
      );
      return reply.code(201).send(answer as Awaited<ReturnType<typeof acceptInvitation>>);
    },
  );
}

function mountMembers(app: App, deps: Deps, staff: Staff, handed: Handed): void {
  const config = access({ callers: managers, purposes: [], limit: 'desk' });
  const shown = { staff, companies: handed.companies };

  app.get(
    '/api/v1/members',
    { config, schema: { summary: 'Who may sign in', tags, querystring: MemberQuery, response: { 200: MemberList } } },
    async (request) => {
      const page = await members(deps, member(request.who), readList(request.query, '-createdAt'), shown);
      return { ...page, items: page.items.map(presentMember) };
    },
  );

  app.post(
    '/api/v1/members/:id/disable',
    {
      config,
      schema: { summary: 'End all access', tags, params: ById, body: Empty, response: { 200: MemberShape } },
    },
    async (request) => {
      const who = member(request.who);
      const row = await deps.db.base((trx) => disableMember(trx, deps, who, request.params.id));
      await forgetSessions(staff, row);
      return presentMember(await showMember(row, shown));
    },
  );

  app.post(
    '/api/v1/members/:id/enable',
    {
      config,
      schema: { summary: 'Allow to sign in again', tags, params: ById, body: Empty, response: { 200: MemberShape } },
    },
    async (request) => {
      const who = member(request.who);
      const row = await deps.db.base((trx) => enableMember(trx, deps, who, request.params.id));
      return presentMember(await showMember(row, shown));
    },
  );
}

function presentMember(item: MemberItem) {
  return {
    id: item.id,
    name: item.name,
    email: item.email,
    role: item.role,
    company: item.company,
    createdAt: item.createdAt.toISOString(),
    disabledAt: item.disabledAt?.toISOString() ?? null,
    twoFactor: item.twoFactor,
  };
}

function mountInvitations(app: App, deps: Deps, handed: Handed): void {
  const config = access({ callers: managers, purposes: [], limit: 'desk' });

  app.get(
    '/api/v1/invitations',
    {
      config,
      schema: { summary: 'Who was invited', tags, querystring: InvitationQuery, response: { 200: InvitationList } },
    },
    async (request) => {
      const who = member(request.who);
      const list = readList(request.query, '-createdAt');
      const page = await invitations(deps, who, list, handed.companies);
      return {
        ...page,
        items: page.items.map((item) => ({
          id: item.id,
          role: item.role,
          company: item.company,
          email: item.email,
          createdAt: item.createdAt.toISOString(),
          expiresAt: item.expiresAt.toISOString(),
          usedAt: item.usedAt?.toISOString() ?? null,
        })),
      };
    },
  );

  app.post(
    '/api/v1/invitations',
    {
      config: access({ callers: [...managers, 'licence desk'], purposes: [], limit: 'desk' }),
      schema: { summary: 'Invite somebody', tags, body: NewInvitation, response: { 201: InvitationMade } },
    },
    async (request, reply) => {
      const who = member(request.who);
      const made = await invite(deps, who, request.body, handed.companies);
      deps.nudge();
      return reply.code(201).send({ ...made, expiresAt: made.expiresAt.toISOString() });
    },
  );

  app.delete(
    '/api/v1/invitations/:id',
    { config, schema: { summary: 'Withdraw an invitation', tags, params: ById } },
    async (request, reply) => {
      const who = member(request.who);
      await deps.db.base((trx) => withdraw(trx, deps, who, request.params.id));
      return reply.code(204).send();
    },
  );
}
