import fc from 'fast-check';
import { expect, test } from 'vitest';
import { labelBytes, makeLabel, parseLabel } from './label.ts';

const bytes = fc.uint8Array({ minLength: labelBytes, maxLength: labelBytes });

test('what is made is digits and nothing else, and is read again however it is typed', () => {
  fc.assert(
    fc.property(bytes, (random) => {
      const label = makeLabel(random);
      if (label === null) return;
      expect(label).toMatch(/^\d{4}-\d{4}-\d{4}$/);
      expect(parseLabel(` ${label.replaceAll('-', ' ')} `)).toBe(label);
      expect(parseLabel(label.replaceAll('-', ''))).toBe(label);
    }),
  );
});

test('one wrong digit is noticed', () => {
  fc.assert(
    fc.property(bytes, fc.nat(11), fc.integer({ min: 1, max: 9 }), (random, place, by) => {
      const plain = makeLabel(random)?.replaceAll('-', '');
      if (plain === undefined) return;
      const wrong = [...plain].map((digit, at) => (at === place ? (Number(digit) + by) % 10 : digit)).join('');
      expect(parseLabel(wrong)).toBeNull();
    }),
  );
});

test.each(['', 'Anna', '0000-0000-000', '1234-5678-9012-3', 'Anna-Anna-Anna', '٠٠٠٠-٠٠٠٠-٠٠٠٠x', '1'.repeat(61)])(
  '%s is no label',
  (typed) => {
    expect(parseLabel(typed)).toBeNull();
  },
);

test('too few usable bytes make none', () => {
  expect(makeLabel(new Uint8Array(labelBytes).fill(255))).toBeNull();
});
