/** A process in a changed copy of the tree: lives there, looks at the board, and tells it. It is told where. */
import { fillScratch } from '../../src/app/clauses/fill-scratch.ts';
import { registeredClauses } from '../../src/app/registered-clauses.ts';
import type { Verdict } from '../../src/platform/clauses/finding.ts';
import { builtDemands, needsAudit } from '../../src/platform/clauses/registry.ts';
import { runProbe } from '../../src/platform/clauses/run-probe.ts';
import { type Installation, type Scratch, startScratch } from '../../src/platform/clauses/scratch.ts';
import { auditScene } from '../../src/platform/clauses/traces.ts';
import { type Board, look, redOf, type UntilRed } from './judge.ts';
import type { Plant } from './plant.ts';

export interface ChangedOrder {
  readonly prefix: string;
  /** Null: in a cluster of its own, which is started from the changed copy as well. */
  readonly installation: Omit<Installation, 'remove'> | null;
  readonly plant: Pick<Plant, 'lived' | 'audited'>;
  readonly untilRed: UntilRed | null;
}

export type ChangedAnswer =
  | { readonly verdicts: readonly (readonly [string, Verdict])[]; readonly redAt: Readonly<Record<string, number>> }
  | { readonly failed: string };

/** As in the test of the demo: with fewer some acts find nobody. */
const companies = 60;

process.once('message', (order: ChangedOrder) => {
  void inPlace(order)
    .then(
      ({ redAt, verdicts }): ChangedAnswer => ({ verdicts: [...verdicts], redAt: Object.fromEntries(redAt) }),
      (error: unknown): ChangedAnswer => ({
        failed: error instanceof Error ? `${error.message} ${error.cause ?? ''}` : 'failed',
      }),
    )
    .then((answer) => process.send?.(answer));
});
// Not before the answer was read: a process that ends may take it along.
process.once('disconnect', () => process.exit(0));

async function inPlace(order: ChangedOrder): Promise<Board> {
  if (order.installation) return live({ ...order, installation: order.installation });
  const own = await startScratch({ fill: fillScratch });
  try {
    return await live({ ...order, prefix: own.prefix, installation: await own.clone() });
  } finally {
    await own.stop();
  }
}

type Place = NonNullable<ChangedOrder['installation']>;

/** Where it is looked until something is red, the audit comes after the probes of the clause and before all others: it is made for what they cannot see. */
async function live(order: ChangedOrder & { readonly installation: Place }): Promise<Board> {
  const { installation, plant, prefix, untilRed } = order;
  if (plant.lived) {
    // Loaded only where they are needed: each process loads everything anew.
    const { fillDemo } = await import('../../src/cli/demo/fill-demo.ts');
    await fillDemo(placeOf(installation, prefix), { seed: 7, now: new Date(), companies });
  }
  const lookAt = (until: UntilRed | null) => look({ prefix } as Scratch, installation as Installation, until);
  const isSeen = (board: Board) => untilRed !== null && redOf(board).some((id) => !untilRed.redAnyway.includes(id));
  const first = await lookAt(plant.audited && untilRed ? { ...untilRed, only: 'own' } : untilRed);
  if (!plant.audited || isSeen(first)) return first;
  const audited = after(first, await auditedBoard(plant.audited));
  if (untilRed === null || isSeen(audited)) return audited;
  return after(audited, await lookAt({ ...untilRed, only: 'others' }));
}

async function auditedBoard(how: 'quick' | 'whole'): Promise<Board> {
  const began = performance.now();
  const { makeAudit } = await import('../../src/cli/audit/make-audit.ts');
  const traces = await makeAudit({ quick: how === 'quick' });
  const verdicts = new Map<string, Verdict>();
  const redAt = new Map<string, number>();
  for (const { demand } of builtDemands(registeredClauses, null).filter(needsAudit)) {
    const { verdict } = await runProbe(demand.proof.probe, auditScene(traces), { timeoutMs: 60_000 });
    verdicts.set(demand.id, verdict);
    if (verdict === 'false') redAt.set(demand.id, performance.now() - began);
  }
  return { verdicts, redAt, ms: performance.now() - began };
}

/** Two looks, one after the other. */
function after(first: Board, second: Board): Board {
  return {
    verdicts: new Map([...first.verdicts, ...second.verdicts]),
    redAt: new Map([...first.redAt, ...[...second.redAt].map(([id, ms]) => [id, first.ms + ms] as const)]),
    ms: first.ms + second.ms,
  };
}

function placeOf({ appUrl, authUrl, folder, probeUrl }: Place, prefix: string) {
  return {
    roleUrls: { app: appUrl, auth: authUrl, probe: probeUrl },
    prefix,
    secretsFolder: `${folder}/secrets`,
    dataFolder: folder,
    publicUrl: 'http://localhost',
  };
}
