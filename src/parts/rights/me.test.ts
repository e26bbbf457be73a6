import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { type PartServer, partServer } from '../../../test/kit/part-server.ts';
import { aContact, aMember, aNotice } from '../contacts/fixtures.ts';
import { lookUp } from '../contacts/index.ts';
import { aRecipient } from '../disclosures/fixtures.ts';
import { ledger } from '../disclosures/index.ts';
import { tellCorrection } from './index.ts';
import { mountRights } from './plugin.ts';
import type { CorrectionItem } from './wire/api.ts';

let deps: TestDeps;
let server: PartServer;
let noticeId: string;
const desk = aMember('licence desk');
const applied: string[] = [];
const facts = new Map(
  ['email', 'name', 'phone', 'title', 'role', 'companyName', 'street'].map((name) => [
    name,
    { label: `The ${name}`, purposes: ['registration'], retention: `${name} is kept for ten years.` },
  ]),
);
const handed = {
  fieldFacts: () => facts,
  registrationsOfPerson: async () => async () => [],
  applyWaiting: async (_trx: unknown, _deps: unknown, personId: string) => applied.push(personId),
  upcomingReports: async () => [{ recipient: { name: 'Next Kernels' }, fields: ['name'], by: '2026-04-01' }],
  members: async (ids: readonly string[]) => new Map(ids.map((id) => [id, { role: 'licence desk', companyId: null }])),
  exporters: [
    async () => [
      {
        part: 'support',
        title: 'Your cases',
        entries: [{ label: 'Case 7', value: 'open', provenance: 'you, by mail' }],
      },
    ],
  ],
};

beforeAll(async () => {
  deps = await testDeps(ledger);
  noticeId = await aNotice(deps);
  server = await partServer(deps, (app) => mountRights(app, deps, handed));
});
afterAll(async () => {
  await server.app.close();
  await deps.stop();
});

interface MailRow {
  to_address: string;
  body_text: string;
  subject: string;
}

/** What waits in the outbox, read past every rule. */
async function mailsTo(address: string): Promise<MailRow[]> {
  return connected(
    deps.database.ownerUrl,
    async (client) =>
      (
        await client.query<MailRow>('SELECT * FROM platform.mail_outbox WHERE to_address = $1 ORDER BY queued_at', [
          address,
        ])
      ).rows,
  );
}

/** Asks for a link and waits until the mail is there: the answer does not wait for it. */
async function linkFor(address: string): Promise<string> {
  const before = (await mailsTo(address)).length;
  expect((await server.submit('/me', { email: address })).status).toBe(200);
  await expect.poll(async () => (await mailsTo(address)).length).toBe(before + 1);
  const text = (await mailsTo(address)).at(-1)?.body_text ?? '';
  return /\/me\/link\/\S+/.exec(text)?.[0] ?? '';
}

const sittingIn = (text: string) => /name="sitting" value="([^"]+)"/.exec(text)?.[1] ?? '';
const get = (url: string) => server.call({ kind: 'public' }, 'GET', url);

async function openPage(address: string): Promise<{ sitting: string; text: string }> {
  deps.clock.advance({ minutes: 2 });
  const { text } = await server.submit(await linkFor(address), {});
  return { sitting: sittingIn(text), text };
}

async function events(name: string, personId: string) {
  const { rows } = await sql<{ payload: Record<string, string> }>`SELECT payload FROM platform.events
    WHERE name = ${name} AND payload->>'personId' = ${personId} ORDER BY id`.execute(deps.db.read);
  return rows.map((row) => row.payload);
}

