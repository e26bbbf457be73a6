import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { openDatabase } from '../../platform/db/database.ts';
import { aReseller } from '../resellers/fixtures.ts';
import { useFeature } from './actions/meters.ts';
import { aProduct, registrationData, someLicences } from './fixtures.ts';
import type { Meter, MeterItem, MeterPeriod, UseAnswer } from './wire/meters.ts';

let app: TestApp;
let desk: Session;
let holderCompanyId: string;
let product: { productId: string; releaseId: string };
const nonce = 'AAAAAAAAAAAAAAAAAAAAAA';
const machine = 'machine-one';

beforeAll(async () => {
  app = await startApp();
  desk = await app.signInAs('licence desk');
  holderCompanyId = await aReseller(app, { name: 'Sample Dealers' });
  product = await aProduct(app, { name: 'Sample Mill' });
  for (const code of ['render', 'export'])
    await desk.call('POST', `/api/v1/products/${product.productId}/features`, { code, name: `To ${code}` });
  await setFeature('render', { cap: 3, period: 'month' });
});
afterAll(() => app?.stop());

const owner = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);
const setFeature = (feature: string, meter: Meter | null) =>
  desk.call('PUT', `/api/v1/products/${product.productId}/features/${feature}/meter`, { meter });
const setOwn = (licenceId: string, meter: Meter | null, feature = 'render') =>
  desk.call('PUT', `/api/v1/licences/${licenceId}/meters/${feature}`, { meter });
const meters = async (licenceId: string) =>
  (await desk.call<{ items: MeterItem[] }>('GET', `/api/v1/licences/${licenceId}/meters`)).body.items;
const fresh = () => randomBytes(12).toString('base64url');
const today = () => app.clock.now().toISOString().slice(0, 10);

async function aSeat(more: object = {}, on = machine): Promise<{ licenceId: string; id: string }> {
  const [licence] = await someLicences(app, { ...product, holderCompanyId, seats: 3, ...more });
  return { licenceId: licence?.id ?? '', id: await activated(licence?.serial ?? '', on) };
}

async function activated(serial: string, on: string): Promise<string> {
  const schema = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  const told = { ...registrationData(), serial, notice: schema.notice.sha256, machine: on };
  return ((await (await app.post('/api/v1/activations', told)).json()) as { activationId: string }).activationId;
}

type Said = Partial<UseAnswer> & { readonly error?: { readonly code: string } };
async function use(
  id: string,
  told: { total: number; to: number } & Record<string, unknown>,
): Promise<Said & { status: number }> {
  const body = { machine, nonce, feature: 'render', counter: 'counter-of-one-000', day: today(), ...told };
  const answer = await app.post(`/api/v1/activations/${id}/use`, body);
  return { status: answer.status, ...((await answer.json()) as Said) };
}

