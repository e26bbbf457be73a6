import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { startReceiver, type WebhookReceiver } from '../../../test/kit/webhook-receiver.ts';
import type { IncidentItem } from './wire/incidents.ts';

const posted: [string, string][] = [];
let app: TestApp;
let receiver: WebhookReceiver;
let officer: Session;
beforeAll(async () => {
  app = await startApp({
    overrides: {
      webhookNetworks: ['127.0.0.1'],
      postOutside: async (url, text) => {
        posted.push([url, text]);
        if (url.includes('broken')) throw new Error('answered 500');
      },
    },
  });
  receiver = await startReceiver();
  officer = await app.signInAs('privacy officer');
}, 60_000);
afterAll(async () => {
  await app.stop();
  await receiver.close();
});

const owner = (text: string) => connected(app.database.ownerUrl, (client) => client.query(text));
const call = (method: string, path: string, body?: unknown) =>
  officer.call<IncidentItem & { error?: { code: string } }>(method, `/api/v1/incidents${path}`, body);
const record = (title: string, knownAt = app.clock.now().toISOString()) => call('POST', '', { title, knownAt });
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

it('a breach that staff record has the 72 hours from when it was known', async () => {
  const known = new Date(app.clock.now().getTime() - 3_600_000).toISOString();
  const { status, body } = await record('A laptop was stolen', known);
  expect(status).toBe(201);
  expect(body).toMatchObject({ demand: null, title: 'A laptop was stolen', openedAt: known, mendedAt: null });
  expect(Date.parse(body.dueAt) - Date.parse(known)).toBe(72 * 3_600_000);
  const future = new Date(app.clock.now().getTime() + 1_000).toISOString();
  expect((await record('Not yet', future)).status).toBe(400);
  expect((await record('Two\nlines')).status).toBe(400);
  expect((await (await app.signInAs('support')).call('GET', '/api/v1/incidents')).status).toBe(403);
});

it('whom it concerns is counted from what was held in that time, of each person once', async () => {
  const notice = `(SELECT id FROM policy.notices LIMIT 1)`;
  // One whose mail and name were held until the third, one whose phone was, and one who came later.
  await owner(`INSERT INTO contacts.people (id, email_key, email, name, created_at, changed_at) VALUES
      ('${id(750)}', '\\x75', 'p750@shop.example', 'P', '2026-01-01', '2026-01-01'), ('${id(751)}', '\\x76', 'p751@shop.example', 'P', '2026-01-01', '2026-01-01'), ('${id(752)}', '\\x77', 'p752@shop.example', 'P', '2026-01-01', '2026-01-01');
    INSERT INTO contacts.origins (id, subject_kind, subject_id, source_kind, notice_id, given_at, purposes, replaced) VALUES
      ('${id(753)}', 'person', '${id(750)}', 'demo', ${notice}, '2026-01-01', '{"email": ["registration"], "name": ["registration"]}', '{"email": "2026-01-03T00:00:00Z", "name": "2026-01-03T00:00:00Z"}'),
      ('${id(754)}', 'person', '${id(751)}', 'demo', ${notice}, '2026-01-01', '{"phone": ["registration"]}', NULL),
      ('${id(755)}', 'person', '${id(752)}', 'demo', ${notice}, '2026-02-01', '{"email": ["registration"]}', NULL)`);
  const { body: incident } = await record('A backup lay open');
  const count = async (fields: string[], from: string, until: string) =>
    (await call('POST', `/${incident.id}/affected`, { fields, from: `${from}T00:00:00Z`, until: `${until}T00:00:00Z` }))
      .body.affected?.people;
  expect(await count(['email', 'name'], '2026-01-02', '2026-01-04')).toBe(1);
  expect(await count(['email', 'phone'], '2026-01-02', '2026-01-04')).toBe(2);
  expect(await count(['email'], '2026-01-03', '2026-01-31')).toBe(0);
  expect(await count(['email'], '2026-01-02', '2026-02-02')).toBe(2);
  expect(
    (
      await call('POST', `/${incident.id}/affected`, {
        fields: ['email'],
        from: '2026-01-02T00:00:00Z',
        until: '2026-01-01T00:00:00Z',
      })
    ).status,
  ).toBe(400);
  expect((await call('GET', `/${incident.id}`)).body.affected).toMatchObject({ people: 2, fields: ['email'] });
});

