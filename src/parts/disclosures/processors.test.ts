import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { type PartServer, partServer } from '../../../test/kit/part-server.ts';
import type { Disclosure } from '../../platform/egress/egress.ts';
import type { Member } from '../../platform/http/who.ts';
import { aRecipient } from './fixtures.ts';
import { disclosuresToday, ledger } from './index.ts';
import { disclosureJobs } from './jobs.ts';
import { mountDisclosures } from './plugin.ts';
import type { RecipientItem } from './wire/api.ts';

let deps: TestDeps;
let server: PartServer;
const zone = () => 'Europe/Berlin';
const member = (role: Member['role']): Member => ({
  kind: 'member',
  memberId: '11111111-1111-4111-8111-111111111111',
  role,
  companyId: null,
});
const officer = member('privacy officer');
const owner = async <T extends object>(text: string, values: unknown[] = []) =>
  (await connected(deps.database.ownerUrl, (client) => client.query<T & Record<string, unknown>>(text, values))).rows;

beforeAll(async () => {
  deps = await testDeps(ledger);
  server = await partServer(deps, (app) =>
    mountDisclosures(app, deps, {
      hostsInUse: [],
      companyRefs: async () => new Map(),
      timeZone: zone,
      isDemo: async () => false,
      settleReseller: async () => undefined,
    }),
  );
});
afterAll(async () => {
  await server.app.close();
  await deps.stop();
});
beforeEach(async () => {
  // What an earlier test left over would be asked again.
  await owner(`DELETE FROM disclosures.deletions`);
  await owner(`UPDATE disclosures.recipients SET ended_at = NULL`);
  await owner(`UPDATE disclosures.contracts SET ends_on = NULL`);
});

const person = '33333333-3333-4333-8333-333333333333';
const handing = (recipientId: string, changes: Partial<Disclosure> = {}): Disclosure => ({
  recipientKind: 'processor',
  recipientId,
  personId: person,
  companyId: null,
  channel: 'export',
  purpose: 'marketing',
  fields: ['name', 'email'],
  basis: 'contract of the processor',
  ...changes,
});
const send = (...disclosures: Disclosure[]) => deps.db.base((trx) => deps.egress.send(trx, { disclosures }));
const processor = (contract: NonNullable<Parameters<typeof aRecipient>[1]>['contract'] = {}) =>
  aRecipient(deps, { kind: 'processor', contract });
const hourly = async () => {
  for (const job of disclosureJobs(deps, { timeZone: zone })) await job.run();
};
const item = async (id: string) => (await server.call<RecipientItem>(officer, 'GET', `/api/v1/recipients/${id}`)).body;
const mailsTo = (id: string) =>
  owner<{ subject: string; body_text: string }>(
    `SELECT m.subject, m.body_text FROM platform.mail_outbox m JOIN disclosures.ledger l ON l.id = m.ledger_id
     WHERE l.recipient_id = $1 ORDER BY m.queued_at, m.id`,
    [id],
  );

describe('nothing is handed to a processor', () => {
  it.each<[string, Parameters<typeof processor>[0], Partial<Disclosure>]>([
    ['without terms of confidentiality', { confidential: false, confidentialOn: null }, {}],
    ['bound to confidentiality only from a later day', { confidentialOn: '2026-03-03' }, {}],
    ['that may use it for something else', { nothingElse: false }, {}],
    ['whose contract is over', { endsOn: '2026-03-01' }, {}],
    ['whose contract has not begun', { signedOn: '2026-03-03', confidentialOn: '2020-01-01' }, {}],
    ['without a contract', null, {}],
    ['that may not get the field', {}, { fields: ['name', 'street'] }],
    ['that may not get the field, as a correction', {}, { channel: 'correction', fields: ['street'] }],
    [
      'that is asked about a deletion, if somebody is in it',
      { endsOn: '2026-03-01' },
      { channel: 'mail', fields: [], about: { kind: 'deletion', id: person } },
    ],
    [
      'that is asked about a deletion, if data are in it',
      { endsOn: '2026-03-01' },
      { channel: 'mail', personId: null, about: { kind: 'deletion', id: person } },
    ],
  ])('%s', async (_name, contract, changes) => {
    const id = await processor(contract);
    const before = await owner('SELECT id FROM disclosures.ledger ORDER BY id');
    const right = handing(await processor());
    await expect(send(right, handing(id, changes))).rejects.toMatchObject({
      keptCode: 'KEPT_RECIPIENT_NOT_REGISTERED',
    });
    expect(await owner('SELECT id FROM disclosures.ledger ORDER BY id')).toEqual(before);
  });

  it('that is bound and may get it is handed it', async () => {
    expect(await send(handing(await processor()))).toHaveLength(1);
  });
});

