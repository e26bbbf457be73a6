import { describe, expect, it } from 'vitest';
import { acknowledgeDays, mayRemind, mostReminders, standing } from './holders.ts';

const told = new Date('2026-03-01T09:00:00Z');
const later = (days: number, ms = 0) => new Date(told.getTime() + days * 86_400_000 + ms);
const open = { state: 'queued', acknowledgedAt: null, toldAt: told, remindedAt: null, reminders: 0 } as const;

describe('a holder', () => {
  it.each([
    ['is left alone at first', open, later(acknowledgeDays, -1), false],
    ['is reminded after a week', open, later(acknowledgeDays), true],
    ['is reminded once a week', { ...open, reminders: 1, remindedAt: later(7) }, later(13), false],
    ['is reminded again', { ...open, reminders: 1, remindedAt: later(7) }, later(14), true],
    ['is left to staff in the end', { ...open, reminders: mostReminders, remindedAt: later(28) }, later(90), false],
    ['that has acknowledged is left alone', { ...open, acknowledgedAt: later(1) }, later(30), false],
    ['without a mailbox is written to by staff', { ...open, state: 'no mailbox' as const }, later(30), false],
  ])('%s', (_name, notice, now, reminded) => {
    expect(mayRemind(notice, now)).toBe(reminded);
  });

  it('is not waited for once it works with us no longer', () => {
    expect(standing({ state: 'ended', acknowledgedAt: null })).toBe('ended');
    expect(standing({ state: 'ended', acknowledgedAt: later(1) })).toBe('acknowledged');
    expect(standing({ state: 'no mailbox', acknowledgedAt: null })).toBe('open');
  });
});
