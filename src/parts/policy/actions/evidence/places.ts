import type { Database } from '../../../../platform/db/database.ts';
import type { LogSource } from '../../../../platform/evidence/source.ts';
import { idBefore, uuidAt } from '../../rules/log-places.ts';
import { lastLogged, nextStretch, transactionsNow, type UnloggedRow } from '../../store/log/rows.ts';

type Reads = Database['read'];

/** How often all rows are looked at, for one whose id is out of order. */
const allEvery = 3_600_000;

/** Finds the rows of one source that are no leaves yet, without an index of its own and without looking at all rows each time. */
export interface Places {
  /** New rows of the next stretch. */
  look(db: Reads, limit: number): Promise<Looked>;
}

export interface Looked {
  readonly rows: readonly UnloggedRow[];
  /** Whether there may be more at once. */
  readonly more: boolean;
  /** Moves on; to be called once the rows are committed as leaves. */
  keep(): void;
}

/** One pass over the rows, in stretches. */
interface Pass {
  from: string | null;
  /** When it began: transactions before `oldest` were over, those from `next` on had not begun. */
  readonly oldest: bigint;
  readonly next: bigint;
  /** Where rows were already being written to. */
  readonly place: string | null;
}

/**
 * Rows are looked at in the order of their ids. A row may become visible after one with a later id, so a place is passed for good only
 * once every transaction that was under way when it was reached is over.
 */
export function placesOf(source: LogSource): Places {
  let safe: string | null = null;
  let seen: string | null = null;
  let pass: Pass | null = null;
  let allAt: number | null = null;
  let reached: Pass[] = [];

  async function begin(db: Reads): Promise<Pass> {
    const { oldest, next, now } = await transactionsNow(db);
    if (allAt === null) {
      allAt = now.getTime();
      seen = await lastLogged(db, source, source.id === 'uuid' ? uuidAt(now.getTime()) : null);
      safe = idBefore(source.id, seen, 'wide');
    }
    const all = now.getTime() - allAt > allEvery;
    if (all) allAt = now.getTime();
    const place = source.id === 'uuid' ? idBefore('uuid', uuidAt(now.getTime())) : idBefore('number', seen);
    return { from: all ? null : safe, oldest, next, place };
  }

  return {
    async look(db, limit) {
      const under = pass ?? (await begin(db));
      const { rows, looked, last } = await nextStretch(db, source, { after: under.from, limit });
      const more = looked === limit;
      return {
        rows,
        more,
        keep() {
          pass = more ? { ...under, from: last } : null;
          if (more) return;
          seen = last ?? seen;
          safe = reached.findLast((each) => each.next <= under.oldest)?.place ?? safe;
          reached = [...reached.filter((each) => each.next > under.oldest), under];
        },
      };
    },
  };
}
