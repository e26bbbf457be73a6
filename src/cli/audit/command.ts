import { registeredClauses } from '../../app/registered-clauses.ts';
import { openProof } from '../../parts/policy/index.ts';
import type { Traces } from '../../platform/clauses/audit-result.ts';
import { systemClock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config/config.ts';
import { folderHolder } from '../../platform/db/cluster/data-lock.ts';
import { openDatabase } from '../../platform/db/database.ts';
import { createLog } from '../../platform/log.ts';
import { configOrExit, flagsOf } from '../print.ts';
import { stopAsked } from '../progress.ts';
import { openLive } from '../proof/open-live.ts';
import { makeAudit } from './make-audit.ts';
import { told } from './told.ts';
import { verdictOf } from './verdict.ts';

/** As shells say it of a command ended by Ctrl-C. */
const interrupted = 130;

/** `./kept statistics audit`: 0 nothing of a visitor was found, 1 something was, 2 nothing is proven. */
export async function run(args: string[]): Promise<number> {
  const flags = flagsOf(args, ['--json']);
  const config = configOrExit();
  const signal = stopAsked();
  endWithParent();
  const startedAt = systemClock.now();
  const traces = await makeAudit({ signal, tell: (line) => console.error(line) }).catch((error: unknown) => {
    if (signal.aborted) return null;
    throw error;
  });
  if (traces === null) return interrupted;
  const verdict = verdictOf(traces);
  const kept = await keep(config, traces, startedAt);
  if (flags.has('--json')) console.log(JSON.stringify({ verdict, ...traces, kept }, null, 2));
  else for (const line of told(traces, { verdict, kept })) console.log(line);
  return { found: 1, 'nothing found': 0, unproven: 2 }[verdict];
}

/** For the board of the installation that is configured here, if one runs or lies elsewhere. @returns whether it was kept */
async function keep(config: Config, traces: Traces, startedAt: Date): Promise<boolean> {
  const lives =
    config.databaseUrl !== null || config.roleUrls !== null || (await folderHolder(config.dataFolder)) !== undefined;
  if (!lives) return false;
  const live = await openLive(config);
  const db = openDatabase({ url: live.roleUrls.app, prefix: live.prefix, poolSize: 2 });
  const prover = openProof(
    { db, clock: systemClock, log: createLog('silent') },
    {
      clauses: registeredClauses,
      probeUrl: live.roleUrls.probe,
      prefix: live.prefix,
      dataFolder: null,
      baseUrl: () => null,
      routes: [],
    },
  );
  try {
    await prover.keepAudit(traces, startedAt);
    return true;
  } finally {
    await prover.close();
    await db.close();
    await live.close();
  }
}

/** A server that runs this in a process of its own ends it with itself. */
function endWithParent(): void {
  if (!process.channel) return;
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
