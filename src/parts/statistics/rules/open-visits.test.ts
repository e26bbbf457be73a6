import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OpenVisits } from './open-visits.ts';
import { beginVisit, blankHit, type Visit } from './visits.ts';

const visitOf = (lo: number): Visit => beginVisit({ ...blankHit(), lo });
const all = (open: OpenVisits): Visit[] => {
  const found: Visit[] = [];
  open.each((visit) => found.push(visit));
  return found;
};

test('what is put in and not taken out is there once, and is found by its key, however many there are', () => {
  const change = fc.record({
    lo: fc.integer({ min: -3_000, max: 3_000 }),
    takenOut: fc.nat(99),
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1_500, maxLength: 2_000, size: 'max' }), (changes) => {
      const open = new OpenVisits();
      const held: Visit[] = [];
      for (const { lo, takenOut } of changes) {
        const visit = visitOf(lo);
        open.add(visit);
        held.push(visit);
        if (takenOut > 30) continue;
        const [gone] = held.splice(Math.floor((takenOut / 31) * held.length), 1);
        if (gone) open.remove(gone);
      }
      expect(open.size).toBe(held.length);
      expect(new Set(all(open))).toEqual(new Set(held));
      for (const visit of held) {
        let near = open.near(visit.lo);
        while (near !== null && near !== visit) near = near.older;
        expect(near).toBe(visit);
      }
    }),
    { numRuns: 20 },
  );
});

test('all may be taken out while they are looked at, and others put in afterwards', () => {
  const open = new OpenVisits();
  for (let lo = 0; lo < 5_000; lo++) open.add(visitOf(lo * 7));
  open.each((visit) => open.remove(visit));
  expect([open.size, all(open)]).toEqual([0, []]);
  open.add(visitOf(1));
  expect(all(open)).toHaveLength(1);
});
