import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { type PartServer, partServer } from '../../../test/kit/part-server.ts';
import type { Member } from '../../platform/http/who.ts';
import { ledger } from './index.ts';
import { mountDisclosures } from './plugin.ts';
import type { DisclosureItem, OutboxItem, OutboxMail, RecipientItem } from './wire/api.ts';

let deps: TestDeps;
let server: PartServer;
let demo = false;
const shared = '55555555-5555-4555-8555-555555555555';
const hidden = '66666666-6666-4666-8666-666666666666';
const person = '77777777-7777-4777-8777-777777777777';
const member = (role: Member['role'], companyId: string | null = null): Member => ({
  kind: 'member',
  memberId: '11111111-1111-4111-8111-111111111111',
  role,
  companyId,
});
const officer = member('privacy officer');
const owner = <T extends object>(text: string, values: unknown[]) =>
  connected(deps.database.ownerUrl, (client) => client.query<T & Record<string, unknown>>(text, values));

beforeAll(async () => {
  deps = await testDeps(ledger);
  server = await partServer(deps, (app) =>
    mountDisclosures(app, deps, {
      hostsInUse: [],
      companyRefs: async (_trx, ids) =>
        new Map(ids.filter((id) => id === shared).map((id) => [id, { id, name: 'Shared Works' }])),
      timeZone: () => 'Europe/Berlin',
      isDemo: async () => demo,
      settleReseller: async () => undefined,
    }),
  );
});
afterAll(async () => {
  await server.app.close();
  await deps.stop();
});

const contract = {
  fields: ['name', 'email'],
  frequency: 'monthly',
  confidential: true,
  signedOn: '2025-01-31',
  endsOn: null,
  reference: 'C-1',
};
const recipient = {
  kind: 'licensor',
  name: 'Solid Kernels',
  address: '1 Core Road\nTown',
  country: 'FR',
  mailbox: 'reports@kernels.example',
  contract,
};

describe('recipients', () => {
  it('are registered with their contract, given another one, and ended', async () => {
    const made = await server.call<RecipientItem>(officer, 'POST', '/api/v1/recipients', { body: recipient });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      kind: 'licensor',
      disclosures: 0,
      endedAt: null,
      contracts: [{ ...contract, kind: 'registration report' }],
    });
    const { id } = made.body;
    const more = await server.call<RecipientItem>(officer, 'POST', `/api/v1/recipients/${id}/contracts`, {
      body: { ...contract, signedOn: '2026-01-01' },
    });
    expect(more.body.contracts.map((each) => each.signedOn)).toEqual(['2026-01-01', '2025-01-31']);
    const ended = await server.call<RecipientItem>(officer, 'POST', `/api/v1/recipients/${id}/end`, { body: {} });
    expect(ended.body.endedAt).toBe('2026-03-02T09:00:00.000Z');
    expect((await server.call(officer, 'POST', `/api/v1/recipients/${id}/contracts`, { body: contract })).status).toBe(
      409,
    );
    const list = await server.call<{ items: RecipientItem[]; count: number }>(
      member('licence desk'),
      'GET',
      '/api/v1/recipients?q=solid&kind=licensor',
    );
    expect(list.body).toMatchObject({ count: 1, items: [{ id }] });
  });

  it.each<[string, object, number]>([
    ['twice under one name', { ...recipient, name: 'Twice' }, 409],
    [
      'with an end before its beginning',
      { ...recipient, name: 'Backwards', contract: { ...contract, endsOn: '2024-01-01' } },
      400,
    ],
    ['with a field that no registration has', { ...recipient, contract: { ...contract, fields: ['shoeSize'] } }, 400],
    ['with a day that is none', { ...recipient, contract: { ...contract, signedOn: '2025-02-30' } }, 400],
    ['with a mailbox of two lines', { ...recipient, mailbox: 'a@b.example\nBcc: c@d.example' }, 400],
    ['as a reseller', { ...recipient, kind: 'reseller' }, 400],
  ])('are not registered %s', async (name, body, status) => {
    if (name.startsWith('twice')) await server.call(officer, 'POST', '/api/v1/recipients', { body });
    expect((await server.call(officer, 'POST', '/api/v1/recipients', { body })).status).toBe(status);
  });

  it.each(['licence desk', 'support', 'reseller administrator'] as const)('are not registered by %s', async (role) => {
    const who = member(role, role.startsWith('reseller') ? shared : null);
    expect((await server.call(who, 'POST', '/api/v1/recipients', { body: { ...recipient, name: role } })).status).toBe(
      403,
    );
  });
});

describe('the ledger', () => {
  it('shows ids and names of fields; a reseller only rows of a company it sees', async () => {
    const { body: given } = await server.call<RecipientItem>(officer, 'POST', '/api/v1/recipients', {
      body: { ...recipient, name: 'Listed' },
    });
    const row = {
      recipientKind: 'licensor',
      recipientId: given.id,
      personId: person,
      channel: 'report',
      purpose: 'licensor obligation',
      fields: ['name'],
      basis: 'contract',
    } as const;
    await deps.db.base((trx) =>
      deps.egress.send(trx, {
        disclosures: [
          { ...row, companyId: shared },
          { ...row, companyId: hidden },
        ],
      }),
    );
    const get = async (who: Member, query: string) =>
      (await server.call<{ items: DisclosureItem[] }>(who, 'GET', `/api/v1/disclosures?${query}`)).body.items;
    expect(await get(member('QA'), `personId=${person}`)).toHaveLength(2);
    expect(await get(officer, `companyId=${shared}`)).toMatchObject([
      {
        recipient: { name: 'Listed', kind: 'licensor' },
        company: { name: 'Shared Works' },
        person: { id: person },
        fields: ['name'],
      },
    ]);
    const seller = member('reseller staff', shared);
    expect(await get(seller, `companyId=${shared}`)).toHaveLength(1);
    expect(await get(seller, `companyId=${hidden}`)).toHaveLength(0);
    expect(await get(seller, '')).toHaveLength(0);
  });
});

