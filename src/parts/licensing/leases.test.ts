import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { aReseller } from '../resellers/fixtures.ts';
import { aProduct, registrationData, someLicences } from './fixtures.ts';

let app: TestApp;
let holderCompanyId: string;
let product: { productId: string; releaseId: string };
beforeAll(async () => {
  app = await startApp();
  holderCompanyId = await aReseller(app, { name: 'Sample Dealers' });
  product = await aProduct(app, { name: 'Sample Mill' });
});
afterAll(() => app?.stop());

const nonce = 'AAAAAAAAAAAAAAAAAAAAAA';
const floating = { leaseMinutes: 30, heartbeatMinutes: 10, borrowDays: 7 };
const minutes = (many: number) => many * 60_000;

interface Said {
  readonly verdict?: string;
  readonly seat?: number | null;
  readonly leasedUntil?: string | null;
  readonly heartbeatSeconds?: number | null;
  readonly error?: { readonly code: string };
}

const owner = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);

async function notice(): Promise<string> {
  const answer = await app.get('/api/v1/registration-schema');
  return ((await answer.json()) as { notice: { sha256: string } }).notice.sha256;
}

/** A floating licence with these machines activated under it. */
async function shared(seats: number, machines: readonly string[], more: object = {}) {
  const [licence] = await someLicences(app, { ...product, holderCompanyId, seats, floating, ...more });
  const sha256 = await notice();
  const ids: string[] = [];
  for (const machine of machines) {
    const told = { ...registrationData(), serial: licence?.serial, notice: sha256, machine };
    const answer = await app.post('/api/v1/activations', told);
    ids.push(((await answer.json()) as { activationId: string }).activationId);
  }
  return { licenceId: licence?.id ?? '', ids };
}

async function ask(path: string, body: object): Promise<{ status: number; body: Said }> {
  const answer = await app.post(`/api/v1/activations/${path}`, body);
  return { status: answer.status, body: (await answer.json()) as Said };
}
const lease = (id: string | undefined, machine: string, more: object = {}) =>
  ask(`${id}/lease`, { machine, nonce, ...more });
const giveBack = (id: string | undefined, machine: string) => ask(`${id}/return`, { machine, nonce });
const days = (licenceId: string) =>
  owner<{ peak: number; refused: number }>(
    'SELECT peak, refused FROM licensing.lease_days WHERE licence_id = $1 ORDER BY day',
    [licenceId],
  );
const events = async (licenceId: string) =>
  (
    await owner<{ kind: string }>(
      `SELECT kind FROM licensing.licence_events WHERE licence_id = $1 AND kind NOT IN ('created', 'issued', 'activated') ORDER BY id`,
      [licenceId],
    )
  ).map(({ kind }) => kind);

