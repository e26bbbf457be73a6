import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, createDigests, normalEmail } from './digest.ts';

test('the same content has one canonical form', () => {
  expect(canonicalJson({ b: [1, { z: null, a: 'é"' }], a: undefined, c: true })).toBe(
    '{"b":[1,{"a":"é\\"","z":null}],"c":true}',
  );
});

test('the order of keys never matters, and nothing is lost', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean())), (object) => {
      const turned = Object.fromEntries(Object.entries(object).reverse());
      expect(canonicalJson(turned)).toBe(canonicalJson(object));
      expect(JSON.parse(canonicalJson(object))).toEqual(object);
    }),
  );
  expect.hasAssertions();
});

test('an address has one spelling and one digest under a key, and another under another', () => {
  const digests = createDigests(Buffer.alloc(32, 1));
  expect(normalEmail('  Ada@Example.COM ')).toBe('ada@example.com');
  expect(digests.email('Ada@example.com').equals(digests.email('ada@EXAMPLE.com '))).toBe(true);
  expect(digests.email('a@b.c').equals(createDigests(Buffer.alloc(32, 2)).email('a@b.c'))).toBe(false);
  expect(digests.email('x').equals(digests.machine('x'))).toBe(false);
});
