import type { Trx } from '../../../platform/db/database.ts';
import type { NumberedCell } from '../rules/cap.ts';
import { namedIn, sidesOf } from '../rules/dimensions.ts';
import type { Names } from '../rules/names.ts';
import { addValues, findValues, type NameOf } from '../store/values.ts';

/** A cell whose numbers are replaced: first those of Names, then passing ones, in the end those of the database. */
export type RenumberedCell = { -readonly [K in keyof NumberedCell]: NumberedCell[K] };

/** By number of dimension. */
type AllCells = ReadonlyMap<number, readonly NumberedCell[]>;

/**
 * Numbers that the database has for names. Names that have none yet get a passing one below 0; only what is left after the caps is given
 * one for good, so that names that pass by fill no table.
 */
export async function numbersFor(
  trx: Trx,
  of: { readonly siteId: number; readonly names: Names },
  all: readonly AllCells[],
) {
  const known = await knownNumbers(trx, of, all);
  const passing: NameOf[] = [];
  /** By place in `passing`: 0 for what is not left, -1 for what waits for a number. */
  const given: number[] = [];
  const numberOf = (dimension: number, numbers: Int32Array, name: number): number => {
    const found = numbers[name] ?? 0;
    if (found !== 0 || name === 0) return found;
    const value = of.names.text(dimension, name);
    if (value === null) return 0;
    given.push(0);
    numbers[name] = -passing.push({ dimension, value });
    return numbers[name];
  };
  const isKnown = (id: number) => id >= 0 || given[-id - 1] !== 0;
  let waiting: number[] = [];
  const keep = (id: number) => {
    if (isKnown(id)) return;
    given[-id - 1] = -1;
    waiting.push(-id - 1);
  };
  const forGood = (id: number) => (id >= 0 ? id : (given[-id - 1] as number));
  return {
    renumber(dimension: number, cells: readonly RenumberedCell[]): void {
      const [first, second] = sidesNamedIn(dimension);
      const [values, seconds] = [known.get(first) ?? none, known.get(second) ?? none];
      const isPair = sidesOf[dimension] !== undefined;
      for (const cell of cells) {
        cell.value = numberOf(first, values, cell.value);
        if (isPair) cell.second = numberOf(second, seconds, cell.second);
      }
    },
    known: ({ second, value }: NumberedCell) => isKnown(value) && isKnown(second),
    /** These cells are left: their names are to be given numbers. */
    keep(cells: readonly NumberedCell[]): void {
      for (const { second, value } of cells) {
        keep(value);
        keep(second);
      }
    },
    async give(): Promise<void> {
      const places = waiting;
      waiting = [];
      const names = places.map((place) => passing[place] as NameOf);
      for (const [at, id] of (await addValues(trx, of.siteId, names)).entries()) given[places[at] as number] = id;
    },
    finish(cells: readonly RenumberedCell[]): void {
      for (const cell of cells) {
        cell.value = forGood(cell.value);
        cell.second = forGood(cell.second);
      }
    },
  };
}

const none = new Int32Array(0);

function sidesNamedIn(dimension: number): readonly [number, number] {
  const [first, second] = sidesOf[dimension] ?? [dimension, dimension];
  return [namedIn(first), namedIn(second)];
}

function mark(numbers: Int32Array, cells: readonly NumberedCell[], side: 'value' | 'second'): void {
  for (let place = 0; place < cells.length; place++) numbers[(cells[place] as NumberedCell)[side]] = 1;
}

/** By dimension, for each number of Names that stands in some cells, that of the database; 0: none yet. */
async function knownNumbers(
  trx: Trx,
  { names, siteId }: { readonly siteId: number; readonly names: Names },
  all: readonly AllCells[],
): Promise<Map<number, Int32Array>> {
  const lists = names.lists();
  const known = new Map<number, Int32Array>();
  const of = (dimension: number) => {
    const found = known.get(dimension) ?? new Int32Array(lists[dimension]?.length ?? 0);
    known.set(dimension, found);
    return found;
  };
  for (const [dimension, cells] of all.flatMap((each) => [...each])) {
    const [first, second] = sidesNamedIn(dimension).map(of) as [Int32Array, Int32Array];
    mark(first, cells, 'value');
    if (sidesOf[dimension]) mark(second, cells, 'second');
  }
  const sought: NameOf[] = [];
  const places: (readonly [Int32Array, number])[] = [];
  for (const [dimension, numbers] of known)
    for (let name = numbers.indexOf(1); name >= 0; name = numbers.indexOf(1, name + 1)) {
      const value = names.text(dimension, name);
      if (value === null) continue;
      sought.push({ dimension, value });
      places.push([numbers, name]);
    }
  const found = await findValues(trx, siteId, sought);
  for (const [at, [numbers, name]] of places.entries()) numbers[name] = found[at] ?? 0;
  for (const numbers of known.values()) numbers[0] = 0;
  return known;
}
