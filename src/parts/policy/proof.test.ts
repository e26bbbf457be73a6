import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import type { Clause } from '../../platform/clauses/clause.ts';
import { usesOfData } from '../../platform/db/uses.ts';
import { createLog } from '../../platform/log.ts';
import { openProof, type Prover, policyToday } from './index.ts';

/** A clause that holds as long as no event is called bad. */
const clause: Clause = {
  id: 'X1',
  version: 1,
  part: 'policy',
  title: 'Made up',
  text: '{vendor} announces nothing bad.',
  keeps: 'Nothing bad is announced.',
  terms: [],
  boundary: 'Events of this database.',
  demands: [
    {
      id: 'X1.events',
      says: 'No event is bad.',
      built: true,
      kind: 'prohibition',
      control: 'None.',
      couldBeWrong: 'It is made up.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'events',
          look: `SELECT 'secret-key-' || id AS key, name <> 'bad' AS holds FROM platform.events WHERE name IN ('good', 'bad')`,
          counted: `SELECT count(*) FROM platform.events WHERE name ~ '^(good|bad)$'`,
        },
        saboteur: { kind: 'rows', says: 'Announces something bad.', plant: 'SELECT 1' },
      },
    },
    { id: 'X1.later', says: 'Something else.', built: false },
  ],
};

let app: TestApp;
let prover: Prover;
let administrator: Session;

const owner = (sql: string) => connected(app.database.ownerUrl, (client) => client.query(sql));
const announce = (name: string) =>
  owner(`INSERT INTO platform.events (name, payload, at, handled_at) VALUES ('${name}', '{}', now(), now())`);
const version = async () =>
  (await owner('SELECT probe_version FROM policy.proofs ORDER BY id DESC LIMIT 1')).rows[0].probe_version as string;
const stateOf = async () => (await prover.board())[0]?.demands[0];

beforeAll(async () => {
  app = await startApp();
  administrator = await app.signInAs('administrator');
  prover = openProof(
    { db: app.kept.deps.db, clock: app.clock, log: createLog('silent') },
    {
      clauses: [clause],
      probeUrl: app.database.probeUrl,
      prefix: app.database.prefix,
      dataFolder: null,
      baseUrl: () => app.baseUrl,
      routes: [],
    },
  );
});

afterAll(async () => {
  await prover.close();
  await app.stop();
});

/** What the first page of a member says of clauses that are not held. */
async function toldToday(role: 'administrator' | 'privacy officer' | 'marketing') {
  const today = policyToday(app.kept.deps, () => ({ clauses: [clause], uses: usesOfData() }));
  const { groups = [] } = await today({ kind: 'member', memberId: administrator.memberId, role, companyId: null });
  return groups.find(({ kind }) => kind === 'clauses not held') ?? null;
}

