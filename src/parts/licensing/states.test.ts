import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LicensingDesk, licensingDesk } from '../../../test/kit/licensing-desk.ts';
import { aMember } from '../contacts/fixtures.ts';
import { registrationData, someLicences } from './fixtures.ts';
import { activateLicence, registrationForm } from './index.ts';
import type { Licence, LicenceItem } from './wire/licences.ts';

let opened: LicensingDesk;
let notice: string;
const administrator = aMember('administrator');
const desk = aMember('licence desk');

beforeAll(async () => {
  opened = await licensingDesk();
  notice = (await registrationForm(opened.deps)).notice.sha256;
});
afterAll(() => opened.stop());

type Answer = Licence & { error: { code: string; message: string } };
const issue = async (more: object = {}) => {
  const [licence] = await someLicences(opened.deps, { ...opened.product, holderCompanyId: opened.holder, ...more });
  return licence ?? { id: '', serial: '' };
};
const act = (id: string, what: string, body: object = { reason: 'dispute' }, who = administrator) =>
  opened.server.call<Answer>(who, 'POST', `/api/v1/licences/${id}/${what}`, { body });
const activate = (serial: string, machine: string | null = null) =>
  activateLicence(
    opened.deps,
    { kind: 'public' },
    { serial, fields: registrationData(), notice, marketing: false, machine, releaseId: null, key: null },
  );
const check = async (activationId: string) =>
  (await opened.server.call<{ verdict: string }>(administrator, 'GET', `/api/v1/activations/${activationId}`)).body
    .verdict;
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { keptCode: string }) => error.keptCode,
  );

describe('each state', () => {
  it.each([
    ['suspend', 'suspended', 'suspended', 'KEPT_LICENCE_SUSPENDED'],
    ['hold', 'on hold', 'held', 'KEPT_LICENCE_ON_HOLD'],
    ['revoke', 'revoked', 'revoked', 'KEPT_LICENCE_REVOKED'],
    ['replace', 'replaced', 'replaced', 'KEPT_LICENCE_REPLACED'],
  ])(
    '%s: is shown as %s, and check, activation and the taking of a seat say so',
    async (what, state, verdict, code) => {
      const { id, serial } = await issue({ seats: 2 });
      const { activationId } = await activate(serial);
      expect(await check(activationId)).toBe('good');
      expect((await act(id, what)).body.state).toBe(state);
      expect(await check(activationId)).toBe(verdict);
      expect(await codeOf(activate(serial, 'another-machine'))).toBe(code);
      const taken = await opened.server.call<Answer>(
        administrator,
        'PUT',
        `/api/v1/activations/${activationId}/machine`,
        { body: { machine: 'machine-one' } },
      );
      expect([taken.status, taken.body.error.code]).toEqual([409, code]);
    },
  );

  it('expired comes with the day: nothing has to run, and a longer term ends it', async () => {
    const { id, serial } = await issue({ kind: 'subscription', expiresOn: '2026-12-31', seats: 2 });
    const { activationId } = await activate(serial);
    await opened.owner(`UPDATE licensing.licences SET expires_on = '2020-01-01' WHERE id = $1`, [id]);
    const shown = await opened.server.call<Licence>(desk, 'GET', `/api/v1/licences/${id}`);
    expect(shown.body.state).toBe('expired');
    expect(await check(activationId)).toBe('expired');
    expect(await codeOf(activate(serial, 'another-machine'))).toBe('KEPT_LICENCE_EXPIRED');
    const listed = async (state: string) =>
      (
        await opened.server.call<{ items: LicenceItem[] }>(desk, 'GET', `/api/v1/licences?state=${state}`)
      ).body.items.map((item) => item.id);
    expect(await listed('expired')).toEqual([id]);
    expect(await listed('active')).not.toContain(id);
    const [stored] = await opened.owner<{ state: string }>('SELECT state FROM licensing.licences WHERE id = $1', [id]);
    expect(stored?.state).toBe('active');
    await opened.owner(`UPDATE licensing.licences SET expires_on = '2099-01-01' WHERE id = $1`, [id]);
    expect(await check(activationId)).toBe('good');
  });

  it('a draft is nobody\u2019s and unknown until it is issued', async () => {
    const { id, serial } = await issue({ holderCompanyId: null });
    expect(await codeOf(activate(serial))).toBe('KEPT_SERIAL_UNKNOWN');
    const seen = await opened.server.call<Licence>(
      aMember('reseller staff', opened.holder),
      'GET',
      `/api/v1/licences/${id}`,
    );
    expect(seen.status).toBe(404);
    expect((await act(id, 'issue', {})).status).toBe(400);
    const issued = await act(id, 'issue', { holderCompanyId: opened.holder }, desk);
    expect(issued.body).toMatchObject({ state: 'issued', holder: { name: 'Holding Dealers' } });
    expect(issued.body.issuedAt).not.toBeNull();
    expect((await activate(serial)).activationId).toMatch(/-/);
  });
});

