import type { App } from '../../../platform/http/server.ts';
import { peerRoutes } from '../routes/peers.ts';

type Counter = Parameters<typeof peerRoutes>[1];

/** Mounts what servers of one installation tell one another about hits. */
export function mountCounting(app: App, counter: Counter): void {
  peerRoutes(app, counter);
}
