import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { type PartServer, partServer } from '../../../test/kit/part-server.ts';
import { aCompany, aMember } from '../contacts/fixtures.ts';
import { ledger } from '../disclosures/index.ts';
import { workOnReassignment } from './actions/reassignments.ts';
import { aReseller } from './fixtures.ts';
import { assignReseller } from './index.ts';
import { mountResellers } from './plugin.ts';
import type { Preview, Reassignment } from './wire/reassignments.ts';

let deps: TestDeps;
let server: PartServer;
const desk = aMember('licence desk');

beforeAll(async () => {
  deps = await testDeps(ledger);
  server = await partServer(deps, (app) => mountResellers(app, deps, { memberCounts: async () => new Map() }));
});
afterAll(async () => {
  await server.app.close();
  await deps.stop();
});

const owner = <Row extends object>(text: string, values: unknown[] = []) =>
  connected(deps.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);
const servedBy = async (companyId: string) =>
  (
    await owner<{ id: string; basis: string }>(
      'SELECT reseller_company_id AS id, basis FROM resellers.assignments WHERE customer_company_id = $1 AND until IS NULL',
      [companyId],
    )
  )[0];
const seenBy = async (companyId: string) =>
  (
    await owner<{ id: string }>(
      'SELECT tenant_company_id AS id FROM contacts.shares WHERE company_id = $1 AND until IS NULL',
      [companyId],
    )
  ).map(({ id }) => id);
const give = (companyId: string, resellerCompanyId: string | null) =>
  deps.db.base((trx) => assignReseller(trx, deps, desk, { companyId, resellerCompanyId }));

/** Two resellers, the first with customers in two countries. */
async function two(many = 3) {
  const from = await aReseller(deps, {});
  const to = await aReseller(deps, {});
  const german: string[] = [];
  for (let number = 0; number < many; number += 1)
    german.push(await aCompany(deps, { country: 'DE', region: 'Hesse' }));
  const french = await aCompany(deps, { name: `Maison ${from.slice(0, 6)}`, country: 'FR' });
  for (const id of [...german, french]) await give(id, from);
  return { from, to, german, french };
}

const begin = (from: string, body: object, who = desk) =>
  server.call<Reassignment & { error?: { code: string } }>(who, 'POST', `/api/v1/resellers/${from}/reassignments`, {
    body,
  });
const undo = (id: string) =>
  server.call<Reassignment & { error?: { code: string } }>(desk, 'POST', `/api/v1/reassignments/${id}/undo`, {
    body: {},
  });
/** As it stands once nobody works on it any more: the route began with it, too. */
async function ended(id: string): Promise<Reassignment> {
  for (let turn = 0; turn < 200; turn += 1) {
    await workOnReassignment(deps, id);
    const { body } = await server.call<{ items: Reassignment[] }>(desk, 'GET', '/api/v1/reassignments?limit=100');
    const found = body.items.find((each) => each.id === id);
    if (found && found.state !== 'running' && found.state !== 'undoing') return found;
    await sleep(25);
  }
  throw new Error('it never came to its end');
}

