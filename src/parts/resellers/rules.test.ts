import { describe, expect, it } from 'vitest';
import { type Assigned, assignAfterActivation, resellerOfPlace } from './rules.ts';

const assigned = (basis: Assigned['basis']): Assigned => ({ resellerCompanyId: 'old', basis });

describe('assignAfterActivation', () => {
  it.each([
    ['nobody knows the customer', null, null, null, null],
    [
      'the licence was sold by a reseller',
      null,
      'seller',
      null,
      { resellerCompanyId: 'seller', basis: 'sold the licence' },
    ],
    ['seller before territory', null, 'seller', 'local', { resellerCompanyId: 'seller', basis: 'sold the licence' }],
    ['only the territory', null, null, 'local', { resellerCompanyId: 'local', basis: 'territory' }],
    [
      'a seller replaces the territory',
      assigned('territory'),
      'seller',
      'local',
      { resellerCompanyId: 'seller', basis: 'sold the licence' },
    ],
    ['a territory does not move a customer', assigned('territory'), null, 'local', null],
    ['a second seller does not', assigned('sold the licence'), 'seller', 'local', null],
    ['nothing moves what staff decided', assigned('decision of staff'), 'seller', 'local', null],
  ] as const)('%s', (_, current, seller, local, expected) => {
    expect(assignAfterActivation({ current, seller, local })).toEqual(expected);
  });
});

describe('resellerOfPlace', () => {
  const territories = [
    { resellerCompanyId: 'germany', country: 'DE', region: null },
    { resellerCompanyId: 'hesse', country: 'DE', region: 'Hesse' },
    { resellerCompanyId: 'texas', country: 'US', region: 'Texas' },
  ];
  it.each([
    ['DE', 'Hesse', 'hesse'],
    ['DE', ' hESSE ', 'hesse'],
    ['DE', 'Saxony', 'germany'],
    ['DE', null, 'germany'],
    ['US', 'Texas', 'texas'],
    ['US', 'Ohio', null],
    ['US', null, null],
    ['FR', 'Hesse', null],
    [null, null, null],
  ])('%s, %s: %s', (country, region, expected) => {
    expect(resellerOfPlace(territories, { country, region })).toBe(expected);
  });
});
