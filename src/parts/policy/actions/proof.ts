import type { Traces } from '../../../platform/clauses/audit-result.ts';
import type { Clause } from '../../../platform/clauses/clause.ts';
import type { VendorWords } from '../../../platform/clauses/fill-text.ts';
import { builtDemands, needsAudit, registryFaults } from '../../../platform/clauses/registry.ts';
import { runProbe } from '../../../platform/clauses/run-probe.ts';
import type { Sabotage } from '../../../platform/clauses/sabotage.ts';
import {
  declared,
  openProbeDatabase,
  type Query,
  type RouteFacts,
  type Row,
  type Scene,
} from '../../../platform/clauses/scene.ts';
import type { Portion } from '../../../platform/clauses/shares.ts';
import { auditScene } from '../../../platform/clauses/traces.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Log } from '../../../platform/log.ts';
import { insertSabotage, proofHistory, vendorText, vendorWords } from '../store/proof.ts';
import type { HistoryEntry, ProofState } from '../wire/proof.ts';
import { type ProvenClause, proofBoard } from './proof-board.ts';
import { createProofRuns, keepProof, type ProofStep, type RunUnderWay } from './run-proofs.ts';

/** What is proven of the policy, and how to look anew. */
export interface Prover {
  readonly clauses: readonly Clause[];
  /** The board as it stands. */
  board(): Promise<readonly ProvenClause[]>;
  /** Runs the probes of these demands or clauses, of all where null. Only one run at a time: KEPT_PROOF_RUNNING. */
  run(demands: readonly string[] | null, progress?: (step: ProofStep) => void): Promise<void>;
  /** The run under way. */
  running(): RunUnderWay | null;
  /** Ends the run after the probe at hand. */
  stop(): void;
  /** The vendor's identity, for the sentences; null where it is not given yet. */
  vendorWords(): Promise<VendorWords | null>;
  /** The same, read by a probe: for scratch. */
  vendorFacts(query: Query): Promise<VendorWords | null>;
  /** Whether the saboteurs should come; after an attempt not again for six hours, whatever came of it. */
  sabotageDue(): Promise<boolean>;
  /** Tells the metrics how many demands stand in which state. */
  tellStates(): Promise<void>;
  /** Keeps what a saboteur did. */
  keepSabotage(sabotage: Sabotage): Promise<void>;
  /** Weighs an audit by each demand that rests on one, and keeps it; of those named, where any are. */
  keepAudit(traces: Traces, startedAt: Date, only?: readonly string[] | null): Promise<void>;
  /** Proofs and sabotages of one demand, newest first; null for one that is not registered. */
  history(demand: string, list: ListRequest): Promise<ListAnswer<HistoryEntry> | null>;
  close(): Promise<void>;
}

export interface ProofOptions {
  readonly clauses: readonly Clause[];
  readonly probeUrl: string;
  readonly prefix: string;
  readonly dataFolder: string | null;
  /** Where the running server answers; null while it does not listen. */
  readonly baseUrl: () => string | null;
  readonly routes: readonly RouteFacts[];
  readonly timeoutMs?: number;
  /** How much of large tables a probe looks at; a share of the day, where it is not said. */
  readonly portion?: () => Portion;
  /** Told after each run: demands by state, for the metrics. */
  readonly setStates?: (counts: Readonly<Record<ProofState, number>>) => void;
  readonly afterRun?: () => void | Promise<void>;
}

const minute = 60_000;

/** Opens the probes' own connections. Throws where the list of clauses contradicts itself. */
export function openProof(deps: { db: Database; clock: Clock; log: Log }, options: ProofOptions): Prover {
  const { db, clock } = deps;
  const { clauses, prefix, timeoutMs = minute } = options;
  const faults = registryFaults(clauses);
  if (faults.length > 0) throw new Error(`the list of clauses is faulty: ${faults.join('; ')}`);
  const probes = openProbeDatabase({ url: options.probeUrl, prefix, timeoutMs, yields: true });
  const board = () => proofBoard(db.read, clauses, clock.now());
  const runs = createProofRuns(deps, { clauses, timeoutMs, portion: options.portion }, async () => ({
    ...liveScene(options),
    snapshot: probes.snapshot,
    vendor: await vendorWords(db.read),
  }));

  async function tellStates(): Promise<void> {
    const counts = { broken: 0, unproven: 0, 'not built': 0, stale: 0, attested: 0, held: 0 };
    for (const { demands } of await board()) for (const { state } of demands) counts[state] += 1;
    options.setStates?.(counts);
  }

  return {
    clauses,
    board,
    running: runs.running,
    stop: runs.stop,
    async run(only, progress) {
      await runs.run(only, progress);
      await tellStates();
      await options.afterRun?.();
    },
    tellStates,
    sabotageDue: dueCheck(clock, board),
    vendorWords: () => vendorWords(db.read),
    vendorFacts: async (query) => (await query<Row & VendorWords>(vendorText))[0] ?? null,
    async keepSabotage(sabotage) {
      await db.base((trx) => insertSabotage(trx, sabotage, clock.now()));
    },
    async keepAudit(traces, startedAt, only = null) {
      for (const each of builtDemands(clauses, only).filter(needsAudit)) {
        const outcome = await runProbe(each.demand.proof.probe, auditScene(traces), { timeoutMs });
        await keepProof(deps, each, { outcome, startedAt });
      }
    },
    async history(demand, list) {
      if (!clauses.some((clause) => clause.demands.some(({ id }) => id === demand))) return null;
      const before = list.after?.value ? { at: list.after.value, id: list.after.id } : null;
      const { rows, count } = await proofHistory(db.read, demand, { limit: list.limit, before });
      return answerList(list, rows, count, ({ sort_value, at, ...row }) => ({ ...row, at: at.toISOString() }));
    },
    async close() {
      await runs.end();
      await probes.close();
    },
  };
}

function liveScene(options: ProofOptions): Pick<Scene, 'baseUrl' | 'dataFolder' | 'routes' | 'declared'> {
  const { dataFolder, routes, prefix } = options;
  return { baseUrl: options.baseUrl(), dataFolder, routes, declared: declared(prefix) };
}

function dueCheck(clock: Clock, board: () => Promise<readonly ProvenClause[]>): () => Promise<boolean> {
  // A server that has just started has other things to do.
  let calmUntil = clock.now().getTime() + 5 * minute;
  return async () => {
    const now = clock.now().getTime();
    if (now < calmUntil) return false;
    const due = (await board()).some(({ demands }) => demands.some((demand) => demand.sabotageDue));
    if (due) calmUntil = now + 6 * 60 * minute;
    return due;
  };
}
