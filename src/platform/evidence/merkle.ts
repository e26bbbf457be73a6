import { hash } from 'node:crypto';

/**
 * The Merkle tree of RFC 9162, section 2.1 (the same as RFC 6962's): SHA-256, leaves after 0x00, inner nodes after 0x01, and the
 * left subtree of n leaves holding the largest power of two below n.
 */

/** From leaf `from` to before leaf `until`: a subtree, whose hash is one element of a proof. */
export type Range = readonly [from: number, until: number];

/** A perfect subtree: the 2^level leaves from `index` * 2^level on. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
}

const digest = (bytes: Buffer) => hash('sha256', bytes, 'buffer');
const pair = Buffer.alloc(65);
pair[0] = 1;

export const emptyRoot = digest(Buffer.alloc(0));

export function hashLeaf(entry: Buffer): Buffer {
  return digest(Buffer.concat([Buffer.of(0), entry]));
}

export function hashNode(left: Buffer, right: Buffer): Buffer {
  left.copy(pair, 1);
  right.copy(pair, 33);
  return digest(pair);
}

/** The perfect subtrees of which a range that begins a subtree is made, the largest first. */
export function perfectNodes([from, until]: Range): TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let at = from; at < until; ) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= until) level += 1;
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** The hash over perfect subtrees that stand side by side, the largest first. */
export function foldNodes(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return emptyRoot;
  return hashes.reduceRight((right, left) => hashNode(left, right));
}

/** The hash of a perfect subtree from those of 2^n perfect ones below it. */
export function foldPerfect(hashes: readonly Buffer[]): Buffer {
  let row = [...hashes];
  while (row.length > 1) {
    const above: Buffer[] = [];
    for (let at = 0; at < row.length; at += 2) above.push(hashNode(row[at] as Buffer, row[at + 1] as Buffer));
    row = above;
  }
  return row[0] ?? emptyRoot;
}

/** A tree that grows: it keeps the hashes of its perfect subtrees only, one for each binary digit of its size. */
export interface GrowingTree {
  readonly size: () => number;
  /** Adds a leaf by its hash. `onNode` is told of each perfect subtree that it completes. */
  add(leafHash: Buffer): void;
  root(): Buffer;
}

/** @param nodes the hashes of the perfect subtrees of `size` leaves, the largest first (`perfectNodes([0, size])`) */
export function growTree(
  start: { readonly size: number; readonly nodes: readonly Buffer[] } = { size: 0, nodes: [] },
  onNode?: (node: TreeNode, hash: Buffer) => void,
): GrowingTree {
  let size = start.size;
  const stack = [...start.nodes];
  return {
    size: () => size,
    add(leafHash) {
      let level = 0;
      let index = size;
      let node = leafHash;
      while (index % 2 === 1) {
        node = hashNode(stack.pop() as Buffer, node);
        level += 1;
        index = (index - 1) / 2;
        onNode?.({ level, index }, node);
      }
      stack.push(node);
      size += 1;
    },
    root: () => foldNodes(stack),
  };
}

/** The subtrees whose hashes prove that leaf `index` is in the tree of `size` leaves, from the leaf upwards (2.1.3.1). */
export function inclusionPath(index: number, size: number): Range[] {
  const path: Range[] = [];
  let [from, until] = [0, size];
  while (until - from > 1) {
    const middle = from + largestBelow(until - from);
    if (index < middle) {
      path.unshift([middle, until]);
      until = middle;
    } else {
      path.unshift([from, middle]);
      from = middle;
    }
  }
  return path;
}

/** The subtrees whose hashes prove that the tree of `size` leaves begins with that of `old` (2.1.4.1). */
export function consistencyPath(old: number, size: number): Range[] {
  if (old === 0 || old === size) return [];
  const path: Range[] = [];
  let [from, until, whole] = [0, size, true];
  while (old !== until) {
    const middle = from + largestBelow(until - from);
    if (old <= middle) {
      path.unshift([middle, until]);
      until = middle;
    } else {
      path.unshift([from, middle]);
      from = middle;
      whole = false;
    }
  }
  if (!whole) path.unshift([from, until]);
  return path;
}

/** The largest power of two below it. */
function largestBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

export interface InclusionProof {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Buffer;
  readonly path: readonly Buffer[];
}

/** Whether this leaf is in the tree with this root (2.1.3.2). */
export function provesInclusion({ index, size, leafHash, path }: InclusionProof, root: Buffer): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || !areHashes([leafHash, root, ...path])) return false;
  let node = leafHash;
  const arrived = climb({ first: index, last: size - 1 }, path, (hash, isLeft) => {
    node = isLeft ? hashNode(hash, node) : hashNode(node, hash);
  });
  return arrived && node.equals(root);
}

export interface ConsistencyProof {
  readonly old: number;
  readonly size: number;
  readonly path: readonly Buffer[];
}

/** Whether the tree with the root `newRoot` begins with the one of `oldRoot` (2.1.4.2). */
export function provesConsistency({ old, size, path }: ConsistencyProof, oldRoot: Buffer, newRoot: Buffer): boolean {
  if (!isCount(old) || !isCount(size) || old > size || !areHashes([oldRoot, newRoot, ...path])) return false;
  if (old === size) return path.length === 0 && oldRoot.equals(newRoot);
  if (old === 0) return path.length === 0 && oldRoot.equals(emptyRoot);
  const [seed, ...hashes] = Number.isInteger(Math.log2(old)) ? [oldRoot, ...path] : path;
  if (!seed) return false;
  const from = { first: old - 1, last: size - 1 };
  while (from.first % 2 === 1) ascend(from);
  let [before, after] = [seed, seed];
  const arrived = climb(from, hashes, (hash, isLeft) => {
    if (isLeft) before = hashNode(hash, before);
    after = isLeft ? hashNode(hash, after) : hashNode(after, hash);
  });
  return arrived && before.equals(oldRoot) && after.equals(newRoot);
}

interface Place {
  first: number;
  last: number;
}

/** Goes up with a path, and says of each hash whether it stands on the left; false where the path does not end at the top. */
function climb(from: Place, path: readonly Buffer[], step: (hash: Buffer, isLeft: boolean) => void): boolean {
  const at = { ...from };
  for (const hash of path) {
    if (at.last === 0) return false;
    const isLeft = at.first % 2 === 1 || at.first === at.last;
    step(hash, isLeft);
    if (isLeft) while (at.first % 2 === 0 && at.first !== 0) ascend(at);
    ascend(at);
  }
  return at.last === 0;
}

function ascend(place: Place): void {
  place.first = half(place.first);
  place.last = half(place.last);
}

// Sizes may pass 2^32, where the operators on bits would cut them.
const half = (count: number) => Math.floor(count / 2);
const isCount = (count: number) => Number.isSafeInteger(count) && count >= 0;
const areHashes = (hashes: readonly Buffer[]) => hashes.every((each) => each.length === 32);
