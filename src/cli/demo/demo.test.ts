import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connected, type TestDatabase, testDatabase } from '../../../test/kit/database.ts';
import { deskFolder } from '../../../test/kit/desk.ts';
import { freePort } from '../../../test/kit/kept.ts';
import { logSources } from '../../app/log-sources.ts';
import { registeredClauses } from '../../app/registered-clauses.ts';
import { buildApp, type KeptApp } from '../../app.ts';
import { verifyLog } from '../../parts/policy/index.ts';
import { openProbeDatabase } from '../../platform/clauses/scene.ts';
import { systemClock } from '../../platform/clock.ts';
import { openSecrets } from '../../platform/crypto/secrets.ts';
import { aloneLock } from '../../platform/db/alone.ts';
import { openDatabase } from '../../platform/db/database.ts';
import { announce, createDispatcher } from '../../platform/events/events.ts';
import { systemIds } from '../../platform/ids.ts';
import { createLog } from '../../platform/log.ts';
import { type Demo, type DemoPlace, fillDemo } from './fill-demo.ts';

// Fewer companies than `./kept demo` makes; everything else is the same.
const companies = 60;
// Whole minutes; what has a deadline is looked at by the clock of the database, so it ends now.
const now = new Date(Math.floor(Date.now() / 60_000) * 60_000);
const folder = mkdtempSync(join(tmpdir(), 'kept-demo-'));
const databases: TestDatabase[] = [];
let place: DemoPlace;
let demo: Demo;

beforeAll(async () => {
  place = await emptyPlace();
  demo = await fillDemo(place, { seed: 7, now, companies });
}, 240_000);
afterAll(async () => {
  for (const database of databases) await database.drop();
  rmSync(folder, { recursive: true });
});

async function emptyPlace(): Promise<DemoPlace> {
  const database = await testDatabase();
  databases.push(database);
  return {
    roleUrls: { app: database.appUrl, auth: database.authUrl, probe: database.probeUrl },
    prefix: database.prefix,
    secretsFolder: join(folder, database.name, 'secrets'),
    dataFolder: join(folder, database.name),
    publicUrl: `http://localhost:${await freePort()}`,
  };
}

async function rows<R>(text: string, database = databases[0]): Promise<R[]> {
  return connected(database?.ownerUrl ?? '', async (client) => (await client.query(text)).rows as R[]);
}

/** The server on the demo's database, as it runs afterwards. */
async function serve<T>(run: (kept: KeptApp) => Promise<T>): Promise<T> {
  const kept = await buildApp({
    databaseUrl: place.roleUrls.app,
    authUrl: place.roleUrls.auth,
    probeUrl: place.roleUrls.probe,
    rolePrefix: place.prefix,
    secrets: openSecrets(place.secretsFolder),
    dataFolder: place.dataFolder,
    clock: systemClock,
    ids: systemIds,
    log: createLog('silent'),
    publicUrl: place.publicUrl,
    trustedProxies: [],
    deskFolder,
    version: 'test',
    transport: null,
  });
  try {
    return await run(kept);
  } finally {
    await kept.stop();
  }
}

test('there is something of everything', () => {
  // Whether somebody disowns a registration is left to chance.
  const { eventsFailed, registrationsDisowned, ...counted } = demo.counted;
  expect(eventsFailed).toBe(0);
  expect(registrationsDisowned).toBeGreaterThanOrEqual(0);
  for (const [what, count] of Object.entries(counted)) expect([what, count > 0]).toEqual([what, true]);
  expect(demo.counted).toMatchObject({ products: 4, technologies: 5, releases: 12, recipients: 20, legalDemands: 5 });
  expect(demo.counted).toMatchObject({
    imports: 1,
    exports: 1,
    merges: 1,
    mergesUndone: 1,
    tokens: 1,
    tokensRevoked: 1,
  });
  expect(demo.counted).toMatchObject({
    webhooksStopped: 1,
    webhooksEnded: 1,
    incidentsOpen: 1,
    incidentsClosed: 1,
    witnesses: 1,
    releaseFiles: 1,
    downloads: 1,
  });
  expect(demo.counted.companies).toBeGreaterThanOrEqual(companies);
  expect(demo.counted.unsold).toBeGreaterThan(200);
  expect(demo.counted.disclosures).toBeGreaterThan(demo.counted.activations);
});

