import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { tellWitness } from '../actions/evidence/tell-witness.ts';
import type { Witnessing } from '../actions/evidence/witness.ts';
import { ByWitness, Nothing, WitnessList } from '../wire/witnesses.ts';

const config = access({ callers: ['administrator', 'privacy officer'], purposes: [], limit: 'desk' });
const tags = ['evidence'];

/** Who outside keeps checkpoints of the evidence log. They are registered and ended among the recipients. */
export function witnessRoutes(app: App, deps: Pick<Deps, 'db' | 'clock' | 'ids'>, witnessing: Witnessing): void {
  app.get(
    '/api/v1/witnesses',
    { config, schema: { summary: 'Witnesses, and what each was given last', tags, response: { 200: WitnessList } } },
    async () => present(await witnessing.list()),
  );

  app.post(
    '/api/v1/witnesses/:id/tell',
    {
      config,
      schema: {
        summary: 'Give a witness the last checkpoint now',
        tags,
        params: ByWitness,
        body: Nothing,
        response: { 200: WitnessList },
      },
    },
    async ({ who, params: { id } }) => {
      await tellWitness(deps, who, { id, witnessing });
      return present(await witnessing.list());
    },
  );
}

function present({ witnesses, size, file }: Awaited<ReturnType<Witnessing['list']>>) {
  return {
    witnesses: witnesses.map(({ id, name, mailbox, url, given }) => ({
      id,
      name,
      mailbox,
      url,
      given: given.map(({ way, at, taken, ...each }) => ({ way, size: each.size, at: at.toISOString(), taken })),
    })),
    size,
    file,
  };
}
