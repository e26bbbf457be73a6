import type { Clause } from '../../../platform/clauses/clause.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Today, TodayGroup } from '../../staff/index.ts';
import { waitingDraft } from '../store/drafts.ts';
import { openIncidents } from '../store/incidents.ts';
import { selectVendor } from '../store/vendor.ts';
import { proofBoard } from './proof-board.ts';
import { type PolicySource, policyDraft } from './publish.ts';

type Used = Pick<Deps, 'db' | 'clock'>;
const mostShown = 5;

/** Setting up the vendor, clauses that are not held, incidents that are not closed, and a policy that says something else than what is published. */
export function policyToday(deps: Used, source: () => PolicySource): Today {
  return async (who) => {
    const concerned = who.role === 'administrator' || who.role === 'privacy officer';
    if (!concerned) return {};
    const vendor = await selectVendor(deps.db.read);
    return {
      setup: [{ step: 'vendor', done: vendor !== null }],
      groups: [
        await notHeld(deps, source().clauses),
        await incidentGroup(deps),
        ...(await draftGroup(deps, source(), who.memberId)),
      ],
    };
  };
}

/** Broken, or held once and not looked at since. What was never proven yet is listed on the board alone. */
async function notHeld({ db, clock }: Used, clauses: readonly Clause[]): Promise<TodayGroup> {
  const board = await proofBoard(db.read, clauses, clock.now());
  const demands = board.flatMap((clause) => clause.demands);
  const against = (['broken', 'stale'] as const).flatMap((state) => demands.filter((demand) => demand.state === state));
  return {
    kind: 'clauses not held',
    count: against.length,
    items: against.slice(0, mostShown).map(({ demand, state, newest }) => ({
      kind: 'demand',
      id: demand.id,
      title: `${demand.id}: ${demand.says}`,
      detail: state,
      at: newest?.at ?? null,
    })),
  };
}

/** What is to be closed, with the end of its clock. */
async function incidentGroup({ db }: Used): Promise<TodayGroup> {
  const { rows, count } = await openIncidents(db.read, mostShown);
  return {
    kind: 'incidents open',
    count,
    items: rows.map(({ id, demand, title, dueAt }) => ({
      kind: 'incident',
      id,
      title: demand ?? title ?? '',
      detail: null,
      at: dueAt,
    })),
  };
}

/** What waits for a second person is for everybody but who put it up. */
async function draftGroup({ db }: Used, source: PolicySource, memberId: string): Promise<TodayGroup[]> {
  const draft = await policyDraft(db.read, source);
  const waiting = await waitingDraft(db.read);
  if (draft && waiting?.sha256 === draft.sha256)
    return waiting.draftedBy === memberId
      ? []
      : [{ kind: 'policy to approve', count: draft.changes.length, items: [] }];
  return draft ? [{ kind: 'policy to publish', count: draft.changes.length, items: [] }] : [];
}
