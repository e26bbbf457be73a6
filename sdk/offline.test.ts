import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readText, writeText } from './carried-text.ts';
import { meanings } from './faults.ts';
import { openLicence } from './index.ts';
import { trustKeys } from './keys.ts';
import { readOfflineAnswer } from './offline-answer.ts';
import { carried, question } from './vectors/carried.ts';
import { facts } from './vectors/documents.ts';
import { type Fields, knownKey, payloadOf, wrap } from './vectors/signer.ts';

const keys = trustKeys([knownKey.publicKey]);
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function program(
  clock = () => Date.parse('2026-06-01T00:00:00Z'),
  folder = mkdtempSync(join(tmpdir(), 'kept-sdk-offline-')),
) {
  folders.push(folder);
  return openLicence({
    ...{ serverUrl: 'http://127.0.0.1:9', folder, product: 'MILL', builtOn: '2026-01-15', keys: [knownKey.publicKey] },
    ...{ parts: { system: 'a' }, clock },
  });
}

const requestOf = (licence: ReturnType<typeof program>, serial = 'S') => {
  const made = licence.offlineRequest({ serial });
  if (!made.ok) throw new Error(made.message);
  return JSON.parse(made.file) as { request: string; machine: string };
};

/** A document for the machine of this program. */
async function documentFor(machine: string, changes: Fields): Promise<string> {
  const { createHash } = await import('node:crypto');
  const digest = createHash('sha256').update(machine).digest('hex');
  return JSON.stringify(wrap(payloadOf({ ...facts, machine: digest, ...changes })));
}

async function activated() {
  const licence = program();
  const { request, machine } = requestOf(licence);
  const issuedAt = '2026-03-02T09:00:00.000Z';
  expect(licence.takeAnswer(await documentFor(machine, { request, issuedAt }))).toMatchObject({ ok: true });
  return { licence, machine };
}

describe('the text form', () => {
  it('gives back what was written, however it was typed', () => {
    const content = fc.uint8Array({ minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(content, fc.constantFrom('Q', 'A', 'D'), fc.boolean(), (bytes, kind, small) => {
        const text = writeText(kind, bytes);
        const typed = small
          ? text.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')
          : text.replaceAll('\n', ' - ');
        expect(readText(kind, typed)).toEqual({ ok: true, content: Buffer.from(bytes) });
      }),
    );
  });

  it('is refused with any one sign changed, taken out or put in', () => {
    const text = writeText('D', Buffer.from('00112233445566778899aabbccddeeff'.repeat(2), 'hex'));
    const signs = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
    const body = text.indexOf(':') + 1;
    let accepted = 0;
    let tried = 0;
    for (let at = body; at < text.length; at += 1) {
      if (text[at] === '\n') continue;
      for (const sign of signs) {
        if (sign === text[at]) continue;
        tried += 1;
        if (readText('D', text.slice(0, at) + sign + text.slice(at + 1)).ok) accepted += 1;
      }
      if (readText('D', text.slice(0, at) + text.slice(at + 1)).ok) accepted += 1;
    }
    expect(tried).toBeGreaterThan(1_000);
    expect(accepted).toBe(0);
  });
});

describe('what is read', () => {
  it('gives a document or a number, whatever it is', () => {
    const [file, text] = [carried[0]?.text ?? '', carried[1]?.text ?? ''];
    const changed = (whole: string) =>
      fc
        .record({ at: fc.nat(whole.length), cut: fc.integer({ min: 1, max: 9 }), put: fc.string({ maxLength: 9 }) })
        .map(({ at, cut, put }) => whole.slice(0, at) + put + whole.slice(at + cut));
    const any = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), changed(file), changed(text), fc.uint8Array());
    fc.assert(
      fc.property(any, (given) => {
        const read = readOfflineAnswer(given, question, { keys });
        if (read.ok) expect(read.value.document.request).toBe(question.request);
        else expect(meanings).toHaveProperty([`${read.code}`]);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('the program', () => {
  it('asks with the same request until it is answered, and with another for other content', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kept-sdk-offline-'));
    const first = requestOf(program(undefined, folder));
    expect(requestOf(program(undefined, folder))).toEqual(first);
    expect(requestOf(program(undefined, folder), 'T').request).not.toBe(first.request);
  });

  it('takes a renewal, and nothing that is older, of another seat, of another machine', async () => {
    const { licence, machine } = await activated();
    const renewal = (changes: Fields) => documentFor(machine, { issuedAt: '2026-05-01T00:00:00.000Z', ...changes });
    expect(licence.renew(await renewal({ activationId: '00000000-0000-4000-8000-000000000000' }))).toMatchObject({
      code: 1106,
    });
    expect(licence.renew(await documentFor('another', { issuedAt: '2026-05-01T00:00:00.000Z' }))).toMatchObject({
      code: 3103,
    });
    expect(licence.renew(await renewal({ product: 'LATHE' }))).toMatchObject({ code: 3102 });
    expect(licence.renew(await renewal({ issuedAt: '2026-06-09T00:00:00.000Z' }))).toMatchObject({ code: 1007 });
    expect(licence.renew(await renewal({ issuedAt: undefined, maintenanceUntil: '2029-01-01' }))).toMatchObject({
      code: 1105,
    });
    expect(licence.document()?.maintenanceUntil).toBe('2027-03-01');
    const good = await renewal({ maintenanceUntil: '2028-03-01' });
    expect(licence.renew(good)).toMatchObject({ ok: true });
    expect(licence.renew(good)).toMatchObject({ ok: true });
    expect(licence.renew(await renewal({ issuedAt: '2026-04-01T00:00:00.000Z' }))).toMatchObject({ code: 1105 });
    expect(licence.document()?.maintenanceUntil).toBe('2028-03-01');
  });

  it('has nothing to renew or to give up where there is no licence', async () => {
    const licence = program();
    expect(licence.renew(carried[0]?.text ?? '')).toMatchObject({ code: 3101 });
    expect(licence.giveUp()).toMatchObject({ code: 3101 });
    expect(await licence.deactivate()).toMatchObject({ code: 3101 });
    expect(licence.takeAnswer(carried[0]?.text ?? '')).toMatchObject({ code: 1104 });
  });

  it('gives up once and shows the same proof; away from the network a deactivation over it changes nothing', async () => {
    const { licence } = await activated();
    expect(licence.mayRun()).toMatchObject({ run: true });
    expect(await licence.deactivate()).toMatchObject({ ok: false, code: 4001 });
    expect(licence.mayRun()).toMatchObject({ run: true });
    const proof = licence.giveUp();
    expect(proof.ok && readText('D', proof.proof)).toMatchObject({ ok: true });
    expect(licence.mayRun()).toMatchObject({ run: false, code: 3101 });
    expect(licence.giveUp()).toEqual(proof);
  });
});
