import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { openFiles } from '../../platform/files/files.ts';
import { aReseller } from '../resellers/fixtures.ts';
import { dropUnfinished } from './actions/release-files.ts';
import { aProduct, someLicences } from './fixtures.ts';
import type { LicenceDownloads, ReleaseFile } from './wire/downloads.ts';

let app: TestApp;
let desk: Session;
let holderCompanyId: string;
let product: { productId: string; releaseId: string };
/** Of the product's second release, built later. */
let laterId: string;
const content = randomBytes(300_000);

beforeAll(async () => {
  app = await startApp();
  desk = await app.signInAs('licence desk');
  holderCompanyId = await aReseller(app, { name: 'Sample Dealers' });
  product = await aProduct(app, { name: 'Sample Mill' });
  const released = await desk.call<{ releases: { id: string; version: string }[] }>(
    'POST',
    `/api/v1/products/${product.productId}/releases`,
    { version: '2.0', builtOn: '2026-06-15', technologyIds: [] },
  );
  laterId = released.body.releases.find(({ version }) => version === '2.0')?.id ?? '';
});
afterAll(() => app?.stop());

const owner = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);
const folder = () => join(app.dataFolder, 'files', 'releases');

const begin = (releaseId: string, fileName: string, bytes: number, as = desk) =>
  as.call<ReleaseFile>('POST', `/api/v1/releases/${releaseId}/files`, { platform: 'Windows (x64)', fileName, bytes });

