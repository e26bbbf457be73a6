import type { Deps } from '../../../platform/deps.ts';
import { diffSections, type SectionChange } from '../rules/diff.ts';
import { allVersions, type NoticeRow, type NoticeText, noticeInForce, noticeVersion } from '../store/notices.ts';
import { allLinks, allStores, type LinkRow, type StoreRow } from '../store/registers.ts';

export type { SectionChange } from '../rules/diff.ts';
export type { NoticeText } from '../store/notices.ts';

type Reads = Pick<Deps, 'db' | 'clock'>;

const kind = 'privacy policy';

/** The policy in force; null while none is published. */
export function policyInForce(deps: Reads): Promise<NoticeText | null> {
  return noticeInForce(deps.db.read, kind, deps.clock.now());
}

export function policyVersions(deps: Reads): Promise<NoticeRow[]> {
  return allVersions(deps.db.read, kind);
}

export function policyVersion(deps: Reads, version: number): Promise<NoticeText | null> {
  return noticeVersion(deps.db.read, kind, version);
}

/** A version against the one before it; `before` is null for the first. */
export async function policyChanges(
  deps: Reads,
  version: number,
): Promise<{ notice: NoticeText; before: NoticeText | null; changes: SectionChange[] } | null> {
  const notice = await policyVersion(deps, version);
  if (!notice) return null;
  const before = await policyVersion(deps, version - 1);
  return { notice, before, changes: diffSections(before?.body.sections ?? [], notice.body.sections) };
}

export async function publicRegisters(deps: Reads): Promise<{ stores: StoreRow[]; links: LinkRow[] }> {
  return { stores: await allStores(deps.db.read), links: await allLinks(deps.db.read) };
}
