import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aProduct, registrationData, someLicences } from '../src/parts/licensing/fixtures.ts';
import { aReseller } from '../src/parts/resellers/fixtures.ts';
import { startApp, type TestApp } from '../test/kit/app.ts';
import { connected } from '../test/kit/database.ts';
import { type ClientOptions, type Licence, openLicence } from './index.ts';

let app: TestApp;
let product: { productId: string; releaseId: string };
let code: string;
let holderCompanyId: string;
let keys: string[];
const folders: string[] = [];
const nowhere = { serverUrl: 'http://127.0.0.1:9' };

beforeAll(async () => {
  app = await startApp();
  holderCompanyId = await aReseller(app, { name: 'Sample Dealers' });
  product = await aProduct(app);
  const desk = await app.signInAs('licence desk');
  const { productId } = product;
  const features = `/api/v1/products/${productId}/features`;
  for (const code of ['render', 'export']) await desk.call('POST', features, { code, name: code });
  await desk.call('PUT', `${features}/render/meter`, { meter: { cap: 5, period: 'month' } });
  code =
    (await owner<{ code: string }>('SELECT code FROM licensing.products WHERE id = $1', [productId]))[0]?.code ?? '';
  const answer = await app.get('/api/v1/signing-keys');
  keys = ((await answer.json()) as { keys: { publicKey: string }[] }).keys.map(({ publicKey }) => publicKey);
});
afterAll(() => app.stop());
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const owner = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);

const open = (folder: string, changes: Partial<ClientOptions> = {}): Licence =>
  openLicence({
    serverUrl: app.baseUrl,
    folder,
    product: code,
    builtOn: '2026-01-15',
    keys,
    parts: { system: folder },
    clock: () => app.clock.now().getTime(),
    timeoutMs: 5_000,
    ...changes,
  });

async function aProgram(serial?: string): Promise<{ licenceId: string; folder: string }> {
  const [issued] = await someLicences(app, { ...product, holderCompanyId, seats: 2 });
  const folder = mkdtempSync(join(tmpdir(), 'kept-sdk-'));
  folders.push(folder);
  const licence = open(folder);
  const form = await licence.registrationForm();
  if (!form.ok) throw new Error(form.message);
  const told = { serial: serial ?? issued?.serial ?? '', fields: registrationData(), notice: form.form.notice.sha256 };
  const outcome = await licence.activate({ ...told, marketing: false });
  if (!outcome.ok) throw new Error(outcome.message);
  return { licenceId: issued?.id ?? '', folder };
}

const used = async (licenceId: string) =>
  (
    await owner<{ used: number }>('SELECT sum(used)::int AS used FROM licensing.meter_counts WHERE licence_id = $1', [
      licenceId,
    ])
  )[0]?.used;

/** Passes on what is asked, and loses the answer. */
async function losing(run: (serverUrl: string) => Promise<void>): Promise<void> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const headers = { 'content-type': 'application/json' };
    await fetch(`${app.baseUrl}${request.url}`, { method: 'POST', headers, body: Buffer.concat(chunks) }).then((each) =>
      each.text(),
    );
    response.destroy();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.close();
}

