import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { noteHost, outsideHosts } from '../actions/outside-hosts.ts';
import { NotedHost, OutsideHosts } from '../wire/api.ts';
import type { DisclosuresHanded } from '../wire/handed.ts';
import { member } from './caller.ts';

const tags = ['disclosures'];
const path = '/api/v1/outside-hosts';

/** Hosts outside that this installation uses and that learn who somebody is. */
export function outsideHostRoutes(app: App, deps: Deps, handed: DisclosuresHanded): void {
  const asked = () => ({ zone: handed.timeZone(), inUse: handed.hostsInUse });

  app.get(
    path,
    {
      config: access({ callers: ['administrator', 'marketing', 'privacy officer'], purposes: [], limit: 'desk' }),
      schema: { summary: 'Hosts outside that are used, and who runs them', tags, response: { 200: OutsideHosts } },
    },
    async () => ({ items: await outsideHosts(deps.db.read, deps, asked()) }),
  );

  app.put(
    path,
    {
      config: access({ callers: ['administrator', 'privacy officer'], purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Note which processor of the register runs a host that is used',
        tags,
        body: NotedHost,
        response: { 200: OutsideHosts },
      },
    },
    async (request) => {
      await deps.db.base((trx) => noteHost(trx, deps, member(request.who), { ...asked(), ...request.body }));
      return { items: await outsideHosts(deps.db.read, deps, asked()) };
    },
  );
}
