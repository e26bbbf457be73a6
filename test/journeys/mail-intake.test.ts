import nodemailer from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aContact, aNotice } from '../../src/parts/contacts/fixtures.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';
import { freePort } from '../kit/kept.ts';

// Longer than most files: one open door, tried with everything that comes through it.

const ground = { purpose: 'rights', reason: 'handles the request' } as const;
const transported = [
  'Received: from pc (203.0.113.77) by mx.customer.example; Mon, 2 Mar 2026 09:00:00 +0000',
  'X-Originating-IP: [203.0.113.77]',
  'User-Agent: SpyMail/9.9',
  'X-Mailer: SpyMail/9.9',
  'Authentication-Results: mx.vendor.example; spf=pass smtp.remote-ip=203.0.113.77',
];

let app: TestApp;
let officer: Session;
let port = 0;
let known: { personId: string; data: { email: string } };
beforeAll(async () => {
  port = Number(await freePort());
  app = await startApp({ overrides: { smtpListen: { host: '127.0.0.1', port } } });
  await app.kept.mailIn.start();
  officer = await app.signInAs('privacy officer');
  known = await somebody();
});
afterAll(() => app.stop());

async function somebody() {
  const { deps } = app.kept;
  return aContact(deps as Parameters<typeof aContact>[0], {
    noticeId: await aNotice(deps as Parameters<typeof aNotice>[0]),
  });
}

interface Sent {
  from?: string;
  to?: string | string[];
  subject?: string;
  text?: string;
  headers?: string[];
  raw?: string | Buffer;
  envelopeFrom?: string;
}

let number = 0;
/** Hands in a mail as the vendor's mail server does; answers the code of SMTP. */
async function send(mail: Sent): Promise<number> {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, ignoreTLS: true, name: 'pc-203-0-113-77' });
  number += 1;
  const from = mail.from ?? 'someone@elsewhere.example';
  const lines = [
    ...(mail.headers ?? transported),
    `From: Somebody <${from}>`,
    `To: ${[mail.to ?? 'privacy@vendor.example'].flat().join(', ')}`,
    `Subject: ${mail.subject ?? 'Hello'}`,
    `Message-ID: <m${number}@elsewhere.example>`,
    'Date: Mon, 2 Mar 2026 09:00:00 +0000',
    '',
    mail.text ?? 'Hello.',
  ];
  try {
    const envelope = { from: mail.envelopeFrom ?? from, to: mail.to ?? 'privacy@vendor.example' };
    await transport.sendMail({ envelope, raw: mail.raw ?? lines.join('\r\n') });
    return 250;
  } catch (error) {
    return (error as { responseCode?: number }).responseCode ?? 0;
  }
}

const rows = (text: string, values: unknown[] = []) =>
  connected(
    app.database.ownerUrl,
    async (client) => (await client.query(text, values)).rows as Record<string, unknown>[],
  );
const requestsFrom = (address: string) =>
  rows(
    `SELECT r.id, r.number, r.kind, r.kind_guessed, r.state, r.channel, r.identity, r.person_id FROM rights.requests r
     WHERE r.asker = $1 ORDER BY r.received_at, r.state`,
    [address],
  );
const stoppedFor = async (address: string) =>
  (
    await rows('SELECT channel FROM contacts.suppressions WHERE email_key = $1 ORDER BY 1', [
      app.kept.deps.digests.email(address),
    ])
  ).map(({ channel }) => channel);
const answersTo = (address: string) =>
  rows(`SELECT subject, body_text FROM platform.mail_outbox WHERE to_address = $1 ORDER BY queued_at, kind DESC`, [
    address,
  ]);

test('a mail to the remove mailbox opts its address out at once, known or not, and says so', async () => {
  for (const address of [known.data.email, 'nobody-known@elsewhere.example']) {
    expect(await send({ from: address, to: 'remove@vendor.example', subject: '', text: 'Please.' })).toBe(250);
    expect(await stoppedFor(address)).toEqual(['mail', 'phone', 'post']);
    expect(await requestsFrom(address)).toMatchObject([{ kind: 'opt-out', state: 'answered', channel: 'mail' }]);
  }
  const [one] = await answersTo(known.data.email);
  const [other] = await answersTo('nobody-known@elsewhere.example');
  expect(one?.body_text).toContain('Done at once');
  // The same words whether or not we know who wrote.
  expect([other?.subject, other?.body_text]).toEqual([one?.subject, one?.body_text]);
  await app.settle();
  const [choice] = await rows('SELECT allowed FROM contacts.preferences WHERE person_id = $1 AND channel = $2', [
    known.personId,
    'mail',
  ]);
  expect(choice).toEqual({ allowed: false });
});

