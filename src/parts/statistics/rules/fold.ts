/** A figure of one value (or pair of values) of a dimension, by its name or the number of that. */
export interface Cell<Value extends string | number = string> {
  /** Null: "other". */
  readonly value: Value | null;
  /** Of a pair, the second value; null: "other". Absent where there is no pair. */
  readonly second?: Value | null;
  readonly visits: number;
  readonly views: number;
  readonly bounces: number;
  readonly seconds: number;
  readonly amounts: number;
}

/** Cells of fewer visits than this are shown to nobody. */
export const k = 5;

/**
 * What may be shown of a dimension: cells of fewer than `k` visits go into "other". Where "other" would itself be so small
 * that it gives away what was folded, the smallest cells that are named go into it too, so that sums stay what they were; where
 * all of it comes to fewer than `k`, nothing is shown. Every way out calls this (or `mayName`): view, export, mail, API,
 * terminal, shared link. Dimensions that count requests of programs and no visits (bot, refusal) are no figures of people and
 * are not folded.
 * @returns the cells that are named, by visits, and "other" last where there is one
 */
export function fold<Value extends string | number>(cells: readonly Cell<Value>[]): Cell<Value>[] {
  const named: Cell<Value>[] = [];
  let other: Cell<Value> | null = null;
  for (const cell of cells) {
    if (cell.value !== null && cell.second !== null && cell.visits >= k) named.push(cell);
    else other = join(other, cell);
  }
  named.sort(byVisits);
  while (other !== null && tooSmall(other)) {
    const smallest = named.pop();
    if (smallest === undefined) break;
    other = join(other, smallest);
  }
  return other === null || tooSmall(other) ? named : [...named, other];
}

/**
 * Visits by ranges that make up all of them, such as the days of a month: none of one to four is told (null), nor what would give
 * it away by subtraction from all. What is hidden comes to `k` at least, and not to what says that each hidden range had just
 * one visit, or just as many as are still too few: until then the smallest range that is told is hidden too.
 */
export function foldRanges(visits: readonly number[]): (number | null)[] {
  const at = (index: number) => visits[index] ?? 0;
  const counted = [...visits.keys()].filter((index) => at(index) > 0);
  const hidden = new Set(counted.filter((index) => at(index) < k));
  const rest = counted.filter((index) => !hidden.has(index)).sort((a, b) => at(a) - at(b));
  const tells = () => {
    const sum = [...hidden].reduce((all, index) => all + at(index), 0);
    return sum < k || sum === hidden.size || sum === hidden.size * (k - 1);
  };
  while (hidden.size > 0 && rest.length > 0 && tells()) hidden.add(rest.shift() ?? 0);
  return visits.map((each, index) => (hidden.has(index) ? null : each));
}

/**
 * Whether `fold` leaves a value its name: for figures of one value alone, which would otherwise give away what was folded with it.
 * "Other" takes in one cell at most, as each that is named is large enough.
 */
export function mayName(cells: Listed, value: number): boolean {
  const other = { visits: 0, views: 0 };
  let sought = -1;
  let smallest = -1;
  for (let place = 0; place < cells.ids.length; place += 1) {
    const visits = cells.visits[place] as number;
    if (cells.ids[place] === 0 || visits < k) {
      other.visits += visits;
      other.views += cells.views[place] as number;
      continue;
    }
    if (cells.ids[place] === value) sought = place;
    if (smallest < 0 || byVisits(listed(cells, place), listed(cells, smallest)) > 0) smallest = place;
  }
  return sought >= 0 && !(sought === smallest && tooSmall(other));
}

/** Cells as rows of the database hold them: the n-th of each list is of the n-th value; 0 is "other". */
export interface Listed {
  readonly ids: ArrayLike<number>;
  readonly visits: ArrayLike<number>;
  readonly views: ArrayLike<number>;
}

function listed({ ids, visits, views }: Listed, place: number): Compared<number> {
  return { value: ids[place] as number, visits: visits[place] as number, views: views[place] as number };
}

type Compared<Value extends string | number> = Pick<Cell<Value>, 'value' | 'second' | 'visits' | 'views'>;

function tooSmall({ visits, views }: Pick<Cell, 'visits' | 'views'>): boolean {
  return visits < k && (visits > 0 || views > 0);
}

function byVisits<Value extends string | number>(a: Compared<Value>, b: Compared<Value>): number {
  return b.visits - a.visits || b.views - a.views || order(a, b);
}

function join<Value extends string | number>(other: Cell<Value> | null, cell: Cell<Value>): Cell<Value> {
  const sum = {
    visits: (other?.visits ?? 0) + cell.visits,
    views: (other?.views ?? 0) + cell.views,
    bounces: (other?.bounces ?? 0) + cell.bounces,
    seconds: (other?.seconds ?? 0) + cell.seconds,
    amounts: (other?.amounts ?? 0) + cell.amounts,
  };
  return cell.second === undefined ? { value: null, ...sum } : { value: null, second: null, ...sum };
}

function order<Value extends string | number>(a: Compared<Value>, b: Compared<Value>): number {
  return compare(a.value, b.value) || compare(a.second, b.second);
}

function compare(a: string | number | null | undefined, b: string | number | null | undefined): number {
  const [left, right] = [a ?? '', b ?? ''];
  return left < right ? -1 : left > right ? 1 : 0;
}