describe('a floating licence', () => {
  test('is activated on more machines than it has seats, and none is used by that', async () => {
    const { licenceId, ids } = await shared(1, ['machine-one', 'machine-two', 'machine-three']);
    expect(new Set(ids).size).toBe(3);
    const [licence] = await owner('SELECT seats_used, state FROM licensing.licences WHERE id = $1', [licenceId]);
    expect(licence).toEqual({ seats_used: 0, state: 'active' });
  });

  test('gives a seat to whoever comes first, the same again to the same, and tells the next that none is free', async () => {
    const { licenceId, ids } = await shared(2, ['machine-one', 'machine-two', 'machine-three']);
    const first = await lease(ids[0], 'machine-one');
    expect(first).toMatchObject({ status: 200, body: { verdict: 'leased', seat: 1, heartbeatSeconds: 600 } });
    expect(first.body.leasedUntil).toBe(new Date(app.clock.now().getTime() + minutes(30)).toISOString());
    expect((await lease(ids[1], 'machine-two')).body).toMatchObject({ verdict: 'leased', seat: 2 });
    expect((await lease(ids[2], 'machine-three')).body).toMatchObject({
      verdict: 'full',
      seat: null,
      leasedUntil: null,
    });
    app.clock.advance({ minutes: 10 });
    const again = await lease(ids[0], 'machine-one');
    expect(again.body).toMatchObject({ verdict: 'leased', seat: 1 });
    expect(Date.parse(again.body.leasedUntil ?? '')).toBe(app.clock.now().getTime() + minutes(30));
    expect(await days(licenceId)).toEqual([{ peak: 2, refused: 1 }]);
    expect(await events(licenceId)).toEqual([]);
  });

  test('frees a seat by time alone, to the moment, and gives it back to its machine where nobody has it', async () => {
    const { ids } = await shared(1, ['machine-one', 'machine-two']);
    await lease(ids[0], 'machine-one');
    app.clock.advance({ ms: minutes(30) - 1 });
    expect((await lease(ids[1], 'machine-two')).body.verdict).toBe('full');
    app.clock.advance({ ms: 1 });
    expect((await lease(ids[1], 'machine-two')).body).toMatchObject({ verdict: 'leased', seat: 1 });
    expect((await lease(ids[0], 'machine-one')).body.verdict).toBe('full');
    app.clock.advance({ minutes: 31 });
    expect((await lease(ids[1], 'machine-two')).body).toMatchObject({ verdict: 'leased', seat: 1 });
  });

  test('takes a seat back, once', async () => {
    const { ids } = await shared(1, ['machine-one', 'machine-two']);
    await lease(ids[0], 'machine-one');
    for (const _ of [1, 2]) expect((await giveBack(ids[0], 'machine-one')).body.verdict).toBe('returned');
    expect((await lease(ids[1], 'machine-two')).body).toMatchObject({ verdict: 'leased', seat: 1 });
    expect((await giveBack(ids[0], 'machine-one')).body.verdict).toBe('returned');
    expect((await lease(ids[0], 'machine-one')).body.verdict).toBe('full');
  });

  test('lends a seat for days, which a heartbeat does not make shorter, and takes it back early', async () => {
    const { licenceId, ids } = await shared(1, ['machine-one', 'machine-two']);
    const until = new Date(app.clock.now().getTime() + 5 * 24 * minutes(60)).toISOString();
    const borrowed = { verdict: 'borrowed', seat: 1, leasedUntil: until };
    expect((await lease(ids[0], 'machine-one', { borrowDays: 5 })).body).toMatchObject(borrowed);
    expect((await lease(ids[0], 'machine-one')).body).toMatchObject(borrowed);
    app.clock.advance({ days: 4 });
    expect((await lease(ids[1], 'machine-two')).body.verdict).toBe('full');
    expect((await lease(ids[0], 'machine-one')).body).toMatchObject(borrowed);
    expect((await giveBack(ids[0], 'machine-one')).body.verdict).toBe('returned');
    expect((await lease(ids[1], 'machine-two')).body).toMatchObject({ verdict: 'leased', seat: 1 });
    expect(await events(licenceId)).toEqual(['seat borrowed', 'seat returned']);
  });

  test('lends no longer than it may', async () => {
    const { ids } = await shared(1, ['machine-one']);
    const longer = await lease(ids[0], 'machine-one', { borrowDays: 8 });
    expect([longer.status, longer.body.error?.code]).toEqual([409, 'KEPT_LENT_SHORTER']);
    const never = await shared(1, ['machine-one'], { floating: { ...floating, borrowDays: 0 } });
    const refused = await lease(never.ids[0], 'machine-one', { borrowDays: 1 });
    expect([refused.status, refused.body.error?.code]).toEqual([409, 'KEPT_NOT_LENT']);
    expect(await owner('SELECT FROM licensing.leases WHERE activation_id = ANY($1)', [[...ids, ...never.ids]])).toEqual(
      [],
    );
  });

  test('gives no seat while it is suspended, revoked or expired, and says which', async () => {
    const { licenceId, ids } = await shared(1, ['machine-one']);
    for (const [state, verdict] of [['suspended'], ['revoked'], ['on hold', 'held'], ['replaced']] as const) {
      await owner('UPDATE licensing.licences SET state = $2 WHERE id = $1', [licenceId, state]);
      expect((await lease(ids[0], 'machine-one')).body.verdict).toBe(verdict ?? state);
    }
    await owner(`UPDATE licensing.licences SET state = 'active', expires_on = '2020-01-01' WHERE id = $1`, [licenceId]);
    expect((await lease(ids[0], 'machine-one')).body.verdict).toBe('expired');
  });

  test('frees the seat of a machine that is deactivated, as often as it is', async () => {
    const { licenceId, ids } = await shared(1, ['machine-one', 'machine-two']);
    await lease(ids[0], 'machine-one', { borrowDays: 7 });
    expect((await ask(`${ids[0]}/deactivate`, { machine: 'machine-one' })).status).toBe(200);
    expect((await lease(ids[0], 'machine-one')).body.verdict).toBe('deactivated');
    expect((await lease(ids[1], 'machine-two')).body).toMatchObject({ verdict: 'leased', seat: 1 });
    const [licence] = await owner('SELECT seats_used FROM licensing.licences WHERE id = $1', [licenceId]);
    expect(licence).toEqual({ seats_used: 0 });
  });
});

