import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { aReseller } from '../resellers/fixtures.ts';
import { checkLoaded } from './actions/screening-lists.ts';
import { aProduct, registrationData, someLicences } from './fixtures.ts';
import { registrationForm } from './index.ts';

let app: TestApp;
let desk: Session;
let second: Session;
let holder: string;
let product: { productId: string; releaseId: string };
let notice: string;

beforeAll(async () => {
  app = await startApp({ vendor: true });
  [desk, second] = [await app.signInAs('licence desk'), await app.signInAs('administrator')];
  holder = await aReseller(app, { name: 'Sample Dealers' });
  product = await aProduct(app);
  notice = (await registrationForm(app.kept.deps)).notice.sha256;
});
afterAll(() => app.stop());

const owner = <Row extends object>(text: string, values: unknown[] = []) =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);

const load = (name: string, ...rows: string[]) =>
  desk.call('POST', '/api/v1/screening-lists', { name, csv: ['reference,name,aliases,country', ...rows].join('\n') });

it('of two who load a list of the same name at once one is told so', async () => {
  const second = await connected(app.database.ownerUrl, async (client) => {
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO licensing.screening_lists (id, name, entries, content_sha256, loaded_at, loaded_by, to_check, checked_at)
       VALUES (gen_random_uuid(), 'Twice', 0, '', now(), gen_random_uuid(), 0, now())`,
    );
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const waiting = load('Twice', 'T-1,Nobody At All,,');
    await expect
      .poll(
        async () =>
          (
            await owner(
              `SELECT FROM pg_locks w WHERE NOT w.granted AND ${rows[0]?.pid} = ANY (pg_blocking_pids(w.pid))`,
            )
          ).length,
      )
      .toBeGreaterThan(0);
    await client.query('COMMIT');
    return waiting;
  });
  expect([second.status, (second.body as { error?: { code: string } }).error?.code]).toEqual([
    409,
    'KEPT_LIST_BEING_LOADED',
  ]);
  await owner(`DELETE FROM licensing.screening_lists WHERE name = 'Twice'`);
});

type Hit = { id: string; state: string; matched: string; score: number; occasion: string; licence: { state: string } };
const hitsOf = async (licenceId: string) =>
  (await desk.call<{ items: Hit[] }>('GET', `/api/v1/screening-hits?licenceId=${licenceId}`)).body.items;
const release = (by: Session, id: string) =>
  by.call<Hit & { error?: { code: string } }>('POST', `/api/v1/screening-hits/${id}/release`);
const activate = async (serial: string, changes: Record<string, string>) => {
  const answer = await app.post('/api/v1/activations', { serial, notice, ...registrationData(changes) });
  return {
    status: answer.status,
    body: (await answer.json()) as { error?: { code: string; next: string; message: string } },
  };
};
const oneLicence = async () => {
  const [licence] = await someLicences(app, { ...product, holderCompanyId: holder });
  return licence as { id: string; serial: string };
};
const stateOf = async (id: string) =>
  (await owner<{ state: string }>('SELECT state FROM licensing.licences WHERE id = $1', [id]))[0]?.state;

describe('export control', () => {
  it('without lists nobody is held', async () => {
    const { id, serial } = await oneLicence();
    expect((await activate(serial, { companyName: 'Blocked Bearings' })).status).toBe(201);
    expect(await stateOf(id)).toBe('active');
  });

  it('a company on a list is answered in neutral words; the licence is on hold until two people have released it', async () => {
    expect((await load('Parties', 'P-1,Verboten Valves Ltd,VV Export;Verbot Ventile,')).status).toBe(201);
    const { id, serial } = await oneLicence();
    const before = await owner('SELECT id FROM licensing.registrations');
    const refused = await activate(serial, { companyName: 'VERBOTEN VALVE, Limited' });
    expect([refused.status, refused.body.error?.code]).toEqual([409, 'KEPT_LICENCE_CHECKED']);
    expect(JSON.stringify(refused.body)).not.toMatch(/export|list|denied|P-1/i);
    expect(refused.body.error?.next).toContain('Sample Dealers');
    expect(await stateOf(id)).toBe('on hold');
    expect(await owner('SELECT id FROM licensing.registrations')).toHaveLength(before.length);
    const [hit] = await hitsOf(id);
    expect(hit).toMatchObject({ state: 'open', matched: 'company', occasion: 'activation' });
    expect(
      (await desk.call<{ error: { code: string } }>('POST', `/api/v1/licences/${id}/release`, { reason: 'settled' }))
        .body.error.code,
    ).toBe('KEPT_SCREENING_OPEN');
    expect((await release(desk, hit?.id ?? '')).body.state).toBe('released once');
    expect((await release(desk, hit?.id ?? '')).body.error?.code).toBe('KEPT_SCREENING_SAME_PERSON');
    expect(await stateOf(id)).toBe('on hold');
    expect((await release(second, hit?.id ?? '')).body).toMatchObject({
      state: 'released',
      licence: { state: 'issued' },
    });
    expect((await release(second, hit?.id ?? '')).body.error?.code).toBe('KEPT_SCREENING_RELEASED');
    // Released for this licence and entry once, it does not hold it again.
    expect((await activate(serial, { companyName: 'Verboten Valves Ltd' })).status).toBe(201);
    expect(await stateOf(id)).toBe('active');
    const acts = await owner<{ action: string }>(`SELECT action FROM staff.audit WHERE about_id = $1 ORDER BY id`, [
      id,
    ]);
    expect(acts.map(({ action }) => action)).toEqual([
      'licensing.held by export control',
      'licensing.screening released once',
      'licensing.screening released',
      'licensing.released',
    ]);
  });

  it('the name of the contact and the destination count, too', async () => {
    await load('People', 'Q-7,Kaspar Mustermann,,');
    await load('Places', ',,,KP');
    const [one, two] = [await oneLicence(), await oneLicence()];
    expect((await activate(one.serial, { name: 'Mustermann, Kaspar' })).body.error?.code).toBe('KEPT_LICENCE_CHECKED');
    expect((await hitsOf(one.id)).map(({ matched }) => matched)).toEqual(['contact']);
    expect((await activate(two.serial, { country: 'KP' })).body.error?.code).toBe('KEPT_LICENCE_CHECKED');
    expect((await hitsOf(two.id)).map(({ matched, score }) => [matched, score])).toEqual([['destination', 100]]);
    const [stored] = await owner<{ text: string }>(
      'SELECT string_agg(s::text, $1) AS text FROM licensing.screening_hits s',
      ['\n'],
    );
    expect(stored?.text).not.toContain('Mustermann');
  });

  it('is asked at issue and at the hand-over', async () => {
    await load('Parties', 'R-1,Gesperrt Handel,,', 'R-2,Banned Buyers,,');
    const reseller = await aReseller(app, { name: 'Gesperrt Handel GmbH' });
    const [issued] = await someLicences(app, { ...product, holderCompanyId: reseller });
    expect(await stateOf(issued?.id ?? '')).toBe('on hold');
    expect((await hitsOf(issued?.id ?? ''))[0]).toMatchObject({ occasion: 'issue', score: 100 });
    const { id } = await oneLicence();
    const { serial } = await oneLicence();
    await load('Parties', 'Z-1,Nobody At All,,');
    await activate(serial, { companyName: 'Banned Buyers' });
    await load('Parties', 'R-2,Banned Buyers,,');
    const [company] = await owner<{ id: string }>(`SELECT id FROM contacts.companies WHERE name = 'Banned Buyers'`);
    const given = await desk.call('POST', `/api/v1/licences/${id}/hand-over`, { companyId: company?.id });
    expect(given.status).toBe(200);
    expect(await stateOf(id)).toBe('on hold');
    expect((await hitsOf(id))[0]).toMatchObject({ occasion: 'hand-over' });
  });

  it('a list that is loaded later is held against everything that is in use, with its progress', async () => {
    const { id, serial } = await oneLicence();
    expect((await activate(serial, { companyName: 'Later Listed Lathes', name: 'Late Person' })).status).toBe(201);
    await load('Later', 'L-1,Later Listed Lathes,,', 'L-2,Late Person,,');
    await checkLoaded(app.kept.deps);
    await expect
      .poll(
        async () =>
          (
            await desk.call<{ lists: { name: string; checkedAt: string | null }[] }>('GET', '/api/v1/screening-lists')
          ).body.lists.find(({ name }) => name === 'Later')?.checkedAt,
      )
      .toBeTruthy();
    expect(await stateOf(id)).toBe('on hold');
    expect((await hitsOf(id)).map(({ matched, occasion }) => `${matched} ${occasion}`).sort()).toEqual([
      'company list',
      'contact list',
    ]);
    const lists = (
      await desk.call<{ lists: { name: string; checked: number; toCheck: number }[] }>('GET', '/api/v1/screening-lists')
    ).body.lists;
    const later = lists.find(({ name }) => name === 'Later');
    expect(later?.checked).toBe(later?.toCheck);
    // One of two released by both: the other holds on.
    for (const hit of (await hitsOf(id)).slice(0, 1)) for (const by of [desk, second]) await release(by, hit.id);
    expect(await stateOf(id)).toBe('on hold');
  });

  it("what is found is no other stop: it is not passed by a new serial, and lifts nobody else's", async () => {
    await load('Others', 'O-1,Other Stop Ovens,,');
    const [found, suspended, held] = [await oneLicence(), await oneLicence(), await oneLicence()];
    const act = (id: string, name: string) =>
      desk.call<{ error?: { code: string } }>('POST', `/api/v1/licences/${id}/${name}`, { reason: 'settled' });
    expect((await activate(found.serial, { companyName: 'Other Stop Ovens' })).status).toBe(409);
    expect((await act(found.id, 'replace')).body.error?.code).toBe('KEPT_SCREENING_OPEN');
    await load('Others', 'N-1,Nobody Else,,');
    for (const { serial } of [suspended, held])
      expect((await activate(serial, { companyName: 'Other Stop Ovens' })).status).toBe(201);
    const revoked = await oneLicence();
    expect((await activate(revoked.serial, { companyName: 'Other Stop Ovens' })).status).toBe(201);
    await act(revoked.id, 'revoke');
    await act(suspended.id, 'suspend');
    await act(held.id, 'hold');
    await load('Others', 'O-2,Other Stop Ovens,,');
    await checkLoaded(app.kept.deps);
    for (const { id } of [suspended, held]) {
      await expect.poll(async () => (await hitsOf(id)).length).toBe(1);
      expect(await stateOf(id)).toBe('on hold');
      for (const by of [desk, second]) await release(by, (await hitsOf(id))[0]?.id ?? '');
    }
    await second.call('POST', `/api/v1/licences/${revoked.id}/reinstate`, { reason: 'settled' });
    expect(await stateOf(revoked.id)).toBe('on hold');
    expect([await stateOf(suspended.id), await stateOf(held.id)]).toEqual(['suspended', 'on hold']);
    await act(held.id, 'release');
    expect(await stateOf(held.id)).toBe('active');
  });

  it('a process that remembers the lists of a minute ago holds nothing against them', async () => {
    const { id, serial } = await oneLicence();
    expect((await activate(serial, { companyName: 'Slow Memory Mills' })).status).toBe(201);
    // Loaded by another process: this one has the old lists in memory.
    await owner(
      `INSERT INTO licensing.screening_lists (id, name, entries, content_sha256, loaded_at, loaded_by)
      VALUES ('00000000-0000-4000-8000-00000000a001', 'Elsewhere', 1, 'x', now(), $1)`,
      [desk.memberId],
    );
    await owner(`INSERT INTO licensing.screening_entries (list_id, position, reference, names)
      VALUES ('00000000-0000-4000-8000-00000000a001', 1, 'E-1', '{Slow Memory Mills}')`);
    await checkLoaded(app.kept.deps);
    expect(await stateOf(id)).toBe('on hold');
  });

  it('two people at the same moment are two, and one twice is one', async () => {
    const [hit] = (await desk.call<{ items: Hit[] }>('GET', '/api/v1/screening-hits?open=true')).body.items;
    const both = await Promise.all([
      release(desk, hit?.id ?? ''),
      release(desk, hit?.id ?? ''),
      release(second, hit?.id ?? ''),
    ]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(2);
    await expect(
      owner(
        'UPDATE licensing.screening_hits SET first_by = $1, first_at = now(), released_by = $1, released_at = now() WHERE first_by IS NULL',
        [desk.memberId],
      ),
    ).rejects.toMatchObject({ code: '23514' });
  });

  it('a list that cannot be read changes nothing, and others may not touch it', async () => {
    const faulty = await desk.call<{ error: { code: string; message: string } }>('POST', '/api/v1/screening-lists', {
      name: 'Parties',
      csv: 'reference,name,country\n1,X,Germany',
    });
    expect([faulty.status, faulty.body.error.code, faulty.body.error.message]).toEqual([
      400,
      'KEPT_LIST_UNREADABLE',
      'Line 2 of the list cannot be read.',
    ]);
    const support = await app.signInAs('support');
    expect((await support.call('GET', '/api/v1/screening-hits')).status).toBe(403);
  });

  it('who is on no list activates beside a list of thirty thousand names', async () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, at) => `B-${at},Company ${at.toString(36)} Trading ${(at * 7919).toString(36)},,AA`,
    );
    expect((await load('Big', ...rows)).status).toBe(201);
    const { serial } = await oneLicence();
    expect((await activate(serial, { companyName: 'Trading Company International' })).status).toBe(201);
  });
});