test('the website has figures of every day but the last, and notes beside them', async () => {
  const dayBefore = new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10);
  const [days] = await rows<{ days: number; open: number; visits: number; last: string }>(
    `SELECT count(*)::int AS days, count(*) FILTER (WHERE NOT closed)::int AS open, sum(visits)::int AS visits, max(day)::text AS last
     FROM statistics.days d JOIN statistics.sites s ON s.id = d.site_id WHERE s.slug = 'website'`,
  );
  expect(days).toMatchObject({ open: 0, last: dayBefore });
  expect(days?.days).toBeGreaterThan(1_300);
  expect(days?.visits).toBeGreaterThan(5_000);
  const kinds = await rows<{ dimension: number }>('SELECT DISTINCT dimension FROM statistics.cells ORDER BY dimension');
  for (const dimension of [1, 2, 3, 4, 5, 6, 7, 10, 14, 15, 19, 20, 21, 101, 102, 104])
    expect(kinds.map((row) => row.dimension)).toContain(dimension);
});

test('it lies in four years that are over, spread over each of them', async () => {
  const [first] = await rows<{ from: Date; until: Date; quarters: number }>(
    `SELECT min(activated_at) AS from, max(activated_at) AS until, count(DISTINCT date_trunc('quarter', activated_at))::int AS quarters FROM licensing.activations`,
  );
  expect(first?.from.getTime()).toBeGreaterThan(demo.from.getTime());
  expect(first?.until.getTime()).toBeLessThan(now.getTime());
  expect(first?.quarters).toBeGreaterThan(10);
  const late = await rows(
    `SELECT name FROM platform.events WHERE at > '${now.toISOString()}' UNION ALL SELECT channel FROM disclosures.ledger WHERE at > '${now.toISOString()}'
     UNION ALL SELECT reason FROM contacts.lookups WHERE at > '${now.toISOString()}' UNION ALL SELECT action FROM staff.audit WHERE at > '${now.toISOString()}'`,
  );
  expect(late).toEqual([]);
});

test('the vendor says that it is made up, and every address is one that cannot exist', async () => {
  expect(await rows('SELECT name, demo FROM policy.vendor')).toEqual([
    { name: 'Example Tooling (demo vendor)', demo: true },
  ]);
  const addresses = await rows<{ address: string }>(
    `SELECT email AS address FROM contacts.people WHERE email IS NOT NULL
     UNION SELECT email FROM licensing.registrations WHERE email IS NOT NULL UNION SELECT to_address FROM platform.mail_outbox
     UNION SELECT mailbox FROM disclosures.recipients WHERE mailbox IS NOT NULL UNION SELECT email FROM auth."user"`,
  );
  expect(addresses.filter(({ address }) => !/\.(?:example|invalid)$/.test(address))).toEqual([]);
  const names = await rows<{ name: string }>('SELECT DISTINCT name FROM contacts.people WHERE name IS NOT NULL');
  expect(
    names.filter(
      ({ name }) =>
        !/^(?:(?:Contact \d+ of Sample Company|(?:Prospect|Phone|Listed) Person|Student|Teacher) \d+|\S+(?: contact)? of Sample Gear Cutters)$/.test(
          name,
        ),
    ),
  ).toEqual([]);
});

test('the policy has two versions, the second after the vendor had changed', async () => {
  const versions = await rows<{ version: number }>(
    `SELECT version FROM policy.notices WHERE kind = 'privacy policy' ORDER BY version`,
  );
  expect(versions).toEqual([{ version: 1 }, { version: 2 }]);
});