describe('from unproven to held, broken and stale', () => {
  test('nothing is known before the probe has run', async () => {
    expect(await toldToday('privacy officer')).toMatchObject({ count: 0 });
    expect(await stateOf()).toMatchObject({ state: 'unproven', why: 'the probe has not run yet', sabotageDue: true });
  });

  test('true, but never seen red: unproven', async () => {
    await announce('good');
    await prover.run(null);
    expect(await stateOf()).toMatchObject({ state: 'unproven', why: 'the probe was never seen red' });
  });

  test('a saboteur that the probe did not notice, or that came when it was not green, proves nothing', async () => {
    const attempt = { demand: 'X1.events', version: await version(), detail: 'made up' };
    await prover.keepSabotage({ ...attempt, red: false, greenBefore: true });
    expect(await stateOf()).toMatchObject({ state: 'unproven' });
    await prover.keepSabotage({ ...attempt, red: true, greenBefore: false });
    expect(await stateOf()).toMatchObject({ state: 'unproven' });
    await prover.keepSabotage({ ...attempt, version: 'another probe', red: true, greenBefore: true });
    expect(await stateOf()).toMatchObject({ state: 'unproven' });
  });

  test('true and seen red: held', async () => {
    await prover.keepSabotage({
      demand: 'X1.events',
      version: await version(),
      detail: 'made up',
      red: true,
      greenBefore: true,
    });
    expect(await stateOf()).toMatchObject({ state: 'held', sabotageDue: false });
    expect((await prover.board())[0]?.state).toBe('not built');
  });

  test('counterexamples: broken, since the first of them', async () => {
    const since = app.clock.now();
    await announce('bad');
    await prover.run(['X1.events']);
    const told = { count: 1, items: [{ kind: 'demand', id: 'X1.events', detail: 'broken' }] };
    expect(await toldToday('privacy officer')).toMatchObject(told);
    expect(await toldToday('administrator')).toMatchObject(told);
    expect(await toldToday('marketing')).toBeNull();
    app.clock.advance({ hours: 2 });
    await prover.run(['X1']);
    const found = await stateOf();
    expect(found).toMatchObject({ state: 'broken', newest: { broken_since: since, examined: 2, counted: 2 } });
    expect(found?.newest?.counterexamples).toHaveLength(1);
  });

  test('mended: held again; a day later without a proof: stale', async () => {
    await owner(`DELETE FROM platform.events WHERE name = 'bad'`);
    await prover.run(null);
    expect(await stateOf()).toMatchObject({ state: 'held' });
    app.clock.advance({ hours: 27 });
    expect(await stateOf()).toMatchObject({ state: 'stale' });
  });

  test('the history holds all of it, newest first, in pages', async () => {
    const list = { limit: 2, sort: 'at', descending: true, after: null };
    const first = await prover.history('X1.events', list);
    expect(first?.count).toBe(8);
    expect(first?.items).toHaveLength(2);
    expect(await prover.history('X9.nothing', list)).toBeNull();
  });
});

test('one run at a time', async () => {
  const first = prover.run(null);
  await expect(prover.run(null)).rejects.toMatchObject({ keptCode: 'KEPT_PROOF_RUNNING' });
  await first;
});

test('a list of clauses that contradicts itself is refused', () => {
  const open = (clauses: Clause[]) =>
    openProof(
      { db: app.kept.deps.db, clock: app.clock, log: createLog('silent') },
      { clauses, probeUrl: app.database.probeUrl, prefix: 'x', dataFolder: null, baseUrl: () => null, routes: [] },
    );
  expect(() => open([clause, clause])).toThrow('X1 is there twice');
  expect(() => open([{ ...clause, demands: [] }])).toThrow('asks for nothing');
});

