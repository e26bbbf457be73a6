import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openLicence } from '../../../sdk/index.ts';
import { type ActivationServer, activationServer } from '../../../test/kit/activation-server.ts';
import { connected } from '../../../test/kit/database.ts';
import { readCarried } from './actions/offline-request.ts';
import { registrationData } from './fixtures.ts';

// A program without a network, the page in between, and back. Longer than most files: the bounds, limits and nonsense of one way in.

let server: ActivationServer;
let code: string;
let key: string;
const folders: string[] = [];
beforeAll(async () => {
  server = await activationServer();
  const [product] = await server.owner<{ code: string }>('SELECT code FROM licensing.products WHERE id = $1', [
    server.product.productId,
  ]);
  code = product?.code ?? '';
  key = (await server.app.inject({ url: '/api/v1/signing-keys' })).json().keys[0].publicKey;
});
afterAll(() => server.stop());
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function program(
  name: string,
  folder = mkdtempSync(join(tmpdir(), 'kept-offline-')),
  parts: Record<string, string> = { system: name, board: name, disk: name },
) {
  folders.push(folder);
  return openLicence({
    serverUrl: 'http://127.0.0.1:9',
    folder,
    product: code,
    releaseId: server.product.releaseId,
    builtOn: '2026-01-15',
    keys: [key],
    parts,
    clock: () => server.deps.clock.now().getTime(),
  });
}

