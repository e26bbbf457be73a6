import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';
import { freePort } from '../kit/kept.ts';

// Two server processes on one database, two hundred programs at once, ten seats.

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'kept-seats-'));
const servers: { readonly url: string; readonly child: ChildProcess }[] = [];
let app: TestApp;
let licences: { id: string; serial: string }[];
let notice: string;

async function startServer(): Promise<void> {
  const port = await freePort();
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'] ?? '',
      KEPT_PORT: port,
      KEPT_DATA: join(folder, port),
      KEPT_SECRETS: join(app.dataFolder, 'secrets'),
      KEPT_DATABASE_APP_URL: app.database.appUrl,
      KEPT_DATABASE_AUTH_URL: app.database.authUrl,
      KEPT_DATABASE_PROBE_URL: app.database.probeUrl,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  servers.push({ url: `http://127.0.0.1:${port}`, child });
  let output = '';
  await new Promise<void>((listens, fail) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('the server listens')) listens();
      });
    child.once('exit', () => fail(new Error(`the server ended: ${output}`)));
  });
}

beforeAll(async () => {
  app = await startApp();
  const holderCompanyId = await aReseller(app, { name: 'Sample Reseller Two Servers' });
  const product = await aProduct(app);
  const floating = { leaseMinutes: 30, heartbeatMinutes: 10, borrowDays: 7 };
  licences = [
    ...(await someLicences(app, { ...product, holderCompanyId, seats: 10 })),
    ...(await someLicences(app, { ...product, holderCompanyId, seats: 10, floating })),
  ];
  await startServer();
  await startServer();
  const schema = await fetch(`${servers[0]?.url}/api/v1/registration-schema`);
  notice = ((await schema.json()) as { notice: { sha256: string } }).notice.sha256;
}, 180_000);
afterAll(async () => {
  for (const { child } of servers) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await app.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly activationId?: string;
  readonly verdict?: string;
  readonly seat?: number | null;
  readonly error?: { readonly code: string };
}

/** From the first server and the second by turns. */
async function send(turn: number, path: string, body: object): Promise<Answer> {
  const answer = await fetch(`${servers[turn % 2]?.url}/api/v1/activations${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(120_000),
  });
  return (await answer.json()) as Answer;
}

const machines = Array.from({ length: 200 }, (_, index) => `machine-${index}-of-many`);
const activate = (serial: string, machine: string, turn: number) =>
  send(turn, '', { ...registrationData(), serial, notice, machine });
const owner = (text: string, values: unknown[]) =>
  connected(app.database.ownerUrl, async (client) => (await client.query(text, values)).rows as object[]);

test('200 activations at once for 10 seats give exactly 10', async () => {
  const { id = '', serial = '' } = licences[0] ?? {};
  const answers = await Promise.all(machines.map((machine, turn) => activate(serial, machine, turn)));
  expect(new Set(answers.flatMap(({ activationId }) => activationId ?? [])).size).toBe(10);
  expect(answers.filter(({ error }) => error?.code === 'KEPT_SEATS_USED_UP')).toHaveLength(190);
  expect(await owner('SELECT seats_used FROM licensing.licences WHERE id = $1', [id])).toEqual([{ seats_used: 10 }]);
}, 180_000);

test('200 leases at once for 10 floating seats give exactly 10, and their heartbeats keep them', async () => {
  const { id = '', serial = '' } = licences[1] ?? {};
  const activated: { readonly machine: string; readonly id: string }[] = [];
  for (let from = 0; from < machines.length; from += 20)
    activated.push(
      ...(await Promise.all(
        machines.slice(from, from + 20).map(async (machine, turn) => {
          const { activationId = '' } = await activate(serial, machine, turn);
          return { machine, id: activationId };
        }),
      )),
    );
  const nonce = 'AAAAAAAAAAAAAAAAAAAAAA';
  const all = () =>
    Promise.all(activated.map(({ id, machine }, turn) => send(turn, `/${id}/lease`, { machine, nonce })));
  const first = await all();
  const seats = first.map(({ verdict, seat }) => (verdict === 'leased' ? seat : null));
  expect(seats.filter((seat) => seat !== null).sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ]);
  expect(first.filter(({ verdict }) => verdict === 'full')).toHaveLength(190);
  // Each asks again, by the other server: who has a seat keeps it.
  activated.unshift(activated.pop() as (typeof activated)[number]);
  const again = await all();
  again.push(again.shift() as Answer);
  expect(again.map(({ verdict, seat }) => (verdict === 'leased' ? seat : null))).toEqual(seats);
  expect(await owner('SELECT peak, refused FROM licensing.lease_days WHERE licence_id = $1', [id])).toEqual([
    { peak: 10, refused: 380 },
  ]);
}, 180_000);
