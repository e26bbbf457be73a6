import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { registeredClauses } from '../app/registered-clauses.ts';
import { buildApp, type KeptApp } from '../app.ts';
import { openProof, type Prover } from '../parts/policy/index.ts';
import { builtDemands, needsAudit } from '../platform/clauses/registry.ts';
import { systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config/config.ts';
import { openSecrets } from '../platform/crypto/secrets.ts';
import { folderHolder } from '../platform/db/cluster/data-lock.ts';
import { systemIds } from '../platform/ids.ts';
import { createLog } from '../platform/log.ts';
import { makeAudit } from './audit/make-audit.ts';
import { configOrExit, Exit } from './print.ts';
import { type Live, openLive } from './proof/open-live.ts';
import { sabotageAll } from './proof/sabotage-all.ts';
import { proofTable, type SabotageLine } from './proof/table.ts';

export const summary =
  'look whether each clause is kept; [--json] [--sabotage] [CLAUSE or DEMAND...]; exits with 1 if one is broken, 2 if a saboteur went unnoticed';

const root = resolve(import.meta.dirname, '../..');

/** As shells say it of a command ended by Ctrl-C. */
const interrupted = 130;

export async function run(args: string[]): Promise<number> {
  const flags = new Set(args.filter((arg) => arg.startsWith('--')));
  const named = args.filter((arg) => !arg.startsWith('--'));
  const only = named.length > 0 ? named : null;
  check(flags, named);
  const config = configOrExit();
  const installation = await openLive(config);
  try {
    return await withProver(config, installation, async (prover) => {
      const stop = askedToStop(prover);
      await prover.run(only, ({ demand, done, total }) => tell(`[${done + 1}/${total}] ${demand}`));
      if (asksForAudit(only) && !stop.aborted && !flags.has('--sabotage'))
        await prover.keepAudit(await makeAudit({ tell, signal: stop }), systemClock.now(), only);
      const sabotages: SabotageLine[] = flags.has('--sabotage') ? await sabotageAll(prover, { only, tell, stop }) : [];
      const board = (await prover.board()).filter(
        ({ clause }) => !only || only.some((name) => name === clause.id || name.startsWith(`${clause.id}.`)),
      );
      if (flags.has('--json')) console.log(JSON.stringify(asJson(board, sabotages), null, 2));
      else for (const line of proofTable(board, sabotages)) console.log(line);
      const broken = board.some(({ demands }) => demands.some(({ state }) => state === 'broken'));
      const unnoticed = sabotages.some(({ red, greenBefore }) => !(red && greenBefore));
      if (stop.aborted) return interrupted;
      return broken ? 1 : unnoticed ? 2 : 0;
    });
  } finally {
    await installation.close();
  }
}

/** An audit takes half a minute: it is made where a demand that rests on one is named. */
function asksForAudit(only: readonly string[] | null): boolean {
  return (
    only !== null &&
    builtDemands(registeredClauses, only).some((each) => needsAudit(each) && only.includes(each.demand.id))
  );
}

function check(flags: ReadonlySet<string>, named: readonly string[]): void {
  const strange = [...flags].filter((flag) => flag !== '--json' && flag !== '--sabotage');
  if (strange.length > 0)
    throw new Exit(64, [`There is no ${strange.join(' ')} here. It takes: --json --sabotage CLAUSE DEMAND`]);
  const known = new Set(registeredClauses.flatMap(({ id, demands }) => [id, ...demands.map((demand) => demand.id)]));
  const unknown = named.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Exit(64, [`There is no clause or demand called ${unknown.join(', ')}.`]);
}

/**
 * Ctrl-C ends after the probe at hand; a saboteur at hand is left where it is, for all it broke goes with its scratch. A
 * second Ctrl-C ends at once. A server that runs this in a process of its own ends it with itself.
 */
function askedToStop(prover: Prover): AbortSignal {
  const stop = new AbortController();
  const asked = () => {
    if (stop.signal.aborted) return;
    stop.abort();
    prover.stop();
    tell('stopping');
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, asked);
  if (process.channel) {
    process.once('disconnect', asked);
    process.channel.unref();
  }
  return stop.signal;
}

function tell(line: string): void {
  console.error(line);
}

async function withProver<T>(config: Config, live: Live, use: (prover: Prover) => Promise<T>): Promise<T> {
  const kept = await buildApp({
    databaseUrl: live.roleUrls.app,
    authUrl: live.roleUrls.auth,
    probeUrl: live.roleUrls.probe,
    rolePrefix: live.prefix,
    secrets: openSecrets(config.secretsFolder),
    clock: systemClock,
    ids: systemIds,
    log: createLog('silent'),
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    deskFolder: resolve(root, 'desk/dist'),
    dataFolder: config.dataFolder,
    version: (JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string }).version,
    transport: null,
  });
  try {
    const running = await runningServer(config);
    // What was written since a server ran last has no leaf in the evidence log yet, and each proof is a row for it, too. Where a server
    // runs, that is for it to do, and to be seen to do.
    if (running === null) {
      await kept.evidence.sequence();
      kept.evidence.start();
    }
    const baseUrl = running ?? (await listen(kept));
    const prover = openProof(kept.deps, {
      clauses: registeredClauses,
      probeUrl: live.roleUrls.probe,
      prefix: live.prefix,
      dataFolder: config.dataFolder,
      baseUrl: () => baseUrl,
      routes: kept.routes,
    });
    try {
      return await use(prover);
    } finally {
      await prover.close();
    }
  } finally {
    await kept.stop();
  }
}

/** The server of this data folder, if it runs and answers. */
async function runningServer(config: Config): Promise<string | null> {
  if ((await folderHolder(config.dataFolder)) === undefined) return null;
  const host = config.host === '0.0.0.0' ? '127.0.0.1' : config.host === '::' ? '::1' : config.host;
  const baseUrl = `http://${host.includes(':') ? `[${host}]` : host}:${config.port}`;
  const answers = await fetch(`${baseUrl}/readyz`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
  return answers ? baseUrl : null;
}

function listen(kept: KeptApp): Promise<string> {
  tell('no server runs: it is started on a free port of this machine for the time being');
  return kept.app.listen({ port: 0, host: '127.0.0.1' });
}

function asJson(board: Awaited<ReturnType<Prover['board']>>, sabotages: readonly SabotageLine[]) {
  return {
    clauses: board.map(({ clause, state, demands }) => ({
      id: clause.id,
      title: clause.title,
      state,
      demands: demands.map(({ demand, state: own, why, newest, lastRedAt }) => ({
        id: demand.id,
        says: demand.says,
        state: own,
        why,
        examined: newest?.examined ?? null,
        counted: newest?.counted ?? null,
        cause: newest?.cause ?? null,
        counterexamples: newest?.counterexamples ?? [],
        at: newest?.at ?? null,
        lastRedAt,
      })),
    })),
    sabotages,
  };
}
