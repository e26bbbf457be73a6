import type { Clause, Demand } from '../../../platform/clauses/clause.ts';
import { probeText, probeVersion } from '../../../platform/clauses/describe-probe.ts';
import type { Database } from '../../../platform/db/database.ts';
import { clauseState, demandState, type Evidence, sabotageDue, type Weighed } from '../rules/proof-state.ts';
import {
  type Attestation,
  type NewestProof,
  type NewestSabotage,
  newestAttestations,
  newestProofs,
  newestSabotages,
} from '../store/proof.ts';
import type { ClauseOnBoard, DemandOnBoard, ProofState } from '../wire/proof.ts';

export { states } from '../rules/proof-state.ts';

/** A demand with its state and what it rests on. */
export interface ProvenDemand extends Weighed {
  readonly demand: Demand;
  readonly newest: NewestProof | null;
  readonly lastRedAt: Date | null;
  /** Whether its saboteur should come again. */
  readonly sabotageDue: boolean;
  readonly attested: Attestation | null;
}

export interface ProvenClause {
  readonly clause: Clause;
  readonly state: ProofState;
  readonly demands: readonly ProvenDemand[];
}

/** Every clause with the state of each of its demands, weighed now. */
export async function proofBoard(db: Database['read'], clauses: readonly Clause[], now: Date): Promise<ProvenClause[]> {
  const [proofs, sabotages, attestations] = await Promise.all([
    newestProofs(db),
    newestSabotages(db),
    newestAttestations(db),
  ]);
  const known = {
    proofs: new Map(proofs.map((proof) => [proof.demand, proof])),
    sabotages: new Map(sabotages.map((sabotage) => [`${sabotage.demand} ${sabotage.version}`, sabotage])),
    attestations: new Map(attestations.map((attestation) => [attestation.demand, attestation])),
  };
  return clauses.map((clause) => {
    const demands = clause.demands.map((demand) => weighDemand(demand, known, now));
    return { clause, demands, state: clauseState(demands.map(({ state }) => state)) };
  });
}

interface Known {
  readonly proofs: ReadonlyMap<string, NewestProof>;
  readonly sabotages: ReadonlyMap<string, NewestSabotage>;
  readonly attestations: ReadonlyMap<string, Attestation>;
}

function weighDemand(demand: Demand, known: Known, now: Date): ProvenDemand {
  const version = demand.built === true ? probeVersion(demand.proof.probe) : null;
  const newest = demand.built === true ? (known.proofs.get(demand.id) ?? null) : null;
  const sabotage = known.sabotages.get(`${demand.id} ${version}`) ?? null;
  const attested = demand.built === 'by people' ? (known.attestations.get(demand.id) ?? null) : null;
  const lastRedAt = sabotage?.last_red_at ?? null;
  const evidence: Evidence = {
    built: demand.built,
    version,
    newest,
    sabotage,
    lastRedAt,
    attested,
  };
  const due = demand.built === true && sabotageDue(evidence.sabotage, now);
  return { demand, newest, lastRedAt, attested, sabotageDue: due, ...demandState(evidence, now) };
}

/** As the desk shows it (GET /api/v1/proof). */
export function presentClause({ clause, state, demands }: ProvenClause, fill: (text: string) => string): ClauseOnBoard {
  return {
    id: clause.id,
    group: clause.id.slice(0, 1),
    part: clause.part,
    says: fill(clause.text || clause.title),
    keeps: clause.keeps,
    state,
    demands: demands.map(presentDemand),
  };
}

function presentDemand({ demand, state, why, newest, lastRedAt, attested }: ProvenDemand): DemandOnBoard {
  const proof = demand.built === true ? demand.proof : null;
  return {
    id: demand.id,
    text: demand.says,
    state,
    examined: newest?.examined ?? null,
    counted: newest?.counted ?? null,
    unit: proof?.probe.unit ?? null,
    at: newest?.at.toISOString() ?? null,
    lastRedAt: lastRedAt?.toISOString() ?? null,
    cause: [why, newest?.cause].filter(Boolean).join(': ') || null,
    control: demand.built === true ? demand.control : '',
    probe: proof ? { kind: proof.probe.kind, text: probeText(proof.probe) } : null,
    saboteur: proof?.saboteur.says ?? null,
    counterexamples: [...(newest?.counterexamples ?? [])],
    attestable: demand.built === 'by people',
    attested: attested && {
      by: attested.by,
      name: null,
      role: attested.role,
      statement: attested.statement,
      at: attested.at.toISOString(),
      until: attested.until.toISOString(),
    },
  };
}
