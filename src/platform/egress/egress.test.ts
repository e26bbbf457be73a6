import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClock } from '../../../test/kit/clock.ts';
import { connected, type TestDatabase, testDatabase } from '../../../test/kit/database.ts';
import { ledger } from '../../parts/disclosures/index.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { systemIds } from '../ids.ts';
import { createEgress, type Disclosure, type Mail } from './egress.ts';

let database: TestDatabase;
let db: Database;
const clock = testClock();
const egress = createEgress({ ledger, clock, ids: systemIds });
const person = systemIds.uuid();

beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase({ url: database.appUrl, prefix: database.prefix });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const toPerson: Disclosure = {
  recipientKind: 'person',
  recipientId: person,
  personId: person,
  companyId: null,
  channel: 'mail',
  purpose: 'rights',
  fields: ['email'],
  basis: 'own request',
};
const mail = (disclosure: Disclosure = toPerson): Mail => ({
  kind: 'test',
  to: 'contact@customer.example',
  subject: 'Hello',
  text: 'Hello',
  disclosure,
});
const count = (table: string) =>
  connected(database.ownerUrl, async (client) =>
    Number((await client.query(`SELECT count(*) FROM ${table}`)).rows[0].count),
  );

test('mail, ledger row and news are written in one statement', async () => {
  const { result, roundTrips } = await db.countRoundTrips(() =>
    db.base((trx) => egress.send(trx, { mails: [mail()], events: [{ name: 'test.sent', payload: { person } }] })),
  );
  expect(result).toHaveLength(1);
  expect(roundTrips).toBe(3);
  expect(await Promise.all(['disclosures.ledger', 'platform.mail_outbox', 'platform.events'].map(count))).toEqual([
    1, 1, 1,
  ]);
});

test.each<Disclosure['recipientKind']>(['licensor', 'reseller', 'processor', 'witness'])(
  'a %s that is not registered gets nothing, and nothing is half written',
  async (recipientKind) => {
    const before = await Promise.all(['disclosures.ledger', 'platform.mail_outbox'].map(count));
    const stranger = { ...toPerson, recipientKind, recipientId: systemIds.uuid(), channel: 'correction' } as const;
    await expect(db.base((trx) => egress.send(trx, { mails: [mail(), mail(stranger)] }))).rejects.toMatchObject({
      keptCode: 'KEPT_RECIPIENT_NOT_REGISTERED',
    });
    expect(await Promise.all(['disclosures.ledger', 'platform.mail_outbox'].map(count))).toEqual(before);
  },
);

test('no ledger row, no send: the database refuses a mail without one, whoever writes it', async () => {
  await expect(
    connected(database.ownerUrl, (client) =>
      client.query(
        `INSERT INTO platform.mail_outbox (id, ledger_id, kind, to_address, subject, body_text, queued_at) VALUES ($1, $1, 'test', 'a@b.example', '', '', now())`,
        [systemIds.uuid()],
      ),
    ),
  ).rejects.toMatchObject({ code: '23503' });
});

test('what was sent is told by its hash: another text, another hash', async () => {
  await db.base((trx) => egress.send(trx, { mails: [mail(), { ...mail(), text: 'Hello again' }] }));
  const hashes = await connected(database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ content_sha256: Buffer }>(
      'SELECT DISTINCT content_sha256 FROM disclosures.ledger',
    );
    return rows.map((row) => row.content_sha256.length);
  });
  expect(hashes).toEqual([32, 32]);
});