describe('asking for a link', () => {
  it('is answered alike for known and unknown addresses, without a cookie', async () => {
    const made = await aContact(deps, { noticeId });
    const known = await server.submit('/me', { email: made.data.email });
    const unknown = await server.submit('/me', { email: 'nobody@customer.example' });
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text]);
    expect(known.headers['set-cookie']).toBeUndefined();
    await expect.poll(async () => (await mailsTo(made.data.email)).length).toBe(1);
    const [mail] = await mailsTo(made.data.email);
    expect(mail?.body_text).not.toContain(made.data.name);
    const { rows } =
      await sql`SELECT recipient_kind, purpose, fields FROM disclosures.ledger WHERE person_id = ${made.personId}`.execute(
        deps.db.read,
      );
    expect(rows).toEqual([{ recipient_kind: 'person', purpose: 'authentication', fields: ['email'] }]);
  });

  it('sends one a minute and five an hour, whoever asks', async () => {
    const made = await aContact(deps, { noticeId });
    for (let minute = 0; minute < 8; minute += 1) {
      const asked = [
        server.submit('/me', { email: made.data.email }),
        server.submit('/me', { email: ` ${made.data.email.toUpperCase()}` }),
      ];
      await Promise.all(asked);
      await expect.poll(async () => (await mailsTo(made.data.email)).length).toBe(Math.min(minute + 1, 5));
      deps.clock.advance({ minutes: 2 });
    }
  });

  it.each(['', 'not an address', `${'a'.repeat(300)}@b.example`, 'a@b.example\r\nBcc: c@d.example'])(
    'refuses %o',
    async (email) => {
      expect((await server.submit('/me', { email })).status).toBe(400);
    },
  );
});

describe('a link', () => {
  it('does nothing when it is opened, however often, and works once when the button is pressed', async () => {
    const made = await aContact(deps, { noticeId });
    const link = await linkFor(made.data.email);
    for (let time = 0; time < 3; time += 1) {
      const page = await get(link);
      expect(page.status).toBe(200);
      expect(page.text).toContain('<button>Open my page</button>');
      expect(page.text).not.toContain(made.data.name);
    }
    expect(await events('contacts.proven', made.personId)).toHaveLength(0);
    const both = await Promise.all([server.submit(link, {}), server.submit(link, {})]);
    expect(both.map((each) => each.status).sort()).toEqual([200, 410]);
    expect(await events('contacts.proven', made.personId)).toHaveLength(1);
    expect(applied.filter((id) => id === made.personId)).toHaveLength(1);
    expect((await server.submit(link, {})).text).toContain('KEPT_LINK_SPENT');
  });

  it('is too old after 30 minutes, and unknown if made up', async () => {
    const made = await aContact(deps, { noticeId });
    const link = await linkFor(made.data.email);
    deps.clock.advance({ minutes: 30, ms: 1 });
    expect((await server.submit(link, {})).status).toBe(410);
    expect((await server.submit(`/me/link/${'A'.repeat(43)}`, {})).status).toBe(410);
  });
});

