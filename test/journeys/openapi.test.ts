import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../kit/app.ts';

interface Operation {
  summary?: string;
  tags?: string[];
  security?: object[];
  parameters?: { in: string; name: string }[];
  requestBody?: { content: Record<string, { schema: { properties?: Record<string, unknown> } }> };
  responses: Record<string, { content?: Record<string, unknown> }>;
  'x-callers': string[];
}

let app: TestApp;
let operations: { name: string; operation: Operation }[];

beforeAll(async () => {
  app = await startApp({ vendor: false });
  const document = (await (await app.get('/openapi.json')).json()) as {
    openapi: string;
    paths: Record<string, Record<string, Operation>>;
  };
  expect(document.openapi).toBe('3.1.0');
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  );
}, 60_000);
afterAll(() => app.stop());

test('every route of the API is described: what it does, who may call it, how it refuses', () => {
  const described = new Set(operations.map(({ name }) => name));
  const routes = app.kept.routes.filter(({ url }) => url.startsWith('/api/v1/'));
  expect(routes.length).toBeGreaterThan(50);
  for (const { method, url } of routes) expect(described).toContain(`${method} ${url.replace(/:(\w+)/g, '{$1}')}`);
  for (const { name, operation } of operations) {
    expect([name, operation.summary]).toEqual([name, expect.stringMatching(/\w{3}/)]);
    expect([name, operation.tags]).toEqual([name, [expect.any(String)]]);
    expect([name, operation['x-callers']?.length > 0]).toEqual([name, true]);
    expect([name, 'default' in operation.responses]).toEqual([name, true]);
  }
});

test('each open route of the sign-in stands there with what goes in and comes out, and no other', () => {
  const paths = app.kept.routes.filter(({ url }) => url.startsWith('/api/auth/'));
  expect(paths).toHaveLength(22);
  expect(paths.filter(({ url }) => url.includes('*'))).toEqual([]);
  for (const { method, url } of paths) {
    const operation = operations.find(({ name }) => name === `${method} ${url}`)?.operation;
    // A browser comes back by it, from where one signed in.
    if (url === '/api/auth/callback/oidc') {
      expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining(['302']));
      continue;
    }
    expect([url, operation?.responses['200']]).toEqual([url, expect.any(Object)]);
    const csrf = (operation?.parameters ?? []).some((each) => each.name === 'kept-csrf');
    expect([url, csrf]).toEqual([url, method === 'POST']);
  }
  const signIn = operations.find(({ name }) => name === 'POST /api/auth/sign-in/email')?.operation;
  const fields = Object.keys(signIn?.requestBody?.content['application/json']?.schema.properties ?? {});
  expect(fields).toEqual(['email', 'password', 'rememberMe']);
});

test('the forms of public pages are described as browsers send them', () => {
  const forms = app.kept.routes.filter(({ method, url }) => method === 'POST' && !/^\/(api|s)\//.test(url));
  expect(forms.length).toBeGreaterThan(8);
  for (const { url } of forms) {
    const form = operations.find(({ name }) => name === `POST ${url.replace(/:(\w+)/g, '{$1}')}`)?.operation;
    expect([url, Object.keys(form?.requestBody?.content ?? {})]).toEqual([url, ['application/x-www-form-urlencoded']]);
    expect([url, Object.keys(form?.responses['200']?.content ?? {})]).toEqual([url, ['text/html']]);
  }
});

test('headers and sign-in stand where they are needed', () => {
  const of = (name: string) => operations.find((each) => each.name === name)?.operation;
  const headers = (name: string) =>
    (of(name)?.parameters ?? []).filter((each) => each.in === 'header').map((each) => each.name);
  expect(of('POST /api/v1/activations')?.security).toEqual([]);
  expect(headers('POST /api/v1/activations')).toContain('idempotency-key');
  expect(headers('GET /api/v1/people/{id}')).toEqual(expect.arrayContaining(['kept-purpose', 'kept-reason']));
  expect(headers('POST /api/v1/products')).toEqual(['kept-csrf']);
  expect(headers('POST /api/v1/licences')).toEqual(expect.arrayContaining(['idempotency-key', 'kept-csrf']));
  expect(of('POST /api/v1/products')?.security).toEqual([{ session: [] }]);
});

test('the page to read it names each route, and a page a subject says what it takes', async () => {
  const page = await (await app.get('/api')).text();
  expect(page).not.toContain('<script');
  for (const { name } of operations) expect(page).toContain(name);
  const subjects = [...page.matchAll(/href="(\/api\/[^"]+)"/g)].map(([, path]) => path ?? '');
  const pages = await Promise.all(subjects.map(async (path) => (await app.get(path)).text()));
  for (const { name } of operations)
    expect(pages.filter((each) => each.includes(`<h2><code>${name}</code></h2>`))).toHaveLength(1);
  expect((await app.get('/api/made-up')).status).toBe(404);
});