describe('a processor', () => {
  const contract = {
    fields: ['companyName', 'street'],
    frequency: null,
    confidential: true,
    signedOn: '2026-01-01',
    endsOn: null,
    reference: 'P-1',
    confidentialOn: '2026-01-02',
    nothingElse: true,
    countries: ['DE', 'FR'],
  };
  const input = { kind: 'processor', name: 'Post & Co', address: null, country: 'DE', mailbox: null, contract };
  const ageKey = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kdg5sdzdsnwt5e3';

  it('is registered with its terms and countries, and changed', async () => {
    const made = await server.call<RecipientItem>(officer, 'POST', '/api/v1/recipients', { body: input });
    expect(made).toMatchObject({ status: 201, body: { contracts: [contract], deletions: [], ageKey: null } });
    const change = { address: '1 Post Road', mailbox: 'jobs@post.example', ageKey };
    const changed = await server.call<RecipientItem>(officer, 'PUT', `/api/v1/recipients/${made.body.id}`, {
      body: change,
    });
    expect(changed.body).toMatchObject(change);
    expect(await owner('SELECT action FROM staff.audit WHERE about_id = $1 ORDER BY at, id', [made.body.id])).toEqual([
      { action: 'disclosures.recipient-registered' },
      { action: 'disclosures.processor changed' },
    ]);
    const licensor = await aRecipient(deps);
    expect((await server.call(officer, 'PUT', `/api/v1/recipients/${licensor}`, { body: change })).status).toBe(404);
    expect(
      (await server.call(member('licence desk'), 'PUT', `/api/v1/recipients/${made.body.id}`, { body: change })).status,
    ).toBe(403);
  });

  it.each([
    [{ contract: { ...contract, countries: [] } }, 'contract.countries'],
    [{ contract: { ...contract, countries: ['QQ'] } }, 'contract.countries'],
    [{ contract: { ...contract, confidentialOn: null } }, 'contract.confidentialOn'],
    [{ contract: { ...contract, confidential: false } }, 'contract.confidentialOn'],
    [{ ageKey: 'AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ' }, 'ageKey'],
  ])('is not registered with %j', async (wrong, field) => {
    const body = { ...input, name: 'Wrong & Co', ...wrong };
    const answer = await server.call<{ error: { fields: Record<string, string> } }>(
      officer,
      'POST',
      '/api/v1/recipients',
      {
        body,
      },
    );
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body.error.fields)).toEqual([field]);
    expect(await owner(`SELECT id FROM disclosures.recipients WHERE name = 'Wrong & Co'`)).toEqual([]);
  });
});

