import { createHmac } from 'node:crypto';

const step = 30_000;

/** The code that an authenticator app shows now. RFC 6238: SHA-1, six digits, thirty seconds. */
export function totp(base32: string, at = Date.now()): string {
  const bits = [...base32].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'));
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  const key = Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / step)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const from = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** A code that fits neither now nor just before or after. */
export function wrongTotp(base32: string): string {
  const near = [-2, -1, 0, 1, 2].map((steps) => totp(base32, Date.now() + steps * step));
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code)) ?? '';
}
