import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import type { App } from '../../../platform/http/server.ts';
import { childList, liftSeal, purgeChild, sealChild } from '../actions/children.ts';
import type { RightsHanded } from '../actions/handed.ts';
import * as wire from '../wire/children.ts';
import { member, officers } from './caller.ts';

const tags = ['rights'];
const act = access({ callers: officers, purposes: [], limit: 'desk' });

/** Children that were found: sealed at once, looked at by somebody else, purged. */
export function childRoutes(app: App, deps: Deps, handed: Pick<RightsHanded, 'erasures'>): void {
  app.get(
    '/api/v1/children',
    {
      config: act,
      schema: {
        summary: 'Records sealed as those of children',
        tags,
        querystring: wire.ChildQuery,
        response: { 200: wire.ChildList },
      },
    },
    async ({ who, query }) =>
      childList(deps.db.read, member(who), { list: readList(query, 'sealedAt'), state: query.state ?? null }),
  );
  app.post(
    '/api/v1/children',
    {
      config: act,
      schema: { summary: 'Seal the record of a child', tags, body: wire.ChildFound, response: { 201: wire.ChildMade } },
    },
    async (request, reply) => reply.code(201).send(await sealChild(deps, member(request.who), request.body)),
  );
  for (const [path, summary, run] of [
    [
      'purge',
      'Purge the record of a child, after a second look',
      (who, id) => purgeChild(deps, handed.erasures, who, id),
    ],
    ['lift', 'Lift the seal: it was no child', (who, id) => liftSeal(deps, who, id)],
  ] as const satisfies readonly (readonly [
    string,
    string,
    (who: ReturnType<typeof member>, id: string) => Promise<void>,
  ])[])
    app.post(
      `/api/v1/children/:id/${path}`,
      { config: act, schema: { summary, tags, params: wire.ChildPath } },
      async (request, reply) => {
        await run(member(request.who), request.params.id);
        return reply.code(204).send(null);
      },
    );
}
