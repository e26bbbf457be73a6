import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import { sha256 } from './digest.ts';

/** The installation's own secrets: made at first start, mode 0600, part of a backup (database passwords are not). */
export interface Secrets {
  /** Key of the digests of addresses and machines: losing it loses every opt-out. */
  readonly digestKey: Buffer;
  /** Secret of the sign-in sessions. */
  readonly sessionSecret: string;
  readonly signing: SigningKey;
}

export interface SigningKey {
  /** First 16 hex digits of the SHA-256 of the raw 32-byte public key. */
  readonly keyId: string;
  /** Ed25519 signature (RFC 8032), 64 bytes. */
  sign(bytes: Buffer): Buffer;
  readonly publicKey: KeyObject;
}

interface SecretsFile {
  digestKey: string;
  sessionSecret: string;
  signingKey: string;
}

/** Reads `<folder>/keys.json`, or makes it. Another process that makes it at the same time wins cleanly. */
export function openSecrets(folder: string): Secrets {
  makeFolder(folder, 0o700);
  const path = join(folder, 'keys.json');
  try {
    writeFileSync(path, `${JSON.stringify(freshSecrets(), null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return parseSecrets(readFileSync(path, 'utf8'));
}

function freshSecrets(): SecretsFile {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    digestKey: randomBytes(32).toString('base64'),
    sessionSecret: randomBytes(32).toString('base64'),
    signingKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}

function parseSecrets(text: string): Secrets {
  const file = JSON.parse(text) as SecretsFile;
  const privateKey = createPrivateKey(file.signingKey);
  const publicKey = createPublicKey(privateKey);
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  return {
    digestKey: Buffer.from(file.digestKey, 'base64'),
    sessionSecret: file.sessionSecret,
    signing: {
      keyId: sha256(raw).toString('hex').slice(0, 16),
      sign: (bytes) => sign(null, bytes, privateKey),
      publicKey,
    },
  };
}
