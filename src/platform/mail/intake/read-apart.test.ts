import { PassThrough } from 'node:stream';
import { afterEach, expect, test, vi } from 'vitest';
import { readApart } from './read-apart.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('a mail that comes slowly is read once it is there', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const raw = new PassThrough();
  const reading = readApart(raw, { from: 'slow@elsewhere.example' });
  raw.write('From: slow@elsewhere.example\r\nSubject: Slow\r\n\r\n');
  await new Promise(setImmediate);
  vi.advanceTimersByTime(5 * 60_000);
  raw.end('It took its time.');
  const read = await reading;
  expect('mail' in read && read.mail.text).toBe('It took its time.');
});

test('one whose reading does not end is given up', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const raw = new PassThrough();
  const reading = readApart(raw, { from: 'never@elsewhere.example' });
  raw.end(`From: never@elsewhere.example\r\n${'X-Long: y\r\n'.repeat(1_000)}`);
  // The program that reads has hardly begun.
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  vi.advanceTimersByTime(31_000);
  expect('fault' in (await reading)).toBe(true);
});
