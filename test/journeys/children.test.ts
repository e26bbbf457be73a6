import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000 });

import { someLicences } from '../../src/parts/licensing/fixtures.ts';
import { purgeUnchecked } from '../../src/parts/rights/actions/children.ts';
import type { Session } from '../kit/app.ts';
import {
  app,
  begin,
  columnsWith,
  desk,
  officer,
  openPage,
  owner,
  product,
  register,
  reseller,
  somebody,
} from './erasure-kit.ts';

// A child that is found: sealed at once, looked at by somebody else, purged.

let second: Session;
beforeAll(async () => {
  await begin();
  second = await app.signInAs('privacy officer');
}, 60_000);
afterAll(() => app?.stop());

interface Coded {
  error?: { code: string };
}
const seal = (personId: string, who = officer, reason = 'told by a parent') =>
  who.call<{ id: string } & Coded>('POST', '/api/v1/children', { personId, reason });
const decide = (id: string, what: 'purge' | 'lift', who = second) =>
  who.call<Coded | null>('POST', `/api/v1/children/${id}/${what}`, {});
const open = (personId: string, ground = { purpose: 'customer service', reason: 'call about renewal' }, who = desk) =>
  who.call<Coded>('GET', `/api/v1/people/${personId}`, undefined, ground);
const state = async (personId: string) =>
  (
    await owner(
      `SELECT sealed_at IS NOT NULL AS sealed, restricted_at IS NOT NULL AS restricted, objected_at IS NOT NULL AS objected, erased_at IS NOT NULL AS erased
    FROM contacts.people WHERE id = $1`,
      [personId],
    )
  )[0];

