import { describe, expect, it } from 'vitest';
import { type Prospect, postalKey, rankTerritories, reasonOf, type Territory, territoryFaults } from './territories.ts';

let made = 0;
function territory(resellerCompanyId: string, changes: Partial<Territory>): Territory {
  made += 1;
  return {
    id: `t${made}`,
    resellerCompanyId,
    country: null,
    region: null,
    postalFrom: null,
    postalTo: null,
    industry: null,
    account: null,
    accountKey: null,
    priority: 100,
    fromOn: null,
    untilOn: null,
    createdAt: new Date(made),
    ...changes,
  };
}

const territories = [
  territory('germany', { country: 'DE' }),
  territory('hesse', { country: 'DE', region: 'Hesse' }),
  territory('south', { country: 'DE', postalFrom: '80', postalTo: '89' }),
  territory('munich', { country: 'DE', postalFrom: '803', postalTo: '803' }),
  territory('cars', { industry: 'Automotive' }),
  territory('gears', { account: 'Gears Ltd', accountKey: 'gears ltd' }),
  territory('stand-in', { country: 'AT', priority: 20, fromOn: '2026-01-01', untilOn: '2026-01-31' }),
  territory('austria', { country: 'AT' }),
  territory('texas', { country: 'US', region: 'Texas' }),
  territory('london', { country: 'GB', postalFrom: 'EC1', postalTo: 'EC4' }),
];
const prospect = (changes: Partial<Prospect>): Prospect => ({
  country: null,
  region: null,
  postalCode: null,
  industry: null,
  nameKey: null,
  ...changes,
});
const first = (changes: Partial<Prospect>, day = '2026-06-01') =>
  rankTerritories(territories, prospect(changes), day)[0]?.resellerCompanyId ?? null;

describe('rankTerritories', () => {
  it.each([
    ['the country', { country: 'DE' }, 'germany'],
    ['its region, however it is written', { country: 'DE', region: ' hESSE ' }, 'hesse'],
    ['another region', { country: 'DE', region: 'Saxony' }, 'germany'],
    ['a range of postal codes', { country: 'DE', postalCode: '86150' }, 'south'],
    ['both ends belong to it', { country: 'DE', postalCode: '89999' }, 'south'],
    ['the longer prefix', { country: 'DE', postalCode: '80331' }, 'munich'],
    ['a postal code before a region', { country: 'DE', region: 'Hesse', postalCode: '80331' }, 'munich'],
    ['a code too short to tell', { country: 'DE', postalCode: '8' }, 'germany'],
    ['letters and spaces in a code', { country: 'GB', postalCode: 'ec2 a 4ne' }, 'london'],
    ['the same code elsewhere', { country: 'FR', postalCode: '80331' }, null],
    ['an industry where no country fits', { country: 'FR', industry: 'automotive' }, 'cars'],
    ['an industry is narrower than a country', { country: 'DE', industry: 'Automotive' }, 'cars'],
    [
      'a named account before all',
      { country: 'DE', region: 'Hesse', postalCode: '80331', nameKey: 'gears ltd' },
      'gears',
    ],
    ['a region of another country', { country: 'US', region: 'Hesse' }, null],
    ['nothing known', {}, null],
  ] as const)('%s', (_, changes, expected) => {
    expect(first(changes)).toBe(expected);
  });

  it('goes by priority first, and by the days on which a territory holds', () => {
    expect(first({ country: 'AT' }, '2025-12-31')).toBe('austria');
    expect(first({ country: 'AT' }, '2026-01-01')).toBe('stand-in');
    expect(first({ country: 'AT' }, '2026-01-31')).toBe('stand-in');
    expect(first({ country: 'AT' }, '2026-02-01')).toBe('austria');
  });

  it('names everybody who comes after the first', () => {
    const ranked = rankTerritories(
      territories,
      prospect({ country: 'DE', region: 'Hesse', postalCode: '80331' }),
      '2026-06-01',
    );
    expect(ranked.map(({ resellerCompanyId }) => resellerCompanyId)).toEqual(['munich', 'south', 'hesse', 'germany']);
  });
});

it('reasonOf says what fitted', () => {
  expect(reasonOf(territory('x', { country: 'DE', postalFrom: '80', postalTo: '89', priority: 10 }))).toBe(
    'territory: country DE, postal codes 80… to 89… (priority 10)',
  );
  expect(reasonOf(territory('x', { account: 'Gears Ltd', accountKey: 'gears ltd', industry: 'Rail' }))).toBe(
    'territory: named account Gears Ltd, industry Rail (priority 100)',
  );
});

it('postalKey keeps letters and digits', () => {
  expect(postalKey(' ec1-a 1bb')).toBe('EC1A1BB');
});

it.each([
  ['nothing', {}, 'country'],
  ['a region of no country', { industry: 'Rail', region: 'Hesse' }, 'region'],
  ['postal codes of no country', { industry: 'Rail', postalFrom: '80' }, 'postalFrom'],
  ['a range of two lengths', { country: 'DE', postalFrom: '80', postalTo: '899' }, 'postalTo'],
  ['a range that runs backwards', { country: 'DE', postalFrom: '89', postalTo: '80' }, 'postalTo'],
  ['an end without a beginning', { country: 'DE', postalTo: '80' }, 'postalFrom'],
  ['a postal code of signs', { country: 'DE', postalFrom: '--' }, 'postalFrom'],
  ['days that run backwards', { country: 'DE', fromOn: '2026-02-01', untilOn: '2026-01-01' }, 'untilOn'],
])('territoryFaults finds %s', (_, changes, field) => {
  const none = { country: null, region: null, postalFrom: null, postalTo: null, industry: null, account: null };
  expect(Object.keys(territoryFaults({ ...none, fromOn: null, untilOn: null, ...changes }))).toContain(field);
});
