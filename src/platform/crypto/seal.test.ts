import { expect, test } from 'vitest';
import { createSeal } from './seal.ts';

const seal = createSeal(Buffer.alloc(32, 1), 'test');

test('what was sealed is opened by who has the key, and shows nothing before', () => {
  const bytes = seal.seal('192.0.2.1 was here');
  expect(seal.open(bytes)).toBe('192.0.2.1 was here');
  expect(bytes.includes('192.0.2.1')).toBe(false);
  expect(seal.seal('192.0.2.1 was here').equals(bytes)).toBe(false);
});

test('what was changed, cut short, or sealed by others or for something else is not opened', () => {
  const bytes = seal.seal('a message');
  for (const place of [0, 13, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[place] = (changed[place] ?? 0) ^ 1;
    expect(seal.open(changed)).toBeNull();
  }
  expect(seal.open(bytes.subarray(0, bytes.length - 1))).toBeNull();
  expect(seal.open(Buffer.alloc(5))).toBeNull();
  expect(createSeal(Buffer.alloc(32, 2), 'test').open(bytes)).toBeNull();
  expect(createSeal(Buffer.alloc(32, 1), 'other').open(bytes)).toBeNull();
});
