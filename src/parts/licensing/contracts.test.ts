import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LicensingDesk, licensingDesk } from '../../../test/kit/licensing-desk.ts';
import { aMember } from '../contacts/fixtures.ts';
import { assignActivated } from '../resellers/index.ts';
import { registrationData, someLicences } from './fixtures.ts';
import { activateLicence, registrationForm, sendRenewalReminders } from './index.ts';
import type { Contract } from './wire/contracts.ts';
import type { Licence } from './wire/licences.ts';

let opened: LicensingDesk;
let notice: string;
let number = 0;
const desk = aMember('licence desk');
type Failed = { error: { code: string; fields?: Record<string, string> } };

beforeAll(async () => {
  opened = await licensingDesk();
  notice = (await registrationForm(opened.deps)).notice.sha256;
});
afterAll(() => opened.stop());
beforeEach(() => opened.deps.clock.set('2026-03-02T09:00:00Z'));

/** A licence in use, its company shared with the reseller that sold it. */
async function sold(holderCompanyId = opened.holder) {
  const [licence] = await someLicences(opened.deps, { ...opened.product, holderCompanyId });
  const fields = registrationData();
  const request = {
    serial: licence?.serial ?? '',
    fields,
    notice,
    marketing: false,
    machine: null,
    releaseId: null,
    key: null,
  };
  await activateLicence(opened.deps, { kind: 'public' }, request);
  const [row] = await opened.owner<{ company_id: string; person_id: string }>(
    'SELECT company_id, person_id FROM licensing.registrations WHERE licence_id = $1',
    [licence?.id],
  );
  await assignActivated(opened.deps)({ companyId: row?.company_id ?? '', holderCompanyId });
  return {
    id: licence?.id ?? '',
    companyId: row?.company_id ?? '',
    personId: row?.person_id ?? '',
    email: fields.email ?? '',
  };
}
const post = <T = Contract>(body: object, who = desk) =>
  opened.server.call<T & Failed>(who, 'POST', '/api/v1/contracts', { body });
const keep = (licenceId: string, more: object = {}) => {
  number += 1;
  return post({
    kind: 'maintenance',
    number: `M-${number}`,
    licenceId,
    startsOn: '2025-06-01',
    endsOn: '2026-05-31',
    ...more,
  });
};
const list = async (query = '', who = desk) =>
  (await opened.server.call<{ items: Contract[]; count: number }>(who, 'GET', `/api/v1/contracts${query}`)).body;
const reminders = (contractId: string) =>
  opened.owner<{ days: number; recipient_kind: string; to_address: string; purpose: string; person_id: string | null }>(
    `SELECT r.days, r.recipient_kind, m.to_address, l.purpose, l.person_id FROM licensing.reminders r
      JOIN disclosures.ledger l ON l.id = r.ledger_id JOIN platform.mail_outbox m ON m.ledger_id = l.id
      WHERE r.contract_id = $1 ORDER BY r.sent_at, r.recipient_kind`,
    [contractId],
  );
const mailsTo = async (address: string) =>
  (
    await opened.owner(`SELECT FROM platform.mail_outbox WHERE to_address = $1 AND kind = 'renewal reminder'`, [
      address,
    ])
  ).length;

