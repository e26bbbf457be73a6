import { emptySite } from '../../src/platform/html/page.ts';
import { createMetrics } from '../../src/platform/http/metrics.ts';
import { type App, createServer } from '../../src/platform/http/server.ts';
import type { Who } from '../../src/platform/http/who.ts';
import type { TestDeps } from './deps.ts';

interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly text: string;
  readonly headers: Record<string, unknown>;
}

/** A server that holds one part, for tests below the whole application. Who calls is said by the test. */
export interface PartServer {
  readonly app: App;
  /** Calls as a member; purpose and reason as the desk sends them. */
  call<T = Record<string, never>>(
    who: Who,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    options?: { body?: unknown; purpose?: string; reason?: string },
  ): Promise<Answer<T>>;
  /** Sends bytes as a member. */
  send<T = Record<string, never>>(
    who: Who,
    method: 'POST',
    url: string,
    options: { body: Buffer; headers: Record<string, string> },
  ): Promise<Answer<T>>;
  /** Sends a public form as a browser does. */
  submit(url: string, form: Record<string, string>): Promise<Answer<unknown>>;
}

export async function partServer(deps: TestDeps, mount: (app: App) => void | Promise<void>): Promise<PartServer> {
  let caller: Who = { kind: 'public' };
  let network = 0;
  const { app } = await createServer({
    log: deps.log,
    ids: deps.ids,
    metrics: createMetrics(),
    trustedProxies: [],
    publicUrl: deps.publicUrl,
    version: 'test',
    identify: async () => caller,
    site: async () => emptySite,
  });
  await mount(app);
  await app.ready();
  const answer = <T>(response: { statusCode: number; body: string; headers: Record<string, unknown> }): Answer<T> => ({
    status: response.statusCode,
    text: response.body,
    headers: response.headers,
    body: (response.body.startsWith('{') ? JSON.parse(response.body) : null) as T,
  });
  return {
    app,
    async call<T>(
      who: Who,
      method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
      url: string,
      { body, purpose, reason }: { body?: unknown; purpose?: string; reason?: string } = {},
    ) {
      caller = who;
      const headers: Record<string, string> = { 'kept-csrf': '1' };
      if (purpose) headers['kept-purpose'] = purpose;
      if (reason) headers['kept-reason'] = encodeURIComponent(reason);
      const payload = body === undefined ? {} : { payload: body as object };
      return answer<T>(await app.inject({ method, url, headers, ...payload }));
    },
    async send<T>(who: Who, method: 'POST', url: string, options: { body: Buffer; headers: Record<string, string> }) {
      caller = who;
      const headers = { 'kept-csrf': '1', ...options.headers };
      return answer<T>(await app.inject({ method, url, headers, payload: options.body }));
    },
    async submit(url, form) {
      caller = { kind: 'public' };
      // From another network each time, so that the limits do not stop the test.
      network += 1;
      return answer(
        await app.inject({
          method: 'POST',
          url,
          remoteAddress: `10.0.${network >> 8}.${network & 255}`,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams(form).toString(),
        }),
      );
    },
  };
}