describe('a metered feature', () => {
  test('is counted up to its cap; the next use is refused, and what was used is not taken back', async () => {
    const { licenceId, id } = await aSeat();
    for (const total of [0, 1, 2])
      expect(await use(id, { total, to: total + 1 })).toMatchObject({
        verdict: 'counted',
        total: total + 1,
        used: total + 1,
        cap: 3,
      });
    expect(await use(id, { total: 3, to: 4 })).toMatchObject({ status: 200, verdict: 'used up', total: 3, used: 3 });
    expect(await meters(licenceId)).toEqual([
      {
        id: 'render',
        name: 'To render',
        cap: 3,
        period: 'month',
        used: 3,
        refused: 1,
        resetsOn: '2026-04-01',
        source: 'feature',
      },
    ]);
  });

  test('counts what is told again once, also after an answer was lost', async () => {
    const { id } = await aSeat();
    for (const _ of [1, 2, 3])
      expect(await use(id, { total: 0, to: 1 })).toMatchObject({ verdict: 'counted', total: 1, used: 1 });
    // The program gave the use up, as it never heard of it.
    expect(await use(id, { total: 0, to: 0 })).toMatchObject({ total: 1, used: 1 });
    expect(await use(id, { total: 1, to: 2 })).toMatchObject({ total: 2, used: 2 });
    expect(await use(id, { total: 0, to: 1 })).toMatchObject({ total: 2, used: 2 });
  });

  test('takes in what was used without a network, beyond the cap, too, in the period in which it was', async () => {
    const { licenceId, id } = await aSeat();
    expect(await use(id, { total: 9, to: 9 })).toMatchObject({ verdict: 'counted', total: 9, used: 9, cap: 3 });
    expect(await use(id, { total: 9, to: 10 })).toMatchObject({ verdict: 'used up', total: 9 });
    const now = app.clock.now();
    app.clock.set('2026-04-02T09:00:00Z');
    const late = { counter: fresh(), day: '2026-03-20' };
    expect(await use(id, { total: 2, to: 2, ...late })).toMatchObject({
      verdict: 'counted',
      used: 0,
      resetsOn: '2026-05-01',
    });
    expect(await use(id, { total: 2, to: 3, ...late })).toMatchObject({ verdict: 'used up', total: 2 });
    expect(await use(id, { total: 0, to: 1, counter: fresh() })).toMatchObject({ verdict: 'counted', used: 1 });
    const { body } = await desk.call<{ items: MeterPeriod[]; count: number }>(
      'GET',
      `/api/v1/licences/${licenceId}/meter-periods`,
    );
    expect(body.items.map(({ startsOn, used }) => [startsOn, used])).toEqual([
      ['2026-04-01', 1],
      ['2026-03-01', 11],
    ]);
    expect(body.count).toBe(2);
    app.clock.set(now);
  });

  test('counts a day that cannot be for today, or for the day of the activation', async () => {
    const { licenceId, id } = await aSeat();
    await setOwn(licenceId, { cap: null, period: 'day' });
    await use(id, { total: 1, to: 1, counter: fresh(), day: '2099-12-31' });
    await use(id, { total: 1, to: 1, counter: fresh(), day: '1999-12-31' });
    expect((await meters(licenceId))[0]).toMatchObject({ used: 2, cap: null, source: 'licence' });
  });

  test('begins anew with its period, in the time zone of the vendor', async () => {
    const { licenceId, id } = await aSeat();
    await setOwn(licenceId, { cap: 1, period: 'day' });
    const now = app.clock.now();
    const [{ zone } = { zone: 'UTC' }] = await owner<{ zone: string }>('SELECT time_zone AS zone FROM policy.vendor');
    const offset = zone === 'UTC' ? 0 : 1;
    app.clock.set(new Date(Date.UTC(2026, 2, 5, 24 - offset) - 1_000));
    expect(await use(id, { total: 0, to: 1, day: '2026-03-05' })).toMatchObject({
      verdict: 'counted',
      resetsOn: '2026-03-06',
    });
    expect(await use(id, { total: 1, to: 2, day: '2026-03-05' })).toMatchObject({ verdict: 'used up' });
    app.clock.advance({ seconds: 1 });
    expect(await use(id, { total: 0, to: 1, day: '2026-03-06', counter: fresh() })).toMatchObject({
      verdict: 'counted',
      used: 1,
    });
    app.clock.set(now);
  });

  test('refuses the next use of a licence that is suspended, and counts what was made', async () => {
    const { licenceId, id } = await aSeat();
    await owner(`UPDATE licensing.licences SET state = 'suspended' WHERE id = $1`, [licenceId]);
    expect(await use(id, { total: 1, to: 2 })).toMatchObject({ status: 200, verdict: 'suspended', total: 1, used: 1 });
  });

  test('is refused to another machine, of a feature that is not counted or not licensed, and what is no count', async () => {
    const { id } = await aSeat();
    expect(await use(id, { total: 0, to: 1, machine: 'machine-two' })).toMatchObject({ status: 403 });
    expect((await use(id, { total: 0, to: 1, feature: 'export' })).error?.code).toBe('KEPT_NOT_METERED');
    expect((await use(id, { total: 0, to: 1, feature: 'unknown' })).error?.code).toBe('KEPT_NOT_METERED');
    const without = await aSeat({ features: ['export'] });
    expect((await use(without.id, { total: 0, to: 1 })).error?.code).toBe('KEPT_NOT_METERED');
    expect((await use('00000000-0000-4000-8000-000000000000', { total: 0, to: 1 })).status).toBe(404);
    for (const odd of [
      { total: -1 },
      { total: 0.5 },
      { to: 1e12 },
      { counter: 'short' },
      { day: 'today' },
      { nonce: 'x' },
    ])
      expect((await use(id, { total: 0, to: 1, ...odd })).status, JSON.stringify(odd)).toBe(400);
    await setFeature('export', { cap: null, period: 'never' });
    await use(id, { total: 0, to: 1, counter: 'counter-of-render-1' });
    expect((await use(id, { total: 0, to: 1, counter: 'counter-of-render-1', feature: 'export' })).error?.code).toBe(
      'KEPT_COUNTER_OF_OTHER',
    );
    await setFeature('export', null);
  });

  test('is answered with a signature over what is said and asked', async () => {
    const { id } = await aSeat();
    const said = await use(id, { total: 0, to: 1 });
    const raw = app.kept.deps.signing.publicKey.export({ format: 'der', type: 'spki' });
    const key = createPublicKey({ key: raw, format: 'der', type: 'spki' });
    const text = (used: number | undefined) =>
      `kept-meter-1\n${nonce}\n${id}\n${said.checkedAt}\n${said.keyId}\ncounted\nrender\ncounter-of-one-000\n1\n${used}\n3\n2026-04-01\n`;
    const signature = Buffer.from(said.signature ?? '', 'base64url');
    expect(verify(null, Buffer.from(text(said.used)), key, signature)).toBe(true);
    expect(verify(null, Buffer.from(text(2)), key, signature)).toBe(false);
  });

  test('is exact with 200 uses at once over two servers, and never beyond the cap', async () => {
    const [licence] = await someLicences(app, { ...product, holderCompanyId, seats: 4 });
    const machines = ['machine-a', 'machine-b', 'machine-c', 'machine-d'];
    const ids: string[] = [];
    for (const each of machines) ids.push(await activated(licence?.serial ?? '', each));
    await setOwn(licence?.id ?? '', { cap: 150, period: 'year' });
    const second = openDatabase({ url: app.database.appUrl, prefix: app.database.prefix, poolSize: 4 });
    const servers = [app.kept.deps, { ...app.kept.deps, db: second }] as const;
    const asked = Array.from({ length: 200 }, (_, index) => ({
      activationId: ids[index % 4] ?? '',
      machine: machines[index % 4] ?? '',
      counter: fresh(),
      on: servers[index % 2] ?? app.kept.deps,
    }));
    const told = { nonce, feature: 'render', day: today(), total: 0, to: 1 };
    const answers = await Promise.all(asked.map(({ on, ...each }) => useFeature(on, { ...told, ...each })));
    await second.close();
    expect(answers.filter(({ verdict }) => verdict === 'counted')).toHaveLength(150);
    expect(await meters(licence?.id ?? '')).toMatchObject([{ used: 150, refused: 50, cap: 150, source: 'licence' }]);
    expect(
      await owner('SELECT sum(total)::int AS total FROM licensing.meter_counters WHERE activation_id = ANY($1)', [ids]),
    ).toEqual([{ total: 150 }]);
  });
});

