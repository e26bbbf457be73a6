import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/server.ts';
import { leadRoutes } from './routes/leads.ts';
import { reassignmentRoutes } from './routes/reassignments.ts';
import { type ResellersHanded, resellerRoutes } from './routes/resellers.ts';
import { territoryRoutes } from './routes/territories.ts';

/** Mounts the resellers. (Which one serves a company is changed at the company, in contacts.) */
export function mountResellers(app: App, deps: Deps, handed: ResellersHanded): void {
  resellerRoutes(app, deps, handed);
  territoryRoutes(app, deps, handed);
  leadRoutes(app, deps);
  reassignmentRoutes(app, deps);
}
