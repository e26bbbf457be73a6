import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/server.ts';
import { ownPages } from './pages/me.ts';
import { receiptPages } from './pages/receipts.ts';
import { retentionPage } from './pages/retention.ts';
import { childRoutes } from './routes/children.ts';
import { correctionRoutes } from './routes/corrections.ts';
import { requestRoutes } from './routes/requests.ts';
import { retentionRoutes } from './routes/retention.ts';

/** Mounts a person's own page, the register of requests and the list of corrections. */
export function mountRights(app: App, deps: Deps, handed: Parameters<typeof ownPages>[2]): void {
  ownPages(app, deps, handed);
  correctionRoutes(app, deps);
  requestRoutes(app, deps, handed);
  receiptPages(app, deps);
  retentionRoutes(app, deps, handed);
  childRoutes(app, deps, handed);
  retentionPage(app, deps);
  // Before anybody is served: what a killed server or a restored backup has left undone.
  app.addHook('onReady', async () => {
    await handed.erasures.finish();
  });
}