describe('the page', () => {
  it('shows everything held, where from, under which notice, who received it and who looked', async () => {
    const made = await aContact(deps, { noticeId, data: { name: '<b>Pat</b> & Co' } });
    const licensor = await aRecipient(deps, { name: 'Solid Kernels' });
    await deps.db.base((trx) =>
      deps.egress.send(trx, {
        disclosures: [
          {
            recipientKind: 'licensor',
            recipientId: licensor,
            personId: made.personId,
            companyId: made.companyId,
            channel: 'report',
            purpose: 'licensor obligation',
            fields: ['name', 'phone'],
            basis: 'contract',
          },
        ],
      }),
    );
    await lookUp(
      deps,
      desk,
      { purpose: 'customer service', reason: 'call about renewal' },
      {
        read: async () => ({
          read: null,
          lookUps: [{ kind: 'opened', personId: made.personId, companyId: null, fields: ['phone'] }],
        }),
        finish: async () => undefined,
      },
    );
    const { text } = await openPage(made.data.email);
    for (const held of [
      made.data.email,
      '&lt;b&gt;Pat&lt;/b&gt; &amp; Co',
      made.data.phone,
      made.data.companyName,
      made.data.street,
      made.data.city,
      made.data.industry,
    ])
      expect(text).toContain(held);
    expect(text).not.toContain('<b>Pat');
    for (const words of [
      'Solid Kernels',
      'Next Kernels',
      'The name, The phone',
      'call about renewal',
      'licence desk',
      'phone is kept for ten years.',
      'told at an activation',
      'Your cases',
      `/me/notices/${noticeId}`,
    ])
      expect(text).toContain(words);
    expect(text).not.toContain(desk.memberId);
    expect(text).not.toMatch(/<script|set-cookie/i);
    const notice = await get(`/me/notices/${noticeId}`);
    expect(notice.text).toMatch(/SHA-256 <code>[0-9a-f]{64}</);
  });

  it('stays under 50 kB for somebody with a long past', async () => {
    const made = await aContact(deps, { noticeId });
    for (let index = 0; index < 60; index += 1) {
      const recipientId = await aRecipient(deps, {
        name: `Recipient with a rather long name, number ${index}, of this person`,
      });
      await deps.db.base((trx) =>
        deps.egress.send(trx, {
          disclosures: [
            {
              recipientKind: 'licensor',
              recipientId,
              personId: made.personId,
              companyId: made.companyId,
              channel: 'report',
              purpose: 'licensor obligation',
              fields: ['companyName', 'name', 'email', 'phone'],
              basis: 'contract',
            },
          ],
        }),
      );
    }
    await lookUp(
      deps,
      desk,
      { purpose: 'customer service', reason: 'a'.repeat(200) },
      {
        read: async () => ({
          read: null,
          lookUps: Array.from({ length: 400 }, () => ({
            kind: 'opened' as const,
            personId: made.personId,
            companyId: null,
            fields: ['email', 'name', 'phone', 'title', 'role'],
          })),
        }),
        finish: async () => undefined,
      },
    );
    const { text } = await openPage(made.data.email);
    expect(text).toContain('there are 400 in all');
    expect(Buffer.byteLength(text)).toBeLessThan(48_000);
  });

  it('is whole in the file', async () => {
    const made = await aContact(deps, { noticeId });
    const { sitting } = await openPage(made.data.email);
    const { status, headers, body } = await server.submit('/me/download', { sitting });
    expect(status).toBe(200);
    expect(headers['content-disposition']).toContain('attachment');
    expect(body).toMatchObject({
      reference: made.personId,
      contact: { email: made.data.email, phone: made.data.phone },
      others: [{ title: 'Your cases' }],
    });
  });

  it.each(['/me/page', '/me/correct', '/me/preferences', '/me/download'])(
    '%s needs a sitting that lasts',
    async (url) => {
      const made = await aContact(deps, { noticeId });
      const { sitting } = await openPage(made.data.email);
      const form = { sitting, version: '1', name: 'X', phone: '', title: '', role: '', channel: 'mail', allowed: 'no' };
      const only: Record<string, string[]> = {
        '/me/correct': ['sitting', 'version', 'name', 'phone', 'title', 'role'],
        '/me/preferences': ['sitting', 'channel', 'allowed'],
      };
      const fields = Object.fromEntries(
        Object.entries(form).filter(([name]) => (only[url] ?? ['sitting']).includes(name)),
      );
      expect((await server.submit(url, { ...fields, sitting: 'B'.repeat(43) })).status).toBe(403);
      deps.clock.advance({ minutes: 31 });
      const late = await server.submit(url, fields);
      expect([late.status, late.text.includes('KEPT_SITTING_ENDED')]).toEqual([403, true]);
    },
  );

  it('is closed by signing out', async () => {
    const made = await aContact(deps, { noticeId });
    const { sitting } = await openPage(made.data.email);
    expect((await server.submit('/me/page', { sitting })).status).toBe(200);
    expect((await server.submit('/me/sign-out', { sitting })).status).toBe(200);
    expect((await server.submit('/me/page', { sitting })).status).toBe(403);
  });
});

describe('a choice', () => {
  it('holds at once, and can be taken back by the person', async () => {
    const made = await aContact(deps, { noticeId, mailAllowed: true });
    const { sitting } = await openPage(made.data.email);
    const choose = (allowed: string) => server.submit('/me/preferences', { sitting, channel: 'mail', allowed });
    const allowed = async () =>
      (
        await sql<{
          allowed: boolean;
          source_kind: string;
        }>`SELECT allowed, source_kind FROM contacts.preferences WHERE person_id = ${made.personId} AND channel = 'mail'`.execute(
          deps.db.read,
        )
      ).rows[0];
    expect((await choose('no')).text).toContain('Product information by mail is stopped.');
    expect(await allowed()).toEqual({ allowed: false, source_kind: 'person page' });
    await choose('yes');
    expect((await allowed())?.allowed).toBe(true);
    expect((await server.submit('/me/preferences', { sitting, channel: 'pigeon', allowed: 'no' })).status).toBe(400);
  });
});

