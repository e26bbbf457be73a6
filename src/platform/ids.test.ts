import { expect, it } from 'vitest';
import { systemIds } from './ids.ts';

const made = Array.from({ length: 5_000 }, () => systemIds.uuid());

it('makes uuids of version 7, none of them twice', () => {
  for (const id of made) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(made).size).toBe(made.length);
});

it('of which a later one comes later', async () => {
  await new Promise((done) => setTimeout(done, 3));
  const later = systemIds.uuid();
  expect(made.every((id) => id < later)).toBe(true);
});

it('whose other bits are random: each of them is now 0 and now 1', () => {
  const bits = made.map((id) => BigInt(`0x${id.replaceAll('-', '').slice(13)}`));
  // Four hexadecimal digits of 16 are three of random bits and the two bits of the variant.
  for (let place = 0n; place < 74n; place += 1n) {
    if (place >= 62n && place < 64n) continue;
    const ones = bits.filter((each) => (each >> place) & 1n).length;
    expect(ones).toBeGreaterThan(2_000);
    expect(ones).toBeLessThan(3_000);
  }
});
