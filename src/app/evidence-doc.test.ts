import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { logFindings } from '../parts/policy/index.ts';
import { leafOf, logEntry } from '../platform/evidence/leaf.ts';
import { provesConsistency, provesInclusion } from '../platform/evidence/merkle.ts';
import { openCheckpoint, readKey } from '../platform/evidence/note.ts';
import { logSources } from './log-sources.ts';

const text = readFileSync(resolve('docs/evidence-log.md'), 'utf8');
const vectors = JSON.parse(/```json vectors\n([\s\S]+?)\n```/.exec(text)?.[1] ?? '{}') as {
  key: string;
  entry: string;
  leafHash: string;
  inclusion: { checkpoint: string; rows: { row: string; nonce: string; leafIndex: number; path: string[] }[] };
  consistency: { old: number; size: number; path: string[]; before: string; after: string };
};
const bytes = (base64: string) => Buffer.from(base64, 'base64');

test('the vectors of the docs hold', () => {
  const keys = [readKey(vectors.key)].filter((key) => key !== null);
  const head = openCheckpoint(vectors.inclusion.checkpoint, keys);
  const [first] = vectors.inclusion.rows;
  expect(logEntry(bytes(first?.nonce ?? ''), first?.row ?? '').toString('hex')).toBe(vectors.entry);
  expect(leafOf(bytes(first?.nonce ?? ''), first?.row ?? '').toString('hex')).toBe(vectors.leafHash);
  expect(vectors.inclusion.rows).toHaveLength(3);
  for (const { row, nonce, leafIndex, path } of vectors.inclusion.rows) {
    const proof = {
      index: leafIndex,
      size: head?.size ?? 0,
      leafHash: leafOf(bytes(nonce), row),
      path: path.map(bytes),
    };
    expect(provesInclusion(proof, head?.root ?? bytes(''))).toBe(true);
  }
  const { before, after, path, ...sizes } = vectors.consistency;
  const [old, now] = [before, after].map((note) => openCheckpoint(note, keys)?.root ?? bytes(''));
  expect(provesConsistency({ ...sizes, path: path.map(bytes) }, old ?? bytes(''), now ?? bytes(''))).toBe(true);
});

test('the docs list every source with its fields, and every code', () => {
  for (const { name, fields } of logSources) {
    const row = text.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';
    const listed = [...row.matchAll(/`([^`]+)`/g)].map(([, field]) => field).slice(1);
    expect([name, ...listed.sort()]).toEqual([name, ...Object.keys(fields).sort()]);
  }
  for (const code of Object.keys(logFindings)) expect(text).toContain(`\`${code}\``);
});