async function piece(
  id: string,
  offset: number,
  bytes: Uint8Array,
  as = desk,
): Promise<{ status: number; body: Json }> {
  const answer = await fetch(`${app.baseUrl}/api/v1/release-files/${id}/bytes?offset=${offset}`, {
    method: 'PUT',
    headers: { cookie: as.cookie, 'kept-csrf': '1', 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  return { status: answer.status, body: (await answer.json()) as Json };
}
interface Json {
  readonly received?: number;
  readonly error?: { readonly code: string; readonly facts?: { readonly received?: number } };
}

const finish = (id: string, sha256?: string) =>
  desk.call<ReleaseFile & Json>('POST', `/api/v1/release-files/${id}/finish`, sha256 ? { sha256 } : {});

let files = 0;
async function aFile(releaseId: string, bytes: Buffer = content): Promise<ReleaseFile> {
  files += 1;
  const { body } = await begin(releaseId, `mill-${files}.exe`, bytes.length);
  await piece(body.id, 0, bytes);
  return (await finish(body.id)).body;
}

const aLicence = async (more: object = {}) =>
  (await someLicences(app, { ...product, holderCompanyId, ...more }))[0] ?? { id: '', serial: '' };
const downloads = async (id: string, as = desk) =>
  (await as.call<LicenceDownloads>('GET', `/api/v1/licences/${id}/downloads`)).body;
const linkTo = async (licenceId: string, fileId: string) =>
  (await downloads(licenceId)).files.find(({ id }) => id === fileId)?.url ?? '';
const fetched = (licenceId: string) =>
  owner<{ file_id: string; day: string }>(
    'SELECT file_id, day::text AS day FROM licensing.downloads WHERE licence_id = $1',
    [licenceId],
  );
/** Reads an answer to its end, so that no connection is left half read. */
async function statusOf(url: string, headers: Record<string, string> = {}): Promise<number> {
  const answer = await app.get(url, headers);
  await answer.arrayBuffer();
  return answer.status;
}
/** A client that goes away in the middle. */
const leaveAfterSome = (url: string) =>
  new Promise<void>((gone) => {
    const asked = request(`${app.baseUrl}${url}`, { agent: false }, (answer) =>
      answer.once('data', () => {
        asked.destroy();
        gone();
      }),
    );
    asked.end();
  });
/** What is noted, is noted after the last byte has left. */
async function soon<T>(read: () => Promise<T[]>, many: number): Promise<T[]> {
  for (let turn = 0; turn < 100 && (await read()).length < many; turn += 1) await sleep(50);
  return read();
}

describe('a file of a release', () => {
  test('comes in pieces, and is offered once it is whole', async () => {
    const { status, body } = await begin(product.releaseId, 'mill.exe', 250_000);
    expect([status, body.state, body.received]).toEqual([201, 'uploading', 0]);
    const licence = await aLicence();
    expect((await piece(body.id, 0, content.subarray(0, 100_000))).body.received).toBe(100_000);
    expect((await finish(body.id)).body.error?.code).toBe('KEPT_UPLOAD_SHORT');
    expect(await linkTo(licence.id, body.id)).toBe('');
    const twice = await piece(body.id, 0, content.subarray(0, 100_000));
    expect([twice.status, twice.body.error?.code, twice.body.error?.facts?.received]).toEqual([
      409,
      'KEPT_UPLOAD_ELSEWHERE',
      100_000,
    ]);
    expect((await piece(body.id, 100_000, content)).body.error?.code).toBe('KEPT_UPLOAD_TOO_LONG');
    await piece(body.id, 100_000, content.subarray(100_000, 250_000));
    expect((await finish(body.id, 'a'.repeat(64))).body.error?.code).toBe('KEPT_UPLOAD_DIFFERS');
    const done = await finish(body.id);
    const sum = await openFiles(folder()).sha256(body.id);
    expect(done.body).toMatchObject({ state: 'ready', received: 250_000, sha256: sum.toString('hex'), missing: false });
    expect(await linkTo(licence.id, body.id)).toMatch(/^\/downloads\/file\/[\w-]{94}$/);
    expect((await piece(body.id, 250_000, content.subarray(0, 1))).body.error?.code).toBe('KEPT_UPLOAD_OVER');
    const acts = await owner<{ action: string }>(
      `SELECT action FROM staff.audit WHERE about_id = $1 AND action LIKE 'licensing.release file%' ORDER BY id`,
      [product.releaseId],
    );
    expect(acts.map(({ action }) => action)).toEqual(['licensing.release file begun', 'licensing.release file added']);
  });

  test('goes on after a server was killed in the middle of a piece, and bytes beyond what was noted count for nothing', async () => {
    const { body } = await begin(product.releaseId, 'killed.exe', 200_000);
    await piece(body.id, 0, content.subarray(0, 50_000));
    // As a server leaves it that ended between the disk and the row.
    await openFiles(folder()).write(body.id, 50_000, randomBytes(30_000));
    const { body: list } = await desk.call<{ items: ReleaseFile[] }>(
      'GET',
      `/api/v1/releases/${product.releaseId}/files`,
    );
    expect(list.items.find(({ id }) => id === body.id)).toMatchObject({ received: 50_000, state: 'uploading' });
    await piece(body.id, 50_000, content.subarray(50_000, 200_000));
    expect((await finish(body.id)).body.state).toBe('ready');
    const licence = await aLicence();
    const got = Buffer.from(await (await app.get(await linkTo(licence.id, body.id))).arrayBuffer());
    expect(got.equals(content.subarray(0, 200_000))).toBe(true);
  });

  test('of which two send the same piece at once gets it once', async () => {
    const { body } = await begin(product.releaseId, 'twins.exe', 100_000);
    const both = await Promise.all([0, 0].map((offset) => piece(body.id, offset, content.subarray(0, 100_000))));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await finish(body.id)).status).toBe(200);
  });

  test('is sent by those who keep releases, under a name that is no path', async () => {
    const support = await app.signInAs('support');
    expect((await begin(product.releaseId, 'x.exe', 1, support)).status).toBe(403);
    for (const name of ['../x.exe', 'a/b.exe', '/etc/passwd', '.hidden', 'a\\b', 'a"b', 'a\nb', ''])
      expect((await begin(product.releaseId, name, 1)).status, name).toBe(400);
    expect((await begin('00000000-0000-4000-8000-000000000000', 'x.exe', 1)).status).toBe(404);
    expect((await begin(product.releaseId, 'x.exe', 0)).status).toBe(400);
    expect((await begin(product.releaseId, 'MILL.exe', 1)).status).toBe(409);
    const { body } = await begin(product.releaseId, 'support.exe', 10);
    expect((await piece(body.id, 0, content.subarray(0, 10), support)).status).toBe(403);
    const json = await desk.call('PUT', `/api/v1/release-files/${body.id}/bytes?offset=0`, {});
    expect(json.status).toBe(415);
  });

  test('that is withdrawn, or was begun and forgotten, leaves no bytes', async () => {
    const file = await aFile(product.releaseId);
    const licence = await aLicence();
    const url = await linkTo(licence.id, file.id);
    expect(readdirSync(folder())).toContain(file.id);
    expect((await desk.call('DELETE', `/api/v1/release-files/${file.id}`)).status).toBe(204);
    expect(readdirSync(folder())).not.toContain(file.id);
    expect(await statusOf(url)).toBe(410);
    expect((await desk.call('DELETE', `/api/v1/release-files/${file.id}`)).status).toBe(404);
    const { body } = await begin(product.releaseId, 'forgotten.exe', 100_000);
    await piece(body.id, 0, content.subarray(0, 50_000));
    const now = app.clock.now();
    app.clock.advance({ days: 6 });
    await dropUnfinished(app.kept.deps, openFiles(folder()));
    expect(existsSync(join(folder(), body.id))).toBe(true);
    app.clock.advance({ days: 2 });
    await dropUnfinished(app.kept.deps, openFiles(folder()));
    expect(existsSync(join(folder(), body.id))).toBe(false);
    expect(await owner('SELECT FROM licensing.release_files WHERE id = $1', [body.id])).toEqual([]);
    app.clock.set(now);
  });

  test('lies in a folder that only the server opens', async () => {
    const file = await aFile(product.releaseId);
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder(), file.id)).mode & 0o777).toBe(0o600);
  });
});

