import { createHash, createPublicKey, verify } from 'node:crypto';

/** What a signed head of a log says (https://c2sp.org/tlog-checkpoint), read for the proofs alone. */
export interface Head {
  readonly size: number;
  /** base64 */
  readonly root: string;
}

/** @param key `name+key id+public key`; null where the signature is not that of the key */
export function readHead(note: string, key: string): Head | null {
  const [name = '', id = '', ...encoded] = key.split('+');
  const typed = Buffer.from(encoded.join('+'), 'base64');
  const [text = '', lines = ''] = note.split('\n\n');
  const signed = `${text}\n`;
  const [origin, size, root] = text.split('\n');
  const line = lines.split('\n').find((each) => each.startsWith(`— ${name} `));
  const signature = Buffer.from(line?.split(' ')[2] ?? '', 'base64');
  const expected = createHash('sha256').update(`${name}\n`).update(typed).digest('hex').slice(0, 8);
  if (origin !== name || expected !== id || signature.subarray(0, 4).toString('hex') !== id) return null;
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: typed.subarray(1).toString('base64url') },
    format: 'jwk',
  });
  if (!verify(null, Buffer.from(signed), publicKey, signature.subarray(4))) return null;
  return { size: Number(size), root: root ?? '' };
}

/** A public key as it is given to those who verify, from its 32 bytes. */
export function writtenKey(name: string, publicKey: Uint8Array): string {
  const typed = Buffer.concat([Buffer.of(1), publicKey]);
  return `${name}+${createHash('sha256').update(`${name}\n`).update(typed).digest('hex').slice(0, 8)}+${typed.toString('base64')}`;
}
