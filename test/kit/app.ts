import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppOptions } from '../../src/app/ground.ts';
import { buildApp, type KeptApp } from '../../src/app.ts';
import { sha256 } from '../../src/platform/crypto/digest.ts';
import { openSecrets } from '../../src/platform/crypto/secrets.ts';
import type { MemberRole } from '../../src/platform/http/roles.ts';
import { systemIds } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import { smtpTransport } from '../../src/platform/mail/smtp.ts';
import { type TestClock, testClock } from './clock.ts';
import { connected, type TestDatabase, testDatabase } from './database.ts';
import { type MailCatcher, startMailCatcher } from './mail-catcher.ts';

/** The real application on a database of its own, listening on loopback. */
export interface TestApp {
  readonly kept: KeptApp;
  readonly baseUrl: string;
  readonly database: TestDatabase;
  readonly dataFolder: string;
  readonly clock: TestClock;
  readonly mails: MailCatcher;
  /** All log lines so far. */
  readonly log: () => string;
  /** A fetch without cookies, from outside. Paths are taken from the base URL; redirects are not followed. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** A public form, sent as a browser sends it. */
  submit(path: string, form: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
  /** A new member with a session. Tenants' members need the company. */
  signInAs(role: MemberRole, companyId?: string): Promise<Session>;
  /** Delivers all waiting events and mails. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

interface Ground {
  readonly purpose: string;
  readonly reason: string;
}

export interface Session {
  readonly memberId: string;
  readonly email: string;
  readonly cookie: string;
  /** As the desk calls: with the session, the CSRF header and, where given, purpose and reason. */
  call<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    ground?: Ground,
  ): Promise<{ status: number; body: T }>;
}

export async function startApp(
  options: { vendor?: boolean; overrides?: Partial<AppOptions>; before?: (kept: KeptApp) => void } = {},
): Promise<TestApp> {
  const database = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'kept-app-'));
  const desk = join(folder, 'desk');
  const lines: string[] = [];
  const mails = await startMailCatcher();
  const clock = testClock();
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Desk</title>');
  const kept = await buildApp({
    databaseUrl: database.appUrl,
    authUrl: database.authUrl,
    probeUrl: database.probeUrl,
    rolePrefix: database.prefix,
    secrets: openSecrets(join(folder, 'secrets')),
    dataFolder: folder,
    clock,
    ids: systemIds,
    log: createLog('info', { write: (line: string) => lines.push(line) }),
    publicUrl: baseUrl,
    trustedProxies: [],
    deskFolder: desk,
    version: 'test',
    transport: smtpTransport(mails.url),
    ...options.overrides,
  });
  options.before?.(kept);
  await kept.app.listen({ port, host: '127.0.0.1' });

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${baseUrl}${path}`, { headers, redirect: 'manual' });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${baseUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      redirect: 'manual',
    });
  const submit = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${baseUrl}${path}`, { method: 'POST', headers, body: new URLSearchParams(form), redirect: 'manual' });

  async function signInAs(role: MemberRole, companyId?: string): Promise<Session> {
    const email = `${role.replaceAll(' ', '-')}-${randomBytes(4).toString('hex')}@vendor.example`;
    const password = `test-${randomBytes(9).toString('hex')}`;
    const token = await inviteDirectly(database, clock, role, companyId ?? null);
    const accepted = await post(
      '/api/v1/invitations/accept',
      { token, name: `The ${role}`, email, password },
      { 'kept-csrf': '1' },
    );
    if (accepted.status !== 201)
      throw new Error(`invitation not accepted: ${accepted.status} ${await accepted.text()}`);
    const { memberId } = (await accepted.json()) as { memberId: string };
    const signedIn = await post('/api/auth/sign-in/email', { email, password }, { 'kept-csrf': '1', origin: baseUrl });
    if (signedIn.status !== 200) throw new Error(`not signed in: ${signedIn.status} ${await signedIn.text()}`);
    const cookie = signedIn.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    return {
      memberId,
      email,
      cookie,
      call: (method, path, body, ground) => callAs({ url: `${baseUrl}${path}`, cookie, method, body, ground }),
    };
  }

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) {
      if ((await kept.dispatcher.drain()) + (await kept.mails.drain()) === 0) return;
    }
    throw new Error('events and mails never came to rest');
  }

  const running: TestApp = {
    kept,
    baseUrl,
    database,
    dataFolder: folder,
    clock,
    mails,
    log: () => lines.join(''),
    get,
    post,
    submit,
    signInAs,
    settle,
    async stop() {
      await kept.stop();
      await mails.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  if (options.vendor ?? true) await giveVendor(running);
  return running;
}

/** The invitation row as the desk would write it, so that the first member needs no other. */
async function inviteDirectly(
  database: TestDatabase,
  clock: TestClock,
  role: MemberRole,
  companyId: string | null,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const expires = new Date(clock.now().getTime() + 3_600_000);
  await connected(database.ownerUrl, (client) =>
    client.query(
      'INSERT INTO staff.invitations (id, role, company_id, token_sha256, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [systemIds.uuid(), role, companyId, sha256(token), clock.now(), expires],
    ),
  );
  return token;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A plainly made-up vendor, given as an administrator gives it. */
async function giveVendor(app: TestApp): Promise<void> {
  const administrator = await app.signInAs('administrator');
  const { status, body } = await administrator.call('PUT', '/api/v1/vendor', {
    name: 'Example Tooling GmbH',
    address: '1 Sample Street\n12345 Exampletown',
    country: 'DE',
    phone: '+49 30 0000000',
    privacyMailbox: 'privacy@vendor.example',
    removeMailbox: 'remove@vendor.example',
    officeCountries: ['DE', 'US'],
    timeZone: 'Europe/Berlin',
    accentColor: null,
  });
  if (status !== 200) throw new Error(`the vendor was not stored: ${status} ${JSON.stringify(body)}`);
}

async function callAs<T>(request: {
  url: string;
  cookie: string;
  method: string;
  body: unknown;
  ground: Ground | undefined;
}): Promise<{ status: number; body: T }> {
  const { url, cookie, method, body, ground } = request;
  const headers: Record<string, string> = {
    cookie,
    accept: 'application/json',
    'kept-csrf': '1',
    'idempotency-key': randomBytes(8).toString('hex'),
  };
  if (ground) {
    headers['kept-purpose'] = encodeURIComponent(ground.purpose);
    headers['kept-reason'] = encodeURIComponent(ground.reason);
  }
  if (body !== undefined) headers['content-type'] = 'application/json';
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(url, { method, headers, ...sent, redirect: 'manual' });
  const text = await response.text();
  const isJson = text !== '' && response.headers.get('content-type')?.includes('json');
  return { status: response.status, body: (isJson ? JSON.parse(text) : text) as T };
}
