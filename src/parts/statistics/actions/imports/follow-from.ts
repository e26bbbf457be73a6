import type { Clock } from '../../../../platform/clock.ts';
import type { Database } from '../../../../platform/db/database.ts';
import { type Imported, selectImports, writeImports } from '../../store/imports.ts';
import type { SiteInMemory } from '../site-in-memory.ts';
import { lookAt } from './look.ts';
import { planImport } from './plan.ts';

/** How far a log that is being followed was handed to the server. */
export interface Followed {
  /** Null for a log that has just been begun. */
  readonly id: number | null;
  readonly lines: number;
  /** Where the log that was noted begins in the file, and how far it was counted. */
  readonly begins: number;
  readonly end: number;
  readonly firstAt: number;
  readonly server: string;
}

/** Where following a log goes on; null for one of which nothing was counted yet. */
export async function followFrom(
  db: Database,
  of: { readonly site: SiteInMemory; readonly path: string; readonly format: string | null; readonly server: string },
): Promise<{ readonly at: Followed; readonly format: string } | null> {
  const looked = await lookAt(of.path, of.format);
  if (looked === null) return null;
  const imported = (await selectImports(db.read, of.site.id)).filter(({ server }) => server === of.server);
  const { sources } = await planImport([looked], imported);
  const planned = sources[0];
  if (planned?.grewFrom)
    return { at: { ...planned.grewFrom, end: planned.source.from, server: of.server }, format: looked.formatName };
  if (planned) return null;
  // Nothing is new: it was counted to its end.
  const whole = wholeOf(imported, looked.firstAt, looked.file.size);
  return whole ? { at: { ...whole, begins: 0, end: whole.bytes, server: of.server }, format: looked.formatName } : null;
}

function wholeOf(imported: readonly Imported[], firstAt: number, size: number): Imported | undefined {
  return imported.find((each) => each.firstAt === firstAt && Math.abs(each.bytes - size) <= 1);
}

/** Notes that a log was handed on up to a place: before its lines are, so that none is counted twice. @returns its number */
export async function noteFollowed(
  deps: { readonly db: Database; readonly clock: Clock },
  site: SiteInMemory,
  followed: Followed & { readonly lastAt: number },
): Promise<number | null> {
  const { begins, end, firstAt, id, lastAt, lines, server } = followed;
  const [noted] = await deps.db.base((trx) =>
    writeImports(trx, { siteId: site.id, origin: 'live', at: deps.clock.now() }, [
      { grewFrom: id, server, firstAt, lastAt, bytes: end - begins, lines },
    ]),
  );
  return noted ?? null;
}