describe('a contract', () => {
  it('of maintenance lets the licence run what is built until its end, and never less', async () => {
    const licence = await sold();
    const kept = await keep(licence.id, { endsOn: '2027-05-31' });
    expect(kept.body).toMatchObject({
      state: 'running',
      company: { id: licence.companyId },
      licence: { id: licence.id },
    });
    const read = async () =>
      (await opened.server.call<Licence>(desk, 'GET', `/api/v1/licences/${licence.id}`)).body.maintenanceUntil;
    expect(await read()).toBe('2027-05-31');
    await keep(licence.id, { endsOn: '2026-12-31' });
    expect(await read()).toBe('2027-05-31');
  });

  it('lapses by the day, and is reinstated by one that begins later', async () => {
    const licence = await sold();
    const first = (await keep(licence.id, { endsOn: '2026-03-02' })).body;
    expect(first.state).toBe('running');
    opened.deps.clock.set('2026-03-10T09:00:00Z');
    const states = async () => (await list(`?licenceId=${licence.id}`)).items.map(({ state }) => state);
    expect(await states()).toEqual(['lapsed']);
    const next = await keep(licence.id, { renewsId: first.id, startsOn: '2026-03-10', endsOn: '2027-03-09' });
    expect(next.body.state).toBe('reinstated');
    expect(await states()).toEqual(['renewed', 'reinstated']);
    const again = await keep(licence.id, { renewsId: first.id, startsOn: '2027-03-10', endsOn: '2028-03-09' });
    expect(again.body.error.fields).toEqual({ renewsId: 'was renewed already' });
  });

  it('is renewed once, of two who do so at once, and the other is told', async () => {
    const { companyId } = await sold();
    const about = { kind: 'support', licenceId: undefined, companyId };
    const first = (await keep('', about)).body;
    const next = { ...about, renewsId: first.id, startsOn: '2026-06-01', endsOn: '2027-05-31' };
    const answers = await Promise.all([1, 2, 3].map(() => keep('', next)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
    expect(answers.find(({ status }) => status === 400)?.body.error.fields).toEqual({
      renewsId: 'was renewed already',
    });
  });

  it('goes over to the serial that replaces its own, and is for no serial that was stopped for good', async () => {
    const licence = await sold();
    const first = (await keep(licence.id)).body;
    const change = (what: string) =>
      opened.server.call<Licence & Failed>(aMember('administrator'), 'POST', `/api/v1/licences/${licence.id}/${what}`, {
        body: { reason: 'lost or leaked serial' },
      });
    const next = (await change('replace')).body.replacements[0]?.id ?? '';
    expect((await list(`?licenceId=${next}`)).items.map(({ id }) => id)).toEqual([first.id]);
    const old = await keep(licence.id, { renewsId: first.id, startsOn: '2026-06-01', endsOn: '2027-05-31' });
    expect(old.body.error.code).toBe('KEPT_LICENCE_STATE');
    const renewed = await keep(next, { renewsId: first.id, startsOn: '2026-06-01', endsOn: '2027-05-31' });
    expect(renewed.status).toBe(201);
    const read = await opened.server.call<Licence>(desk, 'GET', `/api/v1/licences/${next}`);
    expect(read.body.maintenanceUntil).toBe('2027-05-31');
  });

  it('needs a customer, a number of its own and a keeper', async () => {
    const licence = await sold();
    const [stock] = await someLicences(opened.deps, { ...opened.product, holderCompanyId: opened.holder });
    expect((await keep(stock?.id ?? '')).body.error.code).toBe('KEPT_LICENCE_UNSOLD');
    expect((await keep(licence.id, { number: 'm-1' })).body.error.code).toBe('KEPT_NAME_TAKEN');
    expect(
      (await keep(licence.id, { licenceId: undefined, kind: 'support', companyId: opened.holder })).body.error.fields,
    ).toEqual({ companyId: 'is no customer' });
    expect((await post({}, aMember('reseller administrator', opened.holder))).status).toBe(403);
  });

  it('is seen by the reseller that serves the customer, and by no other', async () => {
    const mine = await sold();
    const theirs = await sold(opened.other);
    const seen = (await keep(mine.id)).body;
    const hidden = (await keep(theirs.id)).body;
    const items = (await list('?renewal=due&limit=500', aMember('reseller staff', opened.holder))).items.map(
      ({ id }) => id,
    );
    expect(items).toContain(seen.id);
    expect(items).not.toContain(hidden.id);
    expect((await list('?renewal=due&limit=500')).items.map(({ id }) => id)).toEqual(
      expect.arrayContaining([seen.id, hidden.id]),
    );
    // By the database, whatever the query is.
    const rows = await opened.deps.db.tenant('reseller', opened.holder, async (trx) => {
      const { sql } = await import('kysely');
      return (await sql<{ id: string }>`SELECT id FROM licensing.contracts`.execute(trx)).rows.map(({ id }) => id);
    });
    expect(rows).toContain(seen.id);
    expect(rows).not.toContain(hidden.id);
  });
});

describe('reminders', () => {
  it('go to the contact and the reseller 90, 60, 30 and 7 days before the end, each once', async () => {
    const licence = await sold();
    const contract = (await keep(licence.id)).body;
    for (const day of [
      '2026-03-01',
      '2026-03-02',
      '2026-03-03',
      '2026-04-05',
      '2026-05-01',
      '2026-05-24',
      '2026-05-31',
      '2026-06-01',
    ]) {
      opened.deps.clock.set(`${day}T06:30:00Z`);
      await sendRenewalReminders(opened.deps);
      await sendRenewalReminders(opened.deps);
    }
    const sent = await reminders(contract.id);
    expect(sent.map(({ days, recipient_kind: to }) => `${days} ${to}`)).toEqual(
      [90, 60, 30, 7].flatMap((days) => [`${days} person`, `${days} reseller`]),
    );
    expect(new Set(sent.map(({ purpose }) => purpose))).toEqual(new Set(['customer service']));
    expect(sent.filter(({ recipient_kind: to }) => to === 'person').map(({ to_address: address }) => address)).toEqual(
      Array(4).fill(licence.email),
    );
    expect(sent.filter(({ recipient_kind: to }) => to === 'reseller').map(({ person_id: person }) => person)).toEqual(
      Array(4).fill(null),
    );
  });

  it('do not go out for a contract that is being renewed at this moment, nor before it begins', async () => {
    const licence = await sold();
    const contract = (await keep(licence.id)).body;
    const coming = await keep((await sold()).id, { startsOn: '2026-03-20', endsOn: '2026-04-20' });
    const { sql } = await import('kysely');
    let run: Promise<number> | undefined;
    await opened.deps.db.base(async (trx) => {
      await sql`SELECT FROM licensing.contracts WHERE id = ${contract.id} FOR UPDATE`.execute(trx);
      run = sendRenewalReminders(opened.deps);
      const waits = async () => (await opened.owner(`SELECT FROM pg_locks WHERE NOT granted`)).length > 0;
      while (!(await waits())) await new Promise((done) => setTimeout(done, 20));
      await sql`INSERT INTO licensing.contracts (id, company_id, licence_id, kind, number, starts_on, ends_on, renews_id, created_at)
        SELECT gen_random_uuid(), company_id, licence_id, kind, number || '-next', ends_on + 1, ends_on + 365, id, created_at
        FROM licensing.contracts WHERE id = ${contract.id}`.execute(trx);
    });
    await run;
    expect(await reminders(contract.id)).toEqual([]);
    expect(await reminders(coming.body.id)).toEqual([]);
  });

  it('of one contract that fails keep no other back', async () => {
    const [bad, good] = [await sold(), await sold()];
    const failing = (await keep(bad.id, { endsOn: '2026-03-20' })).body;
    const other = (await keep(good.id)).body;
    const { egress } = opened.deps;
    const send: typeof egress.send = (trx, outgoing) => {
      if (outgoing.mails?.some(({ to }) => to === bad.email)) throw new Error('this one fails');
      return egress.send(trx, outgoing);
    };
    await sendRenewalReminders({ ...opened.deps, egress: { send } });
    expect([await reminders(failing.id), (await reminders(other.id)).length]).toEqual([[], 2]);
    await sendRenewalReminders(opened.deps);
    expect(await reminders(failing.id)).toHaveLength(2);
  });

  it('of two runs at once go out once', async () => {
    const licence = await sold();
    const contract = (await keep(licence.id)).body;
    await Promise.all([sendRenewalReminders(opened.deps), sendRenewalReminders(opened.deps)]);
    expect(await reminders(contract.id)).toHaveLength(2);
  });

  it.each([
    ['objected', 'UPDATE contacts.people SET objected_at = now() WHERE id = $1'],
    ['had their data restricted', 'UPDATE contacts.people SET restricted_at = now() WHERE id = $1'],
    [
      'opted out of mails',
      `INSERT INTO contacts.suppressions (email_key, channel, since, source_kind) SELECT email_key, 'mail', now(), 'person page' FROM contacts.people WHERE id = $1`,
    ],
    ['left the company', 'UPDATE contacts.company_people SET until = now() WHERE person_id = $1'],
  ])('do not go to somebody who %s, but to the reseller', async (_, text) => {
    const licence = await sold();
    const contract = (await keep(licence.id)).body;
    await opened.owner(text, [licence.personId]);
    await sendRenewalReminders(opened.deps);
    expect(await mailsTo(licence.email)).toBe(0);
    expect((await reminders(contract.id)).map(({ recipient_kind: to }) => to)).toEqual(['reseller']);
  });

  it('end with the renewal, and with a no of the customer until that is taken back', async () => {
    const renewed = await sold();
    const declined = await sold();
    const first = (await keep(renewed.id)).body;
    await keep(renewed.id, { renewsId: first.id, startsOn: '2026-06-01', endsOn: '2027-05-31' });
    const no = (await keep(declined.id)).body;
    const turn = (what: string) =>
      opened.server.call<Contract & Failed>(desk, 'POST', `/api/v1/contracts/${no.id}/${what}`);
    expect((await turn('decline')).body.declinedAt).not.toBeNull();
    await sendRenewalReminders(opened.deps);
    expect(await mailsTo(renewed.email)).toBe(0);
    expect(await mailsTo(declined.email)).toBe(0);
    expect((await turn('reopen')).body.declinedAt).toBeNull();
    await sendRenewalReminders(opened.deps);
    expect(await mailsTo(declined.email)).toBe(1);
    const late = await opened.server.call<Failed>(desk, 'POST', `/api/v1/contracts/${first.id}/decline`);
    expect(late.body.error.code).toBe('KEPT_CONTRACT_RENEWED');
  });
});
