import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { errors as databaseErrors } from '../db/errors.ts';
import { type Html, html } from '../html/html.ts';
import { page, type Site } from '../html/page.ts';
import { access } from './access.ts';
import type { App } from './app.ts';
import type { Metrics } from './metrics.ts';

/** Routes for those who run the server: alive, ready, figures, and the API described. */
export function mountOperations(
  app: App,
  deps: { db: Database; metrics: Metrics; site: () => Promise<Site>; version: string },
): void {
  const open = { callers: ['public'], purposes: [], limit: 'page' } as const;

  app.get(
    '/healthz',
    { config: access(open), schema: { summary: 'The process is alive', tags: ['operations'] } },
    async () => ({ status: 'alive', version: deps.version }),
  );

  app.get(
    '/readyz',
    {
      config: access(open),
      schema: { summary: 'The server can do its work: the database answers', tags: ['operations'] },
    },
    async () => {
      await answersSoon(sql`SELECT 1`.execute(deps.db.read));
      return { status: 'ready', version: deps.version };
    },
  );

  app.get(
    '/metrics',
    {
      config: access({ callers: ['API token', 'administrator'], purposes: [], limit: 'desk', scope: 'metrics' }),
      schema: { summary: 'Prometheus figures', tags: ['operations'] },
    },
    async (_request, reply) =>
      reply.type(deps.metrics.registry.contentType).send(await deps.metrics.registry.metrics()),
  );

  app.get('/openapi.json', { config: access(open), schema: { hide: true } }, async () => app.swagger());

  // Drawn once: routes do not change while the server runs, and it is by far the longest page.
  let described: Html | undefined;
  app.get('/api', { config: access(open), schema: { hide: true } }, async (_request, reply) => {
    described ??= describe(app.swagger() as unknown as Described);
    return reply.type('text/html; charset=utf-8').send(page(await deps.site(), { title: 'The API', body: described }));
  });
}

/** A database that takes longer than this to say 1 is not there for visitors either. */
async function answersSoon(asked: Promise<unknown>): Promise<void> {
  const late = Symbol('late');
  const first = await Promise.race([asked, new Promise((done) => setTimeout(done, 2_000, late).unref())]);
  if (first === late) throw databaseErrors.KEPT_DATABASE_AWAY();
}

interface Described {
  readonly paths?: Record<string, Record<string, Operation>>;
}

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly 'x-callers'?: readonly string[];
  readonly 'x-purposes'?: readonly string[];
  readonly parameters?: unknown;
  readonly requestBody?: unknown;
  readonly responses?: unknown;
}

function describe(api: Described) {
  const operations = Object.entries(api.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? 'other'))].sort();
  return html`<h1>The API</h1>
<p>Every route, who may call it, and for which purposes it may read people. For programs: <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
${tags.map((tag) => html`<h2>${tag}</h2>${operations.filter(({ operation }) => (operation.tags?.[0] ?? 'other') === tag).map(describeOperation)}`)}`;
}

function describeOperation({ path, method, operation }: { path: string; method: string; operation: Operation }) {
  const purposes = operation['x-purposes'] ?? [];
  const shape = {
    parameters: operation.parameters,
    requestBody: operation.requestBody,
    responses: operation.responses,
  };
  return html`<h3><code>${method.toUpperCase()} ${path}</code></h3>
<p>${operation.summary ?? ''}</p>
<p class="quiet">Callers: ${(operation['x-callers'] ?? []).join(', ')}. ${purposes.length > 0 && `Purposes: ${purposes.join(', ')}.`}</p>
<details><summary>Request and response</summary><pre class="scroll">${JSON.stringify(shape, null, 2)}</pre></details>`;
}