describe('the board of the real clauses', () => {
  test('staff see it whole; others do not', async () => {
    const board = await administrator.call<{ clauses: { id: string; demands: { probe: unknown }[] }[] }>(
      'GET',
      '/api/v1/proof',
    );
    expect(board.status).toBe(200);
    const ids = board.body.clauses.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['A1', 'A2', 'A6', 'L2', 'L3', 'U1', 'U3', 'U7', 'M3', 'M5', 'P1']));
    expect((await app.get('/api/v1/proof')).status).toBe(401);
    expect((await app.get('/api/v1/proof/A1.no-cookie/history')).status).toBe(401);
  });

  test('a run is started, told, and written', async () => {
    const started = await administrator.call<{ total: number }>('POST', '/api/v1/proof/run', {
      demands: ['U1.labelled'],
    });
    expect(started).toMatchObject({ status: 202, body: { total: 1 } });
    await expect
      .poll(async () => (await administrator.call<{ run: unknown }>('GET', '/api/v1/proof')).body.run, {
        timeout: 10_000,
      })
      .toBeNull();
    const history = await administrator.call<{ items: { kind: string; verdict: string }[] }>(
      'GET',
      '/api/v1/proof/U1.labelled/history',
    );
    expect(history.body.items[0]).toMatchObject({ kind: 'proof', verdict: 'true' });
    expect((await administrator.call('GET', '/api/v1/proof/X1.none/history')).status).toBe(404);
    expect((await administrator.call('DELETE', '/api/v1/proof/run')).status).toBe(204);
  });

  test('marketing may look, but not run', async () => {
    const marketing = await app.signInAs('marketing');
    expect((await marketing.call('GET', '/api/v1/proof')).status).toBe(200);
    expect((await marketing.call('POST', '/api/v1/proof/run', { demands: null })).status).toBe(403);
  });

  test('of legal demands the public is told the states, and neither when nor how much was looked at', async () => {
    await owner(`INSERT INTO policy.proofs (clause, demand, verdict, examined, counted, counterexamples, probe_version, started_at, finished_at)
      VALUES ('U8', 'U8.given', 'true', 54321, 54321, '[]', 'x', '2026-02-02', '2026-02-02')`);
    const { clauses } = (await (await app.get('/privacy/proof.json')).json()) as {
      clauses: { id: string; demands: Record<string, unknown>[] }[];
    };
    const demand = clauses.find(({ id }) => id === 'U8')?.demands.find(({ id }) => id === 'U8.given');
    expect(demand).toMatchObject({ why: null, lookedAt: null, at: null, lastSeenRed: null, state: expect.any(String) });
    expect(await (await app.get('/privacy/proof')).text()).not.toContain('people given');
  });

  test('the public page tells bands and states, never a counterexample', async () => {
    await owner(`INSERT INTO policy.proofs (clause, demand, verdict, examined, counted, counterexamples, probe_version, started_at, finished_at)
      VALUES ('A1', 'A1.no-cookie', 'false', 4321, 4321, '["/secret-counterexample"]', 'x', '2026-03-01', '2026-03-01')`);
    const page = await (await app.get('/privacy/proof')).text();
    expect(page).toContain('1,000-9,999 routes');
    expect(page).toContain('broken');
    expect(page).toContain('2026-03-01 00:00 UTC');
    expect(page).not.toContain('4321');
    expect(page).not.toContain('secret-counterexample');
    expect(page).not.toContain('<script');
    const machine = await app.get('/privacy/proof.json');
    const text = await machine.text();
    expect(text).not.toContain('secret-counterexample');
    const { clauses } = JSON.parse(text) as {
      clauses: { id: string; demands: { id: string; state: string; since: string }[] }[];
    };
    const demand = clauses.find(({ id }) => id === 'A1')?.demands.find(({ id }) => id === 'A1.no-cookie');
    expect(demand).toMatchObject({ state: 'broken', since: '2026-03-01T00:00:00.000Z' });
  });

  test('what is not built is listed under a heading of its own, and not promised in the policy', async () => {
    const page = await (await app.get('/privacy/proof')).text();
    const [promised = '', toCome = ''] = page.split('Not built yet</h2>');
    expect(promised).toContain('id="M3"');
    expect(promised).not.toContain('id="S1"');
    for (const id of ['A5', 'S1', 'T5']) expect(toCome).toContain(`id="${id}"`);
    expect(toCome).toContain('A support case can be opened by mail.');
    expect(Buffer.byteLength(page)).toBeLessThan(125_000);

    const { clauses } = JSON.parse(await (await app.get('/privacy/proof.json')).text()) as {
      clauses: { id: string; state: string; published: boolean; demands: object[] }[];
    };
    expect(clauses.find(({ id }) => id === 'S1')).toMatchObject({ state: 'not built', published: false });
    expect(clauses.find(({ id }) => id === 'M3')).toMatchObject({ published: true });
    const board = await administrator.call<{ clauses: { id: string; says: string }[] }>('GET', '/api/v1/proof');
    expect(board.body.clauses.find(({ id }) => id === 'S1')?.says).toBe('Support finds you by your serial number');

    const policy = await (await app.get('/privacy')).text();
    expect(policy).toContain('id="M3"');
    expect(policy).not.toContain('id="S1"');
    expect(policy).not.toContain('Support finds you by your serial number');
  });
});
