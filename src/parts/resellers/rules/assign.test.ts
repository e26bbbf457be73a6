import { describe, expect, it } from 'vitest';
import { type Assigned, assignAfterActivation } from './assign.ts';

const assigned = (basis: Assigned['basis']): Assigned => ({ resellerCompanyId: 'old', basis });

describe('assignAfterActivation', () => {
  it.each([
    ['nobody sold it', null, null, null],
    ['a reseller sold it', null, 'seller', { resellerCompanyId: 'seller', basis: 'sold the licence' }],
    [
      'a seller replaces the territory',
      assigned('territory'),
      'seller',
      { resellerCompanyId: 'seller', basis: 'sold the licence' },
    ],
    ['without a seller the territory stays', assigned('territory'), null, null],
    ['a second seller does not move a customer', assigned('sold the licence'), 'seller', null],
    ['nothing moves what staff decided', assigned('decision of staff'), 'seller', null],
  ] as const)('%s', (_, current, seller, expected) => {
    expect(assignAfterActivation({ current, seller })).toEqual(expected);
  });
});
