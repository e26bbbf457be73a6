import { takesShares } from '../../../platform/clauses/describe-probe.ts';
import { isInShares } from '../../../platform/clauses/finding.ts';
import { isPromised } from '../../../platform/clauses/registry.ts';
import { band } from '../rules/proof-state.ts';
import type { ProofState } from '../wire/proof.ts';
import type { ProvenClause, ProvenDemand } from './proof-board.ts';

export interface PublicDemand {
  readonly id: string;
  readonly says: string;
  readonly state: ProofState;
  /** Why it is not held; never a counterexample. */
  readonly why: string | null;
  /** Since when it is broken. */
  readonly since: string | null;
  /** `10-99 pages` */
  readonly lookedAt: string | null;
  readonly at: string | null;
  readonly lastSeenRed: string | null;
  readonly couldBeWrong: string | null;
}

export interface PublicClause {
  readonly id: string;
  readonly title: string;
  /** Whether the policy speaks of it. What is not built is listed, but not promised. */
  readonly published: boolean;
  readonly text: string;
  readonly state: ProofState;
  readonly boundary: string;
  readonly terms: readonly string[];
  readonly demands: readonly PublicDemand[];
}

/** What everybody may know of a clause. Fields are listed by hand: counterexamples, causes and exact figures stay inside. */
export function publicClause({ clause, state, demands }: ProvenClause, fill: (text: string) => string): PublicClause {
  return {
    id: clause.id,
    title: clause.title,
    published: isPromised(clause),
    text: fill(clause.text),
    state,
    boundary: fill(clause.boundary),
    terms: clause.terms,
    demands: demands.map((demand) => {
      const told = publicDemand(demand, fill);
      return clause.stateOnly ? { ...told, why: null, lookedAt: null, at: null, lastSeenRed: null } : told;
    }),
  };
}

const shareNote =
  'Where there are more than 100,000 of them the newest are looked at and a share of the others, another one each day.';

function publicDemand(proven: ProvenDemand, fill: (text: string) => string): PublicDemand {
  const { demand, newest, state, why, lastRedAt } = proven;
  const built = demand.built === true ? demand : null;
  return {
    id: demand.id,
    says: fill(demand.says),
    state,
    why,
    since: state === 'broken' ? (newest?.broken_since?.toISOString() ?? null) : null,
    lookedAt:
      built && newest
        ? `${band(newest.examined)} ${built.proof.probe.unit}${isInShares(newest.cause) ? ', the newest and a share of the others, another one each day' : ''}`
        : null,
    at: newest?.at.toISOString() ?? null,
    lastSeenRed: lastRedAt?.toISOString() ?? null,
    couldBeWrong: built && `${built.couldBeWrong}${takesShares(built.proof.probe) ? ` ${shareNote}` : ''}`,
  };
}