describe('staff', () => {
  test('see who holds a seat, by digests, free one, and see how the licence was used', async () => {
    const desk = await app.signInAs('licence desk');
    const { licenceId, ids } = await shared(1, ['machine-one', 'machine-two']);
    await lease(ids[0], 'machine-one', { borrowDays: 3 });
    await lease(ids[1], 'machine-two');
    const held = await desk.call<{ items: object[]; count: number }>('GET', `/api/v1/licences/${licenceId}/leases`);
    expect(held.body).toMatchObject({ count: 1, items: [{ id: ids[0], seat: 1, release: '1.0', borrowed: true }] });
    expect(JSON.stringify(held.body)).not.toContain('machine-one');
    const end = () => desk.call('POST', `/api/v1/licences/${licenceId}/leases/${ids[0]}/end`, {});
    expect(await end()).toMatchObject({ status: 200, body: { activationId: ids[0] } });
    expect(await end()).toMatchObject({ status: 409, body: { error: { code: 'KEPT_SEAT_FREE' } } });
    expect((await lease(ids[1], 'machine-two')).body).toMatchObject({ verdict: 'leased', seat: 1 });
    expect(await events(licenceId)).toEqual(['seat borrowed', 'lease ended']);
    const [audited] = await owner('SELECT action FROM staff.audit WHERE about_id = $1', [licenceId]);
    expect(audited).toEqual({ action: 'licensing.lease ended' });
    const used = await desk.call('GET', `/api/v1/licences/${licenceId}/lease-days`);
    expect(used.body).toMatchObject({ count: 1, items: [{ peak: 1, refused: 1 }] });
    const all = await desk.call<{ items: { id: string }[] }>('GET', '/api/v1/floating-use?limit=500');
    expect(all.body.items.find(({ id }) => id === licenceId)).toMatchObject({
      seats: 1,
      peak: 1,
      fullDays: 1,
      refused: 1,
    });
  });

  test('of other roles see it and free nothing; a lease that has ended is no seat in use', async () => {
    const manager = await app.signInAs('product manager');
    const { licenceId, ids } = await shared(1, ['machine-one']);
    await lease(ids[0], 'machine-one');
    const end = await manager.call('POST', `/api/v1/licences/${licenceId}/leases/${ids[0]}/end`, {});
    expect(end.status).toBe(403);
    app.clock.advance({ minutes: 30 });
    const held = await manager.call('GET', `/api/v1/licences/${licenceId}/leases`);
    expect(held).toMatchObject({ status: 200, body: { count: 0, items: [] } });
  });
});

describe('nobody gets a seat', () => {
  test('for another machine, with an unknown number, or of a licence whose seats belong to machines', async () => {
    const { ids } = await shared(1, ['machine-one']);
    const other = await lease(ids[0], 'machine-two');
    expect([other.status, other.body.error?.code]).toEqual([403, 'KEPT_PROOF_UNKNOWN']);
    expect((await giveBack(ids[0], 'machine-two')).status).toBe(403);
    const unknown = await lease('00000000-0000-4000-8000-000000000000', 'machine-one');
    expect([unknown.status, unknown.body.error?.code]).toEqual([404, 'KEPT_ACTIVATION_UNKNOWN']);
    const fixed = await shared(1, ['machine-one'], { floating: null });
    const refused = await lease(fixed.ids[0], 'machine-one');
    expect([refused.status, refused.body.error?.code]).toEqual([409, 'KEPT_NOT_FLOATING']);
  });

  test.each([
    { machine: 'machine-one' },
    { machine: 'machine-one', nonce: 'short' },
    { machine: 'machine-one', nonce, borrowDays: 0 },
    { machine: 'machine-one', nonce, borrowDays: 366 },
    { machine: 'machine-one', nonce, borrowDays: 1.5 },
    { machine: 'short', nonce },
    { machine: 'machine-one', nonce, more: 1 },
  ])('with %j', async (body) => {
    const { ids } = await shared(1, ['machine-one']);
    expect((await ask(`${ids[0]}/lease`, body)).status).toBe(400);
  });
});
