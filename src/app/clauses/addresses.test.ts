import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { runProbe } from '../../platform/clauses/run-probe.ts';
import { declared, openProbeDatabase, type ProbeDatabase } from '../../platform/clauses/scene.ts';
import { addressesClause } from './addresses.ts';

let app: TestApp;
let probes: ProbeDatabase;

const owner = (sql: string) => connected(app.database.ownerUrl, (client) => client.query(sql));

async function look(id: string) {
  const demand = addressesClause.demands.find((each) => each.id === id);
  if (demand?.built !== true) throw new Error(`${id} is not built`);
  const scene = {
    snapshot: probes.snapshot,
    baseUrl: app.baseUrl,
    dataFolder: null,
    routes: app.kept.routes,
    vendor: null,
    declared: declared(app.database.prefix),
  };
  return runProbe(demand.proof.probe, scene, { timeoutMs: 30_000 });
}

beforeAll(async () => {
  app = await startApp();
  probes = openProbeDatabase({ url: app.database.probeUrl, prefix: app.database.prefix });
});
afterAll(async () => {
  await probes.close();
  await app.stop();
});

describe('what people type', () => {
  test.each([
    `INSERT INTO contacts.people (id, email_key, email, name, phone, created_at, changed_at)
      VALUES (gen_random_uuid(), '\\x01', 'ada@gears.example', 'Ada', '22.33.44.55', now(), now())`,
    `INSERT INTO platform.mail_outbox (id, ledger_id, kind, to_address, subject, body_text, queued_at)
      SELECT gen_random_uuid(), gen_random_uuid(), 'correction', 'a@b.example', 'A correction', 'Phone: 22.33.44.55', now()`,
    `INSERT INTO contacts.companies (id, name, name_key, kind, country, created_at)
      VALUES (gen_random_uuid(), 'Mozilla/5.0', 'mozilla/5.0', 'customer', 'DE', now())`,
    `UPDATE policy.vendor SET phone = '22.33.44.55'`,
  ])('is not taken for an address or a browser: %s', async (sql) => {
    await owner(`SET session_replication_role = replica; ${sql}`);
    const { verdict, finding } = await look('A2.rows');
    expect([verdict, finding?.counterexamples]).toEqual(['true', []]);
  });

  test('is not what the programs write', async () => {
    await owner(`INSERT INTO platform.events (name, payload, at) VALUES ('made.up', '{"from": "203.0.113.7"}', now())`);
    expect(await look('A2.rows')).toMatchObject({
      verdict: 'false',
      finding: { counterexamples: ['platform.events.payload: 1 cells'] },
    });
  });
});

test.each([
  'fe80:0:0:0:0:0:0:7',
  '2001:db8::7',
  'Mozilla/5.0',
  'Googlebot',
  'curl/8',
  'TW96aWxsYS81LjA=',
  '4d6f7a696c6c612f352e30',
])('what the short pattern lets pass is still found: %s', async (value) => {
  await owner(
    `DELETE FROM platform.events; INSERT INTO platform.events (name, payload, at) VALUES ('made.up', '{"from": "${value}"}', now())`,
  );
  const { finding } = await look('A2.rows');
  expect(finding?.counterexamples).toEqual(['platform.events.payload: 1 cells']);
});

test('address and browser of a request that the probe sends are found nowhere', async () => {
  const { verdict, finding } = await look('A2.canary');
  expect([verdict, finding?.counterexamples]).toEqual(['true', []]);
  expect(finding?.examined).toBeGreaterThan(20);
});
