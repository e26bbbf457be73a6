import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { scratchFixtures } from '../../app/clauses/scratch-fixtures.ts';
import { buildApp } from '../../app.ts';
import type { Prover } from '../../parts/policy/index.ts';
import type { Traces } from '../../platform/clauses/audit-result.ts';
import { builtDemands } from '../../platform/clauses/registry.ts';
import { type Saboteurs, type ScratchServer, sabotage } from '../../platform/clauses/sabotage.ts';
import { type Installation, type Scratch, startScratch } from '../../platform/clauses/scratch.ts';
import type { PlantedApp } from '../../platform/clauses/whole.ts';
import { systemClock } from '../../platform/clock.ts';
import { openSecrets } from '../../platform/crypto/secrets.ts';
import { systemIds } from '../../platform/ids.ts';
import { createLog } from '../../platform/log.ts';
import { makeAudit } from '../audit/make-audit.ts';
import type { SabotageLine } from './table.ts';

const root = resolve(import.meta.dirname, '../../..');

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
  const scratch = await startScratch({ fixtures: scratchFixtures, log: tell });
  try {
    const world: Saboteurs = {
      scratch,
      startServer: (installation, plant) => startServer(scratch, installation, plant),
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

/** The real server on a scratch database. It does no work by itself: no jobs, no mail. */
async function startServer(
  scratch: Scratch,
  installation: Installation,
  plant?: (app: PlantedApp) => void,
): Promise<ScratchServer> {
  const kept = await buildApp({
    databaseUrl: installation.appUrl,
    authUrl: installation.authUrl,
    probeUrl: installation.probeUrl,
    rolePrefix: scratch.prefix,
    secrets: openSecrets(join(installation.folder, 'secrets')),
    clock: systemClock,
    ids: systemIds,
    log: createLog('silent'),
    publicUrl: 'http://localhost',
    trustedProxies: [],
    deskFolder: resolve(root, 'desk/dist'),
    dataFolder: installation.folder,
    version: (JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string }).version,
    transport: null,
  });
  try {
    plant?.(kept.app as unknown as PlantedApp);
    return { baseUrl: await kept.app.listen({ port: 0, host: '127.0.0.1' }), routes: kept.routes, stop: kept.stop };
  } catch (error) {
    await kept.stop();
    throw error;
  }
}