describe('the end of a processor', () => {
  it('asks at once for a confirmation of the deletion, reminds each week, and ends with what is recorded', async () => {
    const id = await processor();
    const ended = await server.call<RecipientItem>(officer, 'POST', `/api/v1/recipients/${id}/end`, { body: {} });
    expect(ended.body.deletions).toMatchObject([
      { overOn: '2026-03-02', dueOn: '2026-04-01', byMail: true, reminders: 0, confirmedOn: null, withdrawn: false },
    ]);
    expect(await mailsTo(id)).toMatchObject([{ subject: 'Please confirm that you have deleted our data' }]);
    const start = deps.clock.now().getTime();
    await hourly();
    expect(await mailsTo(id)).toHaveLength(1);
    expect((await disclosuresToday(deps)(officer)).groups).toContainEqual(
      expect.objectContaining({ kind: 'deletions to confirm', count: 1 }),
    );
    for (const days of [31, 32, 38, 39]) {
      deps.clock.advance({ ms: start + days * 86_400_000 - deps.clock.now().getTime() });
      await hourly();
    }
    expect((await mailsTo(id)).map(({ subject }) => subject)).toEqual([
      'Please confirm that you have deleted our data',
      'Reminder: Please confirm that you have deleted our data',
      'Reminder: Please confirm that you have deleted our data',
    ]);
    const confirm = (on: string) =>
      server.call<RecipientItem>(officer, 'POST', `/api/v1/recipients/${id}/deletion`, {
        body: { on, evidence: 'letter' },
      });
    expect((await confirm('2027-01-01')).status).toBe(400);
    expect((await confirm('2026-03-01')).status).toBe(409);
    expect((await confirm('2026-04-08')).body.deletions).toMatchObject([
      { reminders: 2, confirmedOn: '2026-04-08', evidence: 'letter' },
    ]);
    expect((await confirm('2026-04-08')).status).toBe(409);
    deps.clock.advance({ ms: 30 * 86_400_000 });
    await hourly();
    expect(await mailsTo(id)).toHaveLength(3);
    expect(
      await owner('SELECT action, detail FROM staff.audit WHERE about_id = $1 ORDER BY at DESC LIMIT 1', [id]),
    ).toEqual([{ action: 'disclosures.deletion confirmed', detail: { kind: 'letter' } }]);
  });

  it('counts no reminder where there is no mailbox to remind at', async () => {
    const id = await processor();
    await owner('UPDATE disclosures.recipients SET mailbox = NULL WHERE id = $1', [id]);
    await server.call(officer, 'POST', `/api/v1/recipients/${id}/end`, { body: {} });
    deps.clock.advance({ ms: 40 * 86_400_000 });
    await hourly();
    expect((await item(id)).deletions).toMatchObject([{ byMail: false, reminders: 0, confirmedOn: null }]);
  });

  it('comes with the last day of its last contract, and not before; a further contract takes the question back', async () => {
    const today = deps.clock.now().toISOString().slice(0, 10);
    const id = await processor({ endsOn: today });
    await hourly();
    expect((await item(id)).deletions).toEqual([]);
    deps.clock.advance({ ms: 86_400_000 });
    await hourly();
    await hourly();
    expect((await item(id)).deletions).toMatchObject([{ overOn: today, withdrawn: false }]);
    const body = {
      fields: [],
      frequency: null,
      confidential: true,
      signedOn: today,
      endsOn: null,
      reference: null,
      confidentialOn: today,
      nothingElse: true,
      countries: ['DE'],
    };
    const more = await server.call<RecipientItem>(officer, 'POST', `/api/v1/recipients/${id}/contracts`, { body });
    expect(more.body.deletions).toMatchObject([{ withdrawn: true }]);
    await hourly();
    expect((await item(id)).deletions).toHaveLength(1);
  });

  it('of one without a mailbox is asked for by letter: it stands on home', async () => {
    const id = await aRecipient(deps, { kind: 'processor', mailbox: null });
    await server.call(officer, 'POST', `/api/v1/recipients/${id}/end`, { body: {} });
    expect((await item(id)).deletions).toMatchObject([{ byMail: false }]);
    const groups = (await disclosuresToday(deps)(officer)).groups ?? [];
    expect(groups.find((group) => group.kind === 'deletions to confirm')?.items).toMatchObject([
      { id, detail: 'no mailbox' },
    ]);
  });
});
