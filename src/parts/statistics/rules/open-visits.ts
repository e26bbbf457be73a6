import type { Visit } from './visits.ts';

const least = 256;

/**
 * Visits that are open, found by their keys: lists under the lowest bits of a key, as many as there are visits or more. A Map would
 * make its table anew again and again, and its old tables keep visits in memory that have long ended.
 */
export class OpenVisits {
  size = 0;
  private lists: (Visit | null)[] = empty(least);

  /** The first of the visits among which one of this key would be; the others follow by `older`. */
  near(lo: number): Visit | null {
    return this.lists[lo & (this.lists.length - 1)] as Visit | null;
  }

  add(visit: Visit): void {
    if (this.size >= this.lists.length) this.resize(this.lists.length * 4);
    this.put(visit);
    this.size++;
  }

  remove(visit: Visit): void {
    const place = visit.lo & (this.lists.length - 1);
    let before = this.lists[place] as Visit | null;
    if (before === visit) this.lists[place] = visit.older;
    else {
      while (before !== null && before.older !== visit) before = before.older;
      if (before === null) return;
      before.older = visit.older;
    }
    visit.older = null;
    this.size--;
  }

  /** All of them; the one that is looked at may be removed. */
  each(look: (visit: Visit) => void): void {
    // Memory of a busy hour is given back.
    if (this.lists.length > least && this.size < this.lists.length / 32) this.resize(this.lists.length / 8);
    for (const head of this.lists)
      for (let visit = head; visit !== null; ) {
        const { older }: Visit = visit;
        look(visit);
        visit = older;
      }
  }

  private put(visit: Visit): void {
    const place = visit.lo & (this.lists.length - 1);
    visit.older = this.lists[place] as Visit | null;
    this.lists[place] = visit;
  }

  private resize(length: number): void {
    const before = this.lists;
    this.lists = empty(Math.max(length, least));
    for (const head of before)
      for (let visit = head; visit !== null; ) {
        const { older }: Visit = visit;
        this.put(visit);
        visit = older;
      }
  }
}

function empty(length: number): (Visit | null)[] {
  return new Array<Visit | null>(length).fill(null);
}
