import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { beginTerm, schoolsOf } from '../../src/parts/licensing/index.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { sha256 } from '../../src/platform/crypto/digest.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';

// Every write over the API that comes from outside the desk: the same request under the same key acts once and is answered alike,
// another request under that key is refused. Which those are is read from the routes themselves.

let app: TestApp;
let desk: Session;
let holderCompanyId: string;
let product: { productId: string; releaseId: string };
beforeAll(async () => {
  app = await startApp();
  desk = await app.signInAs('licence desk');
  holderCompanyId = await aReseller(app, { name: 'Sample Dealers' });
  product = await aProduct(app, { name: 'Sample Mill' });
}, 120_000);
afterAll(() => app.stop());

// Administrators of buyers write from the desk, too.
const outside = ['public', 'person', 'desktop client', 'API token'];
const writes = () =>
  app.kept.routes
    .filter(({ method, url }) => !['GET', 'HEAD', 'OPTIONS'].includes(method) && url.startsWith('/api/v1/'))
    .filter(({ access }) => access.callers.some((caller) => outside.includes(caller)))
    .map(({ method, url, access }) => ({ name: `${method} ${url}`, idempotent: access.idempotent === true }));

/** Writes that take no key, each with its reason (docs/client-library.md). */
const without: Record<string, string> = {
  'POST /api/v1/activations/:id/lease': 'the same request again is the heartbeat (decision 23)',
  'POST /api/v1/activations/:id/return': 'a seat that is back stays back (decision 23)',
  'POST /api/v1/activations/:id/use': 'says how far a meter is, not how much more (decision 31)',
  'POST /api/v1/age-screen': 'writes nothing; of a date of birth not even a digest may be kept',
  'POST /api/v1/invitations/check': 'reads; a POST so that the token stands in no address',
  'POST /api/v1/sign-in/outside': 'of the sign-in page of the desk; what it begins lives ten minutes and is spent once',
};

const owner = <Row extends object>(text: string, values: unknown[] = []) =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);
const count = async (table: string) => (await owner<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n;

interface Case {
  readonly path: string;
  readonly body: object;
  /** Another request, which must not be taken for this one. */
  readonly other: { readonly path?: string; readonly body?: object };
  /** What a second act would leave. */
  readonly trace: () => Promise<unknown>;
  readonly desk?: true;
}

const noticeShown = async () =>
  ((await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } }).notice.sha256;

async function activated(machine: string | null = `machine-${randomBytes(4).toString('hex')}`) {
  const [licence] = await someLicences(app, { ...product, holderCompanyId });
  const notice = await noticeShown();
  const body = {
    serial: licence?.serial,
    notice,
    ...registrationData(),
    ...(machine && { machine }),
  };
  const answer = await app.post('/api/v1/activations', body);
  return { id: ((await answer.json()) as { activationId: string }).activationId, machine: machine ?? '', body };
}

async function aLabel(): Promise<string> {
  const education = { kind: 'education', seats: 4, expiresOn: '2027-12-31' } as const;
  const [licence] = await someLicences(app, { ...product, holderCompanyId, ...education });
  const notice = await noticeShown();
  const told = { serial: licence?.serial, notice, ...registrationData(), registrant: 'school' };
  await app.post('/api/v1/activations', told);
  const [row] = await owner<{ personId: string; licenceId: string }>(
    'SELECT person_id AS "personId", licence_id AS "licenceId" FROM licensing.registrations WHERE licence_id = $1',
    [licence?.id],
  );
  const keeper = row as { personId: string; licenceId: string };
  const term = { startsOn: '2026-02-01', endsOn: '2026-07-31', count: 2 };
  const { deps } = app.kept;
  await deps.db.as('rights', (trx) => beginTerm(trx, deps, { ...keeper, ...term }));
  const schools = await deps.db.as('rights', (trx) => schoolsOf(trx, keeper.personId));
  return schools[0]?.term?.labels[0]?.label ?? '';
}

