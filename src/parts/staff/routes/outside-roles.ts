import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import type { App } from '../../../platform/http/server.ts';
import { addOutsideRole, endOutsideRole, outsideRoleList } from '../actions/outside-roles.ts';
import type { CompanyRegister } from '../wire/handed.ts';
import {
  ByOutsideRole,
  NewOutsideRole,
  OutsideRole,
  OutsideRoleList,
  OutsideRoleQuery,
} from '../wire/outside-roles.ts';
import { member } from './caller.ts';

const config = access({ callers: ['administrator'], purposes: [], limit: 'desk' });
const tags = ['accounts'];
const path = '/api/v1/outside-roles';

/** Rules by which the first sign-in at the outside issuer gives a role. */
export function mountOutsideRoles(app: App, deps: Deps, { companies }: { readonly companies: CompanyRegister }): void {
  app.get(
    path,
    {
      config,
      schema: {
        summary: 'Who gets which role at the first sign-in at the outside issuer',
        tags,
        querystring: OutsideRoleQuery,
        response: { 200: OutsideRoleList },
      },
    },
    async ({ query }) => outsideRoleList(deps, readList(query, '-createdAt'), companies),
  );

  app.post(
    path,
    {
      config,
      schema: {
        summary: 'Give a role to whoever signs in there from a mail domain, or with a claim',
        tags,
        body: NewOutsideRole,
        response: { 201: OutsideRole },
      },
    },
    async ({ who, body }, reply) => reply.code(201).send(await addOutsideRole(deps, member(who), body, companies)),
  );

  app.delete(
    `${path}/:id`,
    { config, schema: { summary: 'Let nobody join by this rule any more', tags, params: ByOutsideRole } },
    async ({ who, params: { id } }, reply) => {
      await endOutsideRole(deps, member(who), id);
      return reply.code(204).send();
    },
  );
}
