import type { Clause } from '../../../platform/clauses/clause.ts';
import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { announce } from '../../../platform/events/events.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Who } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors/policy.ts';
import { diffSections, type SectionChange } from '../rules/diff.ts';
import { insertNotice, lockNotices, newestNotice } from '../store/notices.ts';
import { selectVendor, type Vendor } from '../store/vendor.ts';
import type { NoticeBody, NoticeRef } from '../wire/notices.ts';
import { hashOf } from './notices.ts';
import { policyBody } from './policy-text.ts';

const kind = 'privacy policy';

export interface Draft {
  readonly sha256: string;
  readonly body: NoticeBody;
  /** Against the newest version; all sections where there is none yet. */
  readonly changes: readonly SectionChange[];
  readonly newestVersion: number | null;
}

/** What the policy would say now, if that differs from its newest version; null where it does not, or no vendor is set up. */
export async function policyDraft(db: Database['read'], clauses: readonly Clause[]): Promise<Draft | null> {
  const vendor = await selectVendor(db);
  if (!vendor) return null;
  const body = policyBody(vendor, clauses);
  const sha256 = hashOf(body).toString('hex');
  const newest = await newestNotice(db, kind);
  if (newest?.sha256 === sha256) return null;
  return {
    sha256,
    body,
    changes: diffSections(newest?.body.sections ?? [], body.sections),
    newestVersion: newest?.version ?? null,
  };
}

/** Publishes the draft that was read (`sha256`), in force at once or from a later time on. */
export async function publishDraft(
  trx: Trx<'base'>,
  deps: Pick<Deps, 'clock' | 'ids'>,
  who: Who,
  input: { readonly sha256: string; readonly effectiveAt: Date | null; readonly clauses: readonly Clause[] },
): Promise<NoticeRef> {
  if (input.effectiveAt && input.effectiveAt < deps.clock.now())
    throw httpErrors.KEPT_INVALID({ fields: { effectiveAt: 'must not lie in the past' } });
  await lockNotices(trx);
  const draft = await policyDraft(trx, input.clauses);
  if (!draft) throw errors.KEPT_POLICY_UNCHANGED();
  if (draft.sha256 !== input.sha256) throw errors.KEPT_POLICY_DRAFT_CHANGED();
  const effectiveAt = input.effectiveAt ?? deps.clock.now();
  const newest = await newestNotice(trx, kind);
  if (newest && effectiveAt < newest.effectiveAt)
    throw errors.KEPT_POLICY_OVERTAKES({ version: newest.version, day: minuteOf(newest.effectiveAt) });
  return publish(trx, deps, who, { body: draft.body, effectiveAt });
}

/** A day with its minute, rounded up: who publishes for it is not refused again. */
function minuteOf(at: Date): string {
  const minute = new Date(Math.ceil(at.getTime() / 60_000) * 60_000);
  return `${minute.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Version 1, when the vendor is set up; nothing where there is a version already (a restored installation). */
export async function publishFirst(
  trx: Trx<'base'>,
  deps: Pick<Deps, 'clock' | 'ids'>,
  who: Who,
  input: { readonly vendor: Vendor; readonly clauses: readonly Clause[] },
): Promise<void> {
  await lockNotices(trx);
  if (await newestNotice(trx, kind)) return;
  await publish(trx, deps, who, { body: policyBody(input.vendor, input.clauses), effectiveAt: deps.clock.now() });
}

async function publish(
  trx: Trx<'base'>,
  deps: Pick<Deps, 'clock' | 'ids'>,
  who: Who,
  input: { readonly body: NoticeBody; readonly effectiveAt: Date },
): Promise<NoticeRef> {
  const { body, effectiveAt } = input;
  const notice = await insertNotice(trx, {
    id: deps.ids.uuid(),
    kind,
    sha256: hashOf(body),
    body,
    effectiveAt,
    publishedAt: deps.clock.now(),
    publishedBy: who.kind === 'member' ? who.memberId : null,
  });
  await announce(trx, deps.clock, { name: 'policy.published', payload: { noticeId: notice.id } });
  await audit(trx, deps, who, {
    action: 'policy.published',
    aboutKind: 'notice',
    aboutId: notice.id,
    detail: { version: notice.version, sha256: notice.sha256 },
  });
  return notice;
}
