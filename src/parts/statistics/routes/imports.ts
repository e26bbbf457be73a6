import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { importsOf, removeImportedFigures } from '../actions/imports/imported.ts';
import { ImportedParams, Imports, LineSources } from '../wire/imports.ts';
import { SiteParams } from '../wire/sites.ts';

const base = '/api/v1/statistics/sites/:slug/imports';
const tags = ['statistics'];

/** What was imported into a website, and how to take it out again. Imports themselves are commands: `./kept log import`. */
export function importRoutes(app: App, deps: Deps, lineSources: () => LineSources): void {
  app.get(
    '/api/v1/statistics/line-sources',
    {
      config: access({
        callers: ['administrator', 'marketing', 'product manager', 'privacy officer'],
        purposes: [],
        limit: 'desk',
      }),
      schema: { summary: 'What became of the lines of web servers', tags, response: { 200: LineSources } },
    },
    async () => lineSources(),
  );

  app.get(
    base,
    {
      config: access({
        callers: ['administrator', 'marketing', 'product manager', 'privacy officer'],
        purposes: [],
        limit: 'desk',
      }),
      schema: { summary: 'Imports of a website', tags, params: SiteParams, response: { 200: Imports } },
    },
    async (request) => importsOf(deps, request.params.slug),
  );

  app.delete(
    `${base}/:origin`,
    {
      config: access({ callers: ['administrator', 'marketing'], purposes: [], limit: 'desk' }),
      schema: { summary: 'Remove all imported figures of an origin', tags, params: ImportedParams },
    },
    async (request, reply) => {
      await deps.db.base((trx) => removeImportedFigures(trx, deps, request.who, request.params));
      return reply.code(204).send();
    },
  );
}
