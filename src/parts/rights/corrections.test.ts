import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aContact, aMember } from '../contacts/fixtures.ts';
import { aRecipient } from '../disclosures/fixtures.ts';
import { openRights, type Rights } from './fixtures.ts';
import { tellCorrection } from './index.ts';
import type { CorrectionItem } from './wire/api.ts';

let deps: Rights['deps'];
let server: Rights['server'];
let noticeId: Rights['noticeId'];
let handed: Rights['handed'];
let desk: Rights['desk'];
let mailsTo: Rights['mailsTo'];
let openPage: Rights['openPage'];
let events: Rights['events'];
let stop: Rights['stop'];
beforeAll(async () => {
  ({ deps, server, noticeId, handed, desk, mailsTo, openPage, events, stop } = await openRights());
});
afterAll(() => stop());

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
    ['a control character', { phone: '1\u00002' }, 'KEPT_INVALID'],
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
