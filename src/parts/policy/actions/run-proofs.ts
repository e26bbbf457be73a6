import type { Clause } from '../../../platform/clauses/clause.ts';
import { probeVersion } from '../../../platform/clauses/describe-probe.ts';
import type { Outcome } from '../../../platform/clauses/finding.ts';
import { builtDemands, type ListedDemand, needsAudit } from '../../../platform/clauses/registry.ts';
import { runProbe } from '../../../platform/clauses/run-probe.ts';
import type { Scene } from '../../../platform/clauses/scene.ts';
import { type Portion, wholePortion } from '../../../platform/clauses/shares.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { announce } from '../../../platform/events/events.ts';
import type { Log } from '../../../platform/log.ts';
import { errors } from '../errors/proof.ts';
import { noteVerdict } from '../store/incidents.ts';
import { insertProof, lastFoundBroken } from '../store/proof.ts';

export interface ProofStep {
  readonly demand: string;
  readonly done: number;
  readonly total: number;
}

export interface RunUnderWay {
  readonly done: number;
  readonly total: number;
  readonly startedAt: Date;
}

type Progress = (step: ProofStep) => void;

/** Runs probes, one run at a time: those that ask the database one after the other, and beside them those that ask the server or read files. */
export interface ProofRuns {
  run(only: readonly string[] | null, progress?: Progress): Promise<void>;
  running(): RunUnderWay | null;
  stop(): void;
  /** Stops and waits for the probe at hand. */
  end(): Promise<void>;
}

export function createProofRuns(
  deps: { db: Database; clock: Clock; log: Log },
  options: {
    readonly clauses: readonly Clause[];
    readonly timeoutMs: number;
    readonly portion?: (() => Portion) | undefined;
  },
  scene: () => Promise<Omit<Scene, 'signal'>>,
): ProofRuns {
  let under: (RunUnderWay & { done: number; stopped: boolean; end: Promise<void> }) | null = null;

  async function runList(list: readonly ListedDemand[], run: { done: number; stopped: boolean }, progress?: Progress) {
    const broken = await lastFoundBroken(deps.db.read);
    const runLane = async (lane: readonly ListedDemand[]) => {
      for (const each of lane) {
        if (run.stopped) return;
        progress?.({ demand: each.demand.id, done: run.done, total: list.length });
        // What was found in one share is not mended by another one, in which it is not.
        const portion = broken.has(each.demand.id) ? wholePortion : options.portion?.();
        await proveOne(deps, each, await scene(), { timeoutMs: options.timeoutMs, ...(portion && { portion }) });
        run.done += 1;
      }
    };
    const lanes = Map.groupBy(list, asksDatabase);
    await Promise.all([runLane(lanes.get(true) ?? []), runLane(lanes.get(false) ?? [])]);
  }

  return {
    running: () => under,
    async run(only, progress) {
      if (under) throw errors.KEPT_PROOF_RUNNING();
      // Audits of a whole installation are made in a process of their own, which keeps what they come to.
      const list = builtDemands(options.clauses, only).filter((each) => !needsAudit(each));
      const run = { done: 0, total: list.length, startedAt: deps.clock.now(), stopped: false, end: Promise.resolve() };
      under = run;
      run.end = runList(list, run, progress).finally(() => {
        under = null;
      });
      await run.end;
    },
    stop() {
      if (under) under.stopped = true;
    },
    async end() {
      if (!under) return;
      under.stopped = true;
      await under.end.catch(() => undefined);
    },
  };
}

const inDatabase: readonly string[] = ['rows', 'structure', 'egress'];

function asksDatabase({ demand }: ListedDemand): boolean {
  return demand.built === true && inDatabase.includes(demand.proof.probe.kind);
}

async function proveOne(
  deps: { db: Database; clock: Clock; log: Log },
  { clause, demand }: ListedDemand,
  scene: Omit<Scene, 'signal'>,
  limits: { readonly timeoutMs: number; readonly portion?: Portion },
): Promise<void> {
  if (demand.built !== true) return;
  const startedAt = deps.clock.now();
  const outcome = await runProbe(demand.proof.probe, scene, limits);
  await keepProof(deps, { clause, demand }, { outcome, startedAt });
}

/** An incident is to be closed, with its cause, within three days. */
const closeWithin = 72 * 3_600_000;

/** Keeps what a probe has found; a break opens an incident. */
export async function keepProof(
  deps: { db: Database; clock: Clock; log: Log },
  { clause, demand }: ListedDemand,
  { outcome, startedAt }: { readonly outcome: Outcome; readonly startedAt: Date },
): Promise<void> {
  if (demand.built !== true) return;
  if (outcome.verdict === 'false') deps.log.error('a clause is broken', { demand: demand.id });
  const version = probeVersion(demand.proof.probe);
  const finishedAt = deps.clock.now();
  await deps.db.base(async (trx) => {
    await insertProof(trx, { clause: clause.id, demand: demand.id, outcome, version, startedAt, finishedAt });
    const dueAt = new Date(finishedAt.getTime() + closeWithin);
    const mended = await noteVerdict(trx, { demand: demand.id, verdict: outcome.verdict, at: finishedAt, dueAt });
    if (mended !== null)
      await announce(trx, deps.clock, {
        name: 'policy.mended',
        payload: { incidentId: mended, demand: demand.id },
      });
  });
}
