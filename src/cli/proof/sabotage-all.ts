import { fillScratch } from '../../app/clauses/fill-scratch.ts';
import type { Prover } from '../../parts/policy/index.ts';
import type { Traces } from '../../platform/clauses/audit-result.ts';
import { builtDemands } from '../../platform/clauses/registry.ts';
import { type Saboteurs, sabotage } from '../../platform/clauses/sabotage.ts';
import { startScratch } from '../../platform/clauses/scratch.ts';
import { systemClock } from '../../platform/clock.ts';
import { makeAudit } from '../audit/make-audit.ts';
import { startScratchServer } from './scratch-server.ts';
import type { SabotageLine } from './table.ts';

/** Breaks each demand on purpose in a scratch installation, and keeps what its probe made of it. */
export async function sabotageAll(
  prover: Pick<Prover, 'clauses' | 'vendorFacts' | 'keepSabotage' | 'keepAudit'>,
  options: {
    readonly only: readonly string[] | null;
    readonly tell: (line: string) => void;
    /** Ends where it is, and takes its scratch away. */
    readonly stop: AbortSignal;
  },
): Promise<SabotageLine[]> {
  const { only, tell, stop } = options;
  if (stop.aborted) return [];
  const list = builtDemands(prover.clauses, only);
  const scratch = await startScratch({ fill: fillScratch, log: tell });
  try {
    const world: Saboteurs = {
      scratch,
      startServer: (installation, plant) => startScratchServer(scratch, installation, plant),
      vendorWords: prover.vendorFacts,
      timeoutMs: 60_000,
      audit: audits(prover, options),
    };
    const done: SabotageLine[] = [];
    for (const [index, each] of list.entries()) {
      tell(`[${index + 1}/${list.length}] breaking ${each.demand.id}`);
      const result = await unlessStopped(sabotage(each, world), stop);
      if (!result) break;
      await prover.keepSabotage(result);
      done.push({ ...result, says: each.demand.proof.saboteur.says });
    }
    return done;
  } finally {
    await scratch.stop();
  }
}

/** One audit with nothing planted serves all demands, and is kept as their proof; those with something planted are quick ones. */
function audits(
  prover: Pick<Prover, 'keepAudit'>,
  { stop, tell }: { readonly stop: AbortSignal; readonly tell: (line: string) => void },
): NonNullable<Saboteurs['audit']> {
  let clean: Promise<Traces> | undefined;
  const cleanAudit = async () => {
    const startedAt = systemClock.now();
    const traces = await makeAudit({ signal: stop, tell: (line) => tell(`  ${line}`) });
    await prover.keepAudit(traces, startedAt);
    return traces;
  };
  return (planted) => {
    if (planted !== null) return makeAudit({ planted, quick: true, signal: stop });
    clean ??= cleanAudit();
    return clean;
  };
}

/** Null once it is asked to stop: what is under way loses its database and fails unheard. */
function unlessStopped<T>(work: Promise<T>, stop: AbortSignal): Promise<T | null> {
  return new Promise((done, fail) => {
    const stopped = () => done(null);
    if (stop.aborted) stopped();
    stop.addEventListener('abort', stopped, { once: true });
    work.then(done, fail).finally(() => stop.removeEventListener('abort', stopped));
  });
}