describe('a correction', () => {
  it('is stored with its source and notice, and passed on to everybody who had the old value', async () => {
    const made = await aContact(deps, { noticeId });
    const had = await aRecipient(deps, { name: 'Had It', mailbox: 'had@partner.example' });
    const noMailbox = await aRecipient(deps, { name: 'No Mailbox', mailbox: null });
    const over = await aRecipient(deps, {
      name: 'Over',
      mailbox: 'over@partner.example',
      contract: { endsOn: '2026-03-03' },
    });
    const never = await aRecipient(deps, { name: 'Never Had It', mailbox: 'never@partner.example' });
    const given = (recipientId: string, fields: string[]) =>
      deps.db.base((trx) =>
        deps.egress.send(trx, {
          disclosures: [
            {
              recipientKind: 'licensor',
              recipientId,
              personId: made.personId,
              companyId: made.companyId,
              channel: 'report',
              purpose: 'licensor obligation',
              fields,
              basis: 'contract',
            },
          ],
        }),
      );
    for (const recipient of [had, noMailbox, over]) await given(recipient, ['name', 'phone']);
    await given(never, ['email']);
    deps.clock.set('2026-03-09T09:00:00Z');
    const { sitting } = await openPage(made.data.email);
    const { name, title, role } = made.data;
    const form = { sitting, version: '1', name, phone: '+49 30 77 88', title: title ?? '', role: role ?? '' };
    const done = await server.submit('/me/correct', form);
    expect(done.status).toBe(200);
    for (const words of ['The phone', 'Had It', 'gets a mail', 'has no mailbox with us', 'works with us no longer'])
      expect(done.text).toContain(words);
    expect(done.text).not.toContain('Never Had It');
    expect((await server.submit('/me/correct', form)).text).toContain('Nothing was different');
    expect((await server.submit('/me/page', { sitting })).text).toContain('+49 30 77 88');

    const news = await events('contacts.corrected', made.personId);
    expect(news).toMatchObject([{ field: 'phone', sourceKind: 'person page' }]);
    const subscriber = tellCorrection(deps, handed);
    for (const each of [...news, ...news]) await subscriber(each);
    const mails = await mailsTo('had@partner.example');
    expect(mails).toHaveLength(1);
    expect(mails[0]?.body_text).toContain('+49 30 77 88');
    expect(mails[0]?.body_text).toContain(`The name: ${name}`);
    expect(mails[0]?.body_text).not.toContain(made.data.email);
    expect(await mailsTo('over@partner.example')).toHaveLength(0);
    expect(await mailsTo('never@partner.example')).toHaveLength(0);
    const list = await server.call<{ items: CorrectionItem[]; count: number }>(
      desk,
      'GET',
      `/api/v1/corrections?personId=${made.personId}`,
    );
    expect(list.body.count).toBe(1);
    expect(list.body.items[0]).toMatchObject({ field: 'phone', sourceKind: 'person page' });
    expect(Object.fromEntries(list.body.items[0]?.told.map((each) => [each.recipient.name, each.state]) ?? [])).toEqual(
      { 'Had It': 'queued', 'No Mailbox': 'no mailbox', Over: 'ended' },
    );
    expect(list.text).not.toContain('77 88');
    const { rows } =
      await sql`SELECT fields FROM disclosures.ledger WHERE recipient_id = ${had} AND channel = 'correction'`.execute(
        deps.db.read,
      );
    expect(rows).toEqual([{ fields: ['phone', 'name'] }]);
  });

  it.each([
    ['a name too long', { name: 'x'.repeat(201) }, 'The name is too long'],
    ['no name', { name: ' ' }, 'KEPT_FIELD_NEEDED'],
    ['a control character', { phone: '1\u00002' }, 'cannot be stored'],
    ['an old version', { version: '7', phone: '1' }, 'KEPT_CHANGED_MEANWHILE'],
  ])('with %s changes nothing and says so', async (_name, changes, words) => {
    const made = await aContact(deps, { noticeId });
    const { sitting } = await openPage(made.data.email);
    const { name, phone, title, role } = made.data;
    const form = { sitting, version: '1', name, phone: phone ?? '', title: title ?? '', role: role ?? '', ...changes };
    const answer = await server.submit('/me/correct', form);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.text).toContain(words);
    expect(await events('contacts.corrected', made.personId)).toHaveLength(0);
  });

  it('list is refused to those who do not tell anybody', async () => {
    expect((await server.call(aMember('QA'), 'GET', '/api/v1/corrections')).status).toBe(403);
    expect((await server.call({ kind: 'public' }, 'GET', '/api/v1/corrections')).status).toBe(401);
  });
});
