import { describe, expect, it } from 'vitest';
import { leadActs, mayAnswer, offerDue, offerStep } from './leads.ts';

const now = new Date('2026-03-01T12:00:00Z');
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);

it('an offer is open for three days', () => {
  expect(offerDue(now)).toEqual(hours(72));
});

it.each([
  ['just made', 72, null, null],
  ['a day and a second left', 24.001, null, null],
  ['a day left', 24, null, 'remind'],
  ['reminded already', 12, hours(-1), null],
  ['the last second', 0.0003, hours(-1), null],
  ['over', 0, hours(-1), 'lapse'],
  ['long over, never reminded', -48, null, 'lapse'],
])('offerStep: %s', (_, left, remindedAt, expected) => {
  expect(offerStep({ dueAt: hours(left), remindedAt }, now)).toBe(expected);
});

describe('mayAnswer', () => {
  const offered = { state: 'offered', holderCompanyId: 'us' } as const;
  it.each([
    ['its offer, in time', offered, { dueAt: hours(1) }, true],
    ['that of another', { ...offered, holderCompanyId: 'them' }, { dueAt: hours(1) }, false],
    ['too late', offered, { dueAt: now }, false],
    ['taken already', { state: 'accepted', holderCompanyId: 'us' } as const, null, false],
    ['nobody has it', { state: 'waiting', holderCompanyId: null } as const, null, false],
  ])('%s', (_, lead, offer, expected) => {
    expect(mayAnswer(lead, offer, { company: 'us', now })).toBe(expected);
  });
});

it.each([
  [
    'a reseller, offered',
    { state: 'offered', holderCompanyId: 'us' },
    { keeper: false, company: 'us' },
    ['accept', 'decline'],
  ],
  ['another reseller', { state: 'offered', holderCompanyId: 'us' }, { keeper: false, company: 'them' }, []],
  ['a reseller, taken', { state: 'accepted', holderCompanyId: 'us' }, { keeper: false, company: 'us' }, ['close']],
  [
    'the desk, waiting',
    { state: 'waiting', holderCompanyId: null },
    { keeper: true, company: null },
    ['offer', 'close'],
  ],
  ['the desk, closed', { state: 'closed', holderCompanyId: 'us' }, { keeper: true, company: null }, []],
  ['other staff', { state: 'waiting', holderCompanyId: null }, { keeper: false, company: null }, []],
] as const)('leadActs: %s', (_, lead, who, expected) => {
  expect(leadActs(lead, who)).toEqual(expected);
});
