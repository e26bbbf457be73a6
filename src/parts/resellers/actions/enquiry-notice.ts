import type { Deps } from '../../../platform/deps.ts';
import { ensureNotice, type NoticeBody, type NoticeRef } from '../../policy/index.ts';
import { errors } from '../errors.ts';
import { enquiryNotice } from '../rules/enquiry-notice.ts';

/** The words that go with an enquiry now. */
export async function enquiryForm(deps: Deps): Promise<{ readonly notice: NoticeRef; readonly body: NoticeBody }> {
  const site = await deps.site();
  if (!site.ready) throw errors.KEPT_ENQUIRIES_NOT_READY();
  const body = enquiryNotice(site);
  const notice = await deps.db.base((trx) => ensureNotice(trx, deps, { kind: 'enquiry', body }));
  return { notice, body };
}
