import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sha256 } from '../platform/crypto/digest.ts';

const file = resolve(import.meta.dirname, '../../beacon/dist/s.js');

/** The website script as it was built; null where it was not (scripts/prepare.mjs builds it). */
export function readBeacon() {
  if (!existsSync(file)) return null;
  const plain = readFileSync(file);
  return { plain, gzip: gzipSync(plain, { level: 9 }), hash: sha256(plain).toString('hex').slice(0, 16) };
}