test('a mail to the privacy mailbox becomes a request with a clock, and its answers join it', async () => {
  const from = 'asks@elsewhere.example';
  await send({ from, subject: 'Question', text: 'Who of you looks at what I wrote?\r\n' });
  const [request] = await requestsFrom(from);
  expect(request).toMatchObject({
    kind: 'question',
    kind_guessed: true,
    state: 'open',
    identity: 'not shown',
    person_id: null,
  });
  await send({ from, subject: `Re: Your request ${request?.number}`, text: 'One more thing.' });
  // Somebody else who names the number does not get into it.
  await send({
    from: 'stranger@elsewhere.example',
    subject: `Re: Your request ${request?.number}`,
    text: 'Let me in.',
  });
  expect(await requestsFrom(from)).toHaveLength(1);
  expect(await requestsFrom('stranger@elsewhere.example')).toHaveLength(1);
  type Page = { mails: { text: string; sender: string; files: unknown[] }[]; kindGuessed: boolean };
  const { body } = await officer.call<Page>('GET', `/api/v1/requests/${request?.id}`, undefined, ground);
  expect(body.mails.map(({ text }) => text)).toEqual(['Who of you looks at what I wrote?', 'One more thing.']);
  await officer.call('POST', `/api/v1/requests/${request?.id}/kind`, { kind: 'access' });
  expect((await requestsFrom(from))[0]).toMatchObject({ kind: 'access', kind_guessed: false });
  const refused = await officer.call<{ error: { code: string } }>('POST', `/api/v1/requests/${request?.id}/answer`, {
    answer: 'All of it.',
  });
  expect(refused.body.error.code).toBe('KEPT_REQUEST_IDENTITY');
  await officer.call('POST', `/api/v1/requests/${request?.id}/kind`, { kind: 'question' });
  expect(
    (await officer.call('POST', `/api/v1/requests/${request?.id}/answer`, { answer: 'Only our officer.' })).status,
  ).toBe(204);
  expect((await answersTo(from)).at(-1)?.body_text).toContain('Only our officer.');
});

test('a correction by mail changes nothing, is a task, and is confirmed by the person on their page', async () => {
  const { data, personId } = await somebody();
  await send({ from: data.email, subject: 'Phone', text: 'Please correct my telephone number: +49 30 999.' });
  const [request] = await requestsFrom(data.email);
  expect(request).toMatchObject({ kind: 'correction', state: 'open', identity: 'not shown', person_id: personId });
  expect(await rows('SELECT phone FROM contacts.people WHERE id = $1', [personId])).toEqual([
    { phone: data.phone ?? null },
  ]);
  const [, link] = await answersTo(data.email);
  const path =
    /\/me\/link\/\S+/.exec(
      [await answersTo(data.email)]
        .flat()
        .map((each) => String(each.body_text))
        .join('\n'),
    )?.[0] ?? '';
  expect(link).toBeDefined();
  const opened = await (await app.submit(path, {})).text();
  const sitting = /name="sitting" value="([^"]+)"/.exec(opened)?.[1] ?? '';
  expect(opened).toContain('Yes, this request is mine');
  const done = await app.submit('/me/requests/confirm', { sitting, request: String(request?.id) });
  expect([done.status, (await requestsFrom(data.email))[0]?.identity]).toEqual([200, 'proven']);
  // Nobody confirms what is somebody else's.
  const [strange] = await requestsFrom('stranger@elsewhere.example');
  expect((await app.submit('/me/requests/confirm', { sitting, request: String(strange?.id) })).status).toBe(404);
  expect(await (await app.submit('/me/download', { sitting })).text()).toContain('+49 30 999');
});

