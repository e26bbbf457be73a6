import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { type Caller, staffRoles } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import { openLicence } from '../actions/licence-page.ts';
import { addFeature, addTemplate, endTemplate, extendLicence, licenceFigures, productTerms } from '../actions/terms.ts';
import { IdParams } from '../wire/catalogue.ts';
import { Licence } from '../wire/licences.ts';
import { Extension, Figures, NewFeature, NewTemplate, ProductTerms } from '../wire/terms.ts';

const keepers: readonly Caller[] = ['administrator', 'product manager', 'licence desk'];
const tags = ['licensing'];
const write = access({ callers: keepers, purposes: [], limit: 'desk' });
const read = access({ callers: staffRoles, purposes: [], limit: 'desk' });

/** What a licence of a product may include, templates of terms, and the longer term of a trial. */
export function termRoutes(app: App, deps: Deps): void {
  const params = IdParams;
  app.get(
    '/api/v1/products/:id/terms',
    {
      config: read,
      schema: { summary: 'Features and templates of a product', tags, params, response: { 200: ProductTerms } },
    },
    async (request) => deps.db.base((trx) => productTerms(trx, request.params.id)),
  );

  app.post(
    '/api/v1/products/:id/features',
    {
      config: write,
      schema: {
        summary: 'Add a feature to a product',
        tags,
        params,
        body: NewFeature,
        response: { 201: ProductTerms },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, productId: request.params.id };
      return reply.code(201).send(await deps.db.base((trx) => addFeature(trx, deps, request.who, input)));
    },
  );

  app.post(
    '/api/v1/products/:id/templates',
    {
      config: write,
      schema: { summary: 'Add a template of terms', tags, params, body: NewTemplate, response: { 201: ProductTerms } },
    },
    async (request, reply) => {
      const input = { ...request.body, productId: request.params.id };
      return reply.code(201).send(await deps.db.base((trx) => addTemplate(trx, deps, request.who, input)));
    },
  );

  app.delete(
    '/api/v1/templates/:id',
    { config: write, schema: { summary: 'End a template of terms', tags, params, response: { 200: ProductTerms } } },
    async (request) => deps.db.base((trx) => endTemplate(trx, deps, request.who, request.params.id)),
  );

  figureRoutes(app, deps);
}

function figureRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/v1/licences/figures',
    { config: read, schema: { summary: 'Licences and seats by kind', tags, response: { 200: Figures } } },
    async () => deps.db.base((trx) => licenceFigures(trx)),
  );

  app.post(
    '/api/v1/licences/:id/extend',
    {
      config: access({ callers: ['administrator', 'licence desk'], purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Let a trial last longer',
        tags,
        params: IdParams,
        body: Extension,
        response: { 200: Licence },
      },
    },
    async (request) => {
      const { id } = request.params;
      await deps.db.base((trx) => extendLicence(trx, deps, request.who, { id, ...request.body }));
      return openLicence(deps, request.who, id);
    },
  );
}
