import { expect, test } from 'vitest';
import { isPromised, registryFaults } from '../platform/clauses/registry.ts';
import { registeredClauses } from './registered-clauses.ts';

const numbered = (group: string, count: number) => Array.from({ length: count }, (_, index) => `${group}${index + 1}`);
const whole = [
  ...numbered('A', 6),
  ...numbered('M', 5),
  ...numbered('L', 5),
  ...numbered('U', 8),
  ...numbered('P', 2),
  ...numbered('F', 2),
  ...numbered('S', 6),
  ...numbered('T', 5),
];

test('every clause of the policy is listed, in its order, whether it is built or not', () => {
  expect(registeredClauses.map(({ id }) => id)).toEqual(whole);
  expect(registryFaults(registeredClauses)).toEqual([]);
});

test('what is not built is not promised', () => {
  const promised = registeredClauses.filter(isPromised).map(({ id }) => id);
  expect(promised).toEqual([
    'A1',
    'A2',
    'A3',
    'A4',
    'A6',
    'M3',
    'M5',
    'L1',
    'L2',
    'L3',
    'L4',
    'L5',
    'U1',
    'U2',
    'U3',
    'U4',
    'U5',
    'U6',
    'U7',
    'U8',
    'P1',
    'P2',
    'F2',
  ]);
  for (const clause of registeredClauses.filter((each) => !isPromised(each))) {
    expect(clause.text).toBe('');
    expect(clause.demands.every(({ built }) => built === false)).toBe(true);
  }
});

test('a correction of the address or the e-mail address is listed as not built, and not promised', () => {
  const clause = registeredClauses.find(({ id }) => id === 'M5');
  for (const id of ['M5.address', 'M5.email'])
    expect(clause?.demands).toContainEqual(expect.objectContaining({ id, built: false }));
  expect(clause?.text).toContain('name, telephone number, title and role');
});