describe('many customers of a reseller', () => {
  it('are looked at, given to another with share and ledger row each, and brought back as they were', async () => {
    const { from, to, german, french } = await two();
    await owner(
      "UPDATE resellers.assignments SET basis = 'sold the licence' WHERE customer_company_id = $1 AND until IS NULL",
      [german[0]],
    );
    const path = `/api/v1/resellers/${from}/reassignment`;
    const all = await server.call<Preview>(desk, 'GET', path);
    expect(all.body.count).toBe(4);
    const some = await server.call<Preview>(desk, 'GET', `${path}?country=DE&region=Hesse`);
    expect(some.body.customers.map(({ id }) => id).sort()).toEqual([...german].sort());
    expect((await server.call<Preview>(desk, 'GET', `${path}?name=maison`)).body.customers.map(({ id }) => id)).toEqual(
      [french],
    );
    const rows = await owner<{ n: number }>(
      "SELECT count(*)::int AS n FROM disclosures.ledger WHERE channel = 'share'",
    );
    deps.clock.advance({ minutes: 1 });
    const begun = await begin(from, { country: 'DE', toCompanyId: to, count: 3 });
    expect([begun.status, begun.body.customers]).toEqual([202, 3]);
    expect(await ended(begun.body.id)).toMatchObject({
      state: 'done',
      moved: 3,
      left: 0,
      waiting: 0,
      from: { id: from },
      to: { id: to },
    });
    for (const id of german) {
      expect(await servedBy(id)).toEqual({ id: to, basis: 'decision of staff' });
      expect(await seenBy(id)).toEqual([to]);
    }
    expect(await seenBy(french)).toEqual([from]);
    const after = await owner<{ n: number }>(
      "SELECT count(*)::int AS n FROM disclosures.ledger WHERE channel = 'share'",
    );
    expect((after[0]?.n ?? 0) - (rows[0]?.n ?? 0)).toBe(3);
    const audited = await owner<{ action: string }>('SELECT action FROM staff.audit WHERE about_id = $1 ORDER BY id', [
      german[0],
    ]);
    expect(audited.at(-1)?.action).toBe('resellers.assigned');

    // Decided by somebody since: that stays.
    const other = await aReseller(deps, {});
    await give(german[2] ?? '', other);
    deps.clock.advance({ minutes: 1 });
    expect((await undo(begun.body.id)).status).toBe(202);
    expect(await ended(begun.body.id)).toMatchObject({ state: 'undone', left: 1, waiting: 0 });
    expect(await servedBy(german[0] ?? '')).toEqual({ id: from, basis: 'sold the licence' });
    expect(await seenBy(german[1] ?? '')).toEqual([from]);
    expect(await servedBy(german[2] ?? '')).toMatchObject({ id: other });
    expect((await undo(begun.body.id)).body.error?.code).toBe('KEPT_REASSIGNMENT_STATE');
  });

  it('are left where they are if they are others than were looked at, or the other has no contract', async () => {
    const { from, to, german } = await two();
    expect((await begin(from, { country: 'DE', toCompanyId: to, count: 2 })).body.error?.code).toBe(
      'KEPT_CUSTOMERS_CHANGED',
    );
    expect((await begin(from, { toCompanyId: from, count: 4 })).body.error?.code).toBe('KEPT_RESELLER_UNKNOWN');
    const customer = await aCompany(deps, {});
    expect((await begin(from, { toCompanyId: customer, count: 4 })).body.error?.code).toBe('KEPT_RESELLER_UNKNOWN');
    expect((await begin(from, { toCompanyId: to, count: 4 }, aMember('support'))).status).toBe(403);
    expect((await begin(from, { toCompanyId: to, count: 4 }, aMember('reseller administrator', from))).status).toBe(
      403,
    );
    expect(await servedBy(german[0] ?? '')).toMatchObject({ id: from });
  });

  it('are each moved once, however many servers work on it, and go on after one was killed', async () => {
    const { from, to, german, french } = await two(12);
    deps.clock.advance({ minutes: 1 });
    const begun = await begin(from, { toCompanyId: to, count: 13 });
    await Promise.all([1, 2, 3].map(() => workOnReassignment(deps, begun.body.id)));
    expect(await ended(begun.body.id)).toMatchObject({ state: 'done', moved: 13, left: 0 });
    for (const id of [...german, french]) {
      const rows = await owner('SELECT FROM resellers.assignments WHERE customer_company_id = $1', [id]);
      expect(rows).toHaveLength(2);
      expect(await seenBy(id)).toEqual([to]);
    }
  });

  it('whom somebody gives away in the meantime are left', async () => {
    const { from, to, german } = await two();
    const other = await aReseller(deps, {});
    const { beginReassignment } = await import('./actions/reassignments.ts');
    const { id } = await deps.db.base((trx) => beginReassignment(trx, deps, desk, { from, toCompanyId: to, count: 4 }));
    deps.clock.advance({ minutes: 1 });
    await give(german[0] ?? '', other);
    expect(await ended(id)).toMatchObject({ state: 'done', moved: 3, left: 1 });
    expect(await servedBy(german[0] ?? '')).toMatchObject({ id: other });
  });
});
