import { mkdtempSync, rmSync } from 'node:fs';
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
let holder: string;
let keys: string[];
const folders: string[] = [];
const floating = { leaseMinutes: 30, heartbeatMinutes: 10, borrowDays: 7 };
const nowhere = { serverUrl: 'http://127.0.0.1:9' };

beforeAll(async () => {
  app = await startApp();
  holder = await aReseller(app, { name: 'Sample Dealers' });
  product = await aProduct(app);
  code = (await owner<{ code: string }>('SELECT code FROM licensing.products WHERE id = $1', [product.productId]))
    ?.code;
  const answer = await app.get('/api/v1/signing-keys');
  keys = ((await answer.json()) as { keys: { publicKey: string }[] }).keys.map(({ publicKey }) => publicKey);
});
afterAll(() => app.stop());
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function owner<Row extends object>(text: string, values: unknown[] = []): Promise<Row> {
  return connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows[0] as Row);
}

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

/** Programs on machines of their own, activated under one floating licence. */
async function programs(count: number, more: object = {}): Promise<{ licenceId: string; folders: string[] }> {
  const [issued] = await someLicences(app, { ...product, holderCompanyId: holder, seats: 1, floating, ...more });
  const made: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'kept-sdk-'));
    folders.push(folder);
    made.push(folder);
    const licence = open(folder);
    const form = await licence.registrationForm();
    if (!form.ok) throw new Error(form.message);
    const told = { serial: issued?.serial ?? '', fields: registrationData(), notice: form.form.notice.sha256 };
    const outcome = await licence.activate({ ...told, marketing: false });
    if (!outcome.ok) throw new Error(outcome.message);
  }
  return { licenceId: issued?.id ?? '', folders: made };
}

describe('a program with a floating seat', () => {
  it('starts once it has a seat, tells others that none is free, and gives it back', async () => {
    const made = await programs(2);
    const [one = '', two = ''] = made.folders;
    const first = open(one);
    expect(first.document()?.floating).toBe(true);
    expect(first.mayRun()).toMatchObject({ run: false, code: 3114 });
    expect(await first.leaseSeat()).toMatchObject({ ok: true, lease: { verdict: 'leased', seat: 1 } });
    expect(first.mayRun()).toMatchObject({ run: true, code: 0 });
    const second = open(two);
    expect(await second.leaseSeat()).toMatchObject({ ok: false, code: 5016 });
    expect(second.mayRun()).toMatchObject({ run: false, code: 3114 });
    expect(await first.returnSeat()).toEqual({ ok: true });
    expect(first.mayRun()).toMatchObject({ run: false, code: 3114 });
    expect(open(one).mayRun()).toMatchObject({ run: false, code: 3114 });
    expect(await second.leaseSeat()).toMatchObject({ ok: true });
  });

  it('starts again without the network while its lease lasts, and through the grace after it, no longer', async () => {
    const made = await programs(1, { grace: { networkDays: null, expiryDays: null, leaseHours: 2 } });
    const [folder = ''] = made.folders;
    await open(folder).leaseSeat();
    const until = app.clock.now().getTime() + 30 * 60_000;
    const start = () => open(folder, nowhere).mayRun();
    expect(start()).toMatchObject({ run: true, code: 0, until: until + 2 * 3_600_000 });
    app.clock.advance({ minutes: 30 });
    expect(start()).toMatchObject({ run: true, code: 3005 });
    const running = open(folder, nowhere);
    running.mayRun();
    app.clock.advance({ hours: 2 });
    expect(start()).toMatchObject({ run: false, code: 3114 });
    expect(running.mayRun()).toMatchObject({ run: true, code: 3004 });
  });

  it('borrows a seat for days, works without a network, and brings it back early', async () => {
    const made = await programs(2);
    const [one = '', two = ''] = made.folders;
    expect(await open(one).borrowSeat(8)).toMatchObject({ ok: false, code: 5019 });
    expect(await open(one).borrowSeat(7)).toMatchObject({ ok: true, lease: { verdict: 'borrowed', seat: 1 } });
    app.clock.advance({ days: 6 });
    expect(open(one, nowhere).mayRun()).toMatchObject({ run: true, code: 0 });
    expect(await open(two).leaseSeat()).toMatchObject({ ok: false, code: 5016 });
    expect(await open(one).returnSeat()).toEqual({ ok: true });
    expect(await open(two).leaseSeat()).toMatchObject({ ok: true });
    expect(await open(two).borrowSeat(1)).toMatchObject({ ok: true, lease: { verdict: 'borrowed' } });
  });

  it('keeps running when its seat is lost to another, and is given one again', async () => {
    const made = await programs(2);
    const [one = '', two = ''] = made.folders;
    const first = open(one);
    await first.leaseSeat();
    expect(first.mayRun().run).toBe(true);
    app.clock.advance({ minutes: 31 });
    const second = open(two);
    expect(await second.leaseSeat()).toMatchObject({ ok: true });
    expect(await first.leaseSeat()).toMatchObject({ ok: false, code: 5016 });
    expect(first.mayRun().run).toBe(true);
    await second.returnSeat();
    expect(await first.leaseSeat()).toMatchObject({ ok: true, lease: { seat: 1 } });
  });

  it('says why there is no seat where the licence was withdrawn, and where seats are not leased', async () => {
    const made = await programs(1);
    await owner(`UPDATE licensing.licences SET state = 'revoked' WHERE id = $1`, [made.licenceId]);
    expect(await open(made.folders[0] ?? '').leaseSeat()).toMatchObject({ ok: false, code: 3111 });
    const fixed = await programs(1, { floating: null });
    expect(await open(fixed.folders[0] ?? '').leaseSeat()).toMatchObject({ ok: false, code: 5017 });
  });

  it('renews its lease by itself, as often as the server asked for', async () => {
    const made = await programs(1);
    const seen: string[] = [];
    const licence = open(made.folders[0] ?? '', { random: () => 0 });
    await licence.leaseSeat();
    const held = licence.heldSeat();
    // Ten minutes are too long for a test: the program believes that it was told a fraction of a second.
    Object.assign(held ?? {}, { heartbeatSeconds: 0.05 });
    app.clock.advance({ minutes: 10 });
    licence.watch(undefined, (outcome) => seen.push(outcome.ok ? outcome.lease.verdict : `${outcome.code}`));
    await expect.poll(() => seen.length).toBe(1);
    licence.close();
    expect(seen).toEqual(['leased']);
    expect(licence.heldSeat()?.leasedUntil.getTime()).toBe(app.clock.now().getTime() + 30 * 60_000);
  });
});

