import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { type PartServer, partServer } from '../../../test/kit/part-server.ts';
import { aRecipient } from '../disclosures/fixtures.ts';
import { ledger } from '../disclosures/index.ts';
import { aContact, aMember } from './fixtures.ts';
import { setPreference, setState, setWishes } from './index.ts';
import { mountContacts } from './plugin.ts';
import type { HandedOver } from './wire/api.ts';

let deps: TestDeps;
let server: PartServer;
let ageKey: string;
let identity: string;
const marketing = aMember('marketing');
const invited = { purpose: 'marketing', reason: 'invitation to the seminar' };

beforeAll(async () => {
  deps = await testDeps(ledger);
  identity = await generateX25519Identity();
  ageKey = await identityToRecipient(identity);
  server = await partServer(deps, (app) =>
    mountContacts(app, deps, {
      actors: async () => (kind, id) => ({ kind: kind === 'member' ? 'staff' : 'system', id, name: null }),
      retentionOf: () => null,
      licenceCounts: async () => new Map(),
      registrationsOfPerson: async () => async () => [],
      txtRecords: async () => [],
      assignReseller: async () => undefined,
      mergers: [],
    }),
  );
});
afterAll(async () => {
  await server.app.close();
  await deps.stop();
});

const owner = async (text: string, values: unknown[] = []) =>
  (await connected(deps.database.ownerUrl, (client) => client.query(text, values))).rows;
const house = (changes: Parameters<typeof aRecipient>[1] = {}) =>
  aRecipient(deps, {
    kind: 'processor',
    ageKey,
    ...changes,
    contract: { fields: ['companyName', 'name', 'street', 'postalCode', 'city'], ...changes.contract },
  });
const fields = ['companyName', 'name', 'street'];
const hand = (body: object, who = marketing, ground = invited) =>
  server.call<HandedOver & { error: { code: string } }>(who, 'POST', '/api/v1/hand-overs', { body, ...ground });
const opened = async (base64: string) => {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(Buffer.from(base64, 'base64'), 'text');
};

