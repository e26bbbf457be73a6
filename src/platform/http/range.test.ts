import { expect, test } from 'vitest';
import { rangeOf } from './range.ts';

const file = { size: 1_000, etag: '"a"' };
const whole = { start: 0, end: 999, partial: false };

test.each([
  [undefined, whole],
  ['bytes=0-0', { start: 0, end: 0, partial: true }],
  ['bytes=500-', { start: 500, end: 999, partial: true }],
  ['bytes=500-5000', { start: 500, end: 999, partial: true }],
  ['bytes=-1', { start: 999, end: 999, partial: true }],
  ['bytes=-5000', { start: 0, end: 999, partial: true }],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=1000-', 'unsatisfiable'],
  ['bytes=1000-1001', 'unsatisfiable'],
  ['bytes=5-4', whole],
  ['bytes=-', whole],
  ['bytes=0-1,5-6', whole],
  ['bytes=a-b', whole],
  ['bytes=0x1-0x2', whole],
  ['lines=0-1', whole],
  ['bytes=99999999999999999999-', whole],
  ['bytes= 1-2', { start: 1, end: 2, partial: true }],
])('%s', (range, expected) => {
  expect(rangeOf({ range }, file)).toEqual(expected);
});

test('a range of another file is the whole of this one', () => {
  expect(rangeOf({ range: 'bytes=500-', 'if-range': '"a"' }, file)).toMatchObject({ start: 500 });
  expect(rangeOf({ range: 'bytes=500-', 'if-range': '"b"' }, file)).toEqual(whole);
  expect(rangeOf({ range: 'bytes=500-', 'if-range': 'Fri, 01 Jan 2027 00:00:00 GMT' }, file)).toEqual(whole);
});
