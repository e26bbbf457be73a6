import { describe, expect, test } from 'vitest';
import { registeredClauses } from '../../../app/registered-clauses.ts';
import { concernedSections, missingClause, newUses, policyIds } from './version-changes.ts';

const section = (id: string, text = 'Words.') => ({ id, heading: id, text });
const change = (id: string) => ({ id, heading: id, kind: 'changed' as const, pieces: [] });

describe('a draft with a missing clause', () => {
  const all = policyIds.map((id) => ({ id }));
  const promised = new Set(['A1', 'U5']);
  test.each([
    ['whole', all, [section('A1'), section('U5')], null],
    ['without a clause in the registry', all.filter(({ id }) => id !== 'T5'), [section('A1'), section('U5')], 'T5'],
    ['without the words of a clause that is built', all, [section('A1')], 'U5'],
    ['with a clause that says nothing', all, [section('A1', ' \n'), section('U5')], 'A1'],
  ])('%s', (_name, clauses, sections, missing) => {
    expect(missingClause(clauses, promised, sections)).toBe(missing);
  });

  test('the registry names every clause', () => {
    expect(registeredClauses.map(({ id }) => id).toSorted()).toEqual(policyIds.toSorted());
  });
});

describe('new uses', () => {
  const before = [{ use: 'purpose support', category: 'email' }] as const;
  test.each([
    ['none where nothing was declared', [], [...before], []],
    ['none where all is known', before, [...before], []],
    [
      'another category of the same purpose',
      before,
      [...before, { use: 'purpose support', category: 'phone' } as const],
      [{ use: 'purpose support', category: 'phone' }],
    ],
  ])('%s', (_name, known, now, expected) => {
    expect(newUses(known, now)).toEqual(expected);
  });
});

test('whom changed sections concern: by the clause, by the uses that came or went, else everybody', () => {
  const facts = {
    clauses: [{ id: 'A1', concerns: [] }, { id: 'L5', concerns: ['identity' as const] }, { id: 'U1' }],
    usesBefore: [{ use: 'purpose support', category: 'email' as const }],
    uses: [{ use: 'purpose support', category: 'phone' as const }],
    all: ['identity', 'email', 'phone'] as const,
    useSections: { purposes: 'purpose', recipients: 'recipient' },
  };
  const concerned = concernedSections(['A1', 'L5', 'U1', 'vendor', 'purposes', 'recipients'].map(change), facts);
  expect(concerned.map(({ section: id, categories }) => [id, categories])).toEqual([
    ['A1', []],
    ['L5', ['identity']],
    ['U1', ['identity', 'email', 'phone']],
    ['vendor', ['identity', 'email', 'phone']],
    ['purposes', ['phone', 'email']],
    ['recipients', []],
  ]);
});
