import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connected, type TestDatabase, testDatabase } from '../../../test/kit/database.ts';
import { spellingsOf } from '../erasure/search-bytes.ts';
import type { BehaviourProbe } from './behaviour.ts';
import type { BytesProbe } from './bytes.ts';
import { probeText, probeVersion } from './describe-probe.ts';
import { columnsHolding, type Lane, type RowsProbe } from './rows.ts';
import { type Probe, runProbe } from './run-probe.ts';
import { declared, openProbeDatabase, type ProbeDatabase, type Scene } from './scene.ts';
import { dailyPortion, type Portion, wholePortion } from './shares.ts';
import type { StructureProbe } from './structure.ts';

let database: TestDatabase;
let probes: ProbeDatabase;
let server: Server;
let folder: string;
let scene: Omit<Scene, 'signal'>;
let page = '<!doctype html><p>Calm</p>';
let answered = 200;

const owner = (sql: string) => connected(database.ownerUrl, (client) => client.query(sql));
const run = (probe: Probe, timeoutMs = 5_000) => runProbe(probe, scene, { timeoutMs });

beforeAll(async () => {
  database = await testDatabase();
  probes = openProbeDatabase({ url: database.probeUrl, prefix: database.prefix, timeoutMs: 300 });
  server = createServer((_request, response) => response.writeHead(answered).end(page)).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  folder = mkdtempSync(join(tmpdir(), 'kept-kits-'));
  scene = {
    snapshot: probes.snapshot,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    dataFolder: folder,
    routes: [{ method: 'GET', url: '/', access: { callers: ['public'], purposes: [] } }],
    vendor: null,
    declared: declared(database.prefix),
  };
  await owner(
    `INSERT INTO platform.events (name, payload, at) SELECT 'kit.made-up', '{"n": 1}', now() FROM generate_series(1, 3)`,
  );
});

