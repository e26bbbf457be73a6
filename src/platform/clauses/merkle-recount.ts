import { createHash } from 'node:crypto';

/**
 * The Merkle tree of RFC 9162 once more, row by row as one would draw it, and what is asked of signed heads. Written for the proofs
 * alone: they do not lean on what made the log.
 */

const sha256 = (...parts: readonly Uint8Array[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** The root over hashes of leaves, or of perfect subtrees of one size and, as the last, of what is left. */
export function rootOver(hashes: readonly Uint8Array[]): Buffer {
  if (hashes.length === 0) return sha256();
  let row: Buffer[] = hashes.map((hash) => Buffer.from(hash));
  while (row.length > 1) {
    const above: Buffer[] = [];
    for (let at = 0; at < row.length; at += 2) {
      const [left, right] = [row[at], row[at + 1]];
      // The last of an odd row goes up as it is.
      if (left) above.push(right ? sha256(Buffer.of(1), left, right) : left);
    }
    row = above;
  }
  return row[0] ?? sha256();
}

/** 32 bytes each, out of one piece. */
export function pieces(whole: Uint8Array): Buffer[] {
  return Array.from({ length: Math.floor(whole.length / 32) }, (_, at) =>
    Buffer.from(whole.subarray(at * 32, at * 32 + 32)),
  );
}

/** The leaf of a row that was entered with a nonce. */
export function leafHash(nonce: Uint8Array, row: string): Buffer {
  return sha256(Buffer.of(0), sha256(nonce, Buffer.from(row)));
}

/** The root that a proof leads to, in base64: what RFC 9162 says in 2.1.3.2, told by which subtrees stand left of the leaf. */
export function rootByProof(proof: {
  readonly index: number;
  readonly size: number;
  /** base64, as are those of the path. */
  readonly leafHash: string;
  readonly path: readonly string[];
}): string {
  const path = proof.path.map((hash) => Buffer.from(hash, 'base64'));
  const climb = (index: number, size: number, depth: number): Buffer => {
    if (size === 1) return depth === 0 ? Buffer.from(proof.leafHash, 'base64') : Buffer.alloc(0);
    const sibling = path[depth - 1] ?? Buffer.alloc(0);
    let left = 1;
    while (left * 2 < size) left *= 2;
    return index < left
      ? sha256(Buffer.of(1), climb(index, left, depth - 1), sibling)
      : sha256(Buffer.of(1), sibling, climb(index - left, size - left, depth - 1));
  };
  return climb(proof.index, proof.size, path.length).toString('base64');
}

/** The root of a log from its nodes over 65,536 leaves, those over 256 leaves behind them, and the last leaves. */
export function rootOfParts(parts: readonly (Uint8Array | null)[]): string {
  const hashes = parts.map((part) => (part ? pieces(part) : []));
  // From the smallest: what is over the last of them stands behind the next larger ones.
  const root = hashes.reduceRight<Buffer[]>((behind, larger) => {
    const row = [...larger, ...behind];
    return row.length === 0 ? [] : [rootOver(row)];
  }, []);
  return (root[0] ?? rootOver([])).toString('base64');
}