describe('a program with a metered feature', () => {
  it('uses it as often as the cap allows; then the next use is refused, and the program runs on', async () => {
    const { licenceId, folder } = await aProgram();
    const licence = open(folder);
    expect(licence.meter.stand('render')).toEqual({ used: 0, cap: null, left: null, resetsOn: null });
    expect(await licence.meter.use('render', 4)).toEqual({
      ok: true,
      counted: 'now',
      stand: { used: 4, cap: 5, left: 1, resetsOn: '2026-04-01' },
    });
    expect(await licence.meter.use('render', 2)).toMatchObject({ ok: false, code: 5040, stand: { used: 4, left: 1 } });
    expect(await licence.meter.use('render')).toMatchObject({ ok: true, stand: { used: 5, left: 0 } });
    expect(await licence.meter.use('render')).toMatchObject({ ok: false, code: 5040, name: 'METER_USED_UP' });
    expect(licence.mayRun('render')).toMatchObject({ run: true });
    expect(await used(licenceId)).toBe(5);
  });

  it('counts once what the server counted and never could answer', async () => {
    const { licenceId, folder } = await aProgram();
    await losing(async (serverUrl) => {
      const cut = open(folder, { serverUrl });
      expect(await cut.meter.use('render')).toMatchObject({ ok: true, counted: 'later', stand: { used: 1 } });
      expect(await cut.meter.use('render')).toMatchObject({ ok: true, counted: 'later', stand: { used: 2 } });
    });
    expect(await used(licenceId)).toBe(2);
    const licence = open(folder);
    await licence.meter.tell();
    expect(await used(licenceId)).toBe(2);
    expect(await licence.meter.use('render')).toMatchObject({ ok: true, counted: 'now', stand: { used: 3 } });
  });

  it('counts for itself without a network as far as the last cap allows, and tells each day later, once', async () => {
    const { licenceId, folder } = await aProgram();
    const now = app.clock.now();
    await open(folder).meter.use('render', 2);
    for (const left of [2, 1]) {
      app.clock.advance({ days: 1 });
      expect(await open(folder, nowhere).meter.use('render')).toMatchObject({
        ok: true,
        counted: 'later',
        stand: { left },
      });
    }
    expect(await open(folder, nowhere).meter.use('render', 2)).toMatchObject({ ok: false, code: 5040 });
    expect(await open(folder, nowhere).meter.use('render')).toMatchObject({ ok: true, stand: { used: 5, left: 0 } });
    expect(await used(licenceId)).toBe(2);
    const back = open(folder);
    await back.meter.tell();
    await back.meter.tell();
    expect(await used(licenceId)).toBe(5);
    expect(back.meter.stand('render')).toMatchObject({ used: 5, left: 0 });
    expect(
      await owner(
        'SELECT FROM licensing.meter_counters c JOIN licensing.activations a ON a.id = c.activation_id WHERE a.licence_id = $1',
        [licenceId],
      ),
    ).toHaveLength(3);
    app.clock.set('2026-04-01T12:00:00Z');
    expect(open(folder, nowhere).meter.stand('render')).toMatchObject({ used: 0, left: 5 });
    expect(await open(folder, nowhere).meter.use('render', 5)).toMatchObject({ ok: true, counted: 'later' });
    app.clock.set(now);
  });

  it('that was never told of a cap is not stopped by a missing network', async () => {
    const { folder } = await aProgram();
    expect(await open(folder, nowhere).meter.use('render', 50)).toMatchObject({ ok: true, counted: 'later' });
    expect(await open(folder).meter.use('render')).toMatchObject({ ok: false, code: 5040, stand: { used: 50 } });
  });

  it('asks one after the other, however many uses come at once', async () => {
    const { licenceId, folder } = await aProgram();
    const licence = open(folder);
    const all = await Promise.all(Array.from({ length: 8 }, () => licence.meter.use('render')));
    expect(all.filter(({ ok }) => ok)).toHaveLength(5);
    expect(await used(licenceId)).toBe(5);
  });

  it('is refused what is not counted, what it has no licence for, and what is no number', async () => {
    const { folder } = await aProgram();
    expect(await open(folder).meter.use('export')).toMatchObject({ ok: false, code: 5041 });
    const bare = mkdtempSync(join(tmpdir(), 'kept-sdk-'));
    folders.push(bare);
    expect(await open(bare).meter.use('render')).toMatchObject({ ok: false, code: 3101 });
    for (const n of [0, -1, 0.5, Number.NaN])
      await expect(open(folder).meter.use('render', n)).rejects.toThrow(TypeError);
    expect(open(folder).meter.stand('__proto__')).toMatchObject({ used: 0 });
  });

  it('takes no cap from a file that was changed', async () => {
    const { folder } = await aProgram();
    await open(folder).meter.use('render', 5);
    const path = join(folder, `${code}.licence.json`);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(String.raw`\"cap\":5`);
    writeFileSync(path, text.replace(String.raw`\"cap\":5`, String.raw`\"cap\":9`));
    expect(open(folder).meter.stand('render').cap).toBe(null);
    expect(await open(folder).meter.use('render')).toMatchObject({ ok: false, code: 5040 });
  });
});
