import { afterAll, beforeAll, expect, test } from 'vitest';
import { aContact } from '../../src/parts/contacts/fixtures.ts';
import { startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';
import { prove } from '../kit/prove.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.stop());

const ground = { purpose: 'customer service', reason: 'a question' };

test('asking for a person’s past alone is logged with what was shown, once for one look', async () => {
  const { personId } = await aContact(app.kept.deps);
  const desk = await app.signInAs('licence desk');
  const ask = () => desk.call('GET', `/api/v1/people/${personId}/timeline`, undefined, ground);
  expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
  const { body } = await desk.call<{ items: { kind: string; fields: string[]; reason: string }[] }>(
    'GET',
    `/api/v1/lookups?personId=${personId}`,
  );
  expect(body.items).toMatchObject([{ kind: 'opened', fields: ['timeline'], reason: 'a question' }]);
  expect(await prove(app, 'U1.named')).toMatchObject({ verdict: 'true', finding: { examined: 1 } });
});

test('a look-up that names nothing that was shown is not stored', async () => {
  const text = `INSERT INTO contacts.lookups (id, at, member_id, kind, purpose, reason, fields)
    VALUES (gen_random_uuid(), now(), gen_random_uuid(), 'opened', 'support', 'a question', '{}')`;
  await expect(connected(app.database.ownerUrl, (client) => client.query(text))).rejects.toMatchObject({
    code: '23514',
  });
});
