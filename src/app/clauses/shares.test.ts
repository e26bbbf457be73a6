import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connected, type TestDatabase, testDatabase } from '../../../test/kit/database.ts';
import { egressLook } from '../../platform/clauses/egress.ts';
import { builtDemands } from '../../platform/clauses/registry.ts';
import { runProbe } from '../../platform/clauses/run-probe.ts';
import { declared, openProbeDatabase, type ProbeDatabase, queryOn } from '../../platform/clauses/scene.ts';
import { dailyPortion, type Portion, wholePortion, withShares } from '../../platform/clauses/shares.ts';
import { registeredClauses } from '../registered-clauses.ts';
import { fillScratch } from './fill-scratch.ts';

let database: TestDatabase;
let probes: ProbeDatabase;

const turns = 12;

/** So little that even the made-up rows are large tables. */
const small = (turn: number): Portion => ({
  ...dailyPortion(new Date(0)),
  wholeRows: 0,
  newestRows: 2,
  shareRows: 8,
  mostShares: turns,
  wholeBlocks: 0,
  shareBlocks: 1,
  turn,
});
const inShares = builtDemands(registeredClauses, null).flatMap(({ demand }) => {
  const { probe } = demand.proof;
  const look =
    probe.kind === 'egress'
      ? egressLook(probe)
      : probe.kind === 'rows' && 'look' in probe && probe.look.includes('{share ')
        ? probe.look
        : null;
  return look?.includes('{share ') ? [{ id: demand.id, probe, look }] : [];
});

beforeAll(async () => {
  database = await testDatabase();
  await connected(database.ownerUrl, (client) => fillScratch(queryOn(client)));
  probes = openProbeDatabase({ url: database.probeUrl, prefix: database.prefix });
});
afterAll(async () => {
  await probes.close();
  await database.drop();
});

function run(probe: (typeof inShares)[number]['probe'], portion: Portion) {
  const scene = {
    snapshot: probes.snapshot,
    baseUrl: null,
    dataFolder: null,
    routes: [],
    vendor: null,
    declared: declared(database.prefix),
  };
  return runProbe(probe, scene, { timeoutMs: 30_000, portion });
}

const keysOf = (look: string, portion: Portion) =>
  probes.snapshot(async (snapshot) => {
    const text = await withShares(look, { ...snapshot, portion });
    const rows = await snapshot.query<{ key: string }>(`SELECT key::text AS key FROM (${text}) look`);
    return rows.map(({ key }) => key);
  });

test('the probes over the people and licences of a vendor take shares', () => {
  expect(inShares.length).toBeGreaterThan(20);
});

describe.each(inShares)('$id', ({ probe, look }) => {
  test('looks at each thing in its turn, and its two counts agree in every share', async () => {
    const whole = await run(probe, wholePortion);
    expect(whole).toMatchObject({ verdict: 'true', cause: null });
    const seen = new Set<string>();
    for (let turn = 0; turn < turns; turn += 1) {
      const outcome = await run(probe, small(turn));
      const { examined = -1, counted, counterexamples } = outcome.finding ?? {};
      expect([turn, counted, counterexamples]).toEqual([turn, examined, []]);
      if (outcome.verdict === 'true')
        expect(outcome.cause).toMatch(/^looked at in shares: of \w+\.\w+ the newest and share/);
      for (const key of await keysOf(look, small(turn))) seen.add(key);
    }
    expect([...seen].sort()).toEqual([...new Set(await keysOf(look, wholePortion))].sort());
  });
});

test('what is wrong in one share is found in its turn, and always where everything is looked at', async () => {
  const [owners] = inShares.filter(({ id }) => id === 'L1.owners');
  if (!owners) throw new Error('there is no such demand');
  await connected(database.ownerUrl, (client) =>
    client.query(`UPDATE licensing.licences SET company_id = (SELECT id FROM contacts.companies WHERE kind = 'reseller' LIMIT 1)
      WHERE id = (SELECT min(licence_id::text)::uuid FROM licensing.registrations)`),
  );
  const verdicts = [];
  for (let turn = 0; turn < turns; turn += 1)
    verdicts.push((await run(owners.probe, { ...small(turn), newestRows: 1, shareRows: 2 })).verdict);
  expect(new Set(verdicts)).toEqual(new Set(['true', 'false']));
  expect((await run(owners.probe, wholePortion)).verdict).toBe('false');
});