describe('the outbox', () => {
  const token = 'Zk3v9abcDEF0123456789abcdefghij';
  it('shows state only; a mail opened has its tokens taken out, except in a demo', async () => {
    await deps.db.base((trx) =>
      deps.egress.send(trx, {
        mails: [
          {
            kind: 'person link',
            to: 'pat@customer.example',
            subject: 'Your link',
            text: `Open https://kept.example/me/link/${token} soon.`,
            disclosure: {
              recipientKind: 'person',
              recipientId: person,
              personId: person,
              companyId: null,
              purpose: 'authentication',
              fields: ['email'],
              basis: 'asked for',
            },
          },
        ],
      }),
    );
    const list = await server.call<{ items: OutboxItem[] }>(officer, 'GET', '/api/v1/outbox?state=queued');
    expect(list.body.items).toMatchObject([
      { kind: 'person link', recipient: { kind: 'person', name: null }, attempts: 0 },
    ]);
    expect(list.text).not.toContain('pat@customer');
    const id = list.body.items[0]?.id;
    const ground = { purpose: 'rights', reason: 'mail did not arrive' };
    const open = () => server.call<OutboxMail>(officer, 'GET', `/api/v1/outbox/${id}`, ground);
    expect((await open()).body).toMatchObject({
      to: 'pat@customer.example',
      bodyText: 'Open https://kept.example/me/link/[redacted] soon.',
      redacted: true,
    });
    demo = true;
    const whole = (await open()).body;
    expect(whole).toMatchObject({ bodyText: `Open https://kept.example/me/link/${token} soon.`, redacted: false });
    demo = false;
    expect((await server.call(officer, 'GET', `/api/v1/outbox/${id}`)).status).toBe(403);
    const administrator = await server.call<OutboxMail>(member('administrator'), 'GET', `/api/v1/outbox/${id}`, {
      purpose: 'operations',
      reason: 'relay refused it',
    });
    expect(administrator.status).toBe(200);
    expect((await server.call(member('support'), 'GET', '/api/v1/outbox')).status).toBe(403);
  });

  const again = (who: Member, id: string) =>
    server.call<OutboxItem & { error?: { code: string } }>(who, 'POST', `/api/v1/outbox/${id}/send-again`, {
      body: {},
    });
  const aMail = async (to: { recipientKind: 'person' | 'licensor'; recipientId: string }, state: string) => {
    const [ledgerId] = await deps.db.base((trx) =>
      deps.egress.send(trx, {
        mails: [
          {
            kind: 'licensor report',
            to: 'somebody@customer.example',
            subject: 'Report',
            text: 'Attached.',
            disclosure: {
              ...to,
              personId: person,
              companyId: null,
              purpose: 'licensor obligation',
              fields: ['name'],
              basis: 'contract',
            },
          },
        ],
      }),
    );
    const { rows } = await owner<{ id: string }>(
      `UPDATE platform.mail_outbox SET state = $2, attempts = 12, failure = 'refused for now',
        retry_at = CASE WHEN $2 = 'queued' THEN timestamptz '2027-01-01' END WHERE ledger_id = $1 RETURNING id`,
      [ledgerId, state],
    );
    return rows[0]?.id ?? '';
  };
  const toPerson = { recipientKind: 'person', recipientId: person } as const;

  it.each(['refused', 'queued'])('sends a mail that is %s again at once, which is noted', async (state) => {
    const id = await aMail(toPerson, state);
    const answer = await again(member('administrator'), id);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ id, state: 'queued', attempts: 0, retryAt: null, failure: null });
    expect(answer.text).not.toContain('somebody@customer');
    const { rows } = await owner(
      `SELECT o.state, o.attempts, o.retry_at, a.action, a.detail FROM platform.mail_outbox o
        LEFT JOIN staff.audit a ON a.about_id = o.id AND a.action = 'disclosures.mail-sent-again' WHERE o.id = $1`,
      [id],
    );
    expect(rows).toEqual([
      {
        state: 'queued',
        attempts: 0,
        retry_at: null,
        action: 'disclosures.mail-sent-again',
        detail: { failure: 'refused for now', attempts: 12 },
      },
    ]);
  });

  it.each(['sent', 'sending'])('does not send a mail again that is %s', async (state) => {
    const answer = await again(officer, await aMail(toPerson, state));
    expect([answer.status, answer.body.error?.code]).toEqual([409, 'KEPT_MAIL_NOT_WAITING']);
  });

  it('sends nothing again to a recipient that was ended meanwhile, of no other role, and nothing that is not there', async () => {
    const { body: licensor } = await server.call<RecipientItem>(officer, 'POST', '/api/v1/recipients', {
      body: { ...recipient, name: 'Ended meanwhile' },
    });
    const id = await aMail({ recipientKind: 'licensor', recipientId: licensor.id }, 'refused');
    await server.call(officer, 'POST', `/api/v1/recipients/${licensor.id}/end`, { body: {} });
    const ended = await again(officer, id);
    expect([ended.status, ended.body.error?.code]).toEqual([409, 'KEPT_RECIPIENT_ENDED']);
    for (const role of ['support', 'licence desk', 'reseller administrator'] as const)
      expect((await again(member(role, role.startsWith('reseller') ? shared : null), id)).status).toBe(403);
    expect((await again(officer, hidden)).status).toBe(404);
    const { rows } = await owner('SELECT state FROM platform.mail_outbox WHERE id = $1', [id]);
    expect(rows).toEqual([{ state: 'refused' }]);
  });
});