test('the accounts that are told sign in, and no password is stored in clear', async () => {
  await serve(async (kept) => {
    for (const { role, email, password } of demo.accounts) {
      const answer = await kept.app.inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        headers: { 'kept-csrf': '1', origin: place.publicUrl, 'content-type': 'application/json' },
        payload: { email, password },
      });
      // The last reseller's account was disabled in the story.
      const gone = email === 'desk@sample-reseller-pacific.example';
      expect([role, email, answer.statusCode === 200]).toEqual([role, email, !gone]);
    }
  });
  for (const role of ['administrator', 'licence desk', 'privacy officer', 'reseller administrator'])
    expect(demo.accounts.some((account) => account.role === role)).toBe(true);
  const stored = JSON.stringify(await rows('SELECT * FROM auth.account'));
  for (const { password } of demo.accounts) expect(stored).not.toContain(password);
});

test('no clause is broken by it, and each that can be looked at was looked at', async () => {
  await serve(async (kept) => {
    await kept.app.listen({ port: Number(new URL(place.publicUrl).port), host: '127.0.0.1' });
    // One of them looks at jobs, which there are only when the server runs. It begins the proofs by itself.
    await kept.start();
    await expect
      .poll(async () => (await rows('SELECT FROM jobs.queue')).length, { timeout: 30_000 })
      .toBeGreaterThan(0);
    await expect
      .poll(
        () =>
          kept.prover.run(null).then(
            () => true,
            () => false,
          ),
        { timeout: 90_000 },
      )
      .toBe(true);
    const found = await rows<{ demand: string; verdict: string; cause: string | null; counterexamples: unknown }>(
      'SELECT DISTINCT ON (demand) demand, verdict, cause, counterexamples FROM policy.proofs ORDER BY demand, id DESC',
    );
    expect(found.length).toBeGreaterThan(30);
    expect(found.filter(({ verdict }) => verdict !== 'true')).toEqual([]);
    expect(registeredClauses.length).toBeGreaterThan(5);
  });
}, 120_000);

test('every row of it that is evidence stands in the log, and the log is whole', async () => {
  const probes = openProbeDatabase({ url: place.roleUrls.probe, prefix: place.prefix });
  try {
    const report = await probes.snapshot(({ query }) =>
      verifyLog(query, { sources: logSources, keys: null, witness: null, now: new Date(), tell: undefined }),
    );
    expect(report.faults.filter(({ code }) => code !== 'KEPT_LOG_NOT_SEQUENCED')).toEqual([]);
    for (const { source, logged } of report.rows)
      if (['disclosure', 'look-up', 'audit', 'notice'].includes(source))
        expect([source, logged > 0]).toEqual([source, true]);
  } finally {
    await probes.close();
  }
});

test('a database that is not empty is refused with a code, and nothing changes', async () => {
  const size = () =>
    rows(`SELECT (SELECT count(*) FROM contacts.people) AS people, (SELECT count(*) FROM staff.audit) AS audit,
      (SELECT count(*) FROM platform.events) AS events, (SELECT count(*) FROM staff.invitations) AS invitations,
      (SELECT count(*) FROM policy.notices) AS notices`);
  const before = await size();
  await expect(fillDemo(place, { seed: 1, now, companies })).rejects.toMatchObject({
    keptCode: 'KEPT_DEMO_NOT_EMPTY',
    message: expect.stringContaining('a vendor, accounts, companies'),
  });
  expect(await size()).toEqual(before);
});

test('while one process has the database for itself, no other fills it, delivers its events or sends its mail', async () => {
  const other = await emptyPlace();
  const holder = new pg.Client(other.roleUrls.app);
  await holder.connect();
  await holder.query('SELECT pg_advisory_lock($1)', [aloneLock]);
  await expect(fillDemo(other, { seed: 1, now, companies })).rejects.toMatchObject({ keptCode: 'KEPT_DEMO_RUNNING' });
  expect(await rows('SELECT id FROM policy.vendor', databases[1])).toEqual([]);
  const db = openDatabase({ url: other.roleUrls.app, prefix: other.prefix });
  const dispatcher = createDispatcher({ db, clock: systemClock, log: createLog('silent'), subscribers: {} });
  await db.base((trx) => announce(trx, systemClock, { name: 'test', payload: {} }));
  expect(await dispatcher.drain()).toBe(0);
  await holder.end();
  expect(await dispatcher.drain()).toBe(1);
  await db.close();
}, 60_000);
