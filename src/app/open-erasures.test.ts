import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownColumns } from '../parts/rights/index.ts';
import { partErasers } from './open-erasures.ts';

/** Of whom an erasure does not speak, and why. */
const others: Record<string, string> = {
  'auth.passkey.name': 'what the holder of an account calls their key; it goes with the account',
  'auth."user".name': 'the account of who works here or for a buyer: it goes with the account',
  'auth."user".email': 'as the name',
  'auth."user".image': 'as the name',
  'licensing.screening_entries.names': 'lists that authorities publish; replaced as a whole',
};

const schema = readFileSync(join(import.meta.dirname, '../../schema.sql'), 'utf8');
const labelled = [...schema.matchAll(/^COMMENT ON COLUMN (\S+) IS 'personal:\w+';$/gm)].map(([, name = '']) => name);

test('every column that may hold somebody’s data or words is known to an eraser, or stands here with its reason', () => {
  const known = [...partErasers.flatMap((eraser) => eraser.columns), ...ownColumns, ...Object.keys(others)];
  expect(labelled.length).toBeGreaterThan(60);
  expect(labelled.filter((name) => !known.includes(name))).toEqual([]);
});

test('no eraser names a column or a table that is not there', () => {
  const there = new Set([...schema.matchAll(/^COMMENT ON COLUMN (\S+) IS/gm)].map(([, name]) => name));
  const named = [...partErasers.flatMap((eraser) => eraser.columns), ...ownColumns, ...Object.keys(others)];
  expect(named.filter((name) => !there.has(name))).toEqual([]);
  const tables = new Set([...there].map((name = '') => name.split('.').slice(0, 2).join('.')));
  expect(partErasers.flatMap((eraser) => eraser.tables).filter((name) => !tables.has(name))).toEqual([]);
});

test('each column that an eraser names lies in a table that is written anew on disk afterwards', () => {
  for (const { columns, tables } of partErasers)
    for (const column of columns) expect(tables).toContain(column.split('.').slice(0, 2).join('.'));
});