describe('what comes in between', () => {
  async function answeredBy(answer: (body: string) => { status: number; type: string; text: string } | Promise<never>) {
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        void (async () => {
          const { status, type, text } = await answer(body);
          response.writeHead(status, { 'content-type': type }).end(text);
        })();
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    return { serverUrl: `http://127.0.0.1:${port}`, stop: () => server.close() };
  }

  it('the page of a portal, an answer given before, and one for another machine change nothing', async () => {
    const made = await programs(2);
    const [one = '', two = ''] = made.folders;
    await open(one).leaseSeat();
    const other = open(two).document()?.activationId;
    const post = (id: string | undefined, body: string) =>
      fetch(`${app.baseUrl}/api/v1/activations/${id}/lease`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      }).then((answer) => answer.text());
    const id = open(one).document()?.activationId;
    const { machine } = { machine: JSON.parse(await fingerprintAsked(one)).machine as string };
    const earlier = await post(id, JSON.stringify({ machine, nonce: 'AAAAAAAAAAAAAAAAAAAAAA' }));
    const cases = [
      { text: '<!doctype html><title>Welcome to the hotel</title>', status: 200, expected: 2001 },
      { text: '<!doctype html><title>Welcome to the hotel</title>', status: 511, expected: 2001 },
      { text: earlier, status: 200, expected: 2006 },
      { text: JSON.stringify({ error: { code: 'KEPT_PROOF_UNKNOWN' } }), status: 403, expected: 5014 },
    ];
    for (const { text, status, expected } of cases) {
      const between = await answeredBy(() => ({ status, type: 'text/html', text }));
      const licence = open(one, { serverUrl: between.serverUrl });
      expect(licence.mayRun().run).toBe(true);
      expect(await licence.leaseSeat()).toMatchObject({ ok: false, code: expected });
      expect(licence.heldSeat()).toMatchObject({ seat: 1 });
      expect(open(one, nowhere).mayRun()).toMatchObject({ run: true, code: 0 });
      between.stop();
    }
    expect(other).not.toBe(id);
  });

  /** What the program of this folder sends when it asks for a seat. */
  async function fingerprintAsked(folder: string): Promise<string> {
    let seen = '';
    const between = await answeredBy((body) => {
      seen = body;
      return { status: 503, type: 'text/plain', text: '' };
    });
    await open(folder, { serverUrl: between.serverUrl }).leaseSeat();
    between.stop();
    return seen;
  }
});
