import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Category } from '../../../platform/db/purposes.ts';
import { askedUses, type Use, waitingUses } from '../../../platform/db/uses.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors } from '../errors/policy.ts';
import { newUses } from '../rules/version-changes.ts';
import { newestNotice, noticeText } from '../store/notices.ts';
import { closeUses, openUses, readChanges, readClosed, readUses } from '../store/uses.ts';
import { useWords } from './policy-text.ts';

export { closedSql as isClosedSql } from '../store/uses.ts';

/** What a version of the policy changed, for those who tell people of it. */
export interface PolicyChange {
  readonly noticeId: string;
  readonly version: number;
  readonly effectiveAt: Date;
  readonly publishedAt: Date;
  /** Headings of the changed sections that concern somebody. */
  readonly headings: readonly string[];
  /** Whoever gave one of these under an earlier version is told. */
  readonly categories: readonly Category[];
  /** Uses that wait for each person, with the categories that are new to them. */
  readonly uses: readonly NewUse[];
}

export interface NewUse {
  readonly use: string;
  readonly categories: readonly Category[];
  /** Waits for an answer, not only until the person was told. */
  readonly asked: boolean;
  /** `marketing: names, mail addresses.` */
  readonly words: string;
}

/** Null where there is no such version of the policy. */
export async function policyChange(db: Database['read'], noticeId: string): Promise<PolicyChange | null> {
  const notice = await noticeText(db, noticeId);
  if (notice?.kind !== 'privacy policy') return null;
  const sections = (await readChanges(db, noticeId)).filter(({ categories }) => categories.length > 0);
  const fresh = (await readUses(db, noticeId)).filter((each) => each.new && waitingUses.includes(each.use));
  return {
    noticeId,
    version: notice.version,
    effectiveAt: notice.effectiveAt,
    publishedAt: notice.publishedAt,
    headings: sections.map(({ heading }) => heading),
    categories: [...new Set(sections.flatMap(({ categories }) => categories))],
    uses: byUse(fresh),
  };
}

export function byUse(uses: readonly Use[]): NewUse[] {
  return [...Map.groupBy(uses, ({ use }) => use)].map(([use, of]) => ({
    use,
    categories: of.map(({ category }) => category),
    asked: askedUses.includes(use),
    words: useWords(of),
  }));
}

/**
 * Closes what this program does with data and no published version declares: after an update, until the officer has published the
 * policy that says so and whom it concerns is listed.
 */
export async function closeUndeclared(deps: Pick<Deps, 'db' | 'clock'>, uses: readonly Use[]): Promise<void> {
  await deps.db.base(async (trx) => {
    const newest = await newestNotice(trx, 'privacy policy');
    if (!newest) return;
    const fresh = newUses(await readUses(trx, newest.id), uses).map(({ use }) => use);
    await closeUses(
      trx,
      [...new Set(fresh)].filter((use) => waitingUses.includes(use)),
      { at: deps.clock.now(), noticeId: null },
    );
  });
}

/** Whom the version concerns is listed: from now on each of them is waited for, and nobody else. */
export function openDeclared(trx: Trx, noticeId: string): Promise<string[]> {
  return openUses(trx, noticeId);
}

/** Whether this use is closed for everybody now. */
export function isClosed(db: Database['read'], use: string): Promise<boolean> {
  return readClosed(db, use);
}

/** Fails while this use is closed for everybody. */
export async function refuseClosed(db: Database['read'], use: string): Promise<void> {
  if (await readClosed(db, use)) throw errors.KEPT_USE_NOT_DECLARED({ use });
}
