import type { Deps } from '../../../platform/deps.ts';
import type { App } from '../../../platform/http/server.ts';
import { refusalPage } from '../pages/refusal.ts';
import { hitRoutes } from '../routes/hits.ts';
import { importRoutes } from '../routes/imports.ts';
import { scriptRoute } from '../routes/script.ts';
import { ownBrowserRoute, siteRoutes } from '../routes/sites.ts';

type Sites = Parameters<typeof siteRoutes>[2];
type WaysIn = Parameters<typeof hitRoutes>[1];
type LineSources = Parameters<typeof importRoutes>[2];
type Beacon = Parameters<typeof scriptRoute>[2];

/** The websites that are counted, the script and the picture that count them, and the page on which visitors refuse. */
export function mountWaysIn(
  app: App,
  deps: Deps,
  handed: {
    readonly sites: Sites;
    readonly waysIn: WaysIn;
    readonly beacon: Beacon;
    readonly lineSources: LineSources;
  },
): void {
  hitRoutes(app, handed.waysIn);
  scriptRoute(app, handed.waysIn, handed.beacon);
  siteRoutes(app, deps, handed.sites);
  importRoutes(app, deps, handed.lineSources);
  ownBrowserRoute(app, deps);
  refusalPage(app, deps);
}
