import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/server.ts';
import { acknowledgePages } from './pages/acknowledge.ts';
import { agentPages } from './pages/agents.ts';
import { authorityPage } from './pages/authority.ts';
import { ownPages } from './pages/me.ts';
import { ownChoicePages } from './pages/me-choices.ts';
import { ownRequestPages } from './pages/me-requests.ts';
import { receiptPages } from './pages/receipts.ts';
import { recordsPage } from './pages/records.ts';
import { retentionPage } from './pages/retention.ts';
import { schoolPage } from './pages/school.ts';
import { breachRoutes } from './routes/breaches.ts';
import { childRoutes } from './routes/children.ts';
import { correctionRoutes } from './routes/corrections.ts';
import { holderRoutes } from './routes/holders.ts';
import { legalDemandRoutes } from './routes/legal-demands.ts';
import { mailRoutes } from './routes/mails.ts';
import { recordRoutes } from './routes/records.ts';
import { requestRoutes } from './routes/requests.ts';
import { retentionRoutes } from './routes/retention.ts';
import { tellingRoutes } from './routes/tellings.ts';

export { printedRecords } from './pages/records.ts';

/** Mounts a person's own page, the registers of requests and of legal demands, and the list of corrections. */
export function mountRights(app: App, deps: Deps, handed: Parameters<typeof ownPages>[2]): void {
  ownPages(app, deps, handed);
  ownRequestPages(app, deps, handed);
  schoolPage(app, deps, handed);
  ownChoicePages(app, deps, handed);
  correctionRoutes(app, deps);
  holderRoutes(app, deps);
  acknowledgePages(app, deps, handed);
  agentPages(app, deps);
  breachRoutes(app, deps);
  authorityPage(app, deps);
  tellingRoutes(app, deps);
  recordRoutes(app, deps, handed);
  recordsPage(app, deps, handed);
  requestRoutes(app, deps, handed);
  mailRoutes(app, deps);
  receiptPages(app, deps);
  retentionRoutes(app, deps, handed);
  childRoutes(app, deps, handed);
  retentionPage(app, deps);
  legalDemandRoutes(app, deps, handed);
  // Before anybody is served: what a killed server or a restored backup has left undone.
  app.addHook('onReady', async () => {
    await handed.erasures.finish();
  });
}
