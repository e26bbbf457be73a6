import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/server.ts';
import { activatePage } from './pages/activate.ts';
import { labelPage } from './pages/label.ts';
import { offlinePage } from './pages/offline.ts';
import { studentPages } from './pages/student.ts';
import { activationRoutes } from './routes/activations.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { changeRoutes, givingRoutes } from './routes/changes.ts';
import { contractRoutes } from './routes/contracts.ts';
import { deactivationRoutes } from './routes/deactivations.ts';
import { inquiryRoutes } from './routes/inquiries.ts';
import { labelRoutes } from './routes/labels.ts';
import { licenceRoutes } from './routes/licences.ts';
import { renewalRoutes } from './routes/renewals.ts';
import { reportRoutes } from './routes/reports.ts';
import { screeningRoutes } from './routes/screening.ts';
import { termRoutes } from './routes/terms.ts';

/** Mounts the licences: catalogue, activation, status check, reports. */
export function mountLicensing(app: App, deps: Deps): void {
  activatePage(app, deps);
  offlinePage(app, deps);
  studentPages(app, deps);
  labelPage(app, deps);
  activationRoutes(app, deps);
  deactivationRoutes(app, deps);
  labelRoutes(app, deps);
  catalogueRoutes(app, deps);
  licenceRoutes(app, deps);
  changeRoutes(app, deps);
  givingRoutes(app, deps);
  termRoutes(app, deps);
  contractRoutes(app, deps);
  inquiryRoutes(app, deps);
  reportRoutes(app, deps);
  renewalRoutes(app, deps);
  screeningRoutes(app, deps);
}
