import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
const parts = { system: 'a', board: 'b', disk: 'c', network: 'd', host: 'e' };

beforeAll(async () => {
  app = await startApp({ vendor: true });
  holder = await aReseller(app, { name: 'Sample Dealers' });
  product = await aProduct(app);
  code =
    (await owner<{ code: string }>('SELECT code FROM licensing.products WHERE id = $1', [product.productId]))[0]
      ?.code ?? '';
  const answer = await app.get('/api/v1/signing-keys');
  keys = ((await answer.json()) as { keys: { publicKey: string }[] }).keys.map(({ publicKey }) => publicKey);
});
afterAll(() => app.stop());
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function owner<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  return connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);
}

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kept-sdk-'));
  folders.push(folder);
  return folder;
}

const open = (changes: Partial<ClientOptions> = {}): Licence =>
  openLicence({
    serverUrl: app.baseUrl,
    folder: freshFolder(),
    product: code,
    releaseId: product.releaseId,
    builtOn: '2026-01-15',
    keys,
    parts,
    clock: () => app.clock.now().getTime(),
    timeoutMs: 5_000,
    ...changes,
  });

const serialOf = async (more: object = {}) =>
  (await someLicences(app, { ...product, holderCompanyId: holder, ...more }))[0]?.serial ?? '';

async function filledIn(licence: Licence, serial: string, changes: Record<string, string> = {}) {
  const answer = await licence.registrationForm();
  if (!answer.ok) throw new Error(answer.message);
  return { serial, fields: registrationData(changes), notice: answer.form.notice.sha256, marketing: false };
}

async function activated(changes: Partial<ClientOptions> = {}, more: object = {}) {
  const folder = changes.folder ?? freshFolder();
  const licence = open({ folder, ...changes });
  const outcome = await licence.activate(await filledIn(licence, await serialOf(more)));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return { folder, licence, document: outcome.document };
}

const setState = (activationId: string, state: string) =>
  owner(
    `UPDATE licensing.licences SET state = $2 WHERE id = (SELECT licence_id FROM licensing.activations WHERE id = $1)`,
    [activationId, state],
  );

