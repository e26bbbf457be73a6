import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import {
  consistencyPath,
  emptyRoot,
  foldNodes,
  growTree,
  hashLeaf,
  hashNode,
  inclusionPath,
  perfectNodes,
  provesConsistency,
  provesInclusion,
  type Range,
} from './merkle.ts';

interface Vectors {
  readonly inputs: string[];
  readonly empty: string;
  readonly roots: string[];
  readonly inclusion: { readonly index: number; readonly size: number; readonly path: string[] }[];
  readonly consistency: { readonly old: number; readonly size: number; readonly path: string[] }[];
}

const vectors = JSON.parse(readFileSync(resolve('test/data/merkle.json'), 'utf8')) as Vectors;
const bytes = (hex: string) => Buffer.from(hex, 'hex');
const leaves = vectors.inputs.map((input) => hashLeaf(bytes(input)));
const rootOf = (size: number) => (size === 0 ? emptyRoot : bytes(vectors.roots[size - 1] ?? ''));

/** As the RFC defines it: slow, and plainly right. */
function root(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return emptyRoot;
  if (hashes.length === 1) return hashes[0] as Buffer;
  let half = 1;
  while (half * 2 < hashes.length) half *= 2;
  return hashNode(root(hashes.slice(0, half)), root(hashes.slice(half)));
}
const inRange = (hashes: readonly Buffer[], path: readonly Range[]) =>
  path.map(([from, until]) => root(hashes.slice(from, until)));

test('roots, paths and proofs are those of the published vectors', () => {
  expect(emptyRoot.toString('hex')).toBe(vectors.empty);
  const tree = growTree();
  for (const [index, leaf] of leaves.entries()) {
    tree.add(leaf);
    expect(tree.root().toString('hex')).toBe(vectors.roots[index]);
  }
  for (const { index, size, path } of vectors.inclusion) {
    expect(inRange(leaves, inclusionPath(index, size)).map((hash) => hash.toString('hex'))).toEqual(path);
    const proof = { index, size, leafHash: leaves[index] as Buffer, path: path.map(bytes) };
    expect(provesInclusion(proof, rootOf(size))).toBe(true);
  }
  for (const { old, size, path } of vectors.consistency) {
    expect(inRange(leaves, consistencyPath(old, size)).map((hash) => hash.toString('hex'))).toEqual(path);
    expect(provesConsistency({ old, size, path: path.map(bytes) }, rootOf(old), rootOf(size))).toBe(true);
  }
});

const flipped = (hash: Buffer) => Buffer.from(hash.map((byte, at) => (at === 7 ? byte ^ 16 : byte)));
/** What may not pass: an element changed, left out, put in front or behind. */
const spoilt = (path: readonly Buffer[], strange: Buffer): Buffer[][] => [
  [...path, strange],
  [strange, ...path],
  [...path, Buffer.alloc(0)],
  ...path.map((_, at) => path.filter((_each, other) => other !== at)),
  ...path.map((_, at) => path.map((each, other) => (other === at ? flipped(each) : each))),
];

test('nothing passes for a proof that is none', () => {
  for (const { index, size, path } of vectors.inclusion) {
    const proof = { index, size, leafHash: leaves[index] as Buffer, path: path.map(bytes) };
    const wrong = [
      ...spoilt(proof.path, rootOf(size)).map((each) => ({ ...proof, path: each })),
      ...[index - 1, index + 1, index + size, index + 0.5].map((each) => ({ ...proof, index: each })),
      ...[0, Math.floor(size / 2), size * 2].map((each) => ({ ...proof, size: each })),
      { ...proof, leafHash: flipped(proof.leafHash) },
      { ...proof, leafHash: Buffer.alloc(0) },
    ];
    expect(wrong.filter((each) => provesInclusion(each, rootOf(size)))).toEqual([]);
    expect(provesInclusion(proof, flipped(rootOf(size)))).toBe(false);
    expect(provesInclusion(proof, Buffer.alloc(0))).toBe(false);
  }
  for (const { old, size, path } of vectors.consistency) {
    const proof = { old, size, path: path.map(bytes) };
    const wrong = [
      ...spoilt(proof.path, rootOf(size)).map((each) => ({ ...proof, path: each })),
      ...[old - 1, old + 1, size + 1, -1].map((each) => ({ ...proof, old: each })),
      ...[Math.floor(size / 2), size * 2].map((each) => ({ ...proof, size: each })),
    ].filter((each) => each.old !== each.size || each.path.length > 0);
    expect(wrong.filter((each) => provesConsistency(each, rootOf(old), rootOf(size)))).toEqual([]);
    expect(provesConsistency(proof, flipped(rootOf(old)), rootOf(size))).toBe(false);
    expect(provesConsistency(proof, rootOf(old), flipped(rootOf(size)))).toBe(false);
  }
  // An empty proof proves nothing between two sizes, and a tree does not shrink.
  expect(provesConsistency({ old: 2, size: 3, path: [] }, rootOf(2), rootOf(3))).toBe(false);
  expect(provesConsistency({ old: 3, size: 2, path: [] }, rootOf(3), rootOf(2))).toBe(false);
  expect(provesConsistency({ old: 0, size: 3, path: [] }, rootOf(1), rootOf(3))).toBe(false);
});

test('every leaf and every size of trees of up to 70 leaves', () => {
  const many = Array.from({ length: 70 }, () => randomBytes(32));
  const roots = many.map((_, index) => root(many.slice(0, index + 1)));
  for (let size = 1; size <= many.length; size += 1) {
    const now = roots[size - 1] as Buffer;
    for (let index = 0; index < size; index += 1) {
      const path = inRange(many, inclusionPath(index, size));
      expect(provesInclusion({ index, size, leafHash: many[index] as Buffer, path }, now)).toBe(true);
      const old = index + 1;
      const consistent = { old, size, path: inRange(many, consistencyPath(old, size)) };
      expect(provesConsistency(consistent, roots[index] as Buffer, now)).toBe(true);
    }
  }
});

test('a tree goes on from its perfect subtrees, and tells which it completes', () => {
  const many = Array.from({ length: 40 }, () => randomBytes(32));
  for (let size = 0; size <= many.length; size += 1) {
    const nodes = perfectNodes([0, size]);
    const hashes = nodes.map(({ level, index }) => root(many.slice(index * 2 ** level, (index + 1) * 2 ** level)));
    expect(foldNodes(hashes)).toEqual(root(many.slice(0, size)));
    const told: string[] = [];
    const tree = growTree({ size, nodes: hashes }, ({ level, index }, hash) => {
      told.push(`${level}/${index}`);
      expect(hash).toEqual(root(many.slice(index * 2 ** level, (index + 1) * 2 ** level)));
    });
    for (const leaf of many.slice(size)) tree.add(leaf);
    expect(tree.size()).toBe(40);
    expect(tree.root()).toEqual(root(many));
    if (size === 0) expect(told.filter((node) => node.startsWith('3/'))).toEqual(['3/0', '3/1', '3/2', '3/3', '3/4']);
  }
});

test('sizes beyond 32 bits keep their digits', () => {
  const size = 2 ** 40 + 3;
  expect(inclusionPath(2 ** 40 + 2, size)).toEqual([
    [2 ** 40, 2 ** 40 + 2],
    [0, 2 ** 40],
  ]);
  expect(perfectNodes([0, size]).map(({ level }) => level)).toEqual([40, 1, 0]);
});
