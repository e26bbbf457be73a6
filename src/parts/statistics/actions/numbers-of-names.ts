import type { Trx } from '../../../platform/db/database.ts';
import type { NumberedCell } from '../rules/cap.ts';
import { namedIn, sidesOf } from '../rules/dimensions.ts';
import type { Cell } from '../rules/fold.ts';
import { addValues, findValues, type NameOf, nameKey } from '../store/values.ts';

/**
 * Numbers of names. Those that have none yet get a passing one below 0; only what is left after the caps is given one for good, so
 * that names that pass by fill no table.
 */
export async function numbersFor(trx: Trx, siteId: number, all: readonly ReadonlyMap<number, readonly Cell[]>[]) {
  const known = await knownNumbers(trx, siteId, all);
  const passing: NameOf[] = [];
  const kept = new Set<number>();
  let waiting: NameOf[] = [];
  const given = new Map<string, number>();
  const number = (dimension: number, value: string | null | undefined): number => {
    if (value === null || value === undefined) return 0;
    const numbers = known.get(dimension) as Map<string, number>;
    const found = numbers.get(value);
    if (found) return found;
    passing.push({ dimension, value });
    numbers.set(value, -passing.length);
    return -passing.length;
  };
  const forGood = (id: number) => (id >= 0 ? id : (given.get(nameKey(passing[-id - 1] as NameOf)) ?? 0));
  const isKnown = (id: number) => id >= 0 || kept.has(id);
  return {
    numbered(of: number, cells: readonly Cell[]): NumberedCell[] {
      const [first, second] = (sidesOf[of] ?? [of, of]).map(namedIn) as [number, number];
      return cells.map((cell) => {
        const { amounts, bounces, seconds, views, visits } = cell;
        const value = number(first, cell.value);
        return { value, second: number(second, cell.second), visits, views, bounces, seconds, amounts };
      });
    },
    known: ({ second, value }: NumberedCell) => isKnown(value) && isKnown(second),
    /** These cells are left: their names are to be given numbers. */
    keep(cells: readonly NumberedCell[]): void {
      for (const { second, value } of cells)
        for (const id of [value, second]) {
          if (isKnown(id)) continue;
          kept.add(id);
          waiting.push(passing[-id - 1] as NameOf);
        }
    },
    async give(): Promise<void> {
      for (const [name, id] of await addValues(trx, siteId, waiting)) given.set(name, id);
      waiting = [];
    },
    given: (cell: NumberedCell): NumberedCell => ({
      ...cell,
      value: forGood(cell.value),
      second: forGood(cell.second),
    }),
  };
}

/** By dimension, the numbers of all names of some cells; 0: none yet. */
async function knownNumbers(trx: Trx, siteId: number, all: readonly ReadonlyMap<number, readonly Cell[]>[]) {
  const known = new Map<number, Map<string, number>>();
  const of = (dimension: number) => {
    const found = known.get(dimension) ?? new Map<string, number>();
    known.set(dimension, found);
    return found;
  };
  for (const [dimension, each] of all.flatMap((cells) => [...cells])) {
    const [first, second] = (sidesOf[dimension] ?? [dimension, dimension]).map((side) => of(namedIn(side))) as [
      Map<string, number>,
      Map<string, number>,
    ];
    for (const cell of each) {
      if (cell.value !== null) first.set(cell.value, 0);
      if (cell.second !== null && cell.second !== undefined) second.set(cell.second, 0);
    }
  }
  const names = [...known].flatMap(([dimension, values]) => [...values.keys()].map((value) => ({ dimension, value })));
  const found = await findValues(trx, siteId, names);
  for (const name of names) known.get(name.dimension)?.set(name.value, found.get(nameKey(name)) ?? 0);
  return known;
}
