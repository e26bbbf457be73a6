import fc from 'fast-check';
import { expect, it } from 'vitest';
import { servedTogether } from './together.ts';

type Asked = { readonly id: number; readonly keys: readonly string[]; readonly fault?: 'refused' | 'lost' | 'apart' };

const refused = new Error('refused');
const lost = new Error('lost');

/** Serves what is asked, a turn of the loop later, and writes down in which groups. */
function aShop() {
  const groups: number[][] = [];
  const alone: number[] = [];
  let underWay = 0;
  let mostUnderWay = 0;
  const ask = servedTogether<Asked, number>({
    keysOf: ({ keys }) => keys,
    async together(all) {
      groups.push(all.map(({ id }) => id));
      underWay += 1;
      mostUnderWay = Math.max(mostUnderWay, underWay);
      await new Promise((done) => setTimeout(done, 1));
      underWay -= 1;
      if (all.some(({ fault }) => fault === 'lost')) throw lost;
      if (all.some(({ fault }) => fault === 'refused')) throw refused;
      return all.map(({ id, fault }) => (fault === 'apart' ? undefined : id));
    },
    async alone({ id, fault }) {
      alone.push(id);
      await Promise.resolve();
      if (fault === 'refused') throw refused;
      return -id;
    },
    isRefusal: (error) => error === refused,
  });
  return { ask, groups, alone, mostUnderWay: () => mostUnderWay };
}

const asked = (id: number, more: Partial<Asked> = {}): Asked => ({ id, keys: [`key ${id}`], ...more });

it('serves at once who comes alone, and together those who come at the same moment', async () => {
  const { ask, groups } = aShop();
  expect(await ask(asked(1))).toBe(1);
  expect(await Promise.all([2, 3, 4].map((id) => ask(asked(id))))).toEqual([2, 3, 4]);
  expect(groups).toEqual([[1], [2, 3, 4]]);
});

it('serves at most sixteen together, and at most two groups at the same time', async () => {
  const { ask, groups, mostUnderWay } = aShop();
  await Promise.all(Array.from({ length: 50 }, (_, id) => ask(asked(id))));
  expect(groups.map((group) => group.length)).toEqual([16, 16, 16, 2]);
  expect(mostUnderWay()).toBe(2);
});

it('serves alone those who could be the reason of a refusal, and only the one that is fails', async () => {
  const { ask, alone } = aShop();
  const all = [asked(1), asked(2, { fault: 'refused' }), asked(3, { fault: 'apart' })];
  const ends = await Promise.allSettled(all.map(ask));
  expect(ends.map((end) => (end.status === 'fulfilled' ? end.value : end.reason))).toEqual([-1, refused, -3]);
  expect(alone).toEqual([1, 2, 3]);
});

it('does nothing again where it is not known what was done', async () => {
  const { ask, alone } = aShop();
  const ends = await Promise.allSettled([asked(1), asked(2, { fault: 'lost' })].map(ask));
  expect(ends.map((end) => end.status === 'rejected' && end.reason)).toEqual([lost, lost]);
  expect(alone).toEqual([]);
});

it('answers everybody once with their own, and never two together that have something in common', async () => {
  const one = fc.record({
    keys: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 3 }),
    later: fc.nat(2),
    fault: fc.constantFrom(undefined, undefined, undefined, 'refused' as const, 'apart' as const),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(one, { maxLength: 40 }), async (all) => {
      const { ask, groups } = aShop();
      const ends = await Promise.allSettled(
        all.map(async ({ keys, later, fault }, at) => {
          if (later > 0) await new Promise((done) => setTimeout(done, later));
          return ask({ id: at + 1, keys, ...(fault && { fault }) });
        }),
      );
      for (const [at, end] of ends.entries())
        if (end.status === 'fulfilled') expect(Math.abs(end.value)).toBe(at + 1);
        else expect(all[at]?.fault).toBe('refused');
      for (const group of groups) {
        const keys = group.flatMap((id) => all[id - 1]?.keys ?? []);
        expect(new Set(keys).size).toBe(keys.length);
      }
      expect(groups.flat().sort((a, b) => a - b)).toEqual(all.map((_, at) => at + 1));
    }),
    { numRuns: 60 },
  );
});