test('a clear opt-out at the privacy mailbox holds at once; what is quoted does not count; another wish opens a request too', async () => {
  await send({ from: 'out@elsewhere.example', subject: 'Newsletter', text: 'Unsubscribe me, please.' });
  expect(await stoppedFor('out@elsewhere.example')).toHaveLength(3);
  await send({
    from: 'quotes@elsewhere.example',
    text: 'Who sent me this?\r\n\r\nOn 1 March 2026 Example Tooling wrote:\r\n> To unsubscribe press here',
  });
  expect(await stoppedFor('quotes@elsewhere.example')).toEqual([]);
  await send({
    from: 'both@elsewhere.example',
    to: 'remove@vendor.example',
    text: 'Stop, and please erase all my data.',
  });
  expect(await requestsFrom('both@elsewhere.example')).toMatchObject([
    { kind: 'opt-out', state: 'answered' },
    { kind: 'erasure', state: 'open', identity: 'not shown' },
  ]);
});

test('the same mail handed in twice, or twice at once, is one mail with one answer', async () => {
  const raw = 'From: twice@elsewhere.example\r\nMessage-ID: <twice@x>\r\nSubject: Once\r\n\r\nOnce.';
  const again = { from: 'twice@elsewhere.example', raw };
  expect(await Promise.all([send(again), send(again), send(again)])).toEqual([250, 250, 250]);
  expect(await send(again)).toBe(250);
  expect(await requestsFrom('twice@elsewhere.example')).toHaveLength(1);
  expect(await answersTo('twice@elsewhere.example')).toHaveLength(1);
});

test.each([
  ['an auto-reply', ['Auto-Submitted: auto-replied'], undefined, 'auto-reply'],
  ['a vacation note', ['X-Autoreply: yes'], undefined, 'auto-reply'],
  ['a bounce', [], '', 'bounce'],
  ['a list', ['List-Id: <news.elsewhere.example>'], undefined, 'list'],
  ['bulk', ['Precedence: bulk'], undefined, 'list'],
])('%s is kept apart and never answered', async (what, headers, envelopeFrom, sort) => {
  const from = `${what.replaceAll(' ', '-')}@machine.example`;
  expect(
    await send({ from, headers, ...(envelopeFrom === undefined ? {} : { envelopeFrom }), to: 'remove@vendor.example' }),
  ).toBe(250);
  expect(await rows('SELECT sort, request_id, opt_out_id FROM rights.mails WHERE sender = $1', [from])).toEqual([
    { sort, request_id: null, opt_out_id: null },
  ]);
  expect([await answersTo(from), await stoppedFor(from)]).toEqual([[], []]);
  const { body } = await officer.call<{ items: { id: string; what: string; kept: boolean }[] }>(
    'GET',
    '/api/v1/mails/apart',
  );
  const item = body.items.find((each) => each.what === sort && each.kept);
  expect(item).toBeDefined();
  const opened = await officer.call<{ text: string }>('GET', `/api/v1/mails/${item?.id}`, undefined, ground);
  expect(opened.body.text).toBe('Hello.');
});

test('our own mailbox and a machine that answers for ever are not answered for ever', async () => {
  await send({ from: 'privacy@vendor.example' });
  expect(await answersTo('privacy@vendor.example')).toEqual([]);
  for (let turn = 0; turn < 8; turn += 1) {
    app.clock.advance({ minutes: 2 });
    expect(await send({ from: 'loop@machine.example', text: `Turn ${turn}` })).toBe(250);
  }
  expect(await answersTo('loop@machine.example')).toHaveLength(5);
});