const cases: Record<string, () => Promise<Case>> = {
  async 'POST /api/v1/activations'() {
    const [licence] = await someLicences(app, { ...product, holderCompanyId, seats: 3 });
    const notice = await noticeShown();
    const body = { serial: licence?.serial, notice, ...registrationData() };
    const other = { body: { ...body, phone: '+49 30 5550000' } };
    return { path: '/api/v1/activations', body, other, trace: () => count('licensing.activations') };
  },
  async 'PUT /api/v1/activations/:id/machine'() {
    const { id } = await activated(null);
    return {
      path: `/api/v1/activations/${id}/machine`,
      body: { machine: 'machine-of-a-key' },
      other: { body: { machine: 'machine-of-no-key' } },
      trace: () => owner('SELECT machine_sha256 FROM licensing.activations WHERE id = $1', [id]),
    };
  },
  async 'POST /api/v1/activations/:id/deactivate'() {
    const [one, two] = [await activated(), await activated('machine-that-stays')];
    return {
      path: `/api/v1/activations/${one.id}/deactivate`,
      body: { machine: one.machine },
      other: { path: `/api/v1/activations/${two.id}/deactivate`, body: { machine: two.machine } },
      trace: () => count('licensing.activations WHERE deactivated_at IS NOT NULL'),
    };
  },
  async 'POST /api/v1/pupil-seats'() {
    const label = await aLabel();
    return {
      path: '/api/v1/pupil-seats',
      body: { label, machine: 'machine-of-a-pupil' },
      other: { body: { label, machine: 'machine-of-another' } },
      trace: () => count('licensing.activations'),
    };
  },
  async 'POST /api/v1/invitations/accept'() {
    const token = randomBytes(32).toString('base64url');
    await owner(
      `INSERT INTO staff.invitations (id, role, token_sha256, created_at, expires_at)
       VALUES (gen_random_uuid(), 'support', $1, $2, $2::timestamptz + interval '1 hour')`,
      [sha256(token), app.clock.now()],
    );
    const account = { name: 'New Member', email: 'new.member@vendor.example', password: 'a long pass phrase of tests' };
    return {
      path: '/api/v1/invitations/accept',
      body: { token, ...account },
      other: { body: { token: randomBytes(32).toString('base64url'), ...account } },
      trace: () => count('staff.members'),
    };
  },
  async 'POST /api/v1/leads'() {
    const body = {
      companyName: 'Prospect Works',
      country: 'DE',
      name: 'Sam Prospect',
      email: 'sam@prospect.example',
      interest: 'new licences',
    };
    const other = { body: { ...body, companyName: 'Another Works' } };
    return { path: '/api/v1/leads', body, other, trace: () => count('resellers.leads'), desk: true };
  },
};

test('takes a key, or stands in the list of those that need none', () => {
  const all = writes();
  expect(all.length).toBeGreaterThan(8);
  const bare = all.filter(({ idempotent }) => !idempotent).map(({ name }) => name);
  expect(bare.sort()).toEqual(Object.keys(without).sort());
  const keyed = all.filter(({ idempotent }) => idempotent).map(({ name }) => name);
  expect(keyed.sort()).toEqual(Object.keys(cases).sort());
});

describe.each(Object.keys(cases))('%s', (name) => {
  test('acts once under a key, is answered alike, and refuses another request under it', async () => {
    const { path, body, other, trace, desk: ofDesk } = await (cases[name] as () => Promise<Case>)();
    const key = randomBytes(8).toString('hex');
    const send = async (asked: { readonly path?: string; readonly body?: object }) => {
      const answer = await fetch(`${app.baseUrl}${asked.path ?? path}`, {
        method: name.split(' ')[0] ?? '',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': key,
          'kept-csrf': '1',
          ...(ofDesk && { cookie: desk.cookie }),
        },
        body: JSON.stringify(asked.body ?? body),
      });
      return { status: answer.status, body: (await answer.json()) as { error?: { code: string } } };
    };
    const [first, twin] = await Promise.all([send({}), send({})]);
    expect(first).toMatchObject({ status: /^POST.*deactivate|^PUT/.test(name) ? 200 : 201 });
    expect(twin).toEqual(first);
    const left = await trace();
    app.clock.advance({ minutes: 2 });
    expect(await send({})).toEqual(first);
    const mixed = await send(other);
    expect([mixed.status, mixed.body.error?.code]).toEqual([422, 'KEPT_IDEMPOTENCY_MISMATCH']);
    expect(await trace()).toEqual(left);
  });
});
