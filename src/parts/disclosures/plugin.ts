import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/server.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { outsideHostRoutes } from './routes/outside-hosts.ts';
import { recipientRoutes } from './routes/recipients.ts';

type Handed = Parameters<typeof recipientRoutes>[2];

/** Mounts the register of recipients, the ledger and the outgoing mail. */
export function mountDisclosures(app: App, deps: Deps, handed: Handed): void {
  recipientRoutes(app, deps, handed);
  outsideHostRoutes(app, deps, handed);
  ledgerRoutes(app, deps, handed);
}
