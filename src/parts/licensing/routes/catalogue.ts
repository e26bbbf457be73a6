import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import { type Caller, staffRoles } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import {
  addRelease,
  createProduct,
  createTechnology,
  listProducts,
  listTechnologies,
  setReleaseTechnologies,
} from '../actions/catalogue.ts';
import { registrationFieldItems } from '../actions/registration-fields.ts';
import {
  IdParams,
  NewProduct,
  NewRelease,
  NewTechnology,
  Product,
  ProductList,
  ProductQuery,
  ReleaseTechnologies,
  Technology,
  TechnologyList,
  TechnologyQuery,
} from '../wire/catalogue.ts';
import { RegistrationFields } from '../wire/registration.ts';

const keepers: readonly Caller[] = ['administrator', 'product manager', 'licence desk'];
const resellers: readonly Caller[] = ['reseller administrator', 'reseller staff'];

/** Products, releases, technologies: what is sold and what is in it. */
export function catalogueRoutes(app: App, deps: Deps): void {
  const read = access({ callers: staffRoles, purposes: [], limit: 'desk' });
  const write = access({ callers: keepers, purposes: [], limit: 'desk' });

  app.get(
    '/api/v1/products',
    {
      config: access({ callers: [...staffRoles, ...resellers], purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Products with their releases and embedded technologies',
        tags: ['licensing'],
        querystring: ProductQuery,
        response: { 200: ProductList },
      },
    },
    async (request) => listProducts(deps, request.who, readList(request.query, 'name'), { q: request.query.q ?? null }),
  );

  app.post(
    '/api/v1/products',
    {
      config: write,
      schema: { summary: 'Make a product', tags: ['licensing'], body: NewProduct, response: { 201: Product } },
    },
    async (request, reply) =>
      reply.code(201).send(await deps.db.base((trx) => createProduct(trx, deps, request.who, request.body))),
  );

  app.post(
    '/api/v1/products/:id/releases',
    {
      config: write,
      schema: {
        summary: 'Add a release to a product',
        tags: ['licensing'],
        params: IdParams,
        body: NewRelease,
        response: { 201: Product },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, productId: request.params.id };
      return reply.code(201).send(await deps.db.base((trx) => addRelease(trx, deps, request.who, input)));
    },
  );

  app.put(
    '/api/v1/releases/:id/technologies',
    {
      config: write,
      schema: {
        summary: 'Say which technologies a release embeds',
        tags: ['licensing'],
        params: IdParams,
        body: ReleaseTechnologies,
        response: { 200: Product },
      },
    },
    async (request) => {
      const input = { ...request.body, releaseId: request.params.id };
      return deps.db.base((trx) => setReleaseTechnologies(trx, deps, request.who, input));
    },
  );

  app.get(
    '/api/v1/technologies',
    {
      config: read,
      schema: {
        summary: 'Embedded technologies and whose they are',
        tags: ['licensing'],
        querystring: TechnologyQuery,
        response: { 200: TechnologyList },
      },
    },
    async (request) =>
      listTechnologies(deps, readList(request.query, 'name'), {
        q: request.query.q ?? null,
        licensorId: request.query.licensorId ?? null,
      }),
  );

  app.post(
    '/api/v1/technologies',
    {
      config: write,
      schema: {
        summary: 'Make a technology of a licensor',
        tags: ['licensing'],
        body: NewTechnology,
        response: { 201: Technology },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await deps.db.base((trx) => createTechnology(trx, deps, request.who, request.body))),
  );

  app.get(
    '/api/v1/registration-fields',
    {
      config: read,
      schema: {
        summary: 'The registration fields, for the desk',
        tags: ['licensing'],
        response: { 200: RegistrationFields },
      },
    },
    async () => registrationFieldItems(deps),
  );
}
