import type { Clause } from '../../../platform/clauses/clause.ts';
import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Category } from '../../../platform/db/purposes.ts';
import { type Use, waitingUses } from '../../../platform/db/uses.ts';
import type { Deps } from '../../../platform/deps.ts';
import { announce } from '../../../platform/events/events.ts';
import type { Who } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { diffSections, type SectionChange } from '../rules/diff.ts';
import { type ConcernedSection, concernedSections, newUses } from '../rules/version-changes.ts';
import { insertNotice, lockNotices, newestNotice } from '../store/notices.ts';
import { closeUses, insertVersionFacts, readUses } from '../store/uses.ts';
import { selectVendor, type Vendor } from '../store/vendor.ts';
import type { NoticeBody, NoticeRef } from '../wire/notices.ts';
import { hashOf } from './notices.ts';
import { categoryWords, policyBody, purposesSection, recipientsSection } from './policy-text.ts';
import { byUse, type PolicyChange } from './uses.ts';

const kind = 'privacy policy';

export interface Draft {
  readonly sha256: string;
  readonly body: NoticeBody;
  /** Against the newest version; all sections where there is none yet. */
  readonly changes: readonly SectionChange[];
  readonly newestVersion: number | null;
  /** Of each change, which data it is about. */
  readonly sections: readonly ConcernedSection[];
  readonly uses: readonly (Use & { readonly new: boolean })[];
  /** Uses that will wait for each person whom they concern. */
  readonly waiting: PolicyChange['uses'];
}

/** What the policy is made of. */
export interface PolicySource {
  readonly clauses: readonly Clause[];
  readonly uses: readonly Use[];
}

const allCategories = Object.keys(categoryWords) as Category[];

/** What the policy would say now, if that differs from its newest version; null where it does not, or no vendor is set up. */
export async function policyDraft(db: Database['read'], source: PolicySource): Promise<Draft | null> {
  const vendor = await selectVendor(db);
  if (!vendor) return null;
  const { clauses } = source;
  const body = policyBody(vendor, source);
  const sha256 = hashOf(body).toString('hex');
  const newest = await newestNotice(db, kind);
  if (newest?.sha256 === sha256) return null;
  const changes = diffSections(newest?.body.sections ?? [], body.sections);
  const usesBefore = newest ? await readUses(db, newest.id) : [];
  const fresh = newUses(usesBefore, source.uses);
  const facts = {
    clauses,
    usesBefore,
    uses: source.uses,
    all: allCategories,
    useSections: { [purposesSection]: 'purpose', [recipientsSection]: 'recipient' },
  };
  return {
    sha256,
    body,
    changes,
    newestVersion: newest?.version ?? null,
    sections: newest ? concernedSections(changes, facts) : [],
    uses: source.uses.map((each) => ({ ...each, new: fresh.includes(each) })),
    waiting: byUse(fresh.filter(({ use }) => waitingUses.includes(use))),
  };
}

/** Version 1, when the vendor is set up; nothing where there is a version already (a restored installation). */
export async function publishFirst(
  trx: Trx<'base'>,
  deps: Pick<Deps, 'clock' | 'ids'>,
  who: Who,
  input: { readonly vendor: Vendor } & PolicySource,
): Promise<void> {
  await lockNotices(trx);
  if (await newestNotice(trx, kind)) return;
  const uses = input.uses.map((each) => ({ ...each, new: false }));
  const first = {
    body: policyBody(input.vendor, input),
    effectiveAt: deps.clock.now(),
    uses,
    sections: [],
    waiting: [],
  };
  await publish(trx, deps, who, first);
}

/** Makes the next version; who calls it has seen to who may. */
export async function publish(
  trx: Trx<'base'>,
  deps: Pick<Deps, 'clock' | 'ids'>,
  who: Who,
  input: Pick<Draft, 'body' | 'uses' | 'sections' | 'waiting'> & { readonly effectiveAt: Date },
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
  await insertVersionFacts(trx, notice.id, input);
  const closed = input.waiting.map(({ use }) => use);
  await closeUses(trx, closed, { at: deps.clock.now(), noticeId: notice.id });
  await announce(trx, deps.clock, { name: 'policy.published', payload: { noticeId: notice.id } });
  await audit(trx, deps, who, {
    action: 'policy.published',
    aboutKind: 'notice',
    aboutId: notice.id,
    detail: { version: notice.version, sha256: notice.sha256 },
  });
  return notice;
}
