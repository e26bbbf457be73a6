import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** Closes messages between processes of one installation: nobody else can read, change or make them. */
export interface Seal {
  seal(text: string): Buffer;
  /** Null: not sealed by us, or changed. */
  open(bytes: Buffer): string | null;
}

const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM (NIST SP 800-38D) under a key made of the installation's own key and what the messages are for. */
export function createSeal(key: Buffer, purpose: string): Seal {
  const own = createHmac('sha256', key).update(`seal\0${purpose}`).digest();
  return {
    seal: (text) => sealBytes(own, Buffer.from(text, 'utf8')),
    open: (bytes) => openBytes(own, bytes)?.toString('utf8') ?? null,
  };
}

/** AES-256-GCM under a key of 32 bytes: nonce, tag, and what was closed. */
export function sealBytes(key: Buffer, bytes: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const closed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), closed]);
}

/** Null: not sealed under this key, or changed. */
export function openBytes(key: Buffer, sealed: Buffer): Buffer | null {
  if (sealed.length < nonceBytes + tagBytes) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]);
  } catch {
    return null;
  }
}
