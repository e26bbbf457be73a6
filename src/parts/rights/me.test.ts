import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aContact } from '../contacts/fixtures.ts';
import { lookUp } from '../contacts/index.ts';
import { aRecipient } from '../disclosures/fixtures.ts';
import { openRights, type Rights } from './fixtures.ts';

let deps: Rights['deps'];
let server: Rights['server'];
let noticeId: Rights['noticeId'];
let applied: Rights['applied'];
let desk: Rights['desk'];
let mailsTo: Rights['mailsTo'];
let linkFor: Rights['linkFor'];
let openPage: Rights['openPage'];
let events: Rights['events'];
let get: Rights['get'];
let stop: Rights['stop'];
beforeAll(async () => {
  ({ deps, server, noticeId, applied, desk, mailsTo, linkFor, openPage, events, get, stop } = await openRights());
});
afterAll(() => stop());

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
