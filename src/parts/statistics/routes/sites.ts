import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Caller } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import { ownCookies } from '../actions/cookies.ts';
import { changeSite, createSite, listSites, type Sites, setSiteEnded } from '../actions/sites.ts';
import { NewSite, OwnBrowser, Site, SiteChange, SiteList, SiteParams } from '../wire/sites.ts';

const readers: readonly Caller[] = ['administrator', 'marketing', 'product manager', 'privacy officer'];
const keepers: readonly Caller[] = ['administrator', 'marketing'];
const tags = ['statistics'];

/** The websites that are counted, for staff. */
export function siteRoutes(app: App, deps: Deps, sites: Sites): void {
  const read = access({ callers: readers, purposes: [], limit: 'desk' });
  const write = access({ callers: keepers, purposes: [], limit: 'desk' });

  app.get(
    '/api/v1/statistics/sites',
    { config: read, schema: { summary: 'Websites that are counted', tags, response: { 200: SiteList } } },
    async () => ({ sites: await listSites(deps) }),
  );

  app.get(
    '/api/v1/statistics/sites/:slug',
    { config: read, schema: { summary: 'One website', tags, params: SiteParams, response: { 200: Site } } },
    async (request) => {
      const site = (await listSites(deps)).find(({ slug }) => slug === request.params.slug);
      if (!site) throw httpErrors.KEPT_NOT_FOUND();
      return site;
    },
  );

  app.post(
    '/api/v1/statistics/sites',
    { config: write, schema: { summary: 'Count another website', tags, body: NewSite, response: { 201: Site } } },
    async (request, reply) => {
      const made = await deps.db.base((trx) => createSite(trx, deps, request.who, request.body));
      await sites.refresh();
      return reply.code(201).send(made);
    },
  );

  app.put(
    '/api/v1/statistics/sites/:slug',
    {
      config: write,
      schema: {
        summary: 'Change how it is counted',
        tags,
        params: SiteParams,
        body: SiteChange,
        response: { 200: Site },
      },
    },
    async (request) => {
      const input = { ...request.body, slug: request.params.slug };
      const changed = await deps.db.base((trx) => changeSite(trx, deps, request.who, input));
      await sites.refresh();
      return changed;
    },
  );

  for (const [verb, summary, ended] of [
    ['end', 'Count it no longer; its figures stay', true],
    ['resume', 'Count it again', false],
  ] as const)
    app.post(
      `/api/v1/statistics/sites/:slug/${verb}`,
      { config: write, schema: { summary, tags, params: SiteParams, response: { 200: Site } } },
      async (request) => {
        const input = { slug: request.params.slug, ended };
        const changed = await deps.db.base((trx) => setSiteEnded(trx, deps, request.who, input));
        await sites.refresh();
        return changed;
      },
    );
}

/** A browser of the vendor's own people is not counted: a cookie that says just that, and nothing of them. */
export function ownBrowserRoute(app: App, deps: Pick<Deps, 'publicUrl'>): void {
  app.put(
    '/api/v1/statistics/own-browser',
    {
      config: access({ callers: readers, purposes: [], limit: 'desk' }),
      schema: { summary: 'Do not count this browser', tags, body: OwnBrowser, response: { 200: OwnBrowser } },
    },
    async (request, reply) => {
      const { uncounted } = request.body;
      reply.header('set-cookie', ownCookies(deps.publicUrl, uncounted));
      return { uncounted };
    },
  );
}
