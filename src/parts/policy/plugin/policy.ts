import type { Deps } from '../../../platform/deps.ts';
import type { App } from '../../../platform/http/server.ts';
import { homePage } from '../pages/home.ts';
import { policyPages } from '../pages/policy.ts';
import { policyRoutes } from '../routes/policy.ts';

/** The vendor, the texts people are shown, the registers, and the public pages of all that. */
export function mountPolicy(
  app: App,
  deps: Deps,
  handed: Parameters<typeof policyRoutes>[3] & { readonly policy: Parameters<typeof policyRoutes>[2] },
): void {
  policyRoutes(app, deps, handed.policy, handed);
  policyPages(app, deps, handed.policy, handed);
  homePage(app, deps);
}
