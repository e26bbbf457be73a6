import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../platform/crypto/digest.ts';
import type { SigningKey } from '../../platform/crypto/secrets.ts';
import { signDocument, signStatus } from './actions/sign.ts';

// RFC 8032, section 7.1, test 1.
const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
const privateKey = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
  format: 'der',
  type: 'pkcs8',
});
const publicKey = createPublicKey(privateKey);
const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
const key: SigningKey = {
  keyId: sha256(raw).toString('hex').slice(0, 16),
  sign: (bytes) => sign(null, bytes, privateKey),
  publicKey,
};

const text = readFileSync(new URL('../../../docs/licence-document.md', import.meta.url), 'utf8');
const vectors = JSON.parse(/```json vectors\n([\s\S]*?)```/.exec(text)?.[1] ?? '{}');

const facts = {
  activationId: '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0',
  licenceId: '11111111-2222-4333-8444-555555555555',
  serial: '00000-00000-00000-00000',
  product: 'MILL',
  release: '2026.1',
  kind: 'subscription',
  activatedAt: '2026-03-02T09:00:00.000Z',
  expiresOn: '2027-03-01',
  maintenanceUntil: null,
  machine: null,
};
const status = {
  nonce: 'AAAAAAAAAAAAAAAAAAAAAA',
  activationId: facts.activationId,
  checkedAt: '2026-03-02T09:00:00.000Z',
  verdict: 'good',
  expiresOn: '2027-03-01',
  maintenanceUntil: null,
} as const;

describe('docs/licence-document.md', () => {
  it('names the key of its vectors', () => {
    expect(text).toContain(`\`${raw.toString('base64url')}\`, key id \`${key.keyId}\``);
  });

  it('has the vector of a licence document, and it verifies by the words of the page alone', () => {
    const { licence } = vectors;
    expect(signDocument(key, facts)).toEqual({
      payload: licence.payload,
      keyId: licence.keyId,
      signature: licence.signature,
    });
    const payload = Buffer.from(licence.payload, 'base64url');
    expect(JSON.parse(payload.toString('utf8'))).toEqual({ ...facts, keyId: key.keyId });
    const signed = Buffer.concat([Buffer.from('kept-licence-1\n'), payload]);
    expect(verify(null, signed, publicKey, Buffer.from(licence.signature, 'base64url'))).toBe(true);
    payload[5] = 0x41;
    expect(
      verify(
        null,
        Buffer.concat([Buffer.from('kept-licence-1\n'), payload]),
        publicKey,
        Buffer.from(licence.signature, 'base64url'),
      ),
    ).toBe(false);
  });

  it('has the vector of a status check, and it verifies by the words of the page alone', () => {
    expect(signStatus(key, status)).toBe(vectors.status.signature);
    const lines = [
      'kept-status-1',
      status.nonce,
      status.activationId,
      status.checkedAt,
      key.keyId,
      'good',
      '2027-03-01',
      '-',
    ];
    expect(vectors.status.signed).toBe(`${lines.join('\n')}\n`);
    const signature = Buffer.from(vectors.status.signature, 'base64url');
    expect(verify(null, Buffer.from(vectors.status.signed), publicKey, signature)).toBe(true);
    expect(verify(null, Buffer.from(vectors.status.signed.replace('good', 'evil')), publicKey, signature)).toBe(false);
  });
});
