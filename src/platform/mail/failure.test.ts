import { expect, test } from 'vitest';
import { failureOf, nextTry } from './failure.ts';

const failing = (told: object) => failureOf(Object.assign(new Error('of the relay'), told));

test.each<[string, object, string]>([
  ['535 at the sign-in', { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, 'relay refused the sign-in'],
  ['a sign-in without a reply', { code: 'EAUTH', command: 'API' }, 'relay refused the sign-in'],
  ['530 at the sender', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 530 }, 'relay refused the sign-in'],
  ['530 at the recipient', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 530 }, 'relay refused the sign-in'],
  ['553 at the sender', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 553 }, 'relay takes nothing'],
  ['554 as greeting', { code: 'EPROTOCOL', command: 'CONN', responseCode: 554 }, 'relay takes nothing'],
  ['421 while talking', { code: 'ECONNECTION', command: 'CONN', responseCode: 421 }, 'relay takes nothing'],
  ['a connection that breaks', { code: 'ESOCKET', command: 'CONN' }, 'relay not reached'],
  ['450 at the recipient', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 450 }, 'refused for now'],
  ['550 at the recipient', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }, 'refused for good'],
  ['452 after the text', { code: 'EMESSAGE', command: 'DATA', responseCode: 452 }, 'refused for now'],
  ['554 after the text', { code: 'EMESSAGE', command: 'DATA', responseCode: 554 }, 'refused for good'],
  ['552 at the sender', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 552 }, 'refused for good'],
  ['larger than the relay says it takes', { code: 'EMESSAGE', command: 'MAIL FROM' }, 'refused for good'],
  ['an address that is none', { code: 'EENVELOPE', command: 'API' }, 'refused for good'],
])('%s', (_name, told, failure) => {
  expect(failing(told)).toBe(failure);
});

test('what is no error of the library is a relay that was not reached', () => {
  expect(failureOf('a text')).toBe('relay not reached');
});

const now = new Date('2026-03-02T09:00:00Z');
test.each([
  ['refused for now', 1, 1],
  ['refused for now', 11, 360],
  ['refused for now', 12, null],
  ['refused for good', 1, null],
  ['relay refused the sign-in', 1, 1],
  ['relay refused the sign-in', 4, 8],
  ['relay refused the sign-in', 5_000, 15],
  ['relay not reached', 12, 15],
] as const)('%s, try %i: again in %s minutes', (failure, attempts, minutes) => {
  const again = nextTry(failure, attempts, now);
  expect(again && (again.getTime() - now.getTime()) / 60_000).toBe(minutes);
});
