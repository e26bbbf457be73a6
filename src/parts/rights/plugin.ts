import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/server.ts';
import { ownPages } from './pages/me.ts';
import { receiptPages } from './pages/receipts.ts';
import { correctionRoutes } from './routes/corrections.ts';
import { requestRoutes } from './routes/requests.ts';

/** Mounts a person's own page, the register of requests and the list of corrections. */
export function mountRights(app: App, deps: Deps, handed: Parameters<typeof ownPages>[2]): void {
  ownPages(app, deps, handed);
  correctionRoutes(app, deps);
  requestRoutes(app, deps, handed);
  receiptPages(app, deps);
  // Before anybody is served: what a killed server or a restored backup has left undone.
  app.addHook('onReady', async () => {
    await handed.erasures.finish();
  });
}
