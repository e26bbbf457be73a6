import { describe, expect, test } from 'vitest';
import type { Clause } from './clause.ts';
import { inPolicyOrder, isPromised, registryFaults } from './registry.ts';
import { clauseToCome } from './to-come.ts';

const toCome = clauseToCome({
  id: 'X2',
  part: 'all',
  title: 'To come',
  keeps: 'Nothing yet.',
  demands: { first: 'First.', second: 'Second.' },
});
const byPeople: Clause = {
  ...toCome,
  id: 'X1',
  text: 'We promise.',
  demands: [{ id: 'X1.promise', says: 'They keep it.', built: 'by people' }],
};

describe('a list of clauses', () => {
  test('may hold clauses of which nothing is built', () => {
    expect(registryFaults([byPeople, toCome])).toEqual([]);
    expect(toCome.demands.map(({ id, built }) => [id, built])).toEqual([
      ['X2.first', false],
      ['X2.second', false],
    ]);
    expect([byPeople, toCome].map(isPromised)).toEqual([true, false]);
  });

  test('has no sentence for what is not built, and none left out for what is', () => {
    expect(registryFaults([{ ...toCome, text: 'We promise.' }])).toEqual([
      'X2 has a sentence, but nothing of it is built',
    ]);
    expect(registryFaults([{ ...byPeople, text: ' ' }])).toEqual(['X1 has no sentence']);
  });

  test('says what is there twice, asks for nothing, or is not its own', () => {
    expect(registryFaults([toCome, { ...toCome, demands: [] }, { ...byPeople, id: 'X3' }])).toEqual([
      'X2 is there twice',
      'X2 asks for nothing',
      'X1.promise is not an id of X3',
    ]);
  });

  test('is put into the order of the policy', () => {
    const ids = ['T1', 'S2', 'S10', 'F1', 'P1', 'U3', 'L4', 'M5', 'A2', 'A1'];
    const sorted = inPolicyOrder(ids.map((id) => ({ ...toCome, id }))).map(({ id }) => id);
    expect(sorted).toEqual(['A1', 'A2', 'M5', 'L4', 'U3', 'P1', 'F1', 'S2', 'S10', 'T1']);
  });
});
