import { expect, test } from 'vitest';
import { contrastOnWhite, isMailbox, isTimeZone } from './vendor.ts';

test.each([
  ['#000000', 21],
  ['#ffffff', 1],
  ['#767676', 4.54],
  ['#1c5d99', 6.83],
])('the contrast of %s on white is %f', (color, contrast) => {
  expect(contrastOnWhite(color)).toBeCloseTo(contrast, 1);
});

test.each(['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+3'])('%s is a time zone', (name) => {
  expect(isTimeZone(name)).toBe(true);
});
test.each(['', '+02:00', 'Berlin', 'Europe/', '../etc', 'Europe/Berlin '])('"%s" is none', (name) => {
  expect(isTimeZone(name)).toBe(false);
});

test.each(['a@b.example', 'first.last+tag@sub.vendor.example'])('%s is a mailbox', (text) => {
  expect(isMailbox(text)).toBe(true);
});
test.each(['a@b', 'a b@c.example', 'A <a@b.example>', 'a@b.example,c@d.example', 'a@b.example\n', '@b.example', 'a@.'])(
  '"%s" is none',
  (text) => {
    expect(isMailbox(text)).toBe(false);
  },
);
