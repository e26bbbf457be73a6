import type { Clause } from '../../../platform/clauses/clause.ts';
import { isPromised } from '../../../platform/clauses/registry.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Member } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors/policy.ts';
import { missingClause } from '../rules/version-changes.ts';
import { draftExists, endDraft, insertDraft, type PutUp, waitingDraft } from '../store/drafts.ts';
import { lockNotices, newestNotice } from '../store/notices.ts';
import type { NoticeRef } from '../wire/notices.ts';
import { type Draft, type PolicySource, policyDraft, publish } from './publish.ts';

export { type PutUp, waitingDraft } from '../store/drafts.ts';

type Used = Pick<Deps, 'clock' | 'ids'>;
const about = 'policy draft';

/** Puts the draft that was read (`sha256`) up for a second person, to be in force once approved or from a later time on. */
export async function putUpDraft(
  trx: Trx<'base'>,
  deps: Used,
  who: Member,
  input: { readonly sha256: string; readonly effectiveAt: Date | null } & PolicySource,
): Promise<PutUp> {
  const at = deps.clock.now();
  const { sha256, effectiveAt } = input;
  if (effectiveAt && effectiveAt < at)
    throw httpErrors.KEPT_INVALID({ fields: { effectiveAt: 'must not lie in the past' } });
  await lockNotices(trx);
  await publishable(trx, sha256, input);
  await notOvertaking(trx, effectiveAt ?? at);
  const before = await waitingDraft(trx);
  if (before?.sha256 === sha256) throw errors.KEPT_POLICY_DRAFT_WAITS();
  if (before) await endDraft(trx, before, { how: 'overtaken', by: who.memberId, at });
  const draft = { id: deps.ids.uuid(), sha256, effectiveAt, draftedBy: who.memberId, draftedAt: at };
  await insertDraft(trx, draft);
  await audit(trx, deps, who, {
    action: 'policy.draft put up',
    aboutKind: about,
    aboutId: draft.id,
    detail: { sha256 },
  });
  return draft;
}

/** Publishes what another person put up, if the policy would still say that. */
export async function approveDraft(
  trx: Trx<'base'>,
  deps: Used,
  who: Member,
  input: { readonly id: string } & PolicySource,
): Promise<NoticeRef> {
  await lockNotices(trx);
  const put = await waitingOf(trx, input.id);
  if (put.draftedBy === who.memberId) throw errors.KEPT_POLICY_SAME_PERSON();
  const draft = await publishable(trx, put.sha256, input);
  const at = deps.clock.now();
  if (put.effectiveAt && put.effectiveAt < at) throw errors.KEPT_POLICY_DAY_PASSED();
  const effectiveAt = put.effectiveAt ?? at;
  await notOvertaking(trx, effectiveAt);
  const notice = await publish(trx, deps, who, { ...draft, effectiveAt });
  await endDraft(trx, put, { how: 'approved', by: who.memberId, at, noticeId: notice.id });
  return notice;
}

/** Takes back what waits, whoever put it up. */
export async function takeBackDraft(trx: Trx<'base'>, deps: Used, who: Member, id: string): Promise<void> {
  await lockNotices(trx);
  const put = await waitingOf(trx, id);
  await endDraft(trx, put, { how: 'taken back', by: who.memberId, at: deps.clock.now() });
  await audit(trx, deps, who, { action: 'policy.draft taken back', aboutKind: about, aboutId: id });
}

async function waitingOf(trx: Trx, id: string): Promise<PutUp> {
  const put = await waitingDraft(trx);
  if (put?.id === id) return put;
  throw (await draftExists(trx, id)) ? errors.KEPT_POLICY_DRAFT_ENDED() : httpErrors.KEPT_NOT_FOUND();
}

/** The draft with these words: whole, and what the policy would say now. */
async function publishable(trx: Trx, sha256: string, source: PolicySource): Promise<Draft> {
  const draft = await policyDraft(trx, source);
  if (!draft) throw errors.KEPT_POLICY_UNCHANGED();
  const missing = missingClause(source.clauses, promisedBy(source.clauses), draft.body.sections);
  if (missing !== null) throw errors.KEPT_POLICY_CLAUSE_MISSING({ clause: missing });
  if (draft.sha256 !== sha256) throw errors.KEPT_POLICY_DRAFT_CHANGED();
  return draft;
}

async function notOvertaking(trx: Trx, effectiveAt: Date): Promise<void> {
  const newest = await newestNotice(trx, 'privacy policy');
  if (newest && effectiveAt < newest.effectiveAt)
    throw errors.KEPT_POLICY_OVERTAKES({ version: newest.version, day: minuteOf(newest.effectiveAt) });
}

function promisedBy(clauses: readonly Clause[]): ReadonlySet<string> {
  return new Set(clauses.filter(isPromised).map(({ id }) => id));
}

/** A day with its minute, rounded up: who publishes for it is not refused again. */
function minuteOf(at: Date): string {
  const minute = new Date(Math.ceil(at.getTime() / 60_000) * 60_000);
  return `${minute.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
