import { type Html, html } from '../html/html.ts';
import { page, type Site } from '../html/page.ts';
import { access } from './access.ts';
import type { App } from './app.ts';
import { errors } from './errors.ts';

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

interface Route {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

/**
 * The API to read: a list of every route, and a page a subject with what each takes and answers. Drawn when asked for: kept drawn, all of
 * them would be by far the largest thing in the memory of the server.
 */
export function mountApiPages(app: App, site: () => Promise<Site>): void {
  const open = access({ callers: ['public'], purposes: [], limit: 'page' });
  const draw = async (title: string, body: Html) => page(await site(), { title, body });

  app.get('/api', { config: open, schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(await draw('The API', list(bySubject(app)))),
  );

  app.get<{ Params: { subject: string } }>(
    '/api/:subject',
    { config: open, schema: { hide: true } },
    async (request, reply) => {
      const found = [...bySubject(app)].find(([subject]) => slug(subject) === request.params.subject);
      if (!found) throw errors.KEPT_NOT_FOUND();
      return reply.type('text/html; charset=utf-8').send(await draw(`The API: ${found[0]}`, whole(...found)));
    },
  );
}

function bySubject(app: App): Map<string, Route[]> {
  const { paths = {} } = app.swagger() as unknown as Described;
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const subjects = Map.groupBy(routes, ({ operation }) => operation.tags?.[0] ?? 'other');
  return new Map([...subjects].sort(([one], [other]) => (one < other ? -1 : 1)));
}

const titled = (subject: string) => subject.charAt(0).toUpperCase() + subject.slice(1);
const slug = (subject: string) => subject.toLowerCase().replace(/[^a-z0-9]+/g, '-');

function list(subjects: Map<string, Route[]>): Html {
  return html`<h1>The API</h1>
<p>Every route, by subject. Open a subject to see who may call its routes, for which purposes they may read people, what they take and what they answer. For programs: <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
${[...subjects].map(
  ([subject, routes]) => html`<h2><a href="/api/${slug(subject)}">${titled(subject)}</a></h2>
<ul>${routes.map(({ method, path, operation }) => html`<li><code>${method} ${path}</code> ${operation.summary ?? ''}</li>`)}</ul>`,
)}`;
}

function whole(subject: string, routes: readonly Route[]): Html {
  return html`<p><a href="/api">The API</a></p>
<h1>${titled(subject)}</h1>
${routes.map(describeRoute)}`;
}

function describeRoute({ path, method, operation }: Route): Html {
  const purposes = operation['x-purposes'] ?? [];
  const shape = {
    parameters: operation.parameters,
    requestBody: operation.requestBody,
    responses: operation.responses,
  };
  return html`<h2><code>${method} ${path}</code></h2>
<p>${operation.summary ?? ''}</p>
<p class="quiet">Callers: ${(operation['x-callers'] ?? []).join(', ')}. ${purposes.length > 0 && `Purposes: ${purposes.join(', ')}.`}</p>
<details><summary>Request and response</summary><pre class="scroll">${JSON.stringify(shape, null, 2)}</pre></details>`;
}
