import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { announce } from '../../../platform/events/events.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Member, Who } from '../../../platform/http/who.ts';
import { readVendor } from '../../policy/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { isDay, mayChangeWishes, pauseDays } from '../rules.ts';
import { endOfDay, lockWishes, readWishes, type WishesRow, writeWishes } from '../store/wishes.ts';
import type { Topic } from '../tables.ts';

export { type Topic, topics } from '../store/wishes.ts';

/** What somebody wants to hear about: topics they refuse, and the end of a pause. */
export interface Wishes {
  readonly refusedTopics: readonly Topic[];
  readonly pausedUntil: Date | null;
  readonly changedAt: Date | null;
  readonly source: string | null;
}

/** Null where there is no such person. A pause that is over is none. */
export async function wishesOf(db: Database['read'], personId: string, now: Date): Promise<Wishes | null> {
  const row = await readWishes(db, personId);
  return row && present(row, now);
}

function present(row: WishesRow, now: Date): Wishes {
  return {
    refusedTopics: row.refused_topics,
    pausedUntil: row.paused_until && row.paused_until > now ? row.paused_until : null,
    changedAt: row.wishes_changed_at,
    source: row.wishes_source,
  };
}

/**
 * Sets topics and the last day of a pause (`YYYY-MM-DD` in the vendor's zone; null ends it); what is not named stays. Anybody may be told
 * off at once; only the person may allow again. Announces contacts.wishes.
 */
export async function setWishes(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: { readonly personId: string; readonly refusedTopics?: readonly Topic[]; readonly pausedUntil?: string | null },
): Promise<void> {
  const { personId } = input;
  const now = deps.clock.now();
  const row = await lockWishes(trx, personId);
  if (!row) throw httpErrors.KEPT_NOT_FOUND();
  const before = present(row, now);
  const until = input.pausedUntil == null ? input.pausedUntil : await endOf(trx, input.pausedUntil);
  if (until && (until <= now || until.getTime() - now.getTime() > pauseDays * 86_400_000))
    throw httpErrors.KEPT_INVALID({ fields: { pausedUntil: 'is over, or more than two years away' } });
  const after = {
    refusedTopics: input.refusedTopics ? [...new Set(input.refusedTopics)].toSorted() : before.refusedTopics,
    pausedUntil: until === undefined ? before.pausedUntil : until,
  };
  const byPerson = who.kind === 'person';
  if (mayChangeWishes(byPerson, before, after) !== 'yes') throw errors.KEPT_ONLY_THE_PERSON();
  await writeWishes(trx, personId, {
    refused_topics: after.refusedTopics,
    paused_at: after.pausedUntil && (before.pausedUntil ? row.paused_at : now),
    paused_until: after.pausedUntil,
    wishes_changed_at: now,
    wishes_source: byPerson ? 'person page' : 'staff',
  });
  await announce(trx, deps.clock, { name: 'contacts.wishes', payload: { personId } });
}

/** What staff was told by letter or phone. */
export async function setWishesByStaff(deps: Deps, who: Member, asked: Parameters<typeof setWishes>[3]): Promise<void> {
  await deps.db.base(async (trx) => {
    await setWishes(trx, deps, who, asked);
    await audit(trx, deps, who, { action: 'contacts.wishes', aboutKind: 'person', aboutId: asked.personId });
  });
  deps.nudge();
}

async function endOf(trx: Trx, day: string): Promise<Date> {
  if (!isDay(day)) throw httpErrors.KEPT_INVALID({ fields: { pausedUntil: 'is no day' } });
  return endOfDay(trx, day, (await readVendor(trx))?.timeZone ?? 'UTC');
}