describe('a desktop program with the real server', () => {
  it('asks for an activation, draws the form, activates, and starts offline from then on', async () => {
    const folder = freshFolder();
    const first = open({ folder });
    expect(first.mayRun()).toMatchObject({ run: false, code: 3101, next: 'Activate with your serial.' });
    const shown = await first.registrationForm();
    expect(shown.ok && shown.form.fields.map(({ name }) => name)).toContain('companyName');
    const outcome = await first.activate(await filledIn(first, await serialOf()));
    expect(outcome).toMatchObject({ ok: true, document: { product: code, release: '1.0' } });
    expect(first.mayRun()).toMatchObject({ run: true, code: 0 });
    const offline = open({ folder, serverUrl: 'http://127.0.0.1:9' });
    expect(offline.mayRun('any')).toMatchObject({ run: true, code: 0 });
    expect(await offline.check()).toMatchObject({ ok: false, code: 4001 });
    expect(offline.mayRun()).toMatchObject({ run: true, code: 0 });
  });

  it('keeps nothing of the person, readable by this user only', async () => {
    const folder = freshFolder();
    const licence = open({ folder });
    const asked = await filledIn(licence, await serialOf());
    await licence.activate(asked);
    const files = readdirSync(folder);
    expect(files).toEqual([`${code}.licence.json`]);
    const path = join(folder, files[0] ?? '');
    const text = readFileSync(path, 'utf8');
    for (const value of Object.values(asked.fields)) if (value.length > 2) expect(text).not.toContain(value);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('checks with a nonce, and learns of a renewal', async () => {
    const { folder, licence, document } = await activated({}, { kind: 'subscription', expiresOn: '2099-01-01' });
    await owner(`UPDATE licensing.licences SET expires_on = '2100-01-01' WHERE id = $1`, [document.licenceId]);
    expect(await licence.check()).toMatchObject({ ok: true, answer: { verdict: 'good', expiresOn: '2100-01-01' } });
    const until = licence.mayRun().until ?? 0;
    expect(new Date(until).getUTCFullYear()).toBe(2100);
    expect(open({ folder }).mayRun().until).toBe(until);
  });

  it('a withdrawn licence ends at the next start, never within the session', async () => {
    const { folder, licence, document } = await activated();
    expect(licence.mayRun().run).toBe(true);
    await setState(document.activationId, 'revoked');
    expect(await licence.check()).toMatchObject({ ok: true, answer: { verdict: 'revoked' } });
    expect(licence.mayRun()).toMatchObject({ run: true, code: 3004 });
    expect(licence.mayRun('new feature')).toMatchObject({ run: true, code: 3004 });
    expect(open({ folder }).mayRun()).toMatchObject({ run: false, code: 3111 });
    await setState(document.activationId, 'active');
    const later = open({ folder });
    await later.check();
    expect(later.mayRun()).toMatchObject({ run: true, code: 0 });
  });

  it('names the reseller to call, and remembers it', async () => {
    const folder = freshFolder();
    const serial = await serialOf();
    const other = open({ parts: { system: 'x', board: 'y', disk: 'z' } });
    await other.activate(await filledIn(other, serial));
    const licence = open({ folder });
    const refused = await licence.activate(await filledIn(licence, serial));
    expect(refused).toMatchObject({ ok: false, code: 5003, reseller: 'Sample Dealers' });
    expect(!refused.ok && refused.next).toContain('Sample Dealers');
    await licence.activate(await filledIn(licence, await serialOf()));
    const late = open({ folder, builtOn: '2026-01-15', product: code, clock: () => 0 });
    expect(late.mayRun().code).toBe(3003);
    expect(JSON.parse(readFileSync(join(folder, `${code}.licence.json`), 'utf8')).kept.reseller).toBe('Sample Dealers');
  });

  it('says the faults of a form by field, and refuses a broken serial in the words of the server', async () => {
    const licence = open();
    const faulty = await licence.activate(await filledIn(licence, await serialOf(), { email: 'no address' }));
    expect(faulty).toMatchObject({ ok: false, code: 5010 });
    expect(!faulty.ok && Object.keys(faulty.fields ?? {})).toEqual(['email']);
    const broken = await licence.activate(await filledIn(licence, '12345'));
    expect(broken).toMatchObject({ ok: false, code: 5001 });
  });

  it('gets its seat back after its folder was lost, and after a part of the machine was exchanged', async () => {
    const serial = await serialOf();
    const folder = freshFolder();
    const one = open({ folder });
    const first = await one.activate(await filledIn(one, serial));
    const two = open();
    const second = await two.activate(await filledIn(two, serial));
    expect(first.ok && second.ok && second.document.activationId).toBe(first.ok && first.document.activationId);
    const docked = open({ folder, parts: { ...parts, network: 'new dock', host: 'new name' } });
    expect(docked.mayRun().run).toBe(true);
    const third = await docked.activate(await filledIn(docked, serial));
    expect(third.ok && third.document.activationId).toBe(first.ok && first.document.activationId);
    expect(open({ folder, parts: { ...parts, board: '1', disk: '2', system: '3' } }).mayRun().code).toBe(3103);
  });

  it('sends the same content under the same key until it was answered', async () => {
    const folder = freshFolder();
    const away = open({ folder, serverUrl: 'http://127.0.0.1:9' });
    const here = open({ folder });
    const asked = await filledIn(here, await serialOf());
    expect(await away.activate(asked)).toMatchObject({ ok: false, code: 4001 });
    const kept = () => JSON.parse(readFileSync(join(folder, `${code}.licence.json`), 'utf8')).kept;
    const { key } = kept().pending;
    expect(await open({ folder, serverUrl: 'http://127.0.0.1:9' }).activate(asked)).toMatchObject({ code: 4001 });
    expect(kept().pending.key).toBe(key);
    await open({ folder }).activate(asked);
    expect(kept().pending).toBeNull();
    const keyed = await owner(`SELECT 1 FROM platform.idempotency WHERE key_digest = sha256($1::bytea)`, [
      Buffer.from(key),
    ]);
    expect(keyed).toHaveLength(1);
  });

  it('a copied folder is of no use on another machine, and stays as it is', async () => {
    const { folder, licence } = await activated();
    licence.close();
    const before = readFileSync(join(folder, `${code}.licence.json`), 'utf8');
    const elsewhere = open({ folder, parts: { system: '1', board: '2', disk: '3' } });
    expect(elsewhere.mayRun()).toMatchObject({ run: false, code: 3103 });
    elsewhere.close();
    expect(readFileSync(join(folder, `${code}.licence.json`), 'utf8')).toBe(before);
  });

  it('a file that was tampered with says nothing of the clock; the document still counts', async () => {
    const { folder, licence } = await activated({}, { kind: 'subscription', expiresOn: '2099-01-01' });
    await licence.check();
    const path = join(folder, `${code}.licence.json`);
    const file = JSON.parse(readFileSync(path, 'utf8'));
    const early = app.clock.now().getTime() - 60 * 86_400_000;
    writeFileSync(path, JSON.stringify({ ...file, kept: { ...file.kept, lastSeen: early } }));
    // The signed answer is of today, so a clock turned back is still noticed.
    expect(open({ folder, clock: () => early }).mayRun()).toMatchObject({ run: false, code: 3107 });
    writeFileSync(path, '{"kept":');
    expect(open({ folder }).mayRun()).toMatchObject({ run: false, code: 3101 });
    writeFileSync(
      path,
      JSON.stringify({ ...file, kept: { ...file.kept, document: file.kept.document.replace('a', 'b') } }),
    );
    expect([1002, 1003, 1004]).toContain(open({ folder }).mayRun().code);
  });

  it('a clock that is wrong is put right by the server, and the program runs', async () => {
    const { folder } = await activated({}, { kind: 'subscription', expiresOn: '2099-01-01' });
    const wrong = open({ folder, clock: () => Date.parse('2001-01-01T00:00:00Z') });
    expect(wrong.mayRun()).toMatchObject({ run: false, code: 3107 });
    expect(await wrong.check()).toMatchObject({ ok: true });
    expect(wrong.mayRun()).toMatchObject({ run: true, code: 0 });
    expect(open({ folder, clock: () => Date.parse('2001-01-01T01:00:00Z') }).mayRun().run).toBe(true);
  });

  it('a folder that cannot be written costs no seat', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'file'), '');
    const licence = open({ folder: join(folder, 'file') });
    const serial = await serialOf();
    expect(await licence.activate(await filledIn(licence, serial))).toMatchObject({ ok: false, code: 6001 });
    const [row] = await owner<{ seats_used: number }>('SELECT seats_used FROM licensing.licences WHERE serial = $1', [
      serial,
    ]);
    expect(row?.seats_used ?? 0).toBe(0);
  });
});