let network = 0;
function post(fields: Record<string, string>) {
  network += 1;
  return server.app.inject({
    method: 'POST',
    url: '/activate/offline',
    remoteAddress: `198.18.${network >> 8}.${network & 255}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
}

function upload(content: string | Buffer) {
  network += 1;
  const head =
    '--edge\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: text/plain\r\n\r\n';
  const tail = '\r\n--edge\r\nContent-Disposition: form-data; name="text"\r\n\r\n\r\n--edge--\r\n';
  return server.app.inject({
    method: 'POST',
    url: '/activate/offline',
    remoteAddress: `198.18.${network >> 8}.${network & 255}`,
    headers: { 'content-type': 'multipart/form-data; boundary=edge' },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(tail)]),
  });
}

const textOn = (page: string) =>
  `KEPT1A:${[...page.matchAll(/<li>([0-9A-Z ]+)<\/li>/g)].map(([, line]) => line).join('\n')}`;
const codeOn = (page: string) => /<p class="quiet">(KEPT_\w+)<\/p>/.exec(page)?.[1] ?? '';
const unescaped = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
const hiddenOn = (page: string) => unescaped(/name="request" value="([^"]+)"/.exec(page)?.[1] ?? '');

function asked(licence: ReturnType<typeof program>, serial: string, withRegistration = false) {
  const registration = { fields: registrationData(), notice: { sha256: server.notice, version: 1 }, marketing: false };
  const made = licence.offlineRequest({ serial, ...(withRegistration ? { registration } : {}) });
  if (!made.ok) throw new Error(made.message);
  return made;
}

const fileOf = async (request: string) => (await post({ request, as: 'file' })).body;
const seatsOf = (licenceId: string | undefined) =>
  server.owner<{ seats_used: number; events: string }>(
    `SELECT seats_used, (SELECT string_agg(kind, ' ' ORDER BY id) FROM licensing.licence_events e WHERE e.licence_id = l.id) AS events
     FROM licensing.licences l WHERE id = $1`,
    [licenceId],
  );

describe('activation', () => {
  it('gives a machine its seat back after a part was exchanged, by the parts that travel in the request', async () => {
    const machines = { match: 'two', virtual: 'allowed', terminalServer: 'once' } as const;
    const [licence] = await server.licences({ seats: 1, machines });
    const serial = licence?.serial ?? '';
    const first = asked(program('one'), serial, true);
    expect(JSON.parse(first.file)).toMatchObject({ type: 'kept-request-2', parts: { disk: expect.any(String) } });
    expect((await upload(first.file)).body).toContain('Sample Mill is activated');
    const changed = { system: 'one', board: 'one', disk: 'another' };
    const other = asked(program('two'), serial, true);
    expect(codeOn((await upload(other.file)).body)).toBe('KEPT_SEATS_USED_UP');
    // Reinstalled, with a new board; system and disk are those of before.
    const later = asked(program('one', undefined, { ...changed, disk: 'one', board: 'new' }), serial, true);
    expect((await upload(later.file)).body).toContain('Sample Mill is activated');
    const one = asked(program('one', undefined, changed), serial, true);
    expect(codeOn((await upload(one.file)).body)).toBe('KEPT_SEATS_USED_UP');
    expect(await seatsOf(licence?.id)).toMatchObject([{ seats_used: 1 }]);
  });

  it('takes the request of a program that tells no parts, and none that says less or more than its kind', async () => {
    const [licence] = await server.licences({ seats: 3 });
    const { machineKind: _, parts: __, ...rest } = JSON.parse(asked(program('old'), licence?.serial ?? '', true).file);
    const sorted = (value: object) =>
      JSON.stringify(Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))));
    expect((await upload(sorted({ ...rest, type: 'kept-request-1' }))).body).toContain('Sample Mill is activated');
    expect(codeOn((await upload(sorted(rest))).body)).toBe('KEPT_REQUEST_UNREADABLE');
    const odd = { ...rest, machineKind: 'physical', parts: { 'NO PART': 'x' } };
    expect(codeOn((await upload(sorted(odd))).body)).toBe('KEPT_REQUEST_UNREADABLE');
  });

  it('by a file that holds the registration: one step, and the answer as file, QR code and text', async () => {
    const [licence] = await server.licences({ seats: 2 });
    const there = program('one');
    const request = asked(there, licence?.serial ?? '', true);
    expect(request.text).toBeNull();
    const before = await server.count('platform.mail_outbox');
    const page = await upload(request.file);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Sample Mill is activated');
    expect(page.body).toContain('<svg class="qr"');
    expect(page.body).not.toMatch(/<script|style=/);
    expect(page.headers['set-cookie']).toBeUndefined();
    // The same mail, ledger rows and event as any other activation.
    expect(await server.count('platform.mail_outbox')).toBe(before + 1);
    expect(await seatsOf(licence?.id)).toEqual([{ seats_used: 1, events: 'created issued activated' }]);

    const file = await post({ request: hiddenOn(page.body), as: 'file' });
    expect(file.headers['content-disposition']).toContain('attachment');
    expect(there.takeAnswer(file.body)).toMatchObject({ ok: true, document: { serial: licence?.serial } });
    expect(there.mayRun()).toMatchObject({ run: true, code: 0 });
    // The text says the same document.
    const other = program('one');
    asked(other, licence?.serial ?? '');
    const twin = await upload(request.file);
    expect(textOn(twin.body)).toBe(textOn(page.body));
    expect(await fileOf(request.file)).toBe(file.body);
    expect(await seatsOf(licence?.id)).toEqual([{ seats_used: 1, events: 'created issued activated' }]);
  });

  it('by text: the page asks for what is missing, with purpose, recipients and retention, and who asks', async () => {
    const serial = await server.oneSerial();
    const there = program('two');
    const { text } = asked(there, serial);
    const typed = (text ?? '').toLowerCase().replaceAll('0', 'o');
    const form = await post({ text: typed });
    expect(form.statusCode).toBe(200);
    expect(form.body).toContain('Example Tooling GmbH');
    for (const name of Object.keys(registrationData())) expect(form.body).toContain(`id="${name}-why"`);
    const request = hiddenOn(form.body);
    const faulty = await post({ request, notice: server.notice, ...registrationData({ email: 'nobody' }) });
    expect([faulty.statusCode, faulty.body.includes('id="email-fault"')]).toEqual([400, true]);
    const page = await post({ request: hiddenOn(faulty.body), notice: server.notice, ...registrationData() });
    expect(page.statusCode).toBe(200);
    expect(there.takeAnswer(textOn(page.body))).toMatchObject({ ok: true });
    expect(there.mayRun()).toMatchObject({ run: true });
    // Asked for once more, it is shown without asking anything.
    expect((await post({ text: text ?? '' })).body).toBe(page.body);
  });

  it('is refused as online, with the same codes, events and limits', async () => {
    const [used] = await server.licences();
    expect(
      (await server.activate({ serial: used?.serial, ...registrationData(), machine: 'machine-x' })).statusCode,
    ).toBe(201);
    const full = await upload(asked(program('three'), used?.serial ?? '', true).file);
    expect([full.statusCode, codeOn(full.body)]).toEqual([409, 'KEPT_SEATS_USED_UP']);
    expect((await seatsOf(used?.id))[0]?.events).toBe('created issued activated refused');
    const unknown = await upload(asked(program('three'), '00000-00000-00000-00000', true).file);
    expect([unknown.statusCode, codeOn(unknown.body)]).toEqual([404, 'KEPT_SERIAL_UNKNOWN']);
    const malformed = await upload(asked(program('three'), 'ABC', true).file);
    expect([malformed.statusCode, codeOn(malformed.body)]).toEqual([400, 'KEPT_SERIAL_MALFORMED']);
    await server.owner(`UPDATE licensing.licences SET state = 'revoked' WHERE id = $1`, [used?.id]);
    const revoked = await upload(asked(program('three'), used?.serial ?? '', true).file);
    expect(codeOn(revoked.body)).toBe('KEPT_LICENCE_REVOKED');
  });

  it('asks anew where the notice of the request is not said any more, and keeps what was filled in', async () => {
    const registration = {
      fields: registrationData(),
      notice: { sha256: 'f'.repeat(64), version: 1 },
      marketing: true,
    };
    const made = program('four').offlineRequest({ serial: await server.oneSerial(), registration });
    const form = await upload(made.ok ? made.file : '');
    expect([form.statusCode, form.body.includes('KEPT_NOTICE_CHANGED')]).toEqual([409, true]);
    expect(form.body).toContain(`value="${registration.fields.email}"`);
    expect(form.body).toContain('value="yes" checked');
    const again = { ...registration.fields, notice: server.notice };
    expect((await post({ request: hiddenOn(form.body), ...again })).body).toContain('is activated');
  });

  it('of twenty machines at once exactly three get the three seats', async () => {
    const [licence] = await server.licences({ seats: 3 });
    const files = Array.from({ length: 20 }, (_, n) => asked(program(`crowd ${n}`), licence?.serial ?? '', true).file);
    const pages = await Promise.all(files.map((file) => upload(file)));
    expect(pages.filter(({ statusCode }) => statusCode === 200)).toHaveLength(3);
    expect((await seatsOf(licence?.id))[0]?.seats_used).toBe(3);
  });

  it('an old request is answered no more once its seat was given up, or its licence stopped', async () => {
    const [licence] = await server.licences({ seats: 2 });
    const requests = ['nine', 'ten'].map((name) => asked(program(name), licence?.serial ?? '', true).file);
    for (const request of requests) expect((await upload(request)).statusCode).toBe(200);
    const [given] = await server.owner<{ id: string }>(
      'SELECT id FROM licensing.activations WHERE licence_id = $1 ORDER BY activated_at, id',
      [licence?.id],
    );
    await server.owner('UPDATE licensing.activations SET deactivated_at = now() WHERE licence_id = $1', [licence?.id]);
    expect(given).toBeDefined();
    for (const request of requests) {
      const page = await upload(request);
      expect([page.statusCode, codeOn(page.body)]).toEqual([404, 'KEPT_ACTIVATION_UNKNOWN']);
    }
    await server.owner('UPDATE licensing.activations SET deactivated_at = NULL WHERE licence_id = $1', [licence?.id]);
    await server.owner(`UPDATE licensing.licences SET state = 'revoked' WHERE id = $1`, [licence?.id]);
    for (const as of ['page', 'file']) {
      const page = await post({ request: requests[0] ?? '', as });
      expect([page.statusCode, codeOn(page.body)]).toEqual([409, 'KEPT_LICENCE_REVOKED']);
    }
  });

  it('the same machine gets its seat back under a new request', async () => {
    const [licence] = await server.licences();
    const first = await upload(asked(program('five'), licence?.serial ?? '', true).file);
    const fresh = program('five');
    const request = asked(fresh, licence?.serial ?? '', true);
    const second = await upload(request.file);
    expect([first.statusCode, second.statusCode]).toEqual([200, 200]);
    expect(fresh.takeAnswer(await fileOf(request.file))).toMatchObject({ ok: true });
    expect((await seatsOf(licence?.id))[0]?.seats_used).toBe(1);
  });
});

describe('what the program takes', () => {
  async function answered(name: string) {
    const there = program(name);
    const request = asked(there, await server.oneSerial(), true);
    const page = await upload(request.file);
    return { there, file: await fileOf(request.file), text: textOn(page.body) };
  }
  const codeOf = (outcome: { ok: boolean; code?: number }) => (outcome.ok ? 0 : outcome.code);

  it('nothing foreign, replayed, altered, cut short, mistyped or from the future; each by its number', async () => {
    const mine = await answered('six');
    const theirs = await answered('seven');
    const { there } = mine;
    expect(codeOf(there.takeAnswer(theirs.text))).toBe(1103);
    expect(codeOf(there.takeAnswer(theirs.file))).toBe(3103);
    const { payload, ...rest } = JSON.parse(mine.file);
    expect(
      codeOf(there.takeAnswer(JSON.stringify({ ...rest, payload: `${payload.slice(0, 9)}A${payload.slice(10)}` }))),
    ).toBe(1004);
    expect(codeOf(there.takeAnswer(mine.file.slice(0, -9)))).toBe(1002);
    expect(codeOf(there.takeAnswer(mine.text.slice(0, -9)))).toBe(1102);
    expect(codeOf(there.takeAnswer('<html>Please sign in</html>'))).toBe(1102);
    expect(codeOf(there.takeAnswer('x'.repeat(10_000_000)))).toBe(1001);
    const lines = mine.text.split('\n');
    const third = lines[2] ?? '';
    lines[2] = `${third[0] === '7' ? '8' : '7'}${third.slice(1)}`;
    expect(there.takeAnswer(lines.join('\n'))).toMatchObject({ ok: false, code: 1101, line: 3 });
    const clock = server.deps.clock.now().getTime() - 26 * 3_600_000;
    const late = program('eight');
    const request = asked(late, await server.oneSerial(), true);
    await upload(request.file);
    const early = openLicence({
      ...{
        serverUrl: 'http://127.0.0.1:9',
        folder: folders.at(-1) ?? '',
        product: code,
        builtOn: '2026-01-15',
        keys: [key],
      },
      ...{ parts: { system: 'eight', board: 'eight', disk: 'eight' }, clock: () => clock },
    });
    expect(codeOf(early.takeAnswer(await fileOf(request.file)))).toBe(1007);
    expect(there.mayRun()).toMatchObject({ run: false, code: 3101 });
    expect(codeOf(there.takeAnswer(mine.text))).toBe(0);
    expect(codeOf(there.takeAnswer(mine.text))).toBe(1104);
  });
});

describe('deactivation', () => {
  async function seated(name: string, more: object = {}) {
    const [licence] = await server.licences(more);
    const there = program(name);
    const request = asked(there, licence?.serial ?? '', true);
    await upload(request.file);
    const file = await fileOf(request.file);
    expect(there.takeAnswer(file)).toMatchObject({ ok: true });
    return { there, licence, file };
  }
  const givenUp = (there: ReturnType<typeof program>) => {
    const outcome = there.giveUp();
    if (!outcome.ok) throw new Error(outcome.message);
    return outcome.proof;
  };

  it('by a proof: the program forgets, the page frees the seat, once', async () => {
    const { there, licence, file } = await seated('nine');
    const proof = givenUp(there);
    expect(there.mayRun()).toMatchObject({ run: false, code: 3101 });
    expect(there.takeAnswer(file)).toMatchObject({ code: 1104 });
    expect(there.renew(file)).toMatchObject({ code: 3101 });
    expect(givenUp(there)).toBe(proof);
    expect((await post({ text: proof })).body).toContain('can be used on another machine');
    expect(await seatsOf(licence?.id)).toEqual([{ seats_used: 0, events: 'created issued activated deactivated' }]);
    const again = await post({ text: proof });
    expect([again.statusCode, again.body.includes('Nothing was changed now.')]).toEqual([200, true]);
    expect(await seatsOf(licence?.id)).toEqual([{ seats_used: 0, events: 'created issued activated deactivated' }]);
    // The seat goes to another machine, and the old proof does not take it away.
    expect((await upload(asked(program('ten'), licence?.serial ?? '', true).file)).statusCode).toBe(200);
    await post({ text: proof });
    expect((await seatsOf(licence?.id))[0]?.seats_used).toBe(1);
  });

  it('nothing but the secret of that seat is a proof', async () => {
    const { there, licence } = await seated('eleven');
    const other = await seated('twelve');
    const [mine, theirs] = [givenUp(there), givenUp(other.there)];
    const forged = program('thirteen');
    expect(forged.giveUp()).toMatchObject({ ok: false, code: 3101 });
    // Two proofs put together: the check characters tell.
    const mixed = await post({ text: mine.slice(0, 20) + theirs.slice(20) });
    expect([400, 403]).toContain(mixed.statusCode);
    await server.owner(`UPDATE licensing.activations SET proof_sha256 = sha256('another') WHERE licence_id = $1`, [
      licence?.id,
    ]);
    expect(codeOn((await post({ text: mine })).body)).toBe('KEPT_PROOF_UNKNOWN');
    expect((await seatsOf(licence?.id))[0]?.seats_used).toBe(1);
  });

  it('online by the machine, under the lock of the licence: sent ten times at once, one seat is freed', async () => {
    const [licence] = await server.licences({ seats: 2 });
    const machine = 'machine-online';
    const { activationId } = (
      await server.activate({ serial: licence?.serial, ...registrationData(), machine })
    ).json();
    const free = (body: object) =>
      server.app.inject({ method: 'POST', url: `/api/v1/activations/${activationId}/deactivate`, payload: body });
    const foreign = await free({ machine: 'another-machine' });
    expect([foreign.statusCode, foreign.json().error.code]).toEqual([403, 'KEPT_PROOF_UNKNOWN']);
    await server.activate({ serial: licence?.serial, ...registrationData(), machine: 'machine-beside' });
    // All ten wait for the licence before any of them frees the seat.
    const answers = await connected(server.deps.database.ownerUrl, async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT FROM licensing.licences WHERE id = $1 FOR UPDATE', [licence?.id]);
      const all = Promise.all(Array.from({ length: 10 }, () => free({ machine })));
      await new Promise((done) => setTimeout(done, 500));
      await client.query('COMMIT');
      return all;
    });
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers[0]?.statusCode).toBe(200);
    expect((await seatsOf(licence?.id))[0]?.seats_used).toBe(1);
    const status = await server.app.inject({ url: `/api/v1/activations/${activationId}` });
    expect(status.json().verdict).toBe('deactivated');
  });

  it('is refused over the limit, which says from when on; a year later it goes on', async () => {
    const [licence] = await server.licences();
    const swap = async (machine: string) => {
      const answer = await server.activate({ serial: licence?.serial, ...registrationData(), machine });
      const url = `/api/v1/activations/${answer.json().activationId}/deactivate`;
      return server.app.inject({ method: 'POST', url, payload: { machine } });
    };
    for (const name of ['a', 'b', 'c']) expect((await swap(`machine-${name}`)).statusCode).toBe(200);
    const refused = await swap('machine-d');
    expect([refused.statusCode, refused.json().error.code]).toEqual([409, 'KEPT_SWAPS_USED_UP']);
    expect(refused.json().error.next).toMatch(/ask Sample Dealers.*from \d{4}-\d{2}-\d{2} on/);
    await server.owner(
      `UPDATE licensing.activations SET deactivated_at = deactivated_at - interval '366 days' WHERE licence_id = $1`,
      [licence?.id],
    );
    expect((await swap('machine-d')).statusCode).toBe(200);
  });
});

describe('nonsense', () => {
  it('of 10 MB is refused before it is read, as form, file and text', async () => {
    const big = 'x'.repeat(10 * 1024 * 1024);
    expect((await upload(big)).statusCode).toBe(413);
    expect((await post({ text: big })).statusCode).toBe(413);
  });

  it('is refused with a code and the text put back', async () => {
    for (const given of ['', 'hello', '{"a":1}', 'KEPT1Q:', 'KEPT1Q:AAAA', '[]', '{"type":"kept-request-1"}']) {
      const page = await post({ text: given });
      expect([page.statusCode, codeOn(page.body)]).toEqual([400, 'KEPT_REQUEST_UNREADABLE']);
    }
    const markup = await post({ text: '</textarea><script>alert(1)</script>' });
    expect(markup.body).not.toContain('<script');
    expect(codeOn((await post({ text: '{"type":"kept-request-3"}' })).body)).toBe('KEPT_REQUEST_NEWER');
    const { file } = asked(program('fourteen'), await server.oneSerial());
    expect(codeOn((await post({ text: file.replace('"serial":', '"serial": ') })).body)).toBe(
      'KEPT_REQUEST_UNREADABLE',
    );
    expect(codeOn((await post({ text: `${file}x` })).body)).toBe('KEPT_REQUEST_UNREADABLE');
  });

  it('never is anything but read or refused with a code', () => {
    const { file, text } = asked(program('fifteen'), '00000-00000-00000-00000');
    const change = fc.record({
      at: fc.nat(file.length),
      cut: fc.nat(20),
      put: fc.string({ maxLength: 20, unit: 'binary' }),
    });
    const changed = (whole: string) =>
      change.map(({ at, cut, put }) => whole.slice(0, at) + put + whole.slice(at + cut));
    const any = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), changed(file), changed(text ?? ''));
    fc.assert(
      fc.property(any, (given) => {
        try {
          expect(['request', 'proof']).toContain(readCarried(given).kind);
        } catch (error) {
          expect(String((error as { keptCode?: string }).keptCode)).toMatch(/^KEPT_REQUEST_/);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('every single mistyped sign of a text is found, and its line named', () => {
    const { text } = asked(program('sixteen'), '00000-00000-00000-00000');
    const lines = (text ?? '').split('\n');
    let missed = 0;
    for (let line = 0; line < lines.length; line += 1)
      for (const sign of '0Z') {
        const own = lines[line] ?? '';
        const at = 9;
        if (own[at] === sign) continue;
        const typed = lines.with(line, own.slice(0, at) + sign + own.slice(at + 1)).join('\n');
        try {
          readCarried(typed);
          missed += 1;
        } catch (error) {
          expect((error as { facts: { line?: number } }).facts.line ?? line + 1).toBe(line + 1);
        }
      }
    expect(missed).toBe(0);
  });
});
