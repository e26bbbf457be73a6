import { openSipHash } from '../crypto/siphash.ts';
import { networkOfAddress } from '../network.ts';

/** Two halves of 64 bits, as signed integers: a name of a visitor that lives in memory only. */
export interface VisitorKey {
  readonly hi: number;
  readonly lo: number;
}

/** Keyed hash of site, address and user agent. Of an IPv6 address only the network (/64) counts. */
export type VisitorKeys = (address: string, agent: string) => VisitorKey;

/** @param salt 16 random bytes, a secret that nothing but these keys knows */
export function openVisitorKeys(salt: Uint8Array, siteId: number): VisitorKeys {
  const hash = openSipHash(salt);
  return (address, agent) => {
    const text = `${siteId}\0${networkOfAddress(address)}\0${agent}`;
    return hash(hashed, write(text));
  };
}

/** Filled for each hash. */
let hashed = Buffer.alloc(1_024);

/** @returns how many bytes; short texts in ASCII, which nearly all are, are written faster here than by a call out of JavaScript */
function write(text: string): number {
  if (hashed.length < 3 * text.length) hashed = Buffer.alloc(3 * text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127) return hashed.write(text);
    hashed[at] = code;
  }
  return text.length;
}
