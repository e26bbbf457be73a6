import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { DayCounts } from '../rules/day-counts.ts';
import { readDayCells, type StoredCell } from '../store/open-day.ts';
import { readClosedSince, readOpenDays } from '../store/write.ts';
import type { DayRow } from '../tables.ts';
import type { Hit } from '../wire/hit.ts';
import { type Closing, closeDays, flushSite, type WriteDeps } from './flush.ts';
import { OpenSite } from './open-site.ts';
import type { Sites } from './sites.ts';

export type CounterDeps = Pick<Deps, 'db' | 'clock' | 'log' | 'ids'>;

/** Counting in this process, as long as it is the one that counts. */
export interface Here {
  take(hit: Hit): void;
  site(siteId: number): OpenSite | null;
  tick(): Promise<void>;
}

export interface HereOptions {
  readonly sites: Sites;
  readonly random: () => Uint8Array;
  readonly mayWrite: (trx: Trx) => Promise<boolean>;
}

/** Days are looked back on, to see which were closed already. */
const daysBack = 9;

/** Begins to count: goes on with the days that were being counted when a server ended. */
export async function countHere(deps: CounterDeps, options: HereOptions): Promise<Here> {
  const { sites } = options;
  const writing: WriteDeps = { db: deps.db, clock: deps.clock, log: deps.log, mayWrite: options.mayWrite };
  const open = new Map<number, OpenSite>();
  let closings: Closing[] = [];
  const now = () => deps.clock.now().getTime();
  const since = now();

  function site(siteId: number): OpenSite | null {
    const found = open.get(siteId);
    if (found) return found;
    const known = sites.byId(siteId);
    if (known === null) return null;
    const begun = new OpenSite(known, options.random, since);
    open.set(siteId, begun);
    return begun;
  }

  if (sites.all().length === 0) await sites.refresh();
  closings = await restore(deps, site);
  return {
    take: (hit) => site(hit.siteId)?.take(hit, now()),
    site,
    async tick() {
      for (const each of open.values()) {
        each.settle(Math.floor(now() / 1000));
        await flushSite(writing, each);
        for (const counts of each.takeClosed(Math.floor(now() / 1000))) closings.push({ siteId: each.id, counts });
      }
      // Taken out first: what comes meanwhile is for the next time.
      const due = closings;
      closings = [];
      closings.push(...(await closeDays(writing, due)));
      for (const known of sites.all()) {
        const each = open.get(known.id);
        if (each && !each.obey(known)) begin(each);
      }
    },
  };

  /**
   * Another time zone: days are cut elsewhere from now on, and visits that go on are counted as they are. The day that goes on there,
   * too, is gone on with as after a new start; all others are closed.
   */
  function begin(before: OpenSite): void {
    open.delete(before.id);
    const begun = site(before.id);
    for (const { counts, late } of before.takeAll(Math.floor(now() / 1000)))
      if (late || !begun?.goesOn(counts.day, now())) closings.push({ siteId: before.id, counts });
      else begun.restore(openRow(before.id, counts), storedCells(counts), now());
  }
}

function openRow(siteId: number, { day, figures }: DayCounts): DayRow {
  return { ...figures, site_id: siteId, origin: 'live', day, closed: false };
}

function storedCells({ cells }: DayCounts): StoredCell[] {
  return [...cells].flatMap(([dimension, each]) =>
    each.map(({ second = null, ...cell }) => ({ ...cell, second, dimension })),
  );
}

/** @returns days of sites that are counted no longer: nothing more will come of them */
async function restore(deps: CounterDeps, site: (siteId: number) => OpenSite | null): Promise<Closing[]> {
  const { db } = deps;
  const now = deps.clock.now().getTime();
  const since = new Date(now - daysBack * 86_400_000).toISOString().slice(0, 10);
  for (const { day, siteId } of await readClosedSince(db.read, since)) site(siteId)?.wasClosed(day);
  const over: Closing[] = [];
  for (const row of await readOpenDays(db.read)) {
    const cells = await readDayCells(db.read, { siteId: row.site_id, origin: 'live' }, row.day);
    const open = site(row.site_id);
    if (open) open.restore(row, cells, now);
    else over.push({ siteId: row.site_id, counts: storedCounts(row, cells) });
  }
  return over;
}

function storedCounts(
  { day, site_id: _, origin: __, closed: ___, ...figures }: DayRow,
  cells: StoredCell[],
): DayCounts {
  return { day, figures, cells: Map.groupBy(cells, ({ dimension }) => dimension) };
}
