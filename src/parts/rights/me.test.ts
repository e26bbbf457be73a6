import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aContact } from '../contacts/fixtures.ts';
import { correctDatum, lookUp } from '../contacts/index.ts';
import { aRecipient } from '../disclosures/fixtures.ts';
import { openRights, type Rights } from './fixtures.ts';
import { endOldAccess } from './index.ts';

let deps: Rights['deps'];
let server: Rights['server'];
let noticeId: Rights['noticeId'];
let decided: Rights['decided'];
let desk: Rights['desk'];
let mailsTo: Rights['mailsTo'];
let linkFor: Rights['linkFor'];
let openPage: Rights['openPage'];
let events: Rights['events'];
let get: Rights['get'];
let stop: Rights['stop'];
beforeAll(async () => {
  ({ deps, server, noticeId, decided, desk, mailsTo, linkFor, openPage, events, get, stop } = await openRights());
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
    expect(decided).toEqual([]);
    expect((await server.submit(link, {})).text).toContain('KEPT_LINK_SPENT');
  });

  it('is too old after 30 minutes, and unknown if made up', async () => {
    const made = await aContact(deps, { noticeId });
    const link = await linkFor(made.data.email);
    deps.clock.advance({ minutes: 30, ms: 1 });
    expect((await server.submit(link, {})).status).toBe(410);
    expect((await server.submit(`/me/link/${'A'.repeat(43)}`, {})).status).toBe(410);
  });

  const correctEmail = (personId: string, version: number, value: string) =>
    deps.db.base((trx) => correctDatum(trx, deps, desk, { personId, version, field: 'email', value, noticeId: null }));
  const provenAt = async (personId: string) => {
    const { rows } = await sql<{
      proven_at: Date | null;
    }>`SELECT proven_at FROM contacts.people WHERE id = ${personId}`.execute(deps.db.read);
    return rows[0]?.proven_at;
  };

  it('of an address that is not the person’s any more proves nothing and opens nothing, and nor does its sitting', async () => {
    const made = await aContact(deps, { noticeId });
    const { sitting } = await openPage(made.data.email);
    expect(await provenAt(made.personId)).not.toBeNull();
    deps.clock.advance({ minutes: 2 });
    const link = await linkFor(made.data.email);
    await correctEmail(made.personId, 1, 'moved@customer.example');
    const { status, text } = await server.submit(link, {});
    expect([status, text.includes('moved@customer.example')]).toEqual([410, false]);
    expect((await server.submit('/me/page', { sitting })).status).toBe(403);
    expect(await provenAt(made.personId)).toBeNull();
    const { sitting: fresh } = await openPage('moved@customer.example');
    expect((await server.submit('/me/page', { sitting: fresh })).status).toBe(200);
    expect(await provenAt(made.personId)).not.toBeNull();
  });

  it('is ended for good by a correction of the address, though the old one come back', async () => {
    const made = await aContact(deps, { noticeId });
    const { sitting } = await openPage(made.data.email);
    deps.clock.advance({ minutes: 2 });
    const link = await linkFor(made.data.email);
    await correctEmail(made.personId, 1, 'away@customer.example');
    await correctEmail(made.personId, 2, made.data.email);
    for (const payload of await events('contacts.corrected', made.personId)) await endOldAccess(deps)(payload);
    expect((await server.submit(link, {})).status).toBe(410);
    expect((await server.submit('/me/page', { sitting })).status).toBe(403);
  });
});

