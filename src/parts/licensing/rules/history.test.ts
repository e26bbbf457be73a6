import { expect, it } from 'vitest';
import { type Handover, historyOf, mayGive } from './history.ts';

const on = (day: string) => new Date(`${day}T00:00:00Z`);

it('names all sellers in turn, and all owners once', () => {
  const handovers: Handover[] = [
    { kind: 'issued', to: 'distributor', at: on('2026-01-01') },
    { kind: 'passed on', to: 'reseller', at: on('2026-02-01') },
    { kind: 'handed over', to: 'buyer', at: on('2026-03-01') },
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

it.each([
  ['issued', null, true],
  ['issued', 'buyer', false],
  ['active', null, false],
  ['suspended', null, false],
  ['draft', null, false],
])('%s and of %s: %s', (state, company, may) => {
  expect(mayGive({ state, company })).toBe(may);
});