describe('what a licence may fetch', () => {
  test('was built while there was maintenance; of the rest it is told', async () => {
    const early = await aFile(product.releaseId);
    const late = await aFile(laterId);
    const ended = await aLicence({ maintenanceUntil: '2026-06-14' });
    const shown = await downloads(ended.id);
    expect(shown.files.map(({ id }) => id)).toContain(early.id);
    expect(shown.files.map(({ id }) => id)).not.toContain(late.id);
    expect(shown.notCovered).toEqual([{ release: '2.0', builtOn: '2026-06-15' }]);
    const covered = await aLicence({ maintenanceUntil: '2026-06-15' });
    expect((await downloads(covered.id)).files.map(({ id }) => id)).toContain(late.id);
    const url = await linkTo(covered.id, late.id);
    await owner(`UPDATE licensing.licences SET maintenance_until = '2026-06-14' WHERE id = $1`, [covered.id]);
    expect(await statusOf(url)).toBe(403);
  });

  test('is nothing once it is suspended or over, by links from before, too', async () => {
    const file = await aFile(product.releaseId);
    const licence = await aLicence();
    const url = await linkTo(licence.id, file.id);
    expect(await statusOf(url)).toBe(200);
    await desk.call('POST', `/api/v1/licences/${licence.id}/suspend`, {});
    await owner(`UPDATE licensing.licences SET state = 'suspended' WHERE id = $1`, [licence.id]);
    expect(await statusOf(url)).toBe(409);
    expect((await downloads(licence.id)).files).toEqual([]);
    const over = await aLicence({ kind: 'subscription', expiresOn: '2020-01-01' });
    expect(await (await app.submit('/downloads', { serial: over.serial })).text()).toContain('has expired');
  });

  test('is shown to its reseller and to no other', async () => {
    const licence = await aLicence();
    const own = await app.signInAs('reseller staff', holderCompanyId);
    const other = await app.signInAs('reseller staff', await aReseller(app, { name: 'Other Dealers' }));
    expect((await downloads(licence.id, own)).files.length).toBeGreaterThan(0);
    expect((await other.call('GET', `/api/v1/licences/${licence.id}/downloads`)).status).toBe(404);
    expect((await own.call('GET', `/api/v1/releases/${product.releaseId}/files`)).status).toBe(403);
  });

  test('is shown on a page to whoever has the serial, without an account or a script', async () => {
    const file = await aFile(product.releaseId);
    const licence = await aLicence({ maintenanceUntil: '2026-06-14' });
    expect(await (await app.get('/downloads')).text()).toContain('name="serial"');
    const answer = await app.submit('/downloads', { serial: licence.serial.toLowerCase().replaceAll('-', ' ') });
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(text).not.toContain('<script');
    expect(text).toContain('ask for a renewal: Sample Dealers.');
    const link = [...text.matchAll(/href="(\/downloads\/file\/[^"]+)"/g)].map(([, url]) => url ?? '');
    const got = await Promise.all(
      link.map(async (url) => (await fetch(`${app.baseUrl}${url}`, { method: 'HEAD' })).headers.get('etag')),
    );
    expect(got).toContain(`"${file.sha256}"`);
    expect(link.join()).not.toContain(licence.serial);
    expect((await app.submit('/downloads', { serial: 'AAAAA' })).status).toBe(400);
    expect((await app.submit('/downloads', {})).status).toBe(400);
    const draft = await aLicence();
    await owner(`UPDATE licensing.licences SET state = 'draft' WHERE id = $1`, [draft.id]);
    expect((await app.submit('/downloads', { serial: draft.serial })).status).toBe(404);
  });
});

