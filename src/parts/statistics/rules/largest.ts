/** Rows of figures in flat memory. Each begins with a value, a second value (of a pair, else 0), visits and views. */
export interface FlatRows {
  readonly rows: Int32Array | Float64Array;
  readonly rowLength: number;
  readonly size: number;
}

/** Numbers of names fit into half of an exact integer each. */
const half = 2 ** 26;

/** In the order in which they decide. */
const figures = ['visits', 'views', 'number'] as const;

/**
 * Which of some rows are the `most` largest: those of most visits, then of most views, then of the smallest numbers. Picked
 * without sorting, as of the pairs of a busy day nearly all are left out.
 */
export function largestOf(flat: FlatRows, among: Int32Array, most: number): Int32Array {
  if (among.length <= most) return among;
  const found = new Int32Array(most);
  let count = 0;
  let tied = among;
  for (const figure of figures) {
    const each = figuresOf(flat, tied, figure);
    const least = nthLargest(each.slice(), most - count);
    const same = new Int32Array(tied.length);
    let tiedCount = 0;
    for (let place = 0; place < tied.length; place++) {
      if ((each[place] as number) > least) found[count++] = tied[place] as number;
      else if (each[place] === least) same[tiedCount++] = tied[place] as number;
    }
    tied = same.subarray(0, tiedCount);
    if (count + tiedCount <= most) break;
  }
  found.set(tied.subarray(0, most - count), count);
  return found;
}

function figuresOf({ rowLength, rows }: FlatRows, of: Int32Array, figure: (typeof figures)[number]): Float64Array {
  const list = new Float64Array(of.length);
  const column = figure === 'visits' ? 2 : 3;
  for (let place = 0; place < of.length; place++) {
    const at = (of[place] as number) * rowLength;
    // Of numbers the smallest are sought, so they are turned round.
    if (figure === 'number') list[place] = -((rows[at] as number) * half + (rows[at + 1] as number));
    else list[place] = rows[at + column] as number;
  }
  return list;
}

/** The n-th largest number of a list, counted from 1; the list is put into another order. */
export function nthLargest(list: Float64Array, n: number): number {
  let from = 0;
  let to = list.length - 1;
  for (;;) {
    const pivot = list[(from + to) >>> 1] as number;
    let larger = from;
    let smaller = to;
    for (let at = from; at <= smaller; ) {
      const number = list[at] as number;
      if (number > pivot) swap(list, at++, larger++);
      else if (number < pivot) swap(list, at, smaller--);
      else at++;
    }
    if (n <= larger) to = larger - 1;
    else if (n > smaller + 1) from = smaller + 1;
    else return pivot;
  }
}

function swap(list: Float64Array, a: number, b: number): void {
  const kept = list[a] as number;
  list[a] = list[b] as number;
  list[b] = kept;
}
