import type { Deps } from '../../../platform/deps.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import { listNotices, type NoticeText, noticeInForce, noticeText } from '../store/notices.ts';

/** All texts that people were shown, or those of one kind. */
export function noticeItems(deps: Pick<Deps, 'db' | 'clock'>, list: ListRequest, kind: string | null) {
  return listNotices(deps.db.read, list, { kind, now: deps.clock.now() });
}

/** One text with its words, and whether it is the one of its kind in force. */
export async function noticeItem(
  deps: Pick<Deps, 'db' | 'clock'>,
  id: string,
): Promise<(NoticeText & { readonly current: boolean }) | null> {
  const notice = await noticeText(deps.db.read, id);
  if (!notice) return null;
  const inForce = await noticeInForce(deps.db.read, notice.kind, deps.clock.now());
  return { ...notice, current: inForce?.id === id };
}
