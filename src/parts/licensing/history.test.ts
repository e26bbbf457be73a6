import { afterAll, beforeAll, expect, it } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { type LicensingDesk, licensingDesk } from '../../../test/kit/licensing-desk.ts';
import { aMember } from '../contacts/fixtures.ts';
import { assignActivated } from '../resellers/index.ts';
import { registrationData, someLicences } from './fixtures.ts';
import { activateLicence, registrationForm } from './index.ts';
import type { Licence } from './wire/licences.ts';

let opened: LicensingDesk;
let notice: string;
const desk = aMember('licence desk');
type Answer = Licence & { error: { code: string } };

beforeAll(async () => {
  opened = await licensingDesk();
  notice = (await registrationForm(opened.deps)).notice.sha256;
});
afterAll(() => opened.stop());

const issue = async (holderCompanyId = opened.holder) =>
  (await someLicences(opened.deps, { ...opened.product, holderCompanyId }))[0] ?? { id: '', serial: '' };
const give = (who: typeof desk, id: string, way: string, companyId: string) =>
  opened.server.call<Answer>(who, 'POST', `/api/v1/licences/${id}/${way}`, { body: { companyId } });
const open = async (who: typeof desk, id: string) =>
  (await opened.server.call<Answer>(who, 'GET', `/api/v1/licences/${id}`)).body;

/** Somebody activates a licence; the company that this made, shared with the seller. */
async function customerOf(holderCompanyId: string): Promise<string> {
  const { id, serial } = await issue(holderCompanyId);
  const request = {
    serial,
    fields: registrationData(),
    notice,
    marketing: false,
    machine: null,
    releaseId: null,
    key: null,
  };
  await activateLicence(opened.deps, { kind: 'public' }, request);
  const [row] = await opened.owner<{ company_id: string }>('SELECT company_id FROM licensing.licences WHERE id = $1', [
    id,
  ]);
  await assignActivated(opened.deps)({ companyId: row?.company_id ?? '', holderCompanyId });
  return row?.company_id ?? '';
}

/** Begins these while the licence is locked, and lets it go once two of them wait for it. */
async function heldUntilTwoWait<T>(licenceId: string, begin: () => Promise<T>[]): Promise<T[]> {
  return connected(opened.deps.database.ownerUrl, async (client) => {
    await client.query('BEGIN');
    await client.query('SELECT FROM licensing.licences WHERE id = $1 FOR UPDATE', [licenceId]);
    const begun = begin();
    const waiting = async () =>
      (
        await client.query<{ n: number }>(
          `SELECT count(DISTINCT w.pid)::int AS n FROM pg_locks w WHERE NOT w.granted AND EXISTS (SELECT FROM pg_locks here
            WHERE here.pid = w.pid AND here.database = (SELECT oid FROM pg_database WHERE datname = current_database()))`,
        )
      ).rows[0]?.n;
    await expect.poll(waiting, { timeout: 10_000 }).toBe(2);
    await client.query('COMMIT');
    return Promise.all(begun);
  });
}

it('a reseller hands a serial of its stock to its own customer, once, and it stands in the history', async () => {
  const reseller = aMember('reseller staff', opened.holder);
  const customer = await customerOf(opened.holder);
  const { id } = await issue();
  expect((await open(reseller, id)).acts).toEqual(['hand over', 'activate']);
  const given = await give(reseller, id, 'hand-over', customer);
  expect(given.body).toMatchObject({ state: 'issued', company: { id: customer }, acts: ['activate'] });
  expect(given.body.owners).toMatchObject([{ company: { id: customer }, basis: 'handed over by the seller' }]);
  expect(given.body.sellers).toMatchObject([{ company: { id: opened.holder }, until: null }]);
  expect((await give(reseller, id, 'hand-over', customer)).body.error.code).toBe('KEPT_LICENCE_NOT_IN_STOCK');
  const audited = await opened.owner('SELECT action FROM staff.audit WHERE about_id = $1', [id]);
  expect(audited).toContainEqual({ action: 'licensing.handed over' });
});

it('gives nothing of another\u2019s stock, and nothing to a customer that it does not see', async () => {
  const reseller = aMember('reseller administrator', opened.holder);
  const mine = await customerOf(opened.holder);
  const theirs = await customerOf(opened.other);
  expect((await give(reseller, (await issue(opened.other)).id, 'hand-over', mine)).status).toBe(404);
  const { id } = await issue();
  expect((await give(reseller, id, 'hand-over', theirs)).body.error.code).toBe('KEPT_INVALID');
  expect((await give(reseller, id, 'hand-over', opened.other)).body.error.code).toBe('KEPT_INVALID');
  expect((await give(reseller, id, 'pass-on', opened.other)).body.error.code).toBe('KEPT_INVALID');
  expect((await open(desk, id)).company).toBeNull();
});

it('staff passes a serial on; the first reseller sees it no longer, and of two hands at once one takes it', async () => {
  const { id } = await issue();
  const passed = await give(desk, id, 'pass-on', opened.other);
  expect(passed.body.sellers.map(({ company, until }) => [company.id, until === null])).toEqual([
    [opened.holder, false],
    [opened.other, true],
  ]);
  expect(
    (await opened.server.call(aMember('reseller staff', opened.holder), 'GET', `/api/v1/licences/${id}`)).status,
  ).toBe(404);
  // What was before is not its business: it sees from whom it came to it, and nothing of who had it before.
  expect((await open(aMember('reseller staff', opened.other), id)).sellers.map(({ company }) => company.id)).toEqual([
    opened.other,
  ]);
  expect((await give(desk, id, 'pass-on', opened.other)).status).toBe(400);
  const customer = await customerOf(opened.other);
  // Held from outside until both have come as far as they can: without a lock of their own both would find it unsold.
  const both = await heldUntilTwoWait(id, () => [1, 2].map(() => give(desk, id, 'hand-over', customer)));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const rows = await opened.owner('SELECT kind FROM licensing.handovers WHERE licence_id = $1 ORDER BY id', [id]);
  expect(rows).toEqual([{ kind: 'issued' }, { kind: 'passed on' }, { kind: 'handed over' }]);
});

it('a serial that was handed over and is activated under the name of that company makes no second one', async () => {
  const customer = await customerOf(opened.holder);
  const [company] = await opened.owner<{ name: string }>('SELECT name FROM contacts.companies WHERE id = $1', [
    customer,
  ]);
  const activated = async (companyName: string) => {
    const { id, serial } = await issue();
    await give(desk, id, 'hand-over', customer);
    const fields = registrationData({ companyName });
    const request = { serial, fields, notice, marketing: false, machine: null, releaseId: null, key: null };
    await activateLicence(opened.deps, { kind: 'public' }, request);
    const rows = await opened.owner<{ company_id: string }>(
      'SELECT company_id FROM licensing.registrations WHERE licence_id = $1',
      [id],
    );
    return rows.map((row) => row.company_id);
  };
  expect(await activated(`  ${company?.name.toUpperCase()} `.trim())).toEqual([customer]);
  expect(await activated('Somebody Else')).not.toEqual([customer]);
});
