import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/server.ts';
import { type ResellersHanded, resellerRoutes } from './routes.ts';

/** Mounts the resellers. (Which one serves a company is changed at the company, in contacts.) */
export function mountResellers(app: App, deps: Deps, handed: ResellersHanded): void {
  resellerRoutes(app, deps, handed);
}
