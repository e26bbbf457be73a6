import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Ground, Member } from '../../../platform/http/who.ts';
import { companyRefs, lookUp } from '../../contacts/index.ts';
import type { Ref } from '../../staff/index.ts';
import { mayTakeBack, takeBackUntil } from '../rules/disputes.ts';
import * as store from '../store/disputes.ts';
import type { Dispute, DisputeEvidence, DisputeItem } from '../wire/disputes.ts';
import { disputeNumber } from './dispute-news.ts';

export async function listDisputes(
  trx: Trx,
  list: ListRequest,
  filter: store.DisputeFilter,
): Promise<ListAnswer<DisputeItem>> {
  const { rows, count } = await store.readDisputes(trx, list, filter);
  const refs = await companiesOf(trx, rows);
  return answerList(list, rows, count, (row) => present(row, refs));
}

/** One dispute without what was brought forward, which may name people. */
export async function openDisputePage(trx: Trx, deps: Deps, who: Member, id: string): Promise<Dispute> {
  const row = await store.readDispute(trx, id);
  if (!row) throw httpErrors.KEPT_NOT_FOUND();
  const decided = { state: row.state, decidedAt: row.decided_at, seatsFreedAt: row.seats_freed_at };
  const item = present(row, await companiesOf(trx, [row]));
  return {
    ...item,
    mine: row.opened_by === who.memberId,
    mayTakeBack: mayTakeBack(decided, deps.clock.now()),
    takeBackUntil: takeBackUntil(decided)?.toISOString() ?? null,
    seatsUntil: row.seats_until?.toISOString() ?? null,
    seatsFreedAt: row.seats_freed_at?.toISOString() ?? null,
    tellings: (await store.readTellings(trx, id)).map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() })),
  };
}

/** What both sides brought forward. It may name people, so it is a look-up of both companies. */
export function evidenceOfDispute(
  deps: Deps,
  who: Member,
  ground: Ground | null,
  id: string,
): Promise<DisputeEvidence> {
  return lookUp(deps, who, ground, {
    async read(trx) {
      const row = await store.readDispute(trx, id);
      if (!row) throw httpErrors.KEPT_NOT_FOUND();
      const evidence = await store.readEvidence(trx as Trx<'customer service'>, id);
      const companies = [...new Set([row.holder_company_id, row.claimant_company_id])];
      const lookUps = companies.map((companyId) => ({
        kind: 'listed' as const,
        personId: null,
        companyId,
        fields: ['disputeEvidence'],
      }));
      return { read: evidence, lookUps };
    },
    finish: async (_base, evidence) => ({
      evidence: evidence.map((each) => ({
        id: each.id,
        side: each.side,
        channel: each.channel,
        evidence: each.evidence,
        at: each.at.toISOString(),
      })),
    }),
  });
}

function companiesOf(trx: Trx, rows: readonly store.DisputeRow[]): Promise<ReadonlyMap<string, Ref>> {
  const ids = rows.flatMap((row) => [row.holder_company_id, row.claimant_company_id]);
  return companyRefs(trx, [...new Set(ids)]);
}

function present(row: store.DisputeRow, refs: ReadonlyMap<string, Ref>): DisputeItem {
  const ref = (id: string) => refs.get(id) ?? { id, name: '' };
  return {
    id: row.id,
    number: disputeNumber(row),
    licence: { id: row.licence_id, serial: row.serial },
    product: row.product,
    state: row.state,
    holder: ref(row.holder_company_id),
    claimant: ref(row.claimant_company_id),
    openedBy: row.opened_by === null ? 'registration' : 'licence desk',
    openedAt: row.opened_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    reason: row.reason,
  };
}
