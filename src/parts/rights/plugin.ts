import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/server.ts';
import { ownPages } from './pages/me.ts';
import { correctionRoutes } from './routes/corrections.ts';

/** Mounts a person's own page and the list of corrections. */
export function mountRights(app: App, deps: Deps, handed: Parameters<typeof ownPages>[2]): void {
  ownPages(app, deps, handed);
  correctionRoutes(app, deps);
}