afterAll(async () => {
  server.close();
  await probes.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const events: RowsProbe = {
  kind: 'rows',
  unit: 'events',
  look: `SELECT id AS key, name NOT LIKE '%bad%' AS holds FROM platform.events`,
  counted: 'SELECT count(name) FROM platform.events',
};

describe('rows', () => {
  test('true, with the figures of both ways', async () => {
    const outcome = await run(events);
    expect(outcome).toMatchObject({ verdict: 'true', finding: { examined: 3, counted: 3, counterexamples: [] } });
  });

  test('false names the keys; what is not known to hold does not hold', async () => {
    await owner(`INSERT INTO platform.events (name, payload, at) VALUES ('kit.bad', '{}', now())`);
    const outcome = await run(events);
    expect(outcome).toMatchObject({ verdict: 'false', finding: { examined: 4, counterexamples: ['4'] } });
    const unsure = await run({ ...events, look: 'SELECT id AS key, NULL::boolean AS holds FROM platform.events' });
    expect(unsure.finding?.counterexamples).toHaveLength(4);
    await owner(`DELETE FROM platform.events WHERE name = 'kit.bad'`);
  });

  test('unequal counts, nothing examined, an error and a time-out are unknown', async () => {
    const unequal = await run({ ...events, counted: 'SELECT 4' });
    expect(unequal).toMatchObject({ verdict: 'unknown', cause: 'looked at 3, but counted another way there are 4' });
    const seen = await run({
      ...events,
      look: `SELECT id AS key, false AS holds FROM platform.events LIMIT 1`,
      counted: 'SELECT 4',
    });
    expect(seen, 'a break that was seen is a break (decision 45)').toMatchObject({ verdict: 'false' });
    const nothing = await run({ ...events, look: `${events.look} WHERE false`, counted: 'SELECT 0' });
    expect(nothing).toMatchObject({ verdict: 'unknown', cause: 'there was nothing to look at' });
    const refused = await run({ ...events, counted: 'DELETE FROM platform.events RETURNING id' });
    expect(refused).toMatchObject({ verdict: 'unknown', finding: null });
    const slow = await run({ ...events, counted: 'SELECT count(*) FROM pg_sleep(2), platform.events' });
    expect(slow).toMatchObject({ verdict: 'unknown', cause: 'the probe failed (57014)' });
  });

  test('an error does not quote data', async () => {
    const outcome = await run({ ...events, look: `SELECT 'ada@gears.example'::int AS key, true AS holds` });
    expect(outcome.verdict).toBe('unknown');
    expect(outcome.cause).not.toContain('ada');
  });

  test('a decision in code', async () => {
    const probe: RowsProbe = {
      ...events,
      look: 'SELECT id AS key, payload FROM platform.events',
      holds: (row) => (row.payload as { n: number }).n === 1,
    };
    expect(await run(probe)).toMatchObject({ verdict: 'true' });
    expect(await run({ ...probe, holds: () => false })).toMatchObject({ verdict: 'false' });
  });

  test('cells: finds a pattern in text, lists and documents, and counts the cells another way', async () => {
    const probe: RowsProbe = {
      kind: 'rows',
      unit: 'cells',
      cells: { where: "n.nspname = 'platform'", patterns: ['203\\.0\\.113\\.\\d+'], except: {} },
    };
    const before = await run(probe);
    expect(before.verdict).toBe('true');
    expect(before.finding?.examined).toBeGreaterThan(6);
    await owner(
      `INSERT INTO platform.events (name, payload, at) VALUES ('kit.cell', '{"from": "203.0.113.7"}', now())`,
    );
    const after = await run(probe);
    expect(after).toMatchObject({
      verdict: 'false',
      finding: { counterexamples: ['platform.events.payload: 1 cells'] },
    });
    const left = await run({ ...probe, cells: { ...probe.cells, except: { 'platform.events.payload': 'a test' } } });
    expect(left.verdict).toBe('true');
    await owner(`DELETE FROM platform.events WHERE name = 'kit.cell'`);
  });

  test('cells: leaves out columns labelled personal, by both ways of counting', async () => {
    const cells = {
      where: "n.nspname = 'contacts'",
      patterns: ['22\\.33'],
      except: {},
      withoutPersonal: true,
    } as const;
    const add = (number: number) =>
      owner(`INSERT INTO contacts.people (id, email_key, email, phone, created_at, changed_at)
        VALUES (gen_random_uuid(), '\\x0${number}', 'a${number}@b.example', '22.33.44.55', now(), now())`);
    await add(1);
    await owner(`INSERT INTO contacts.companies (id, name, name_key, kind, country, created_at)
      VALUES (gen_random_uuid(), 'Gears', 'gears', 'customer', 'DE', now())`);
    const before = await run({ kind: 'rows', unit: 'cells', cells });
    expect(before.verdict).toBe('true');
    await add(2);
    expect((await run({ kind: 'rows', unit: 'cells', cells })).verdict).toBe('true');
    const { withoutPersonal: _, ...all } = cells;
    expect(await run({ kind: 'rows', unit: 'cells', cells: all })).toMatchObject({ verdict: 'false' });
    expect(probeText({ kind: 'rows', unit: 'cells', cells })).toContain('labelled personal');
    await owner('DELETE FROM contacts.people; DELETE FROM contacts.companies');
  });

  test('more than fifty counterexamples are counted, not listed', async () => {
    const many = {
      ...events,
      look: 'SELECT n AS key, false AS holds FROM generate_series(1, 70) n',
      counted: 'SELECT 70',
    };
    const { finding } = await run(many);
    expect(finding?.counterexamples).toHaveLength(51);
    expect(finding?.counterexamples.at(-1)).toBe('and 20 more');
  });

  test('a probe cannot write', async () => {
    await expect(probes.snapshot(({ query }) => query('DELETE FROM platform.events'))).rejects.toThrow();
    expect((await run(events)).finding?.examined).toBe(3);
  });
});

describe('structure', () => {
  const probe: StructureProbe = {
    kind: 'structure',
    unit: 'roles',
    look: `SELECT rolname AS key, NOT rolsuper AS holds FROM pg_roles WHERE rolname IN ('{prefix}_base', '{prefix}_probe')`,
    counted: 'SELECT 2',
  };

  test('names the roles of this database', async () => {
    expect(await run(probe)).toMatchObject({ verdict: 'true', finding: { examined: 2 } });
    expect(await run({ ...probe, look: probe.look.replace('NOT ', '') })).toMatchObject({ verdict: 'false' });
  });

  test('sees the route table and what is declared', async () => {
    const inspect: StructureProbe = {
      kind: 'structure',
      unit: 'routes',
      steps: ['count them'],
      inspect: async ({ routes, declared: told }) => ({
        examined: routes.length,
        counted: 1,
        counterexamples: 'marketing' in told.purposes ? [] : ['marketing'],
      }),
    };
    expect(await run(inspect)).toMatchObject({ verdict: 'true' });
    expect(await run({ ...inspect, inspect: () => Promise.reject(new Error('broken')) })).toMatchObject({
      verdict: 'unknown',
      cause: 'the probe failed: broken',
    });
  });

  test('reads as a tenant, by row, and comes back', async () => {
    const rows = await probes.snapshot(async ({ query, asTenant }) => {
      const seen = await asTenant(
        'reseller',
        '00000000-0000-4000-8000-000000000001',
        'SELECT current_user AS who, count(*)::int AS n FROM contacts.companies',
      );
      return [...seen, ...(await query('SELECT current_user AS who'))];
    });
    expect(rows).toEqual([{ who: `${database.prefix}_reseller`, n: 0 }, { who: `${database.prefix}_probe` }]);
  });
});

describe('behaviour', () => {
  const probe: BehaviourProbe = {
    kind: 'behaviour',
    unit: 'pages',
    steps: ['open the page'],
    walk: async ({ get }) => {
      const answer = await get('/');
      return { examined: 1, counted: 1, counterexamples: answer.text.includes('<script') ? ['/'] : [] };
    },
  };

  test('true, then false when the server changes', async () => {
    expect(await run(probe)).toMatchObject({ verdict: 'true' });
    page = '<script></script>';
    expect(await run(probe)).toMatchObject({ verdict: 'false', finding: { counterexamples: ['/'] } });
    page = '';
  });

  test('no server, a refused connection and a slow walk are unknown', async () => {
    const nowhere = await runProbe(probe, { ...scene, baseUrl: null }, { timeoutMs: 1_000 });
    expect(nowhere).toMatchObject({ verdict: 'unknown', cause: 'the probe failed: no server runs' });
    const away = await runProbe(probe, { ...scene, baseUrl: 'http://127.0.0.1:1' }, { timeoutMs: 1_000 });
    expect(away.verdict).toBe('unknown');
    const slow = await run({ ...probe, walk: () => new Promise(() => undefined) }, 200);
    expect(slow).toMatchObject({ verdict: 'unknown', cause: 'not finished after 0.2 s' });
  });

  test.each([
    [429, 'Too many'],
    [503, 'KEPT_DATABASE_AWAY'],
  ])('an answer "not now" (%i) is unknown, whatever the walk would make of it', async (status, text) => {
    answered = status;
    page = `<script></script>${text}`;
    expect(await run(probe)).toMatchObject({
      verdict: 'unknown',
      cause: 'the probe failed: the server was too busy to answer',
    });
    answered = 200;
    page = '';
  });
});

describe('bytes', () => {
  const probe: BytesProbe = {
    kind: 'bytes',
    unit: 'files',
    under: [''],
    except: { kept: 'a test' },
    patterns: [/203\.0\.113\.\d+/],
  };

  test('finds a pattern, also across chunks, and leaves out what is named', async () => {
    writeFileSync(join(folder, 'calm.log'), 'nothing');
    mkdirSync(join(folder, 'kept'), { recursive: true });
    writeFileSync(join(folder, 'kept/a.log'), '203.0.113.7');
    expect(await run(probe)).toMatchObject({ verdict: 'true', finding: { examined: 1, counted: 1 } });
    mkdirSync(join(folder, 'deep/er'), { recursive: true });
    writeFileSync(join(folder, 'deep/er/big.log'), `${'x'.repeat(65_536 - 5)}203.0.113.7${'x'.repeat(1_000)}`);
    expect(await run(probe)).toMatchObject({
      verdict: 'false',
      finding: { examined: 2, counterexamples: ['deep/er/big.log'] },
    });
    rmSync(join(folder, 'deep'), { recursive: true });
  });

  test('no folder, or nothing in it, is unknown', async () => {
    expect((await runProbe(probe, { ...scene, dataFolder: null }, { timeoutMs: 1_000 })).verdict).toBe('unknown');
    expect((await run({ ...probe, under: ['missing'] })).verdict).toBe('unknown');
    expect(await run({ ...probe, under: ['kept'] })).toMatchObject({ verdict: 'unknown', finding: { examined: 0 } });
  });
});

describe('egress', () => {
  const values = (rows: string[]) => `SELECT * FROM (VALUES ${rows.join(', ')}) v (key, ledger_id)`;
  const ids = (list: string[]) => `SELECT * FROM (VALUES ${list.map((id) => `('${id}')`).join(', ')}) v (id)`;
  const probe = (left: string[], ledger: string[], counted = left.length): Probe => ({
    kind: 'egress',
    unit: 'mails',
    left: values(left),
    ledger: ids(ledger),
    counted: `SELECT ${counted}`,
  });

  test.each([
    ['each with its row', probe(["('a', '1')", "('b', '2')"], ['1', '2']), 'true', []],
    ['one without a row', probe(["('a', '1')", "('b', NULL)"], ['1']), 'false', ['b']],
    ['two with the same row', probe(["('a', '1')", "('b', '1')"], ['1']), 'false', ['a', 'b']],
    ['a row for which nothing left', probe(["('a', '1')"], ['1', '2']), 'false', ['ledger 2']],
    ['counted differently', probe(["('a', '1')"], ['1'], 2), 'unknown', []],
  ] as const)('%s', async (_, given, verdict, keys) => {
    const outcome = await run(given);
    expect([outcome.verdict, outcome.finding?.counterexamples]).toEqual([verdict, [...keys]]);
  });
});

test('a changed probe is another version; its text says what it does', () => {
  const other = { ...events, look: `${events.look} WHERE true` };
  expect(probeVersion(events)).toMatch(/^[0-9a-f]{16}$/);
  expect(probeVersion(other)).not.toBe(probeVersion(events));
  expect(probeVersion({ ...events, holds: () => true })).not.toBe(probeVersion({ ...events, holds: () => false }));
  expect(probeText(events)).toContain('FROM platform.events');
});

describe('large tables', () => {
  const cells: RowsProbe = {
    kind: 'rows',
    unit: 'cells of text',
    cells: { where: "c.relname = 'events' AND a.attname = 'name'", patterns: ['203\\.0\\.113\\.7'], except: {} },
  };
  const portion = (turn: number): Portion => ({ ...dailyPortion(new Date(0)), wholeBlocks: 4, shareBlocks: 2, turn });
  const lookOn = (turn: number) => runProbe(cells, scene, { timeoutMs: 5_000, portion: portion(turn) });

  test('are read a share a day, and the state says which; what stands in an old block is found in its turn', async () => {
    await owner(`INSERT INTO platform.events (name, payload, at) VALUES ('kit.203.0.113.7', '{}', now());
      INSERT INTO platform.events (name, payload, at) SELECT 'kit.made-up', to_jsonb(repeat('x', 1000)), now() FROM generate_series(1, 100)`);
    const outcomes = await Promise.all(Array.from({ length: 10 }, (_, turn) => lookOn(turn)));
    expect(new Set(outcomes.map(({ verdict }) => verdict))).toEqual(new Set(['true', 'false']));
    const [first] = outcomes;
    expect(first).toMatchObject({ verdict: 'false', finding: { counterexamples: ['platform.events.name: 1 cells'] } });
    expect(first?.cause).toMatch(
      /^looked at in shares: of platform\.events the newest and share 1 of [5-9], one a day$/,
    );
    for (const { finding } of outcomes) expect(finding?.examined).toBe(finding?.counted);
    const whole = await runProbe(cells, scene, { timeoutMs: 5_000, portion: wholePortion });
    expect(whole).toMatchObject({ verdict: 'false', cause: null, finding: { examined: 104 } });
    await owner(`DELETE FROM platform.events WHERE name <> 'kit.made-up' OR payload::text LIKE '"x%'`);
  });

  test('are searched for a value in whatever block and spelling, by two side by side', async () => {
    const name = (n: number) => `${n} Ada Made-up`;
    await owner(`INSERT INTO platform.events (name, payload, at) SELECT CASE n WHEN 1 THEN '${name(1)}' WHEN 900 THEN '${name(2)}' ELSE 'kit.filler' END,
      to_jsonb(CASE n WHEN 500 THEN encode('x${name(3)}', 'base64') ELSE repeat('y', 800) END), now() FROM generate_series(1, 900) n`);
    const where = "n.nspname = 'platform'";
    const search = async (value: string, lane: Lane | null = null) =>
      probes.snapshot(({ query }) => columnsHolding(spellingsOf(value), { where, lane }, query));
    expect(await search(name(1))).toEqual(['platform.events.name']);
    expect(await search(name(2))).toEqual(['platform.events.name']);
    expect(await search(name(3))).toEqual(['platform.events.payload']);
    expect(await search(name(4))).toEqual([]);
    const lanes = await Promise.all([0, 1].map((nth) => search(name(1), { nth, of: 2 })));
    expect(lanes.flat()).toEqual(['platform.events.name']);
    await owner("DELETE FROM platform.events WHERE name <> 'kit.made-up'");
  });

  test('are seen as a whole by who tries the SQL of a probe', () => {
    const look = 'SELECT id AS key, true AS holds FROM contacts.people p WHERE {share contacts.people: p.id}';
    expect(probeText({ kind: 'rows', unit: 'people', look, counted: 'SELECT 0' })).toContain(
      'WHERE true /* of contacts.people,',
    );
  });
});