describe('staff', () => {
  test('reset a meter with a reason, and what was told before does not count again', async () => {
    const { licenceId, id } = await aSeat();
    for (const total of [0, 1, 2]) await use(id, { total, to: total + 1 });
    const path = `/api/v1/licences/${licenceId}/meters/render/reset`;
    expect((await desk.call('POST', path, {})).status).toBe(400);
    expect((await (await app.signInAs('support')).call('POST', path, { reason: 'for a test' })).status).toBe(403);
    expect((await desk.call('POST', path, { reason: 'agreed with the customer' })).status).toBe(204);
    expect(await use(id, { total: 3, to: 3 })).toMatchObject({ used: 0, total: 3 });
    expect(await use(id, { total: 3, to: 4 })).toMatchObject({ verdict: 'counted', used: 1 });
    const [line] = await owner(
      `SELECT detail FROM staff.audit WHERE action = 'licensing.meter reset' AND about_id = $1`,
      [licenceId],
    );
    expect(line).toEqual({ detail: { feature: 'render', used: 3, reason: 'agreed with the customer' } });
    const events = await owner(
      `SELECT kind FROM licensing.licence_events WHERE licence_id = $1 AND kind LIKE 'meter%'`,
      [licenceId],
    );
    expect(events).toEqual([{ kind: 'meter reset' }]);
    expect((await desk.call('POST', path.replace('render', 'export'), { reason: 'for a test' })).status).toBe(409);
  });

  test('give a licence a cap of its own, and take it away again', async () => {
    const { licenceId, id } = await aSeat();
    expect((await setOwn(licenceId, { cap: 1, period: 'never' })).status).toBe(204);
    expect(await use(id, { total: 0, to: 1 })).toMatchObject({ cap: 1, resetsOn: null });
    expect(await use(id, { total: 1, to: 2 })).toMatchObject({ verdict: 'used up' });
    await setOwn(licenceId, null);
    expect(await use(id, { total: 1, to: 2 })).toMatchObject({ verdict: 'counted', cap: 3 });
    expect((await setOwn(licenceId, { cap: 1, period: 'never' }, 'unknown')).status).toBe(404);
    expect((await setFeature('unknown', null)).status).toBe(404);
  });

  test('issue by a template whose meters the licence then has', async () => {
    const template = {
      name: 'Small',
      kind: 'perpetual',
      seats: 1,
      termDays: null,
      maintenanceDays: null,
      features: null,
    };
    const made = await desk.call<{ templates: { id: string; name: string }[] }>(
      'POST',
      `/api/v1/products/${product.productId}/templates`,
      {
        ...template,
        meters: { export: { cap: 5, period: 'day' } },
      },
    );
    const templateId = made.body.templates.find(({ name }) => name === 'Small')?.id;
    const { licenceId } = await aSeat({ templateId });
    expect(await meters(licenceId)).toMatchObject([
      { id: 'export', cap: 5, period: 'day', source: 'licence' },
      { id: 'render', cap: 3, source: 'feature' },
    ]);
    const odd = { ...template, name: 'Odd', meters: { unknown: { cap: 5, period: 'day' } } };
    expect((await desk.call('POST', `/api/v1/products/${product.productId}/templates`, odd)).status).toBe(400);
  });
});