describe('the record of a child', () => {
  test('is hidden from staff and reseller at once; no mail, no page, no registration under its address', async () => {
    const data = somebody();
    const { personId } = await register(data);
    const sitting = await openPage(data.email ?? '');
    await app.submit('/me', { email: data.email ?? '' }, { 'x-forwarded-for': '203.0.113.200' });
    expect((await open(personId)).status).toBe(200);
    const made = await seal(personId);
    expect(made.status).toBe(201);
    expect((await open(personId)).body.error?.code).toBe('KEPT_SEALED');
    expect((await open(personId, { purpose: 'registration', reason: 'check' })).body.error?.code).toBe('KEPT_SEALED');
    const dealer = await app.signInAs('reseller administrator', reseller);
    const [row] = await owner<{ company_id: string }>(
      'SELECT company_id FROM licensing.registrations WHERE person_id = $1',
      [personId],
    );
    const { body } = await dealer.call<{ people: unknown[] }>('GET', `/api/v1/companies/${row?.company_id}/personal`);
    expect(body.people).toEqual([]);
    expect((await open(personId, { purpose: 'rights', reason: 'second look' }, officer)).status).toBe(200);
    // Its own page is closed, and a new link is not mailed.
    expect((await app.submit('/me/requests', { sitting, kind: 'question', wording: 'Hello?' })).status).toBe(403);
    await app.settle();
    app.clock.advance({ minutes: 3 });
    await app.submit('/me', { email: data.email ?? '' }, { 'x-forwarded-for': '203.0.113.201' });
    await app.settle();
    expect(await owner('SELECT id FROM rights.links WHERE person_id = $1', [personId])).toEqual([]);
    // Another activation under the address is refused, and leaves nothing.
    const [licence] = await someLicences(app, { ...product, holderCompanyId: reseller });
    const schema = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
    const count = () =>
      owner(
        'SELECT (SELECT count(*) FROM licensing.registrations) AS r, (SELECT count(*) FROM contacts.companies) AS c, (SELECT count(*) FROM disclosures.ledger) AS l',
      );
    const before = await count();
    const again = {
      ...somebody(),
      email: data.email,
      serial: licence?.serial,
      notice: schema.notice.sha256,
      marketing: false,
    };
    const answer = await app.post('/api/v1/activations', again, { 'idempotency-key': 'again' });
    expect([answer.status, ((await answer.json()) as Coded).error?.code]).toEqual([409, 'KEPT_ADDRESS_REFUSED']);
    expect(await count()).toEqual(before);
    // The gateway itself gives nothing of it to anybody.
    await expect(
      app.kept.deps.db.base((trx) =>
        app.kept.deps.egress.send(trx, {
          disclosures: [
            {
              recipientKind: 'person',
              recipientId: personId,
              personId,
              companyId: null,
              channel: 'mail',
              purpose: 'rights',
              fields: ['email'],
              basis: 'answer',
            },
          ],
        }),
      ),
    ).rejects.toMatchObject({ keptCode: 'KEPT_RECIPIENT_NOT_REGISTERED' });
    expect((await seal(personId)).body.error?.code).toBe('KEPT_CHILD_SEALED');
  });

  test('is purged by somebody else than who sealed it, and what is left points to nobody', async () => {
    const data = somebody();
    const { personId } = await register(data);
    const { id } = (await seal(personId)).body;
    expect((await decide(id, 'purge', officer)).body?.error?.code).toBe('KEPT_SECOND_LOOK');
    expect(await state(personId)).toMatchObject({ sealed: true, erased: false });
    expect((await decide(id, 'purge')).status).toBe(204);
    expect(await state(personId)).toEqual({ sealed: false, restricted: false, objected: false, erased: true });
    for (const value of [data.email, data.name, data.phone]) expect(await columnsWith(value ?? '')).toEqual([]);
    const [left] = await owner('SELECT person_id, outcome, receipt FROM rights.children WHERE id = $1', [id]);
    expect(left).toMatchObject({ person_id: null, outcome: 'purged', receipt: expect.stringMatching(/^.{26}$/) });
    expect(
      await owner('SELECT cause FROM rights.erasures WHERE number = $1 AND erased_at IS NOT NULL', [
        (left as { receipt: string }).receipt,
      ]),
    ).toEqual([{ cause: 'child' }]);
    expect((await decide(id, 'lift')).body?.error?.code).toBe('KEPT_CHILD_DECIDED');
  });

  test('that was none is as before', async () => {
    const { personId } = await register(somebody());
    const { id } = (await seal(personId, officer, 'seen by staff')).body;
    expect((await decide(id, 'lift')).status).toBe(204);
    expect(await state(personId)).toEqual({ sealed: false, restricted: false, objected: false, erased: false });
    expect((await open(personId)).status).toBe(200);
  });

  test('is not sealed by everybody, nor with words', async () => {
    const { personId } = await register(somebody());
    expect((await seal(personId, desk)).status).toBe(403);
    expect((await seal(personId, officer, 'his mother called, he is 9')).status).toBe(400);
    expect((await seal('99999999-9999-4999-8999-999999999999')).status).toBe(404);
    expect(await state(personId)).toMatchObject({ sealed: false });
  });

  test('that somebody lifts at the very moment of the purge stays', async () => {
    const { personId } = await register(somebody());
    const { id } = (await seal(personId)).body;
    app.clock.advance({ hours: 8 * 24 + 1 });
    const lifted = async (...asked: Parameters<typeof app.kept.erasures.erase>) => {
      expect((await decide(id, 'lift')).status).toBe(204);
      return app.kept.erasures.erase(...asked);
    };
    await purgeUnchecked(app.kept.deps, { erase: lifted });
    expect(await state(personId)).toEqual({ sealed: false, restricted: false, objected: false, erased: false });
  });

  test('that nobody looks at is purged when the week is over, unless the law holds it', async () => {
    const [one, held] = [await register(somebody()), await register(somebody())];
    await seal(one.personId);
    await seal(held.personId);
    const until = '2027-01-01';
    const reason = 'A court has asked for this record.';
    expect((await officer.call('POST', '/api/v1/holds', { personId: held.personId, reason, until })).status).toBe(201);
    await purgeUnchecked(app.kept.deps, app.kept.erasures);
    expect(await state(one.personId)).toMatchObject({ sealed: true });
    app.clock.advance({ hours: 8 * 24 + 1 });
    await purgeUnchecked(app.kept.deps, app.kept.erasures);
    expect(await state(one.personId)).toMatchObject({ erased: true });
    expect(await state(held.personId)).toMatchObject({ sealed: true, erased: false });
  });
});

test('the list is paged, counted and filtered, and refuses what it does not know', async () => {
  type Listed = { items: { id: string; outcome: string | null }[]; next: string | null; count: number };
  const list = (query: string) => officer.call<Listed>('GET', `/api/v1/children${query}`);
  await owner(
    `INSERT INTO rights.children (id, person_id, reason, sealed_at, sealed_by, check_by, was_restricted, was_objected, outcome, decided_at, receipt)
      SELECT gen_random_uuid(), NULL, 'seen by staff', now() - n * interval '1 minute', gen_random_uuid(), current_date, false, false, 'purged', now(), repeat('0', 26)
      FROM generate_series(1, 620) n`,
  );
  const seen = new Set<string>();
  let after = '';
  for (let pages = 0; pages < 9; pages += 1) {
    const { body } = await list(`?limit=200&state=decided${after}`);
    expect(body.count).toBeGreaterThanOrEqual(620);
    for (const { id, outcome } of body.items) {
      expect(outcome).not.toBeNull();
      seen.add(id);
    }
    if (body.next === null) {
      expect(seen.size).toBe(body.count);
      break;
    }
    after = `&cursor=${encodeURIComponent(body.next)}`;
  }
  expect(seen.size).toBeGreaterThanOrEqual(620);
  expect((await list('?state=open')).body.items.every(({ outcome }) => outcome === null)).toBe(true);
  expect((await list('?state=lost')).status).toBe(400);
});
