import type { Deps } from '../../../platform/deps.ts';
import type { App } from '../../../platform/http/server.ts';
import { sharedPage } from '../pages/shared.ts';
import { keptRoutes } from '../routes/kept.ts';
import { addGauges, type ReportsHanded, reportRoutes } from '../routes/reports.ts';

/** Mounts the ways out of the figures. */
export function mountReports(app: App, deps: Deps, handed: ReportsHanded): void {
  reportRoutes(app, deps, handed);
  keptRoutes(app, deps, handed);
  sharedPage(app, deps);
  addGauges(deps, handed);
}