describe('a hand-over to a processor', () => {
  it('is one encrypted file of the chosen columns, with a look-up and a row of the ledger for each person', async () => {
    const one = await aContact(deps, { data: { companyName: 'Quoted "Works", Ltd', name: '=Pat' } });
    const other = await aContact(deps);
    const recipientId = await house();
    const body = { recipientId, companyIds: [one.companyId, other.companyId], fields, channel: 'post' };
    const answer = await hand(body);
    expect(answer).toMatchObject({ status: 201, body: { people: 2 } });
    const file = Buffer.from(answer.body.base64, 'base64');
    expect(file.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> X25519 /);
    expect(file.includes(Buffer.from(other.data.name))).toBe(false);
    const text = await opened(answer.body.base64);
    expect(text.split('\r\n')).toHaveLength(4);
    expect(text).toContain(`companyName,name,street\r\n`);
    expect(text).toContain(`"Quoted ""Works"", Ltd",'=Pat,${one.data.street}\r\n`);
    expect(text).toContain(`${other.data.companyName},${other.data.name},${other.data.street}\r\n`);
    expect(text).not.toContain(one.data.email);
    expect(
      await owner(
        'SELECT person_id, channel, purpose, fields, about_id FROM disclosures.ledger WHERE recipient_id = $1 ORDER BY person_id',
        [recipientId],
      ),
    ).toEqual(
      [one.personId, other.personId]
        .toSorted()
        .map((person_id) => ({ person_id, channel: 'export', purpose: 'marketing', fields, about_id: answer.body.id })),
    );
    expect(
      await owner(`SELECT person_id FROM contacts.lookups WHERE kind = 'exported' AND purpose = 'marketing'`),
    ).toHaveLength(2);
    expect(await owner('SELECT people, age_key FROM disclosures.hand_overs WHERE id = $1', [answer.body.id])).toEqual([
      { people: 2, age_key: ageKey },
    ]);
  });

  it('leaves out who opted out of that channel, objected, or had the use of their data restricted', async () => {
    const noticeId = (await owner('SELECT id FROM policy.notices LIMIT 1'))[0].id as string;
    const [out, objects, restricted, stays] = [
      await aContact(deps),
      await aContact(deps),
      await aContact(deps),
      await aContact(deps),
    ];
    await deps.db.base(async (trx) => {
      await setPreference(
        trx,
        deps,
        { kind: 'person', personId: out.personId },
        { personId: out.personId, channel: 'post', allowed: false, noticeId },
      );
      await setState(trx, deps, objects.personId, { objected: true });
      await setState(trx, deps, restricted.personId, { restricted: true });
    });
    const companyIds = [out, objects, restricted, stays].map((each) => each.companyId);
    const answer = await hand({ recipientId: await house(), companyIds, fields: ['name'], channel: 'post' });
    expect(answer.body.people).toBe(1);
    expect(await opened(answer.body.base64)).toBe(`name\r\n${stays.data.name}\r\n`);
    const nobody = await hand({
      recipientId: await house(),
      companyIds: companyIds.slice(0, 3),
      fields: ['name'],
      channel: 'post',
    });
    expect(nobody.body.error.code).toBe('KEPT_NOBODY_TO_HAND_OVER');
  });

  it('leaves out who pauses until the pause is over, and who refuses the topic, or any where none is said', async () => {
    const [pauses, refuses, stays] = [await aContact(deps), await aContact(deps), await aContact(deps)];
    const wish = (personId: string, wishes: Omit<Parameters<typeof setWishes>[3], 'personId'>) =>
      deps.db.base((trx) => setWishes(trx, deps, { kind: 'person', personId }, { personId, ...wishes }));
    const day = (days: number) => new Date(deps.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
    await wish(pauses.personId, { pausedUntil: day(3) });
    await wish(refuses.personId, { refusedTopics: ['news'] });
    const companyIds = [pauses, refuses, stays].map((each) => each.companyId);
    const recipientId = await house();
    const names = async (topic?: string | null) => {
      const body = { recipientId, companyIds, fields: ['name'], channel: 'post', topic };
      const answer = await hand(body);
      return (await opened(answer.body.base64)).split('\r\n').slice(1, -1).sort();
    };
    const all = [pauses, refuses, stays].map((each) => each.data.name).sort();
    const without = (...gone: { data: { name: string } }[]) =>
      all.filter((name) => !gone.some((each) => each.data.name === name));
    expect(await names('news')).toEqual(without(pauses, refuses));
    expect(await names('seminars')).toEqual(without(pauses));
    expect(await names(null)).toEqual(without(pauses, refuses));
    expect(await names()).toEqual(without(pauses, refuses));
    expect((await hand({ recipientId, companyIds, fields: ['name'], channel: 'post', topic: 'gossip' })).status).toBe(
      400,
    );
    deps.clock.advance({ days: 4 });
    expect(await names('seminars')).toEqual(all);
    await wish(refuses.personId, { refusedTopics: [] });
    expect(await names('news')).toEqual(all);
    for (const bad of ['2026-02-30', day(-1), day(800)])
      await expect(wish(pauses.personId, { pausedUntil: bad })).rejects.toMatchObject({ keptCode: 'KEPT_INVALID' });
  });

  it.each<[string, number, string, Parameters<typeof aRecipient>[1], object]>([
    ['a column outside the contract', 409, 'KEPT_RECIPIENT_NOT_REGISTERED', {}, { fields: ['name', 'email'] }],
    ['a contract that is over', 409, 'KEPT_RECIPIENT_NOT_REGISTERED', { contract: { endsOn: '2026-03-01' } }, {}],
    ['no key', 409, 'KEPT_PROCESSOR_WITHOUT_KEY', { ageKey: null }, {}],
    ['a licensor', 404, 'KEPT_NOT_FOUND', { kind: 'licensor', ageKey: null }, {}],
    ['a column outside the purpose', 400, 'KEPT_INVALID', { contract: { fields: ['phone'] } }, { fields: ['phone'] }],
    ['marketing without a channel', 400, 'KEPT_INVALID', {}, { channel: null }],
    ['a column that does not exist', 400, 'KEPT_INVALID', {}, { fields: ['shoeSize'] }],
  ])('is refused for %s, and nothing is written', async (_name, status, code, recipient, changes) => {
    const { companyId } = await aContact(deps);
    const recipientId = await house(recipient);
    const count = async () =>
      owner(`SELECT (SELECT count(*) FROM disclosures.ledger) AS ledger, (SELECT count(*) FROM disclosures.hand_overs) AS files,
      (SELECT count(*) FROM contacts.lookups) AS looks`);
    const before = await count();
    const answer = await hand({ recipientId, companyIds: [companyId], fields: ['name'], channel: 'post', ...changes });
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(await count()).toEqual(before);
  });

  it('is not for everybody', async () => {
    const body = {
      recipientId: await house(),
      companyIds: [(await aContact(deps)).companyId],
      fields: ['name'],
      channel: 'post',
    };
    expect((await hand(body, aMember('support'), { purpose: 'support', reason: 'because' })).status).toBe(403);
    expect((await hand(body, marketing, { purpose: 'customer service', reason: 'because' })).status).toBe(403);
  });
});
