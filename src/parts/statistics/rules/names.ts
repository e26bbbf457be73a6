import { longestValue, namedIn } from './dimensions.ts';

/** Names of one dimension that are held at the same time; what comes new beyond is "other". */
const heldAtOnce = 500_000;

/**
 * Numbers the names of values, so that counting handles small integers. The numbers mean something only beside the Names that
 * gave them out; those of the database are others. 0 is "other".
 */
export class Names {
  private readonly numbers: Map<string, number>[] = [];
  private readonly texts: (string | undefined)[][] = [];
  private readonly free: number[][] = [];

  /** Number of a name in a dimension (entry and exit pages are numbered as pages). */
  id(dimension: number, text: string): number {
    const named = namedIn(dimension);
    let numbers = this.numbers[named];
    if (numbers === undefined) {
      numbers = new Map();
      this.numbers[named] = numbers;
      this.texts[named] = [undefined];
      this.free[named] = [];
    }
    const found = numbers.get(text);
    return found === undefined ? this.give(named, numbers, text) : found;
  }

  /** Null: "other". */
  text(dimension: number, id: number): string | null {
    return this.texts[namedIn(dimension)]?.[id] ?? null;
  }

  /** Forgets the names of a dimension that nothing refers to any more; their numbers are given out again. */
  keep(dimension: number, used: { has(id: number): boolean }): void {
    const named = namedIn(dimension);
    const texts = this.texts[named] ?? [];
    for (let id = 1; id < texts.length; id++) {
      const text = texts[id];
      if (text === undefined || used.has(id)) continue;
      this.numbers[named]?.delete(text);
      texts[id] = undefined;
      this.free[named]?.push(id);
    }
  }

  /** Numbers of a dimension that no name has just now. */
  unused(dimension: number): number {
    return this.free[namedIn(dimension)]?.length ?? 0;
  }

  /** All names of all dimensions: the n-th of a list is that of number n. */
  lists(): readonly (readonly (string | undefined)[] | undefined)[] {
    return this.texts;
  }

  private give(named: number, numbers: Map<string, number>, text: string): number {
    if (text.length > longestValue) return this.id(named, text.slice(0, longestValue).toWellFormed());
    if (numbers.size >= heldAtOnce) return 0;
    const texts = this.texts[named] ?? [];
    const id = this.free[named]?.pop() ?? texts.length;
    texts[id] = text;
    numbers.set(text, id);
    return id;
  }
}
