import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needCompiler } from '../sdk/c/build.ts';
import { aProduct, registrationData, someLicences } from '../src/parts/licensing/fixtures.ts';
import { aReseller } from '../src/parts/resellers/fixtures.ts';
import { startApp, type TestApp } from '../test/kit/app.ts';
import { connected } from '../test/kit/database.ts';

let app: TestApp;
let product: { productId: string; releaseId: string };
let holder: string;
let code: string;
let key: string;
let folder: string;

beforeAll(async () => {
  app = await startApp({ vendor: true });
  holder = await aReseller(app, { name: 'Sample Dealers' });
  product = await aProduct(app);
  code = await connected(app.database.ownerUrl, async (client) => {
    const { rows } = await client.query('SELECT code FROM licensing.products WHERE id = $1', [product.productId]);
    return rows[0]?.code;
  });
  const answer = await app.get('/api/v1/signing-keys');
  key = ((await answer.json()) as { keys: { publicKey: string }[] }).keys[0]?.publicKey ?? '';
  folder = mkdtempSync(join(tmpdir(), 'kept-example-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await app.stop();
});

const told = () => Object.entries(registrationData()).map(([name, value]) => `${name}=${value}`);
const serialOf = async (more: object = {}) =>
  (await someLicences(app, { ...product, holderCompanyId: holder, ...more }))[0]?.serial ?? '';

/** A renewal file from the licence desk, for the document that a program has. */
async function renewalOf(document: string): Promise<string> {
  const { licenceId, activationId } = JSON.parse(
    Buffer.from(JSON.parse(document).payload, 'base64url').toString('utf8'),
  ) as { licenceId: string; activationId: string };
  app.clock.advance({ days: 1 });
  const clerk = await app.signInAs('licence desk');
  const path = `/api/v1/licences/${licenceId}/activations/${activationId}/renewal`;
  const made = await clerk.call('POST', path, { expiresOn: null, maintenanceUntil: '2028-12-31' });
  expect(made.status).toBe(201);
  return JSON.stringify(made.body);
}

/** Runs beside the server of this process, so it must not be waited for synchronously. */
async function run(file: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const child = spawn(file, args, { env: { ...process.env, ...env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const ended = await new Promise((done) => child.once('close', done));
  return `${said}${ended}`;
}

describe('the example in TypeScript', () => {
  it('activates, checks, and starts offline', async () => {
    const env = {
      EXAMPLE_SERVER: app.baseUrl,
      EXAMPLE_KEYS: key,
      EXAMPLE_PRODUCT: code,
      EXAMPLE_FOLDER: join(folder, 'ts'),
    };
    const example = (...args: string[]) =>
      run(process.execPath, [join(import.meta.dirname, 'desktop.ts'), ...args], env);
    expect(await example('start')).toBe(
      'There is no licence on this computer yet. Activate with your serial. (3101)\n1',
    );
    expect(await example('form')).toContain('companyName (needed): ');
    expect(await example('activate', await serialOf(), ...told())).toBe(`Activated: ${code} 1.0.\n0`);
    expect(await example('check')).toBe('The server says: good.\nReady.\n5-axis milling is there.\n0');
    env.EXAMPLE_SERVER = 'http://127.0.0.1:9';
    expect(await example('start')).toBe('Ready.\n5-axis milling is there.\n0');
    expect(await example('check')).toContain('(4001)');
  }, 120_000);
});

describe('the example in TypeScript without a network', () => {
  it('activates by hand, is renewed by a file, and gives its licence up', async () => {
    const env: Record<string, string> = {
      EXAMPLE_SERVER: 'http://127.0.0.1:9',
      EXAMPLE_KEYS: key,
      EXAMPLE_PRODUCT: code,
      EXAMPLE_FOLDER: join(folder, 'offline'),
    };
    const example = (...args: string[]) =>
      run(process.execPath, [join(import.meta.dirname, 'desktop.ts'), ...args], env);
    const carried = join(folder, 'carried');
    const serial = await serialOf({ maintenanceUntil: '2026-03-31' });
    expect(await example('request', serial, carried)).toContain('KEPT1Q:');
    const request = readFileSync(carried, 'utf8');
    const form = await (await app.submit('/activate/offline', { text: request })).text();
    const notice = /name="notice" value="(\w+)"/.exec(form)?.[1] ?? '';
    await app.submit('/activate/offline', { request, notice, ...registrationData() });
    const answer = await (await app.submit('/activate/offline', { request, as: 'file' })).text();
    writeFileSync(carried, answer.replace('"payload":"', '"payload":"A'));
    expect(await example('answer', carried)).toMatch(/\(100[24]\)\n1$/);
    writeFileSync(carried, answer);
    expect(await example('answer', carried)).toBe(`${code}, maintenance until 2026-03-31.\n0`);
    expect(await example('start')).toBe('Ready.\n5-axis milling is there.\n0');

    env.EXAMPLE_BUILT_ON = '2026-06-01';
    expect(await example('start')).toContain('(3104)');
    writeFileSync(carried, await renewalOf(answer));
    expect(await example('renew', carried)).toBe(`${code}, maintenance until 2028-12-31.\n0`);
    expect(await example('start')).toBe('Ready.\n5-axis milling is there.\n0');
    writeFileSync(carried, answer);
    expect(await example('renew', carried)).toContain('(1105)');

    const proof = (await example('give-up')).replace(/\d$/, '');
    expect(await example('start')).toContain('(3101)');
    expect(await (await app.submit('/activate/offline', { text: proof })).text()).toContain('The seat is free');
  }, 120_000);
});

describe('the example in C', () => {
  it('activates over its own HTTP, checks, and starts from the file', async () => {
    needCompiler({ 'openssl/evp.h': 'libssl-dev' });
    execFileSync('make', [
      '-s',
      '-C',
      join(import.meta.dirname, 'c'),
      `BUILD=${folder}`,
      'CFLAGS=-fsanitize=address,undefined',
    ]);
    const program = join(folder, 'start');
    const shown = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
    const start = [key, code, '2026-01-15', folder, 'machine-of-the-example'];
    const port = new URL(app.baseUrl).port;
    expect(await run(program, start)).toContain('(3101)');
    const refused = await run(program, [...start, port, '00000-00000-00000-00000', shown.notice.sha256, ...told()]);
    expect(refused).toMatch(/\(500[12]\)\n1$/);
    expect(existsSync(join(folder, 'licence.json'))).toBe(false);
    const done = await run(program, [
      ...start,
      port,
      await serialOf({ maintenanceUntil: '2026-03-31' }),
      shown.notice.sha256,
      ...told(),
    ]);
    expect(done).toBe(`Activated: ${code} 1.0.\nThe server says: good.\nReady.\n0`);
    expect(await run(program, start)).toBe('Ready.\n0');
    expect(await run(program, [key, code, '2026-01-15', folder, 'another-machine'])).toContain('(3103)');
    const file = join(folder, 'licence.json');
    const document = readFileSync(file, 'utf8');
    expect(document).toContain('"payload"');
    const later = start.with(2, '2026-06-01');
    expect(await run(program, later)).toContain('(3104)');
    writeFileSync(file, await renewalOf(document));
    expect(await run(program, later)).toBe('Ready.\n0');
  }, 120_000);
});

describe('the example in C with a floating seat', () => {
  it('leases, renews, borrows and returns it, starts while it lasts, and counts a metered feature', async () => {
    needCompiler({ 'openssl/evp.h': 'libssl-dev' });
    const place = mkdtempSync(join(folder, 'floating-'));
    const flags = ['CFLAGS=-fsanitize=address,undefined'];
    execFileSync('make', ['-s', '-C', join(import.meta.dirname, 'c'), `BUILD=${place}`, ...flags]);
    const clerk = await app.signInAs('licence desk');
    const features = `/api/v1/products/${product.productId}/features`;
    await clerk.call('POST', features, { code: 'render', name: 'Render' });
    await clerk.call('PUT', `${features}/render/meter`, { meter: { cap: 2, period: 'never' } });
    // The example reads the clock of this machine.
    app.clock.set(new Date());
    const floating = { leaseMinutes: 30, heartbeatMinutes: 10, borrowDays: 7 };
    const serial = await serialOf({ floating, seats: 1 });
    const shown = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
    const port = new URL(app.baseUrl).port;
    const on = (machine: string, ...more: string[]) => {
      const own = join(place, machine);
      mkdirSync(own, { recursive: true });
      return run(join(place, 'start'), [key, code, '2026-01-15', own, machine, ...more]);
    };
    const first = (...more: string[]) => on('machine-one', ...more);
    expect(await first(port, 'lease')).toContain('(3101)');
    for (const machine of ['machine-one', 'machine-two'])
      expect(await on(machine, port, serial, shown.notice.sha256, ...told())).toContain('(3114)');
    expect(await first(port, 'lease')).toBe('Seat 1 is leased for 30 minutes.\n0');
    expect(await first()).toBe('Ready.\n0');
    expect(await first(port, 'heartbeat')).toBe('Seat 1 is leased for 30 minutes.\n0');
    expect(await on('machine-two', port, 'lease')).toContain('(5016)');
    expect(await on('machine-two')).toContain('(3114)');
    expect(await first(port, 'lease', '7')).toBe('Seat 1 is borrowed for 10080 minutes.\n0');
    expect(await first(port, 'return')).toBe('The seat is given back.\n0');
    expect(await first()).toContain('(3114)');
    expect(await on('machine-two', port, 'lease')).toBe('Seat 1 is leased for 30 minutes.\n0');
    const said = [await first(port, 'use', 'render'), await on('machine-two', port, 'use', 'render')];
    expect(said).toEqual(['Used 1 of 2.\n0', 'Used 2 of 2.\n0']);
    expect(await first(port, 'use', 'render')).toContain('(5040)');
    expect(await first(port, 'use', '5-axis')).toContain('(5041)');
  }, 180_000);
});

describe('the package', () => {
  it('is plain JavaScript once built, and runs on the oldest Node that it names', () => {
    const root = join(import.meta.dirname, '..');
    const out = join(folder, 'dist');
    execFileSync(process.execPath, [
      join(root, 'node_modules/typescript/bin/tsc'),
      '-p',
      join(root, 'sdk'),
      '--outDir',
      out,
    ]);
    const script = `import(${JSON.stringify(join(out, 'index.js'))}).then(({ openLicence, explain }) => {
      const licence = openLicence({ serverUrl: 'http://127.0.0.1:9', folder: ${JSON.stringify(join(folder, 'none'))}, product: 'MILL', builtOn: '2026-02-01', keys: [${JSON.stringify(key)}] });
      console.log(licence.mayRun().code, explain(5003, 'Sample Dealers').next);
    })`;
    for (const node of [process.execPath, '/usr/bin/node'].filter(existsSync)) {
      const ran = spawnSync(node, ['-e', script], { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
      expect(`${ran.stdout}${ran.stderr}`).toBe('3101 Ask your reseller Sample Dealers for another.\n');
    }
  }, 120_000);
});
