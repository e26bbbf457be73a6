import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aContact, aMember } from '../contacts/fixtures.ts';
import { aRecipient } from '../disclosures/fixtures.ts';
import { remindHolders } from './actions/acknowledge.ts';
import { tellLateHolders } from './actions/tell-holders.ts';
import { openRights, type Rights } from './fixtures.ts';
import { tellCorrection, tellOptOut } from './index.ts';
import type { HolderNoticeItem } from './wire/holders.ts';

let rights: Rights;
beforeAll(async () => {
  rights = await openRights();
});
afterAll(() => rights.stop());

type Listed = { items: HolderNoticeItem[]; count: number };
const officer = aMember('privacy officer');

async function given(recipientId: string, about: { personId: string; companyId: string }, fields: string[]) {
  const disclosure = {
    recipientKind: 'licensor',
    recipientId,
    personId: about.personId,
    companyId: about.companyId,
    channel: 'report',
    purpose: 'licensor obligation',
    fields,
    basis: 'contract',
  } as const;
  await rights.deps.db.base((trx) => rights.deps.egress.send(trx, { disclosures: [disclosure] }));
}

/** What the news of these would do, once or more often. */
async function hear(name: 'contacts.preference' | 'contacts.corrected', personId: string, times = 1) {
  const news = await rights.events(name, personId);
  const hear = name === 'contacts.preference' ? tellOptOut : tellCorrection;
  for (let time = 0; time < times; time += 1) for (const each of news) await hear(rights.deps, rights.handed)(each);
}

const linkIn = (text: string | undefined) => /\/acknowledge\/\S+/.exec(text ?? '')?.[0] ?? '';
const listed = (personId: string, state = '') =>
  rights.server.call<Listed>(
    officer,
    'GET',
    `/api/v1/holder-notices?personId=${personId}${state && `&state=${state}`}`,
  );

describe('an opt-out', () => {
  it('is passed on once to whoever has the address, and to nobody else', async () => {
    const { deps, server, mailsTo, openPage, noticeId } = rights;
    const made = await aContact(deps, { noticeId });
    const has = await aRecipient(deps, { name: 'Has It', mailbox: 'has@partner.example' });
    const noMailbox = await aRecipient(deps, { name: 'By Letter', mailbox: null });
    const never = await aRecipient(deps, { name: 'Has The Phone', mailbox: 'phone@partner.example' });
    for (const each of [has, noMailbox]) await given(each, made, ['name', 'email']);
    await given(never, made, ['name', 'phone']);
    const { sitting } = await openPage(made.data.email);
    expect((await server.submit('/me/preferences', { sitting, channel: 'mail', allowed: 'no' })).status).toBe(200);
    await hear('contacts.preference', made.personId, 2);
    const mails = await mailsTo('has@partner.example');
    expect(mails).toHaveLength(1);
    expect(mails[0]?.body_text).toContain('no marketing by e-mail');
    expect(mails[0]?.body_text).toContain(made.data.email);
    expect(mails[0]?.body_text).not.toContain(made.data.phone ?? '-');
    expect(await mailsTo('phone@partner.example')).toHaveLength(0);
    const { body } = await listed(made.personId);
    expect(body.items.map((each) => [each.recipient.name, each.reached, each.subject, each.state]).sort()).toEqual([
      ['By Letter', 'no mailbox', 'mail', 'open'],
      ['Has It', 'queued', 'mail', 'open'],
    ]);
    const page = (await server.submit('/me/page', { sitting })).text;
    expect(page).toContain('Whom we told of your corrections and wishes');
    expect(page).toContain('not acknowledged yet');
    const { rows } = await sql<{
      channel: string;
      fields: string[];
    }>`SELECT channel, fields FROM disclosures.ledger WHERE recipient_id = ${has} AND basis LIKE 'has the address%'`.execute(
      deps.db.read,
    );
    expect(rows).toEqual([{ channel: 'mail', fields: ['email', 'name'] }]);
  });

  it('reaches whoever got the address after it, by the hourly job, and what was allowed again is not passed on', async () => {
    const { deps, server, mailsTo, openPage, noticeId } = rights;
    const made = await aContact(deps, { noticeId });
    const { sitting } = await openPage(made.data.email);
    for (const channel of ['mail', 'phone'])
      await server.submit('/me/preferences', { sitting, channel, allowed: 'no' });
    await server.submit('/me/preferences', { sitting, channel: 'phone', allowed: 'yes' });
    await hear('contacts.preference', made.personId);
    expect((await listed(made.personId)).body.count).toBe(0);
    const late = await aRecipient(deps, { name: 'Late', mailbox: 'late@partner.example' });
    await given(late, made, ['email', 'phone']);
    await tellLateHolders(deps, rights.handed);
    await tellLateHolders(deps, rights.handed);
    const mails = await mailsTo('late@partner.example');
    expect(mails).toHaveLength(1);
    expect(mails[0]?.body_text).toContain('by e-mail any more');
    expect(mails[0]?.body_text).not.toContain('by phone');
  });
});

