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
 * that it gives away what was folded, the smallest cells that are named go into it too. Sums stay what they were. Every way
 * out calls this: view, export, mail, API, metrics, terminal, shared link. Dimensions that count requests of programs and no
 * visits (bot, refusal) are no figures of people and are not folded.
 * @returns the cells that are named, by visits, and "other" last where there is one
 */
export function fold<Value extends string | number>(cells: readonly Cell<Value>[]): Cell<Value>[] {
  const named: Cell<Value>[] = [];
  let other: Cell<Value> | null = null;
  for (const cell of cells) {
    if (cell.value !== null && cell.second !== null && cell.visits >= k) named.push(cell);
    else other = join(other, cell);
  }
  named.sort((a, b) => b.visits - a.visits || b.views - a.views || order(a, b));
  while (other !== null && other.visits < k && (other.visits > 0 || other.views > 0)) {
    const smallest = named.pop();
    if (smallest === undefined) break;
    other = join(other, smallest);
  }
  return other === null ? named : [...named, other];
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

function order<Value extends string | number>(a: Cell<Value>, b: Cell<Value>): number {
  return compare(a.value, b.value) || compare(a.second, b.second);
}

function compare(a: string | number | null | undefined, b: string | number | null | undefined): number {
  const [left, right] = [a ?? '', b ?? ''];
  return left < right ? -1 : left > right ? 1 : 0;
}
