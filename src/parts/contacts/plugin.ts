import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/server.ts';
import { companyRoutes } from './routes/companies.ts';
import { handOverRoutes } from './routes/hand-over.ts';
import { mergeRoutes } from './routes/merges.ts';
import { personRoutes } from './routes/people.ts';

/** Mounts companies, people and the look-up log. */
export function mountContacts(app: App, deps: Deps, handed: Parameters<typeof companyRoutes>[2]): void {
  companyRoutes(app, deps, handed);
  mergeRoutes(app, deps, handed);
  personRoutes(app, deps, handed);
  handOverRoutes(app, deps);
}
