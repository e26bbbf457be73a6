import type { Deps } from '../../../platform/deps.ts';
import type { App } from '../../../platform/http/server.ts';
import { evidencePages } from '../pages/evidence.ts';
import { evidenceRoutes } from '../routes/evidence.ts';

/** The evidence log as everybody may see and check it. */
export function mountEvidence(app: App, deps: Pick<Deps, 'db' | 'site'>, handed: { readonly verifier: string }): void {
  evidenceRoutes(app, deps);
  evidencePages(app, deps, handed.verifier);
}
