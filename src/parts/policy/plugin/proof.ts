import type { Deps } from '../../../platform/deps.ts';
import type { App } from '../../../platform/http/server.ts';
import { proofPages } from '../pages/proof.ts';
import { incidentRoutes } from '../routes/incidents.ts';
import { proofRoutes } from '../routes/proof.ts';

/** The board for the desk, and the proofs that everybody may read. */
export function mountProof(
  app: App,
  deps: Pick<Deps, 'log' | 'site' | 'db' | 'clock' | 'ids'>,
  prover: Parameters<typeof proofRoutes>[2],
  handed: Parameters<typeof incidentRoutes>[2] & Parameters<typeof proofRoutes>[3],
): void {
  proofRoutes(app, deps, prover, handed);
  incidentRoutes(app, deps, handed);
  proofPages(app, deps, prover);
}
