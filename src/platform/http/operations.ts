import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { errors as databaseErrors } from '../db/errors.ts';
import type { Site } from '../html/page.ts';
import { access } from './access.ts';
import { mountApiPages } from './api-pages.ts';
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
  mountApiPages(app, deps.site);
}

/** A database that takes longer than this to say 1 is not there for visitors either. */
async function answersSoon(asked: Promise<unknown>): Promise<void> {
  const late = Symbol('late');
  const first = await Promise.race([asked, new Promise((done) => setTimeout(done, 2_000, late).unref())]);
  if (first === late) throw databaseErrors.KEPT_DATABASE_AWAY();
}
