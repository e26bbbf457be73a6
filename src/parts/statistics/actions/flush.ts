import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { DayCounts } from '../rules/day-counts.ts';
import type { OpenSite } from './open-site.ts';
import { addDayCounts, writeOpenDay } from './write-days.ts';

export interface WriteDeps extends Pick<Deps, 'db' | 'clock' | 'log'> {
  /** Whether this process may still count, asked within the transaction. */
  readonly mayWrite: (trx: Trx) => Promise<boolean>;
}

/** In milliseconds; what seems to take longer, or less than nothing, is a clock that was set meanwhile. */
const longestWrite = 35_000;

const live = (siteId: number) => ({ siteId, origin: 'live' }) as const;

/** Writes the days of a site that may be written now. */
export async function flushSite(deps: WriteDeps, site: OpenSite): Promise<void> {
  for (const counts of site.due(deps.clock.now().getTime())) {
    const touched = site.touched(counts.day);
    site.beginWriting(counts.day);
    const began = deps.clock.now().getTime();
    const written = await write(deps, async (trx) => {
      if (!(await writeOpenDay(trx, live(site.id), counts))) site.wasClosed(counts.day);
    });
    const at = deps.clock.now().getTime();
    if (written) site.wrote(counts.day, at, Math.min(Math.max(0, at - began), longestWrite));
    else site.notWritten(counts.day, at, touched);
  }
}

/** Days that are over, and wait for being written: taken out of a site's memory. */
export interface Closing {
  readonly siteId: number;
  readonly counts: DayCounts;
}

/** Closes days, one transaction each. @returns those that could not be written */
export async function closeDays(deps: WriteDeps, closings: readonly Closing[]): Promise<Closing[]> {
  const left: Closing[] = [];
  for (const closing of closings) {
    const written = await write(deps, (trx) => addDayCounts(trx, live(closing.siteId), [closing.counts]));
    if (!written) left.push(closing);
  }
  return left;
}

async function write(deps: WriteDeps, run: (trx: Trx) => Promise<void>): Promise<boolean> {
  try {
    return await deps.db.base(async (trx) => {
      if (!(await deps.mayWrite(trx))) return false;
      await run(trx);
      return true;
    });
  } catch (error) {
    deps.log.warn('figures could not be written and will be tried again', { error });
    return false;
  }
}
