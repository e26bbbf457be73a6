import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000 });

import { connected } from '../kit/database.ts';
import {
  app,
  askForErasure,
  begin,
  columnsWith,
  desk,
  erase,
  officer,
  openPage,
  owner,
  register,
  reseller,
  somebody,
} from './erasure-kit.ts';

// States of a person's record that everybody else obeys, and what is kept by law.

beforeAll(begin, 60_000);
afterAll(() => app?.stop());

describe('restriction, objection and holds', () => {
  const service = { purpose: 'customer service', reason: 'call about renewal' };
  const read = (personId: string, ground = service, who = desk) =>
    who.call<{ error?: { code: string }; data: unknown[] }>('GET', `/api/v1/people/${personId}`, undefined, ground);

  test('a restricted person is hidden from staff, resellers and reports, and changed by nobody else, until they lift it', async () => {
    const data = somebody();
    const { personId } = await register(data);
    const [row] = await owner<{ company_id: string }>(
      'SELECT company_id FROM licensing.registrations WHERE person_id = $1',
      [personId],
    );
    const dealer = await app.signInAs('reseller administrator', reseller);
    const sight = async () => {
      const { body } = await dealer.call<{ people: unknown[] }>('GET', `/api/v1/companies/${row?.company_id}/personal`);
      return body.people.length;
    };
    expect((await read(personId)).status).toBe(200);
    expect(await sight()).toBe(1);
    const sitting = await openPage(data.email ?? '');
    expect(await (await app.submit('/me/requests', { sitting, kind: 'restriction', wording: '' })).text()).toContain(
      'Let my data be used again',
    );
    expect((await read(personId)).body.error?.code).toBe('KEPT_RESTRICTED');
    expect(await sight()).toBe(0);
    const change = { version: 1, field: 'phone', value: '+49 69 1' };
    expect(
      (await desk.call<{ error?: { code: string } }>('PATCH', `/api/v1/people/${personId}`, change, service)).body.error
        ?.code,
    ).toBe('KEPT_RESTRICTED');
    expect((await read(personId, { purpose: 'rights', reason: 'their request' }, officer)).status).toBe(200);
    // Another licence is registered under the address: nothing of it is reported.
    await connected(app.database.ownerUrl, (client) =>
      client.query(
        'DELETE FROM licensing.reported WHERE registration_id IN (SELECT id FROM licensing.registrations WHERE person_id = $1)',
        [personId],
      ),
    );
    const before = await owner('SELECT id FROM disclosures.ledger WHERE person_id = $1 AND channel = $2', [
      personId,
      'report',
    ]);
    await register(somebody());
    const after = await owner('SELECT id FROM disclosures.ledger WHERE person_id = $1 AND channel = $2', [
      personId,
      'report',
    ]);
    expect(after).toEqual(before);
    const lifted = await (await app.submit('/me/requests/lift', { sitting, state: 'restricted' })).text();
    expect(lifted).toContain('may be used again');
    expect((await read(personId)).status).toBe(200);
    expect(await sight()).toBe(1);
  });

  test('who objected is not read for marketing, and for everything else as before', async () => {
    const data = somebody();
    const { personId } = await register(data);
    const sitting = await openPage(data.email ?? '');
    const marketer = await app.signInAs('marketing');
    const campaign = { purpose: 'marketing', reason: 'spring campaign' };
    expect((await read(personId, campaign, marketer)).status).toBe(200);
    await app.submit('/me/requests', { sitting, kind: 'objection', wording: '' });
    expect((await read(personId, campaign, marketer)).status).toBe(404);
    expect((await read(personId)).status).toBe(200);
    const [row] = await owner<{ n: number }>(
      'SELECT count(*)::int AS n FROM contacts.preferences WHERE person_id = $1 AND allowed',
      [personId],
    );
    expect(row?.n).toBe(0);
  });

  test('what is held by law is not erased, and is once the hold has ended', async () => {
    const data = somebody();
    const { personId } = await register(data);
    const { id } = await askForErasure(data.email ?? '');
    const hold = { personId, reason: 'A lawsuit about the licence.', until: '2036-01-01' };
    const made = await officer.call<{ id: string }>('POST', '/api/v1/holds', hold);
    expect((await erase(id)).body.error?.code).toBe('KEPT_HELD');
    expect((await columnsWith(data.email ?? '')).length).toBeGreaterThan(0);
    await officer.call('POST', `/api/v1/holds/${made.body.id}/end`, {});
    expect((await erase(id)).status).toBe(200);
  });

  test('whoever did nothing for years and holds no licence in use is erased by the sweeper', async () => {
    const [idle, busy] = [await register(somebody()), await register(somebody())];
    await connected(app.database.ownerUrl, (client) =>
      client.query(`UPDATE licensing.licences SET state = 'revoked' WHERE serial = $1`, [idle.serial]),
    );
    await officer.call('PUT', '/api/v1/retention/people', { days: 365, reason: 'A year without a licence is enough.' });
    app.clock.advance({ days: 400 });
    const dry = await app.kept.sweep({ dryRun: true });
    expect(dry.find((each) => each.category === 'people')?.due).toBeGreaterThan(0);
    await app.kept.sweep({ dryRun: false });
    const rows = await owner<{ id: string; gone: boolean }>(
      'SELECT id, erased_at IS NOT NULL AS gone FROM contacts.people WHERE id = ANY ($1::uuid[])',
      [[idle.personId, busy.personId]],
    );
    expect(Object.fromEntries(rows.map(({ id, gone }) => [id, gone]))).toEqual({
      [idle.personId]: true,
      [busy.personId]: false,
    });
  });
});
