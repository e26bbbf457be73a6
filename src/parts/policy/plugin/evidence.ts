import type { Deps } from '../../../platform/deps.ts';
import type { App } from '../../../platform/http/server.ts';
import { evidencePages } from '../pages/evidence.ts';
import { evidenceRoutes } from '../routes/evidence.ts';
import { witnessRoutes } from '../routes/witnesses.ts';

/** The evidence log as everybody may see and check it. */
export function mountEvidence(
  app: App,
  deps: Pick<Deps, 'db' | 'site' | 'clock' | 'ids'>,
  handed: { readonly verifier: string; readonly witnessing: Parameters<typeof witnessRoutes>[2] },
): void {
  evidenceRoutes(app, deps);
  witnessRoutes(app, deps, handed.witnessing);
  evidencePages(app, deps, handed.verifier);
}
