import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';

/** A key that everybody knows. Never trust it. */
export interface TestKey {
  readonly keyId: string;
  readonly publicKey: string;
  sign(bytes: Uint8Array): Buffer;
}

export function testKey(seedHex: string): TestKey {
  const key = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(seedHex, 'hex')]);
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  const raw = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  return {
    keyId: createHash('sha256').update(raw).digest('hex').slice(0, 16),
    publicKey: raw.toString('base64url'),
    sign: (bytes) => sign(null, bytes, privateKey),
  };
}

// RFC 8032, section 7.1: the secret keys of tests 1 and 2.
export const knownKey = testKey('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60');
export const foreignKey = testKey('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb');

/** A document around these very bytes, whatever they are. */
export function wrap(payload: string | Uint8Array, key: TestKey = knownKey, version = 1): Wrapped {
  const bytes = Buffer.from(payload);
  const signature = key.sign(Buffer.concat([Buffer.from(`kept-licence-${version}\n`), bytes]));
  return { payload: bytes.toString('base64url'), keyId: key.keyId, signature: signature.toString('base64url') };
}

export interface Wrapped {
  readonly payload: string;
  readonly keyId: string;
  readonly signature: string;
}

export type Fields = Readonly<Record<string, unknown>>;

/** The fields with sorted keys and no white space. */
export function payloadOf(fields: Fields): string {
  return JSON.stringify(Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))));
}

export function leaseText(said: Fields, key: TestKey = knownKey): string {
  const orDash = (value: unknown) => value ?? '-';
  const lines = [
    ...['kept-lease-1', said.nonce, said.activationId, said.checkedAt, key.keyId, said.verdict],
    ...[orDash(said.seat), orDash(said.leasedUntil), orDash(said.heartbeatSeconds), ''],
  ];
  const signature = key.sign(Buffer.from(lines.join('\n'))).toString('base64url');
  return JSON.stringify({ ...said, keyId: key.keyId, signature });
}

export function meterText(said: Fields, key: TestKey = knownKey): string {
  const orDash = (value: unknown) => value ?? '-';
  const lines = [
    ...['kept-meter-1', said.nonce, said.activationId, said.checkedAt, key.keyId, said.verdict, said.feature],
    ...[said.counter, said.total, said.used, orDash(said.cap), orDash(said.resetsOn), ''],
  ];
  const signature = key.sign(Buffer.from(lines.join('\n'))).toString('base64url');
  return JSON.stringify({ ...said, keyId: key.keyId, signature });
}

export function statusText(said: Fields, key: TestKey = knownKey): string {
  const orDash = (value: unknown) => value ?? '-';
  const lines = [
    'kept-status-1',
    said.nonce,
    said.activationId,
    said.checkedAt,
    key.keyId,
    said.verdict,
    orDash(said.expiresOn),
    orDash(said.maintenanceUntil),
    '',
  ];
  const signature = key.sign(Buffer.from(lines.join('\n'))).toString('base64url');
  return JSON.stringify({ ...said, keyId: key.keyId, signature });
}