describe('a change', () => {
  it('needs a reason where a click does not undo it, and keeps it in the past and in the audit log', async () => {
    const { id } = await issue();
    expect((await act(id, 'hold', {})).body.error.code).toBe('KEPT_REASON_NEEDED');
    expect((await act(id, 'hold', { reason: 'because I say so' })).body.error.code).toBe('KEPT_INVALID');
    expect((await act(id, 'hold', { reason: 'export control' }, desk)).body).toMatchObject({
      state: 'on hold',
      acts: ['release', 'revoke', 'replace'],
    });
    const events = await opened.owner(
      `SELECT kind, code, actor_kind, actor_id FROM licensing.licence_events WHERE licence_id = $1 AND kind = 'held'`,
      [id],
    );
    expect(events).toEqual([{ kind: 'held', code: 'export control', actor_kind: 'member', actor_id: desk.memberId }]);
    const audited = await opened.owner(`SELECT action, detail FROM staff.audit WHERE about_id = $1`, [id]);
    expect(audited).toContainEqual({ action: 'licensing.held', detail: { reason: 'export control' } });
  });

  it('that the state does not allow changes nothing and names the state', async () => {
    const { id } = await issue({ expiresOn: '2020-01-01' });
    const refused = await act(id, 'resume', {});
    expect([refused.status, refused.body.error.code]).toEqual([409, 'KEPT_LICENCE_STATE']);
    expect(refused.body.error.message).toContain('expired');
    const events = await opened.owner<{ kind: string }>(
      'SELECT kind FROM licensing.licence_events WHERE licence_id = $1',
      [id],
    );
    expect(events.map(({ kind }) => kind).sort()).toEqual(['created', 'issued']);
    expect((await act('00000000-0000-4000-8000-000000000000', 'suspend', {})).status).toBe(404);
  });

  it('gives back what was withdrawn, with its seats, by an administrator alone', async () => {
    const { id, serial } = await issue();
    const { activationId } = await activate(serial);
    await act(id, 'revoke');
    expect((await act(id, 'reinstate', { reason: 'mistake' }, desk)).status).toBe(403);
    expect((await act(id, 'reinstate', { reason: 'mistake' })).body).toMatchObject({ state: 'active', seatsUsed: 1 });
    expect(await check(activationId)).toBe('good');
  });

  it('lifts one stop and not the one beneath it', async () => {
    const { id } = await issue();
    await act(id, 'suspend', {});
    await act(id, 'hold', { reason: 'export control' });
    await act(id, 'revoke');
    expect((await act(id, 'reinstate', { reason: 'mistake' })).body.state).toBe('on hold');
    expect((await act(id, 'release', { reason: 'mistake' })).body.state).toBe('suspended');
    expect((await act(id, 'resume', {})).body.state).toBe('issued');
  });

  it('replaces a serial by another of the same terms, once, however many ask at once', async () => {
    const { id } = await issue({ seats: 3, maintenanceUntil: '2027-05-05' });
    const answers = await Promise.all([1, 2, 3].map(() => act(id, 'replace', { reason: 'lost or leaked serial' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const [next] = answers.find(({ status }) => status === 200)?.body.replacements ?? [];
    expect(next?.way).toBe('replaced by');
    const made = await opened.server.call<Licence>(desk, 'GET', `/api/v1/licences/${next?.id}`);
    expect(made.body).toMatchObject({
      state: 'issued',
      seats: 3,
      seatsUsed: 0,
      maintenanceUntil: '2027-05-05',
      holder: { id: opened.holder },
      replacements: [{ way: 'replaces', id }],
    });
    expect((await activate(made.body.serial)).activationId).toMatch(/-/);
  });
});
