import type { Clause } from '../../../platform/clauses/clause.ts';
import { probeVersion } from '../../../platform/clauses/describe-probe.ts';
import type { VendorWords } from '../../../platform/clauses/fill-text.ts';
import { builtDemands, type ListedDemand, registryFaults } from '../../../platform/clauses/registry.ts';
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
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Log } from '../../../platform/log.ts';
import { errors } from '../errors/proof.ts';
import { insertProof, insertSabotage, proofHistory, vendorText, vendorWords } from '../store/proof.ts';
import type { HistoryEntry, ProofState } from '../wire/proof.ts';
import { type ProvenClause, proofBoard } from './proof-board.ts';

/** What is proven of the policy, and how to look anew. */
export interface Prover {
  readonly clauses: readonly Clause[];
  /** The board as it stands. */
  board(): Promise<readonly ProvenClause[]>;
  /** Runs the probes of these demands or clauses, of all where null. Only one run at a time: KEPT_PROOF_RUNNING. */
  run(demands: readonly string[] | null, progress?: (step: ProofStep) => void): Promise<void>;
  /** The run under way. */
  running(): { readonly done: number; readonly total: number; readonly startedAt: Date } | null;
  /** Ends the run after the probe at hand. */
  stop(): void;
  /** The vendor's identity, for the sentences; null where it is not given yet. */
  vendorWords(): Promise<VendorWords | null>;
  /** The same, read by a probe: for scratch. */
  vendorFacts(query: Query): Promise<VendorWords | null>;
  /** Keeps what a saboteur did. */
  keepSabotage(sabotage: Sabotage): Promise<void>;
  /** Proofs and sabotages of one demand, newest first; null for one that is not registered. */
  history(demand: string, list: ListRequest): Promise<ListAnswer<HistoryEntry> | null>;
  close(): Promise<void>;
}

export interface ProofStep {
  readonly demand: string;
  readonly done: number;
  readonly total: number;
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
  /** Told after each run: demands by state, for the metrics. */
  readonly setStates?: (counts: Readonly<Record<ProofState, number>>) => void;
}

/** Opens the probes' own connections. Throws where the list of clauses contradicts itself. */
export function openProof(deps: { db: Database; clock: Clock; log: Log }, options: ProofOptions): Prover {
  const { db, clock, log } = deps;
  const { clauses, prefix, timeoutMs = 60_000 } = options;
  const faults = registryFaults(clauses);
  if (faults.length > 0) throw new Error(`the list of clauses is faulty: ${faults.join('; ')}`);
  const probes = openProbeDatabase({ url: options.probeUrl, prefix, timeoutMs });
  let under: { done: number; total: number; startedAt: Date; stopped: boolean } | null = null;

  const board = () => proofBoard(db.read, clauses, clock.now());

  async function proveOne({ clause, demand }: ListedDemand): Promise<void> {
    if (demand.built !== true) return;
    const startedAt = clock.now();
    const scene: Omit<Scene, 'signal'> = {
      snapshot: probes.snapshot,
      baseUrl: options.baseUrl(),
      dataFolder: options.dataFolder,
      routes: options.routes,
      vendor: await vendorWords(db.read),
      declared: declared(prefix),
    };
    const outcome = await runProbe(demand.proof.probe, scene, { timeoutMs });
    if (outcome.verdict === 'false') log.error('a clause is broken', { demand: demand.id });
    const version = probeVersion(demand.proof.probe);
    await db.base((trx) =>
      insertProof(trx, { clause: clause.id, demand: demand.id, outcome, version, startedAt, finishedAt: clock.now() }),
    );
  }

  async function tellStates(): Promise<void> {
    const counts = { broken: 0, unproven: 0, 'not built': 0, stale: 0, attested: 0, held: 0 };
    for (const { demands } of await board()) for (const { state } of demands) counts[state] += 1;
    options.setStates?.(counts);
  }

  return {
    clauses,
    board,
    running: () => under,
    stop: () => {
      if (under) under.stopped = true;
    },
    async history(demand, list) {
      if (!clauses.some((clause) => clause.demands.some(({ id }) => id === demand))) return null;
      const before = list.after?.value ? { at: list.after.value, id: list.after.id } : null;
      const { rows, count } = await proofHistory(db.read, demand, { limit: list.limit, before });
      return answerList(list, rows, count, ({ sort_value, at, ...row }) => ({ ...row, at: at.toISOString() }));
    },
    async run(only, progress) {
      if (under) throw errors.KEPT_PROOF_RUNNING();
      const list = builtDemands(clauses, only);
      const run = { done: 0, total: list.length, startedAt: clock.now(), stopped: false };
      under = run;
      try {
        for (const each of list) {
          if (run.stopped) break;
          progress?.({ demand: each.demand.id, done: run.done, total: run.total });
          await proveOne(each);
          run.done += 1;
        }
        await tellStates();
      } finally {
        under = null;
      }
    },
    vendorWords: () => vendorWords(db.read),
    vendorFacts: async (query) => (await query<Row & VendorWords>(vendorText))[0] ?? null,
    async keepSabotage(sabotage) {
      await db.base((trx) => insertSabotage(trx, sabotage, clock.now()));
    },
    async close() {
      if (under) under.stopped = true;
      await probes.close();
    },
  };
}
