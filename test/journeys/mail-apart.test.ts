import { afterAll, beforeAll, expect, test } from 'vitest';
import { aContact, aNotice } from '../../src/parts/contacts/fixtures.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';
import { prove } from '../kit/prove.ts';

// Mail that was taken for that of a machine, or that comes from somebody special: what becomes of it.

const ground = { purpose: 'rights', reason: 'handles the request' } as const;
let app: TestApp;
let officer: Session;
beforeAll(async () => {
  app = await startApp();
  officer = await app.signInAs('privacy officer');
});
afterAll(() => app.stop());

const rows = (text: string, values: unknown[] = []) =>
  connected(
    app.database.ownerUrl,
    async (client) => (await client.query(text, values)).rows as Record<string, unknown>[],
  );
async function somebody() {
  const deps = app.kept.deps as Parameters<typeof aContact>[0];
  return aContact(deps, { noticeId: await aNotice(deps) });
}
let number = 0;
async function send(mail: { from: string; to?: 'privacy' | 'remove'; head?: string; text?: string; subject?: string }) {
  number += 1;
  const head = [
    `From: ${mail.from}`,
    `Subject: ${mail.subject ?? 'Hello'}`,
    `Message-ID: <apart${number}@elsewhere.example>`,
    ...(mail.head ? [mail.head] : []),
  ];
  const raw = `${head.join('\r\n')}\r\n\r\n${mail.text ?? 'Hello.'}`;
  await app.kept.mailIn.deliver(raw, { from: mail.from, to: [mail.to ?? 'privacy'] });
}
const machine = 'X-Auto-Response-Suppress: All';
const mailOf = async (sender: string) =>
  (
    await rows('SELECT id, sort, request_id, opt_out_id FROM rights.mails WHERE sender = $1 ORDER BY received_at', [
      sender,
    ])
  )[0];
const join = (id: unknown, joined: string | null = null) =>
  officer.call<{ id: string; number: string; error?: { code: string; fields?: object } }>(
    'POST',
    `/api/v1/mails/${id}/join`,
    { number: joined },
  );
const outbox = (address: string) => rows('SELECT subject FROM platform.mail_outbox WHERE to_address = $1', [address]);
const lookUps = async (personId: string) =>
  (await rows('SELECT FROM contacts.lookups WHERE person_id = $1', [personId])).length;
const channels = (address: string) =>
  rows('SELECT FROM contacts.suppressions WHERE email_key = $1', [app.kept.deps.digests.email(address)]);

test('staff makes a request of it, with the clock of the day on which it came, once', async () => {
  const { data, personId } = await somebody();
  await send({ from: data.email, head: machine, text: 'Which data do you hold about me?' });
  const { id } = (await mailOf(data.email)) ?? {};
  app.clock.advance({ days: 3 });
  const answers = await Promise.all([join(id), join(id)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)?.body.error?.code).toBe('KEPT_MAIL_JOINED');
  const made = answers.find(({ status }) => status === 200)?.body;
  const [request] = await rows(
    `SELECT r.kind, r.channel, r.person_id, r.received_at = m.received_at AS arrived FROM rights.requests r
      JOIN rights.mails m ON m.request_id = r.id WHERE r.number = $1`,
    [made?.number],
  );
  expect(request).toEqual({ kind: 'access', channel: 'mail', person_id: personId, arrived: true });
  // The number, and the link to their page.
  expect(await outbox(data.email)).toHaveLength(2);
  const { body } = await officer.call<{ items: { id: string }[] }>('GET', '/api/v1/mails/apart');
  expect(body.items.map((each) => each.id)).not.toContain(id);
  const audited = await rows(`SELECT FROM staff.audit WHERE action = 'rights.mail joined' AND about_id = $1`, [
    made?.id,
  ]);
  expect(audited).toHaveLength(1);
});

test('staff adds it to an open request by its number; to none that is unknown or closed', async () => {
  await send({ from: 'asks@elsewhere.example', text: 'Who looks at this?' });
  const [request] = await rows(`SELECT id, number FROM rights.requests WHERE asker = 'asks@elsewhere.example'`);
  await send({ from: 'again@elsewhere.example', head: machine, text: 'One more thing.' });
  const { id } = (await mailOf('again@elsewhere.example')) ?? {};
  expect((await join(id, 'ZZZZ-ZZZZ')).body.error?.fields).toEqual({ number: 'is that of no request' });
  expect((await join(id, String(request?.number))).body).toEqual({ id: request?.id, number: request?.number });
  expect(await mailOf('again@elsewhere.example')).toMatchObject({ request_id: request?.id });
  expect(await outbox('again@elsewhere.example')).toEqual([]);
  await rows(`UPDATE rights.requests SET state = 'answered', closed_at = now() WHERE id = $1`, [request?.id]);
  await send({ from: 'late@elsewhere.example', head: machine });
  const late = await join((await mailOf('late@elsewhere.example'))?.id, String(request?.number));
  expect(late.body.error?.code).toBe('KEPT_REQUEST_CLOSED');
});

