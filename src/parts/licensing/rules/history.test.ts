import { expect, it } from 'vitest';
import { type Handover, historyOf, mayGive } from './history.ts';

const on = (day: string) => new Date(`${day}T00:00:00Z`);

it('follows the owners over a merge and its undoing', () => {
  const day = (n: number) => new Date(Date.UTC(2026, 0, n));
  const own = [
    { company: 'goes', at: day(1) },
    { company: 'other', at: day(2) },
    { company: 'stays', at: day(4) },
  ];
  const merge = { from: 'goes', into: 'stays', at: day(3), undoneAt: null };
  const short = (undoneAt: Date | null) =>
    historyOf([], own, [{ ...merge, undoneAt }]).owners.map(({ company, since, until }) => [
      company,
      since.getUTCDate(),
      until?.getUTCDate() ?? null,
    ]);
  expect(short(null)).toEqual([
    ['goes', 1, 3],
    ['other', 2, null],
    ['stays', 3, null],
  ]);
  expect(short(day(9))).toEqual([
    ['goes', 1, 3],
    ['other', 2, null],
    ['stays', 3, 9],
    ['goes', 9, null],
  ]);
});

it('names all sellers in turn, and all owners once', () => {
  const handovers: Handover[] = [
    { kind: 'issued', from: null, to: 'distributor', at: on('2026-01-01') },
    { kind: 'passed on', from: 'distributor', to: 'reseller', at: on('2026-02-01') },
    { kind: 'handed over', from: 'reseller', to: 'buyer', at: on('2026-03-01') },
  ];
  const registered = [
    { company: 'branch', at: on('2026-05-01') },
    { company: 'buyer', at: on('2026-04-01') },
    { company: 'branch', at: on('2026-06-01') },
  ];
  const { sellers, owners } = historyOf(handovers, registered);
  expect(sellers.map(({ company, until }) => [company, until])).toEqual([
    ['distributor', on('2026-02-01')],
    ['reseller', null],
  ]);
  expect(owners.map(({ company, since }) => [company, since])).toEqual([
    ['buyer', on('2026-03-01')],
    ['branch', on('2026-05-01')],
  ]);
});

it('a licence that goes over after a dispute ends with the one and begins with the other; taken back, the other way', () => {
  const handovers: Handover[] = [
    { kind: 'issued', from: null, to: 'reseller', at: on('2026-01-01') },
    { kind: 'transferred', from: 'buyer', to: 'claimant', at: on('2026-03-01') },
    { kind: 'transferred', from: 'claimant', to: 'buyer', at: on('2026-03-05') },
  ];
  const { sellers, owners } = historyOf(handovers, [{ company: 'buyer', at: on('2026-02-01') }]);
  expect(sellers.map(({ company, until }) => [company, until])).toEqual([['reseller', null]]);
  expect(owners.map(({ company, since, until, basis }) => [company, since, until, basis])).toEqual([
    ['buyer', on('2026-02-01'), on('2026-03-01'), 'activated it'],
    ['claimant', on('2026-03-01'), on('2026-03-05'), 'transferred after a dispute'],
    ['buyer', on('2026-03-05'), null, 'transferred after a dispute'],
  ]);
});

it.each([
  ['issued', null, true],
  ['issued', 'buyer', false],
  ['active', null, false],
  ['suspended', null, false],
  ['draft', null, false],
])('%s and of %s: %s', (state, company, may) => {
  expect(mayGive({ state, company })).toBe(may);
});
