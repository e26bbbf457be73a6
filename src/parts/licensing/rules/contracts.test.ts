import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractFaults, contractState, reminderDays, reminderDue } from './contracts.ts';
import { addDays } from './terms.ts';

const contract = {
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  previousEndsOn: null,
  renewed: false,
  declined: false,
};

describe('the state of a contract', () => {
  it.each([
    ['2025-12-31', {}, 'coming'],
    ['2026-01-01', {}, 'running'],
    ['2026-12-31', {}, 'running'],
    ['2027-01-01', {}, 'lapsed'],
    ['2027-01-01', { declined: true }, 'ended'],
    ['2027-01-01', { renewed: true }, 'renewed'],
    ['2026-06-01', { previousEndsOn: '2025-12-31' }, 'running'],
    ['2026-06-01', { previousEndsOn: '2025-12-30' }, 'reinstated'],
  ])('on %s with %j: %s', (today, changes, state) => {
    expect(contractState({ ...contract, ...changes }, today)).toBe(state);
  });
});

describe('the reminder that is due', () => {
  it.each([
    [91, null],
    [90, 90],
    [61, 90],
    [60, 60],
    [31, 60],
    [30, 30],
    [8, 30],
    [7, 7],
    [0, 7],
    [-1, null],
  ])('%i days before the end is that of %s', (left, due) => {
    expect(reminderDue(addDays('2026-06-01', left), '2026-06-01')).toBe(due);
  });

  it('is each of the four once, in their order, whatever days the job runs on', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -5, max: 120 }), { minLength: 1 }), (days) => {
        const sent = days.sort((a, b) => b - a).map((left) => reminderDue(addDays('2026-06-01', left), '2026-06-01'));
        const kept = [...new Set(sent)].filter((due) => due !== null);
        expect(kept).toEqual(reminderDays.filter((due) => kept.includes(due)));
      }),
    );
  });
});

describe('a new contract', () => {
  const asked = { kind: 'maintenance', startsOn: '2027-01-01', endsOn: '2027-12-31', licenceId: 'l' };
  const previous = { endsOn: '2026-12-31', kind: 'maintenance', renewed: false, companyId: 'c', licenceId: 'l' };
  it.each([
    [{}, {}, []],
    [{ endsOn: '2026-12-31' }, {}, ['endsOn']],
    [{ licenceId: undefined }, { licenceId: null }, ['licenceId']],
    [{ startsOn: '2026-12-31' }, {}, ['startsOn']],
    [{}, { renewed: true }, ['renewsId']],
    [{}, { companyId: 'd' }, ['renewsId']],
    [{}, { kind: 'support' }, ['renewsId']],
    [{}, { licenceId: 'another' }, ['renewsId']],
  ])('%j after %j: faults in %j', (changes, before, fields) => {
    expect(Object.keys(contractFaults({ ...asked, ...changes }, { ...previous, ...before }, 'c'))).toEqual(fields);
  });

  it('names a licence or a company', () => {
    expect(contractFaults({ ...asked, kind: 'other', licenceId: undefined }, null, null)).toHaveProperty('companyId');
  });
});
