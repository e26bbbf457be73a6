import { forgetUnused } from './forget-names.ts';
import type { SiteCount } from './site-count.ts';

/** Lines come so late at most, in seconds: of downloads that took long, for one. */
const late = 3 * 3_600;

/** What one count may hold: bytes of its days (some weeks of a busy site), and names of one dimension. */
const usual = { bytes: 14_000_000, names: 16_000 };

/**
 * Keeps the memory of a count within bounds as a log is read: days that are over are folded, and names that nothing refers to are
 * forgotten.
 */
export class KeepWithin {
  private readonly count: SiteCount;
  private readonly most: { readonly bytes: number; names: number };

  constructor(count: SiteCount, most: { readonly bytes: number; readonly names: number } = usual) {
    this.count = count;
    this.most = { ...most };
  }

  /**
   * To be called now and then. @returns what was let go; once names were forgotten, numbers of names mean something else from now on
   */
  look(): 'nothing' | 'days' | 'names' {
    const { count, most } = this;
    const folds = memoryOf(count) > most.bytes;
    if (folds) this.foldUpTo(most.bytes / 2);
    if (this.names() <= most.names) return folds ? 'days' : 'nothing';
    // Names that only days refer to are let go with them.
    this.foldUpTo(0);
    forgetUnused(count, most.names / 2);
    // What is still referred to is not looked through with each block again.
    most.names = Math.max(most.names, 2 * this.names());
    return 'names';
  }

  /** Folds the days that came first. The first of all is at the edge of what is counted here, and the last are still going on. */
  private foldUpTo(bytes: number): void {
    const { count } = this;
    const { latest } = count.sessions;
    const [now, before] = [count.calendar.dayOf(latest), count.calendar.dayOf(latest - late)];
    const awaited = this.awaited();
    for (const day of [...count.days.keys()].slice(1)) {
      if (memoryOf(count) <= bytes) return;
      const isOver = Math.abs(day - now) > 1 || (day < before && !awaited.has(day));
      const tally = isOver ? count.take(day) : undefined;
      if (tally) count.folded.fold(day, tally);
    }
  }

  /** The days of visits that are in nothing yet: they go on, or lie at an edge. */
  private awaited(): Set<number> {
    const { count } = this;
    const days = new Set<number>();
    count.eachVisit((visit) => {
      days.add(count.dayOf(visit));
    });
    return days;
  }

  /** Of the dimension that has most. */
  private names(): number {
    const { names } = this.count;
    return names.lists().reduce((most, texts, named) => Math.max(most, (texts?.length ?? 0) - names.unused(named)), 0);
  }
}

function memoryOf({ days }: SiteCount): number {
  let bytes = 0;
  for (const { cells, visitors } of days.values()) {
    bytes += 3 * visitors.keys.byteLength;
    for (const each of cells) if (each) bytes += each.bytes;
  }
  return bytes;
}
