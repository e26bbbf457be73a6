/** A figure of one value (or pair of values) of a dimension. */
export interface Cell {
  /** Null: "other". */
  readonly value: string | null;
  /** Of a pair, the second value; null: "other". Absent where there is no pair. */
  readonly second?: string | null;
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
export function fold(cells: readonly Cell[]): Cell[] {
  const named = cells.filter(({ value, second, visits }) => value !== null && second !== null && visits >= k);
  named.sort((a, b) => b.visits - a.visits || b.views - a.views || order(a, b));
  const kept = new Set(named);
  let other = cells.filter((cell) => !kept.has(cell)).reduce<Cell | null>(join, null);
  while (other !== null && other.visits < k && (other.visits > 0 || other.views > 0)) {
    const smallest = named.pop();
    if (smallest === undefined) break;
    other = join(other, smallest);
  }
  return other === null ? named : [...named, other];
}

function join(other: Cell | null, cell: Cell): Cell {
  const names = cell.second === undefined ? { value: null } : { value: null, second: null };
  return {
    ...names,
    visits: (other?.visits ?? 0) + cell.visits,
    views: (other?.views ?? 0) + cell.views,
    bounces: (other?.bounces ?? 0) + cell.bounces,
    seconds: (other?.seconds ?? 0) + cell.seconds,
    amounts: (other?.amounts ?? 0) + cell.amounts,
  };
}

function order(a: Cell, b: Cell): number {
  const left = `${a.value}\n${a.second ?? ''}`;
  const right = `${b.value}\n${b.second ?? ''}`;
  return left < right ? -1 : left > right ? 1 : 0;
}
