import Type from 'typebox';
import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { stopTelling, tellings } from '../actions/tell-policy.ts';
import { TellingList, TellingPath, TellingStep } from '../wire/api.ts';
import { member, officers } from './caller.ts';

const config = access({ callers: officers, purposes: [], limit: 'desk' });
const tags = ['rights'];

/** How far people have been told of each version of the policy (clause P1). */
export function tellingRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/v1/policy-tellings',
    { config, schema: { summary: 'Versions of which people are told', tags, response: { 200: TellingList } } },
    async () => ({ tellings: await tellings(deps) }),
  );

  app.post(
    '/api/v1/policy-tellings/:noticeId',
    {
      config,
      schema: {
        summary: 'Stop telling people of a version, or go on',
        tags,
        params: TellingPath,
        body: TellingStep,
        response: { 204: Type.Null() },
      },
    },
    async ({ who, params, body }, reply) => {
      await stopTelling(deps, member(who), { ...params, ...body });
      return reply.code(204).send(null);
    },
  );
}