test('nothing of how a mail travelled is stored, not even of a mail inside of it', async () => {
  const inner = ['From: x@y.example', 'Received: from pc (203.0.113.77)', 'User-Agent: SpyMail/9.9', '', 'Inside'].join(
    '\r\n',
  );
  const raw = [
    ...transported,
    'From: carries@elsewhere.example',
    'Subject: With files',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>What do you <b>hold</b>?</p><script>alert(1)</script>',
    '--b',
    'Content-Type: message/rfc822',
    'Content-Disposition: attachment; filename="forwarded.eml"',
    '',
    inner,
    '--b',
    'Content-Type: application/pdf; name="../../letter.pdf"',
    'Content-Disposition: attachment; filename="../../letter.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('%PDF-1.4 a scan').toString('base64'),
    '--b--',
  ].join('\r\n');
  expect(await send({ from: 'carries@elsewhere.example', raw })).toBe(250);
  const found = await rows(
    `SELECT m.id, m.body, json_agg(json_build_object('name', a.name, 'why', a.why_not) ORDER BY a.position) AS files
     FROM rights.mails m JOIN rights.mail_attachments a ON a.mail_id = m.id WHERE m.sender = 'carries@elsewhere.example' GROUP BY m.id`,
  );
  expect(found).toMatchObject([
    {
      body: 'What do you hold?',
      files: [
        { name: 'forwarded.eml', why: 'a mail itself' },
        { name: '.._.._letter.pdf', why: null },
      ],
    },
  ]);
  const file = await officer.call<{ base64: string }>(
    'GET',
    `/api/v1/mails/${found[0]?.id}/files/1`,
    undefined,
    ground,
  );
  expect(Buffer.from(file.body.base64, 'base64').toString()).toBe('%PDF-1.4 a scan');
  expect((await officer.call('GET', `/api/v1/mails/${found[0]?.id}/files/0`, undefined, ground)).status).toBe(404);
  const tables = await rows(
    `SELECT schemaname || '.' || quote_ident(tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  for (const { name } of tables) {
    const [hits] = await rows(
      `SELECT count(*)::int AS n FROM ${name} t WHERE t::text ~ '203\\.0\\.113\\.77|SpyMail|pc-203'`,
    );
    expect([name, hits?.n]).toEqual([name, 0]);
  }
  expect(app.log()).not.toMatch(/203\.0\.113|SpyMail|elsewhere\.example/);
});

const big = (bytes: number) =>
  `From: big@elsewhere.example\r\nSubject: Big\r\n\r\n${'x'.repeat(998)}\r\n`.padEnd(bytes, 'x\r\n');
test.each([
  ['50 MB', { raw: big(50 * 1024 * 1024) }, 552, 'KEPT_MAIL_TOO_LARGE'],
  ['no sender', { raw: 'Subject: Who\r\n\r\nHello', envelopeFrom: '' }, 554, 'KEPT_MAIL_NO_SENDER'],
  [
    'a head without end',
    { raw: `From: a@b.example\r\n${'X-Long: y\r\n'.repeat(200_000)}\r\nHello` },
    554,
    'KEPT_MAIL_UNREADABLE',
  ],
  [
    '2,000 parts',
    {
      raw: `From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(2_000)}--b--`,
    },
    554,
    'KEPT_MAIL_UNREADABLE',
  ],
])(
  '%s is sent back with a code, and staff sees it',
  async (_what, mail, code, kept) => {
    const before = await rows('SELECT FROM rights.mails');
    expect(await send(mail)).toBe(code);
    expect(await rows('SELECT FROM rights.mails')).toHaveLength(before.length);
    const { body } = await officer.call<{ items: { what: string; kept: boolean }[] }>('GET', '/api/v1/mails/apart');
    expect(body.items).toContainEqual(expect.objectContaining({ what: kept, kept: false }));
    const home = await officer.call<{ groups: { kind: string; count: number }[] }>('GET', '/api/v1/today');
    expect(home.body.groups.find((each) => each.kind === 'mails not read')?.count).toBeGreaterThan(0);
  },
  60_000,
);

test.each([
  [
    'broken MIME',
    'From: broken@elsewhere.example\r\nContent-Type: multipart/mixed; boundary=never\r\n\r\nno part at all',
  ],
  [
    'a wrong charset',
    'From: broken@elsewhere.example\r\nContent-Type: text/plain; charset=x-none\r\n\r\nH\xe9llo \x00\x01',
  ],
  [
    '10,000 recipients in the head',
    `From: broken@elsewhere.example\r\nTo: ${Array.from({ length: 10_000 }, (_, at) => `p${at}@x.example`).join(',\r\n ')}\r\n\r\nHello`,
  ],
  [
    'an injected header',
    'From: broken@elsewhere.example\r\nSubject: =?utf-8?Q?Hi=0D=0ABcc=3A_all=40x.example?=\r\n\r\nHello',
  ],
  [
    'a hundred parts in each other',
    `From: broken@elsewhere.example\r\n${Array.from({ length: 100 }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`).join('')}Content-Type: text/plain\r\n\r\nDeep`,
  ],
  [
    'a bomb of zeros',
    `From: broken@elsewhere.example\r\nContent-Type: application/zip; name=b.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.alloc(1_000_000).toString('base64')}`,
  ],
])('%s is taken as far as it can be read', async (what, text) => {
  const raw = Buffer.from(text.replace('\r\n', `\r\nMessage-ID: <${what.replaceAll(' ', '-')}@x>\r\n`), 'latin1');
  expect(await send({ from: 'broken@elsewhere.example', raw })).toBe(250);
  const subjects = await rows(
    `SELECT subject FROM rights.mails WHERE sender = 'broken@elsewhere.example' AND subject LIKE E'%\\n%'`,
  );
  expect(subjects).toEqual([]);
});

test('mail to anybody else is not taken, and one of whom the database cannot hear is tried again', async () => {
  expect(await send({ to: 'sales@vendor.example' })).toBe(550);
  expect(await send({ to: 'privacy@kept.internal', from: 'inner@elsewhere.example' })).toBe(250);
  expect(await requestsFrom('inner@elsewhere.example')).toHaveLength(1);
  const many = Array.from({ length: 60 }, (_, at) => `p${at}@x.example`);
  expect(await send({ to: [...many, 'privacy@vendor.example'], from: 'many@elsewhere.example' })).toBe(250);
  await rows('ALTER TABLE rights.mails RENAME TO mails_away');
  expect(await send({ from: 'later@elsewhere.example' })).toBe(451);
  await rows('ALTER TABLE rights.mails_away RENAME TO mails');
  expect(await send({ from: 'later@elsewhere.example' })).toBe(250);
  expect(await requestsFrom('later@elsewhere.example')).toHaveLength(1);
});

test('who is erased is gone from the mails, too, those from before we knew them included', async () => {
  const { data, personId } = await somebody();
  const said = 'Which data do you hold about a certain Zebedee?';
  await send({ from: data.email, text: said });
  const [request] = await requestsFrom(data.email);
  // As if it had come before they registered.
  await rows('UPDATE rights.requests SET person_id = NULL WHERE id = $1', [request?.id]);
  const erase = await officer.call<{ id: string }>('POST', '/api/v1/requests', {
    kind: 'erasure',
    channel: 'phone',
    receivedOn: app.clock.now().toISOString().slice(0, 10),
    personId,
    asker: 'They called',
    wording: 'Erase it all.',
  });
  await officer.call('POST', `/api/v1/requests/${erase.body.id}/identity`, { personId });
  expect((await officer.call('POST', `/api/v1/requests/${erase.body.id}/erase`)).status).toBe(200);
  expect(await rows(`SELECT FROM rights.mails WHERE body = $1`, [said])).toEqual([]);
  expect(await rows('SELECT wording, asker FROM rights.requests WHERE id = $1', [request?.id])).toEqual([
    { wording: null, asker: null },
  ]);
  expect(await rows('SELECT found FROM rights.erasures WHERE person_id = $1', [personId])).toEqual([{ found: [] }]);
});

test('the sweeper takes what was kept apart after a month, and the mails of a request with its words', async () => {
  app.clock.advance({ days: 29 });
  await app.kept.sweep({ dryRun: false });
  expect(
    (await rows('SELECT FROM rights.mails WHERE request_id IS NULL AND opt_out_id IS NULL')).length,
  ).toBeGreaterThan(0);
  app.clock.advance({ days: 2 });
  await app.kept.sweep({ dryRun: false });
  expect(await rows('SELECT FROM rights.mails WHERE request_id IS NULL AND opt_out_id IS NULL')).toEqual([]);
  expect(await rows('SELECT FROM rights.unread_mails')).toEqual([]);
  app.clock.advance({ days: 182 });
  await app.kept.sweep({ dryRun: false });
  const left = await rows(`SELECT DISTINCT r.state FROM rights.mails m JOIN rights.requests r ON r.id = m.request_id`);
  expect(left).toEqual([{ state: 'open' }]);
  expect(await rows('SELECT FROM rights.mails WHERE request_id IS NULL')).toEqual([]);
});