test('an opt-out that was taken for an automatic answer holds once staff says so; a bounce is never answered', async () => {
  await send({ from: 'stop@elsewhere.example', to: 'remove', head: machine });
  expect(await channels('stop@elsewhere.example')).toEqual([]);
  expect((await join((await mailOf('stop@elsewhere.example'))?.id)).status).toBe(200);
  expect(await channels('stop@elsewhere.example')).toHaveLength(3);
  expect(await outbox('stop@elsewhere.example')).toHaveLength(1);
  await send({ from: 'mailer-daemon@elsewhere.example', text: 'Who are you?' });
  expect((await join((await mailOf('mailer-daemon@elsewhere.example'))?.id)).status).toBe(200);
  expect(await outbox('mailer-daemon@elsewhere.example')).toEqual([]);
  for (const demand of ['P2.mailbox', 'M3.mail-remove', 'M3.mail-privacy'])
    expect([demand, (await prove(app, demand)).verdict]).not.toEqual([demand, 'false']);
  await send({ from: 'plain@elsewhere.example', to: 'remove' });
  expect((await prove(app, 'M3.mail-remove')).verdict).toBe('true');
});

test('no one but officers joins mail', async () => {
  const support = await app.signInAs('support');
  const { status } = await support.call('POST', '/api/v1/mails/00000000-0000-4000-8000-000000000000/join', {
    number: null,
  });
  expect(status).toBe(403);
});

test('whoever wrote a mail that staff opens finds the look in the log, its files as well', async () => {
  const { data, personId } = await somebody();
  await send({ from: data.email, head: machine });
  const { id } = (await mailOf(data.email)) ?? {};
  await officer.call('GET', `/api/v1/mails/${id}`, undefined, ground);
  expect(await lookUps(personId)).toBe(1);
  await rows(
    `INSERT INTO rights.mail_attachments (mail_id, position, name, type, bytes, content) VALUES ($1, 0, 'a.pdf', 'application/pdf', 1, 'x')`,
    [id],
  );
  expect((await officer.call('GET', `/api/v1/mails/${id}/files/0`, undefined, ground)).status).toBe(200);
  expect(await lookUps(personId)).toBe(2);
});

test('somebody else’s privacy mailbox is not taken for ours', async () => {
  const from = 'privacy@customer.example';
  await send({ from, text: 'Which data do you hold about us?' });
  expect((await mailOf(from))?.sort).toBe('person');
  expect(await outbox(from)).toHaveLength(1);
});

test('opt-outs repeated by a machine are one in the register, and hold', async () => {
  const from = 'repeats@elsewhere.example';
  for (let turn = 0; turn < 4; turn += 1) await send({ from, to: 'remove', text: `Turn ${turn}` });
  expect(await rows('SELECT FROM rights.requests WHERE asker = $1', [from])).toHaveLength(1);
  expect(await rows('SELECT FROM rights.mails WHERE sender = $1 AND opt_out_id IS NOT NULL', [from])).toHaveLength(4);
  expect((await prove(app, 'M3.mail-remove')).verdict).toBe('true');
  app.clock.advance({ days: 2 });
  await send({ from, to: 'remove', text: 'Later.' });
  expect(await rows('SELECT FROM rights.requests WHERE asker = $1', [from])).toHaveLength(2);
});

test('mail of whom the record is sealed as that of a child is taken, and nothing is sent', async () => {
  const { data, personId } = await somebody();
  expect((await officer.call('POST', '/api/v1/children', { personId, reason: 'told by a parent' })).status).toBe(201);
  await send({ from: data.email, to: 'remove', text: 'Stop. And which data do you hold about me?' });
  const kept = await rows('SELECT kind FROM rights.requests WHERE person_id = $1 ORDER BY kind', [personId]);
  expect(kept).toEqual([{ kind: 'access' }, { kind: 'opt-out' }]);
  expect(await channels(data.email)).toHaveLength(3);
  expect(await outbox(data.email)).toEqual([]);
  expect((await prove(app, 'U4.sealed')).verdict).toBe('true');
});
