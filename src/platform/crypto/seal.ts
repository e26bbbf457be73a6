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
    seal(text) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', own, nonce);
      const closed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), closed]);
    },
    open(bytes) {
      if (bytes.length < nonceBytes + tagBytes) return null;
      const decipher = createDecipheriv('aes-256-gcm', own, bytes.subarray(0, nonceBytes));
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      try {
        return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return null;
      }
    },
  };
}
