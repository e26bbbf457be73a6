import type { Deps } from '../../../platform/deps.ts';
import { errors } from '../errors.ts';
import { registrationForm } from './registration-form.ts';
import { type HeldNotice, registrationNoticeByHash } from './remembered.ts';

/** Somebody may be filling in the form just when what it says changes. */
const formMinutes = 30;

/** The notice that was shown, if it is in force or was when the form may have been opened. */
export async function noticeShown(deps: Deps, hash: string): Promise<HeldNotice> {
  const notice = /^[0-9a-f]{64}$/.test(hash) ? await registrationNoticeByHash(deps, hash) : null;
  if (!notice) throw errors.KEPT_NOTICE_CHANGED();
  const oldest = deps.clock.now().getTime() - formMinutes * 60_000;
  if (notice.followedAt === null || notice.followedAt.getTime() >= oldest) return notice;
  // The same words may be what is said now, and nobody has opened the form since they are again.
  const { notice: current } = await registrationForm(deps);
  const again = current.sha256 === hash ? await registrationNoticeByHash(deps, hash) : null;
  if (!again) throw errors.KEPT_NOTICE_CHANGED();
  return again;
}
