import { expect, it } from 'vitest';
import { openSipHash } from './siphash.ts';

const key = Uint8Array.from({ length: 16 }, (_, n) => n);
const hex = ({ hi, lo }: { hi: number; lo: number }) =>
  [hi, lo].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');

// From the paper (15 bytes) and from the vectors of its authors, which list the bytes the lowest first.
it.each([
  [0, '726fdb47dd0e0e31'],
  [1, '74f839c593dc67fd'],
  [7, 'ab0200f58b01d137'],
  [8, '93f5f5799a932462'],
  [15, 'a129ca6149be45e5'],
  [63, '958a324ceb064572'],
])('hashes %i bytes as its authors do', (length, wanted) => {
  const bytes = Uint8Array.from({ length: length + 9 }, (_, n) => n);
  expect(hex(openSipHash(key)(bytes, length))).toBe(wanted);
});

it('takes no key of another length', () => {
  expect(() => openSipHash(new Uint8Array(15))).toThrow(TypeError);
});
