import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { partDigests } from './fingerprint.ts';
import { openLicence } from './index.ts';
import { readKept, writeKept } from './store.ts';
import { documents, fingerprint } from './vectors/documents.ts';
import { knownKey } from './vectors/signer.ts';

const folder = mkdtempSync(join(tmpdir(), 'kept-sdk-store-'));
const path = join(folder, 'MILL.licence.json');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const parts = { system: 'a' };
const kept = {
  document: documents.find(({ name }) => name === 'subscription')?.text ?? '',
  status: null,
  fingerprint,
  parts: partDigests(parts),
  lastSeen: 0,
  clocks: null,
  reseller: null,
  pending: null,
};
// Long after the subscription of the vectors lapsed.
const late = Date.parse('2030-01-01T00:00:00Z');
const clocks = { server: late - 3 * 365 * 86_400_000, local: late - 1 };
const open = () =>
  openLicence({
    serverUrl: 'http://127.0.0.1:9',
    folder,
    product: 'MILL',
    builtOn: '2026-02-01',
    keys: [knownKey.publicKey],
    parts,
    clock: () => late,
  });

describe('the local store', () => {
  it('is read as it was written, for this machine', () => {
    writeKept(path, kept, { durable: true });
    expect(readKept(path)).toEqual({ kept, intact: true });
    expect(open().mayRun().code).toBe(3106);
  });

  it('a time of the server that was written by another hand is not believed', () => {
    writeKept(path, { ...kept, clocks }, { durable: false });
    expect(open().mayRun().code).toBe(0);
    const file = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...file, seal: file.seal.replace(/./, file.seal[0] === '0' ? '1' : '0') }));
    expect(readKept(path)?.intact).toBe(false);
    expect(open().mayRun().code).toBe(3106);
  });

  it.each(['', '{', '[]', '{"kept":{}}', '{"kept":null,"seal":"00"}', ' '.repeat(300_000)])(
    'is none where the file is none of ours',
    (text) => {
      writeFileSync(path, text);
      expect(readKept(path)).toBeNull();
      expect(open().mayRun().code).toBe(3101);
    },
  );
});
