import type { Deps } from '../../../platform/deps.ts';
import type { App } from '../../../platform/http/server.ts';
import { reportRoutes } from '../routes/reports.ts';
import type { ReportsHanded } from '../wire/handed.ts';

/** Mounts the ways out of the figures. */
export function mountReports(app: App, deps: Deps, handed: ReportsHanded): void {
  reportRoutes(app, deps, handed);
}
