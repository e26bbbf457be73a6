import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/server.ts';
import { resellerRoutes } from './routes.ts';
import type { ResellersHanded } from './wire.ts';

/** Mounts the resellers. (Which one serves a company is changed at the company, in contacts.) */
export function mountResellers(app: App, deps: Deps, handed: ResellersHanded): void {
  resellerRoutes(app, deps, handed);
}