describe('a registration that may have been anybody’s', () => {
  const registration = '00000000-0000-4000-8000-000000000001';

  it.each(['yes', 'no'])('is decided by the person: %s', async (mine) => {
    const made = await aContact(deps, { noticeId });
    const { sitting } = await openPage(made.data.email);
    const { status, text } = await server.submit('/me/registrations', { sitting, registration, mine });
    expect(status).toBe(200);
    expect(text).toContain(mine === 'yes' ? 'is now used for you' : 'Nothing of yours was changed');
    expect(decided.filter((each) => each.startsWith(made.personId))).toEqual([`${made.personId} ${mine}`]);
  });

  it.each([{ mine: 'maybe' }, { registration: 'x' }, { sitting: 'short' }])('is not decided by %o', async (changes) => {
    const made = await aContact(deps, { noticeId });
    const { sitting } = await openPage(made.data.email);
    const form: Record<string, string> = { sitting, registration, mine: 'yes', ...changes };
    expect((await server.submit('/me/registrations', form)).status).toBe(400);
    expect(decided.filter((each) => each.startsWith(made.personId))).toEqual([]);
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

  it.each([
    '/me/page',
    '/me/correct',
    '/me/preferences',
    '/me/topics',
    '/me/pause',
    '/me/stop',
    '/me/answers',
    '/me/registrations',
    '/me/download',
  ])('%s needs a sitting that lasts', async (url) => {
    const made = await aContact(deps, { noticeId });
    const { sitting } = await openPage(made.data.email);
    const form = {
      sitting,
      version: '1',
      name: 'X',
      phone: '',
      title: '',
      role: '',
      channel: 'mail',
      allowed: 'no',
      registration: made.personId,
      mine: 'yes',
      news: 'on',
      until: '2027-01-01',
      notice: made.personId,
      answer: 'yes',
    };
    const only: Record<string, string[]> = {
      '/me/correct': ['sitting', 'version', 'name', 'phone', 'title', 'role'],
      '/me/preferences': ['sitting', 'channel', 'allowed'],
      '/me/registrations': ['sitting', 'registration', 'mine'],
      '/me/topics': ['sitting', 'news'],
      '/me/pause': ['sitting', 'until'],
      '/me/answers': ['sitting', 'notice', 'answer'],
    };
    const fields = Object.fromEntries(
      Object.entries(form).filter(([name]) => (only[url] ?? ['sitting']).includes(name)),
    );
    expect((await server.submit(url, { ...fields, sitting: 'B'.repeat(43) })).status).toBe(403);
    deps.clock.advance({ minutes: 31 });
    const late = await server.submit(url, fields);
    expect([late.status, late.text.includes('KEPT_SITTING_ENDED')]).toEqual([403, true]);
  });

  it('is closed by signing out', async () => {
    const made = await aContact(deps, { noticeId });
    const { sitting } = await openPage(made.data.email);
    expect((await server.submit('/me/page', { sitting })).status).toBe(200);
    expect((await server.submit('/me/sign-out', { sitting })).status).toBe(200);
    expect((await server.submit('/me/page', { sitting })).status).toBe(403);
  });
});

describe('wishes', () => {
  const held = async (personId: string) =>
    (
      await sql<{
        refused: string[];
        until: Date | null;
        source: string | null;
      }>`SELECT refused_topics AS refused, paused_until AS until,
        wishes_source AS source FROM contacts.people WHERE id = ${personId}`.execute(deps.db.read)
    ).rows[0];

  it('by topic and a pause hold at once, stand on the page and in the file, and one press stops everything', async () => {
    const made = await aContact(deps, { noticeId, mailAllowed: true });
    const { sitting, text } = await openPage(made.data.email);
    expect(text).toContain('<input type="checkbox" id="topic-news" name="news" checked>');
    const chosen = await server.submit('/me/topics', { sitting, seminars: 'on' });
    expect(chosen.text).toContain('<input type="checkbox" id="topic-news" name="news">');
    expect(await held(made.personId)).toMatchObject({ refused: ['news', 'product tips'], source: 'person page' });
    const day = new Date(deps.clock.now().getTime() + 40 * 86_400_000).toISOString().slice(0, 10);
    const paused = await server.submit('/me/pause', { sitting, until: day });
    expect(paused.text).toContain('You hear nothing from us until');
    expect((await held(made.personId))?.until?.getTime()).toBeGreaterThan(new Date(day).getTime());
    const file = JSON.parse((await server.submit('/me/download', { sitting })).text) as { wishes: object };
    expect(file.wishes).toMatchObject({ refusedTopics: ['news', 'product tips'] });
    for (const until of ['2020-01-01', '2026-02-31', 'soon', '2999-01-01'])
      expect((await server.submit('/me/pause', { sitting, until })).status).toBe(400);
    expect((await server.submit('/me/topics', { sitting, gossip: 'on' })).status).toBe(400);
    expect((await server.submit('/me/pause', { sitting, until: '' })).text).toContain('The pause is over.');
    expect((await held(made.personId))?.until).toBeNull();
    expect((await server.submit('/me/stop', { sitting })).text).toContain('All marketing is off');
    const { rows } = await sql<{ channel: string }>`SELECT channel FROM contacts.suppressions
      WHERE email_key = ${deps.digests.email(made.data.email)} ORDER BY channel`.execute(deps.db.read);
    expect(rows.map(({ channel }) => channel)).toEqual(['mail', 'phone', 'post']);
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
