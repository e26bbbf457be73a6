import { describe, expect, it } from 'vitest';
import { dayIn, identifyingFields, mayMailLink, toldState } from './links.ts';

const now = new Date('2026-03-02T09:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe('another link is mailed', () => {
  it.each<[string, Date[], boolean]>([
    ['the first time', [], true],
    ['not within a minute', [ago(59)], false],
    ['after a minute', [ago(60)], true],
    ['the fifth time in an hour', [ago(3000), ago(2000), ago(1000), ago(100)], true],
    ['not the sixth time in an hour', [ago(3000), ago(2000), ago(1000), ago(500), ago(100)], false],
  ])('%s', (_name, recent, allowed) => {
    expect(mayMailLink(recent, now)).toBe(allowed);
  });
});

describe('a correction', () => {
  it.each([
    [{ mayReceive: true, mailbox: 'a@b.example' }, 'queued'],
    [{ mayReceive: true, mailbox: null }, 'no mailbox'],
    [{ mayReceive: false, mailbox: 'a@b.example' }, 'ended'],
  ])('to %o is %s', (recipient, state) => {
    expect(toldState(recipient)).toBe(state);
  });

  it.each([
    [['phone'], []],
    [
      ['phone', 'name', 'companyName', 'street'],
      ['name', 'companyName'],
    ],
    [['email'], ['email']],
  ])('to one who was given %o names the person by %o', (given, known) => {
    expect(identifyingFields(given)).toEqual(known);
  });
});

it.each([
  ['Europe/Berlin', '2026-03-28T23:30:00Z', '2026-03-29'],
  ['Europe/Berlin', '2026-03-29T22:30:00Z', '2026-03-30'],
  ['America/New_York', '2026-03-29T03:30:00Z', '2026-03-28'],
])('a day in %s at %s is %s', (zone, at, day) => {
  expect(dayIn(zone, new Date(at))).toBe(day);
});
