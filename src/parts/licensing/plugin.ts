import type { Deps } from '../../platform/deps.ts';
import { type Files, openFiles } from '../../platform/files/files.ts';
import type { App } from '../../platform/http/server.ts';
import { activatePage } from './pages/activate.ts';
import { downloadPages } from './pages/downloads.ts';
import { labelPage } from './pages/label.ts';
import { offlinePage } from './pages/offline.ts';
import { releasePages } from './pages/release.ts';
import { studentPages } from './pages/student.ts';
import { activationRoutes } from './routes/activations.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { activatingRoute, changeRoutes, givingRoutes } from './routes/changes.ts';
import { companyRoutes } from './routes/company.ts';
import { contractRoutes } from './routes/contracts.ts';
import { deactivationRoutes } from './routes/deactivations.ts';
import { disputeRoutes } from './routes/disputes.ts';
import { exportRoutes } from './routes/exports.ts';
import { type ImportsHanded, importRoutes } from './routes/imports.ts';
import { type Actors, inquiryRoutes, staffNamedSeatRoutes } from './routes/inquiries.ts';
import { labelRoutes } from './routes/labels.ts';
import { leaseListRoutes } from './routes/lease-lists.ts';
import { leaseRoutes } from './routes/leases.ts';
import { licenceRoutes } from './routes/licences.ts';
import { meterRoutes } from './routes/meters.ts';
import { orderRoutes } from './routes/orders.ts';
import { releaseFileRoutes } from './routes/release-files.ts';
import { renewalRoutes } from './routes/renewals.ts';
import { reportRoutes } from './routes/reports.ts';
import { screeningRoutes } from './routes/screening.ts';
import { stockRoutes } from './routes/stock.ts';
import { termRoutes } from './routes/terms.ts';

/** What is handed in by parts above: how to show members (without it nobody is named), and how an import gives customers to resellers. */
interface Handed extends ImportsHanded {
  readonly actors?: Actors;
}

const nameless: Actors = async () => () => ({ name: null });

/** Mounts the licences: catalogue, activation, status check, reports. */
export function mountLicensing(app: App, deps: Deps, files: Files = openFiles(null), handed: Handed = {}): void {
  activatePage(app, deps);
  downloadPages(app, deps, files);
  offlinePage(app, deps);
  studentPages(app, deps);
  labelPage(app, deps);
  releasePages(app, deps);
  activationRoutes(app, deps);
  deactivationRoutes(app, deps);
  labelRoutes(app, deps);
  leaseRoutes(app, deps);
  leaseListRoutes(app, deps);
  meterRoutes(app, deps);
  catalogueRoutes(app, deps);
  releaseFileRoutes(app, deps, files);
  licenceRoutes(app, deps);
  changeRoutes(app, deps);
  givingRoutes(app, deps);
  activatingRoute(app, deps);
  termRoutes(app, deps);
  contractRoutes(app, deps);
  importRoutes(app, deps, handed);
  exportRoutes(app, deps);
  inquiryRoutes(app, deps);
  staffNamedSeatRoutes(app, deps, handed.actors ?? nameless);
  disputeRoutes(app, deps);
  companyRoutes(app, deps);
  reportRoutes(app, deps);
  renewalRoutes(app, deps);
  orderRoutes(app, deps);
  stockRoutes(app, deps);
  screeningRoutes(app, deps);
}
