import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSerial, parseSerial, parseSerialPrefix, serialBytes } from './serial.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRTVWXYZ';
const fresh = () => makeSerial(randomBytes(serialBytes)) ?? '';
const bytes = fc.uint8Array({ minLength: 200, maxLength: 200 });

describe('a serial', () => {
  it('is four groups of five of its own alphabet', () => {
    expect(fresh()).toMatch(/^([0-9A-HJKMNPQRTV-Z]{5}-){3}[0-9A-HJKMNPQRTV-Z]{5}$/);
  });

  it('holds at least 80 random bits', () => {
    expect(19 * Math.log2(alphabet.length)).toBeGreaterThan(80);
  });

  it('needs enough usable bytes', () => {
    expect(makeSerial(new Uint8Array(48).fill(255))).toBeNull();
    expect(makeSerial(new Uint8Array(18))).toBeNull();
    expect(makeSerial(new Uint8Array(19))).toBe('00000-00000-00000-00000');
  });

  it('uses every character about as often', () => {
    const counts = new Map<string, number>();
    for (let round = 0; round < 2_000; round += 1)
      for (const sign of fresh().replaceAll('-', '')) counts.set(sign, (counts.get(sign) ?? 0) + 1);
    expect(counts.size).toBe(31);
    for (const count of counts.values()) expect(count).toBeGreaterThan((2_000 * 20) / 31 / 1.3);
  });
});

describe('reading a serial', () => {
  it('gives back what was made, however it is typed', () => {
    fc.assert(
      fc.property(
        bytes,
        fc.constantFrom('', ' ', '-', '  ', ' - ', '\u2013', '\u00a0', '.'),
        fc.boolean(),
        (random, between, small) => {
          const serial = makeSerial(random);
          fc.pre(serial !== null);
          const typed = (serial ?? '').split('-').join(between);
          expect(parseSerial(` ${small ? typed.toLowerCase() : typed}\n`)).toBe(serial);
        },
      ),
    );
  });

  it('reads look-alikes as what they look like', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const serial = makeSerial(random);
        fc.pre(serial !== null);
        const swap = (from: string, to: string) => (serial ?? '').replaceAll(from, to);
        for (const [from, to] of ['0O', '0o', '1I', '1L', '1l', '1i', '5S', 'VU'].map((pair) => [...pair]))
          expect(parseSerial(swap(from ?? '', to ?? ''))).toBe(serial);
      }),
    );
  });

  it('finds every single wrong character', () => {
    for (let sample = 0; sample < 20; sample += 1) {
      const plain = fresh().replaceAll('-', '');
      for (let place = 0; place < 20; place += 1)
        for (const sign of alphabet)
          if (sign !== plain[place])
            expect(parseSerial(plain.slice(0, place) + sign + plain.slice(place + 1))).toBeNull();
    }
  });

  it('finds every two exchanged characters, next to each other or not', () => {
    for (let sample = 0; sample < 20; sample += 1) {
      const plain = [...fresh().replaceAll('-', '')];
      for (let one = 0; one < 20; one += 1)
        for (let other = one + 1; other < 20; other += 1) {
          if (plain[one] === plain[other]) continue;
          const swapped = [...plain];
          [swapped[one], swapped[other]] = [plain[other] ?? '', plain[one] ?? ''];
          expect(parseSerial(swapped.join(''))).toBeNull();
        }
    }
  });

  it.each([
    ['nothing', ''],
    ['too short', '00000-00000-00000-0000'],
    ['too long', '00000-00000-00000-00000-0'],
    ['a sign outside the alphabet', '00000-00000-00000-0000!'],
    ['markup', '<script>alert(1)</script>'],
    ['far too long', '0'.repeat(1_000_000)],
    ['other digits', '\u0660'.repeat(20)],
  ])('refuses %s', (_, typed) => {
    expect(parseSerial(typed)).toBeNull();
  });

  it('reads any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(parseSerial(typed) ?? 'null').toMatch(/^null$|^.{23}$/);
      }),
    );
  });
});

describe('the beginning of a serial', () => {
  it.each([
    ['ab', 'AB'],
    ['abcdeo', 'ABCDE-0'],
    ['00000-00000-00000-00001', '00000-00000-00000-00001'],
    ['', null],
    ['company & name', null],
    ['0'.repeat(21), null],
  ])('%s is read as %s', (typed, read) => {
    expect(parseSerialPrefix(typed)).toBe(read);
  });
});