it('who was told is noted, and staff close it without a proof; it is not published', async () => {
  const { body: incident } = await record('A letter went astray');
  const on = app.clock.now().toISOString().slice(0, 10);
  const { body } = await call('POST', `/${incident.id}/notices`, { told: 'authority', on, reference: 'AZ 7' });
  expect(body.notices).toMatchObject([{ told: 'authority', on, reference: 'AZ 7', notedBy: officer.memberId }]);
  expect(
    (await call('POST', `/${incident.id}/notices`, { told: 'people', on: '2030-01-01', reference: null })).status,
  ).toBe(400);
  expect((await call('POST', `/${incident.id}/close`, { cause: 'It came back unopened.' })).body).toMatchObject({
    cause: 'It came back unopened.',
    closedAt: expect.any(String),
  });
  expect((await call('POST', `/${incident.id}/close`, { cause: 'Again' })).body.error?.code).toBe(
    'KEPT_INCIDENT_CLOSED',
  );
  const listed = (await officer.call<{ items: IncidentItem[]; count: number }>('GET', '/api/v1/incidents?state=closed'))
    .body;
  expect([listed.count, listed.items[0]?.title]).toEqual([1, 'A letter went astray']);
  expect(await (await app.get('/privacy/proof')).text()).not.toContain('unopened');
  const { rows } = await owner(`SELECT action FROM staff.audit WHERE detail ->> 'id' = '${incident.id}' ORDER BY id`);
  expect(rows.map(({ action }) => action)).toEqual([
    'policy.incident-recorded',
    'policy.incident-told',
    'policy.incident-closed',
  ]);
});

it('a broken proof is told by webhook beside the mail, and that it holds again', async () => {
  await app.settle();
  const administrator = await app.signInAs('administrator');
  await administrator.call('POST', '/api/v1/webhooks', {
    name: 'Alarm',
    url: receiver.url,
    country: 'DE',
    kinds: ['proof.broken', 'proof.mended', 'incident.closed'],
  });
  const prove = () => app.kept.prover.run(['P1.hashed']);
  await owner(`CREATE TABLE kept_words AS SELECT id, body FROM policy.notices WHERE version = 1 AND kind = 'privacy policy';
    UPDATE policy.notices SET body = '{"title": "Other", "sections": []}' WHERE id IN (SELECT id FROM kept_words)`);
  await prove();
  await owner(`UPDATE policy.notices n SET body = k.body FROM kept_words k WHERE k.id = n.id; DROP TABLE kept_words`);
  await prove();
  const broken = (await officer.call<{ items: IncidentItem[] }>('GET', '/api/v1/incidents?state=mended')).body.items[0];
  await call('POST', `/${broken?.id}/close`, { cause: 'A test changed the words.' });
  await app.settle();
  await app.kept.webhooks.drain();
  const told = receiver.received.map(({ body }) => JSON.parse(body));
  expect(told.map(({ type }) => type).sort()).toEqual(['incident.closed', 'proof.broken', 'proof.mended']);
  expect(told.find(({ type }) => type === 'proof.broken')?.data).toEqual({
    incidentId: broken?.id,
    demand: 'P1.hashed',
    openedAt: broken?.openedAt,
    dueAt: broken?.dueAt,
  });
  expect(app.mails.messages.filter(({ subject }) => subject.startsWith('Broken: '))).not.toEqual([]);
});

it('witnesses are listed with what each was given last, and one is told now', async () => {
  const witness = (name: string, address: string | null, mailbox: string | null) =>
    officer.call<{ id: string }>('POST', '/api/v1/recipients', {
      kind: 'witness',
      name,
      address,
      mailbox,
      country: 'DE',
      contract: null,
    });
  const { body: good } = await witness('A notary', 'https://notary.example/in', 'keep@notary.example');
  const { body: bad } = await witness('A broken one', 'https://broken.example/in', null);
  type List = {
    witnesses: { id: string; given: { way: string; size: number; taken: boolean }[] }[];
    size: number;
    file: boolean;
  };
  const list = async () => (await officer.call<List>('GET', '/api/v1/witnesses')).body;
  const tell = (which: string) =>
    officer.call<List & { error?: { code: string } }>('POST', `/api/v1/witnesses/${which}/tell`, {});
  await app.kept.evidence.sequence();
  expect((await list()).witnesses.map(({ given }) => given)).toEqual([[], []]);
  const { size } = await list();
  expect((await tell(good.id)).status).toBe(200);
  await tell(bad.id);
  expect((await tell(id(759))).status).toBe(404);
  const given = new Map((await list()).witnesses.map((each) => [each.id, each.given]));
  expect(given.get(good.id)).toMatchObject([
    { way: 'mail', size, taken: true },
    { way: 'url', size, taken: true },
  ]);
  expect(given.get(bad.id)).toMatchObject([{ way: 'url', size, taken: false }]);
  expect((await list()).file).toBe(false);
});