describe('a link', () => {
  test('is resumed where it was cut, and only of the same file', async () => {
    const file = await aFile(product.releaseId);
    const url = await linkTo((await aLicence()).id, file.id);
    const head = await fetch(`${app.baseUrl}${url}`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), head.headers.get('accept-ranges')]).toEqual([
      200,
      '300000',
      'bytes',
    ]);
    expect(head.headers.get('content-disposition')).toBe(`attachment; filename="${file.fileName}"`);
    const rest = await app.get(url, { range: 'bytes=100000-', 'if-range': `"${file.sha256}"` });
    expect([rest.status, rest.headers.get('content-range')]).toEqual([206, 'bytes 100000-299999/300000']);
    expect(Buffer.from(await rest.arrayBuffer()).equals(content.subarray(100_000))).toBe(true);
    const changed = await app.get(url, { range: 'bytes=100000-', 'if-range': '"other"' });
    expect([changed.status, (await changed.arrayBuffer()).byteLength]).toEqual([200, 300_000]);
    const beyond = await app.get(url, { range: 'bytes=300000-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */300000']);
    expect(await statusOf(url, { range: 'bytes=0-1,7-9' })).toBe(200);
  });

  test('opens nothing once a character of it is changed, it is over, or it is of another product', async () => {
    const file = await aFile(product.releaseId);
    const licence = await aLicence();
    const url = await linkTo(licence.id, file.id);
    const token = url.split('/').at(-1) ?? '';
    for (let place = 0; place < token.length; place += 1) {
      const other = token[place] === 'A' ? 'B' : 'A';
      const altered = token.slice(0, place) + other + token.slice(place + 1);
      expect(await statusOf(`/downloads/file/${altered}`), String(place)).toBe(410);
    }
    for (const odd of ['..', '%2e%2e%2f%2e%2e%2fetc%2fpasswd', 'a', `${token}=`, `${token}A`, token.slice(1)])
      expect([410, 404, 400], odd).toContain(await statusOf(`/downloads/file/${odd}`));
    const elsewhere = await aProduct(app, {});
    const foreign = await aFile(elsewhere.releaseId);
    const { digests } = app.kept.deps;
    const { writeLink } = await import('./rules/downloads.ts');
    const until = new Date(app.clock.now().getTime() + 60_000);
    const forged = writeLink({ fileId: foreign.id, licenceId: licence.id, until }, digests.download);
    expect(await statusOf(`/downloads/file/${forged}`)).toBe(410);
    const now = app.clock.now();
    app.clock.advance({ days: 1 });
    expect(await statusOf(url)).toBe(410);
    app.clock.set(now);
    expect(await statusOf(url)).toBe(200);
  });

  test('says so where the bytes are gone or cut, and notes nothing', async () => {
    const file = await aFile(product.releaseId);
    const licence = await aLicence();
    const url = await linkTo(licence.id, file.id);
    truncateSync(join(folder(), file.id), 10);
    expect(await statusOf(url)).toBe(503);
    rmSync(join(folder(), file.id));
    const answer = await app.get(url);
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('KEPT_FILE_GONE')]);
    const { body } = await desk.call<{ items: ReleaseFile[] }>('GET', `/api/v1/releases/${product.releaseId}/files`);
    expect(body.items.find(({ id }) => id === file.id)?.missing).toBe(true);
    expect(await fetched(licence.id)).toEqual([]);
  });

  test('that was fetched to the end is noted once a day, with nothing of who', async () => {
    const file = await aFile(product.releaseId);
    const licence = await aLicence();
    const url = await linkTo(licence.id, file.id);
    await fetch(`${app.baseUrl}${url}`, { method: 'HEAD' });
    await (await app.get(url, { range: 'bytes=0-99' })).arrayBuffer();
    await (await app.get(url, { range: 'bytes=300000-' })).arrayBuffer();
    await sleep(300);
    expect(await fetched(licence.id)).toEqual([]);
    for (const _ of [1, 2, 3]) await (await app.get(url)).arrayBuffer();
    const day = app.clock.now().toISOString().slice(0, 10);
    expect(await soon(() => fetched(licence.id), 1)).toEqual([{ file_id: file.id, day }]);
    await sleep(300);
    const events = await owner(
      `SELECT kind, actor_kind, actor_id, code FROM licensing.licence_events WHERE licence_id = $1 AND kind = 'downloaded'`,
      [licence.id],
    );
    expect(events).toEqual([{ kind: 'downloaded', actor_kind: 'public', actor_id: null, code: null }]);
    const { body } = await desk.call<{ items: { day: string; release: string; downloads: number }[] }>(
      'GET',
      '/api/v1/release-downloads?sort=-day&limit=500',
    );
    expect(body.items).toContainEqual(expect.objectContaining({ day, release: '1.0', downloads: 1 }));
    expect((await downloads(licence.id)).files.find(({ id }) => id === file.id)?.lastFetchedOn).toBe(day);
    // The client went away before the end.
    const other = await aLicence();
    const large = await aFile(product.releaseId, randomBytes(7_000_000));
    await leaveAfterSome(await linkTo(other.id, large.id));
    await sleep(500);
    expect(await fetched(other.id)).toEqual([]);
    for (const secret of [licence.serial, url]) expect(app.log()).not.toContain(secret);
  });
});