describe('an acknowledgement', () => {
  it('by the link of the mail does nothing on GET, is made by POST, and stands at /me', async () => {
    const { deps, server, mailsTo, openPage, noticeId, get } = rights;
    const made = await aContact(deps, { noticeId });
    const had = await aRecipient(deps, { name: 'Answers', mailbox: 'answers@partner.example' });
    await given(had, made, ['name', 'phone']);
    const { sitting } = await openPage(made.data.email);
    const { name, title, role } = made.data;
    const form = { sitting, version: '1', name, phone: '+49 30 11', title: title ?? '', role: role ?? '' };
    await server.submit('/me/correct', form);
    await hear('contacts.corrected', made.personId);
    const link = linkIn((await mailsTo('answers@partner.example'))[0]?.body_text);
    const shown = await get(link);
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('Answers');
    for (const secret of [name, made.data.email, '+49 30 11']) expect(shown.text).not.toContain(secret);
    expect((await listed(made.personId, 'open')).body.count).toBe(1);
    expect((await server.submit(link, {})).text).toContain('Thank you');
    expect((await server.submit(link, {})).text).toContain('Thank you');
    expect((await listed(made.personId)).body.items).toMatchObject([
      { state: 'acknowledged', acknowledgedHow: 'link', kind: 'correction', subject: 'phone' },
    ]);
    expect((await get(link)).text).toContain('noted already');
    expect((await server.submit('/me/page', { sitting })).text).toContain('acknowledged on');
  });

  it.each([
    ['made up', `/acknowledge/${'A'.repeat(43)}`],
    ['cut short', '/acknowledge/abc'],
  ])('by a link that is %s is refused', async (_name, link) => {
    const shown = await rights.get(link);
    expect(shown.status).toBe(404);
    expect(shown.text).toContain('KEPT_HOLDER_LINK_UNKNOWN');
    expect((await rights.server.submit(link, {})).status).toBe(404);
  });

  it('is noted by staff for a holder that wrote a letter, named one by one, and never by others', async () => {
    const { deps, server, noticeId, openPage } = rights;
    const made = await aContact(deps, { noticeId });
    await given(await aRecipient(deps, { name: 'Writes Letters', mailbox: null }), made, ['email']);
    const { sitting } = await openPage(made.data.email);
    await server.submit('/me/preferences', { sitting, channel: 'mail', allowed: 'no' });
    await hear('contacts.preference', made.personId);
    const ids = (await listed(made.personId)).body.items.map(({ id }) => id);
    const path = '/api/v1/holder-notices/acknowledge';
    expect((await server.call(aMember('marketing'), 'POST', path, { body: { ids } })).status).toBe(403);
    expect((await server.call(officer, 'POST', path, { body: {} })).status).toBe(400);
    expect((await server.call(officer, 'POST', path, { body: { ids } })).body).toEqual({ count: 1 });
    expect((await server.call(officer, 'POST', path, { body: { ids } })).body).toEqual({ count: 0 });
    expect((await listed(made.personId)).body.items).toMatchObject([{ acknowledgedHow: 'staff' }]);
  });
});

describe('a holder that does not answer', () => {
  it('is reminded weekly in one mail that names nobody, four times; its new link acknowledges all', async () => {
    const { deps, server, mailsTo, noticeId, openPage } = rights;
    const silent = await aRecipient(deps, { name: 'Silent', mailbox: 'silent@partner.example' });
    const people = [await aContact(deps, { noticeId }), await aContact(deps, { noticeId })];
    for (const made of people) {
      await given(silent, made, ['email']);
      const { sitting } = await openPage(made.data.email);
      await server.submit('/me/preferences', { sitting, channel: 'mail', allowed: 'no' });
      await hear('contacts.preference', made.personId);
    }
    const sent = async () => (await mailsTo('silent@partner.example')).length;
    expect(await sent()).toBe(2);
    deps.clock.advance({ minutes: 6 * 24 * 60 });
    await remindHolders(deps);
    expect(await sent()).toBe(2);
    for (let week = 0; week < 6; week += 1) {
      deps.clock.advance({ minutes: 7 * 24 * 60 });
      await Promise.all([remindHolders(deps), remindHolders(deps)]);
    }
    const mails = await mailsTo('silent@partner.example');
    expect(mails).toHaveLength(2 + 4);
    const last = mails.at(-1)?.body_text ?? '';
    for (const made of people) {
      expect(last).toContain(made.personId);
      expect(last).not.toContain(made.data.email);
    }
    expect((await server.submit(linkIn(last), {})).status).toBe(200);
    for (const made of people)
      expect((await listed(made.personId)).body.items).toMatchObject([{ state: 'acknowledged', reminders: 4 }]);
  });

  it('is not waited for once its contract is over', async () => {
    const { deps, server, mailsTo, noticeId, openPage } = rights;
    const contract = { endsOn: '2027-01-15' };
    const over = await aRecipient(deps, { name: 'Leaves', mailbox: 'leaves@partner.example', contract });
    const made = await aContact(deps, { noticeId });
    await given(over, made, ['email']);
    const { sitting } = await openPage(made.data.email);
    await server.submit('/me/preferences', { sitting, channel: 'mail', allowed: 'no' });
    await hear('contacts.preference', made.personId);
    expect(await mailsTo('leaves@partner.example')).toHaveLength(1);
    deps.clock.set('2027-02-01T09:00:00Z');
    await remindHolders(deps);
    expect(await mailsTo('leaves@partner.example')).toHaveLength(1);
    expect((await listed(made.personId)).body.items).toMatchObject([{ state: 'ended' }]);
  });
});
