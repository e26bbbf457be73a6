/** A process that judges violations one after the other, in a scratch cluster of its own. It is told which, and ends with who told it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fillScratch } from '../../src/app/clauses/fill-scratch.ts';
import { type Installation, type Scratch, startScratch } from '../../src/platform/clauses/scratch.ts';
import { readUrl } from '../../src/platform/db/urls.ts';
import { mutants } from './all.ts';
import type { ChangedAnswer, ChangedOrder } from './changed.ts';
import { type Board, compare, type Judgement, look, plant, redOf } from './judge.ts';
import type { Mutant } from './mutant.ts';
import type { Plant } from './plant.ts';
import { plants } from './plants.ts';
import { copyTree, type Tree } from './tree.ts';

export type Order = { readonly judge: string } | { readonly end: true };
export type Answer =
  | { readonly clean: { readonly red: readonly string[]; readonly unknown: readonly string[] } }
  | { readonly judged: string; readonly judgement: Judgement };

const shared = await startScratch({ fill: fillScratch });
/** Where a vendor is yet to live. */
let empty: Promise<Scratch> | undefined;
let tree: Tree | undefined;
/** The boards without a violation, by how the installation came about. */
const cleanBoards = new Map<string, Promise<Board>>();

async function end(code: number): Promise<void> {
  tree?.remove();
  await Promise.all([shared.stop(), empty?.then((scratch) => scratch.stop())]);
  process.exit(code);
}
process.on('disconnect', () => void end(1));

const clean = await withInstallation(shared, (installation) => look(shared, installation));
cleanBoards.set(kindOf({}), Promise.resolve(clean));
process.on('message', (order: Order) => {
  if ('end' in order) return void end(0);
  const mutant = mutants.find(({ id }) => id === order.judge);
  if (!mutant) throw new Error(`there is no ${order.judge}`);
  void judge(mutant).then((judgement) => process.send?.({ judged: mutant.id, judgement } satisfies Answer));
});
const unknown = [...clean.verdicts].filter(([, verdict]) => verdict === 'unknown').map(([id]) => id);
process.send?.({ clean: { red: redOf(clean), unknown } } satisfies Answer);

async function judge(mutant: Mutant): Promise<Judgement> {
  try {
    const { sql } = mutant;
    if (sql !== undefined) return await judgeSql(mutant, sql);
    const change = plants[mutant.id];
    if (!change) throw new Error('nobody has written how to plant it');
    const kind = kindOf(change);
    if (!cleanBoards.has(kind)) cleanBoards.set(kind, inTree({ ...change, edits: [] }));
    const before = await cleanBoards.get(kind);
    return compare(await inTree(change, mutant.ownCluster), before ?? clean);
  } catch (error) {
    return { as: 'failed', by: [], redAfter: null, detail: error instanceof Error ? error.message : 'failed' };
  }
}

function kindOf({ audited, lived }: Pick<Plant, 'audited' | 'lived'>): string {
  return `${lived ?? 'filled'} ${audited ?? ''}`;
}

async function judgeSql(mutant: Mutant, sql: string): Promise<Judgement> {
  const own = mutant.ownCluster ? await startScratch({ fill: fillScratch }) : null;
  try {
    const scratch = own ?? shared;
    const board = await withInstallation(scratch, async (installation) => {
      // In scratch the owner of the tables is that of the cluster, whatever the prefix.
      const { user: owner } = readUrl(installation.ownerUrl);
      await plant(installation, sql.replaceAll(':prefix_owner', owner).replaceAll(':prefix', scratch.prefix));
      return look(scratch, installation);
    });
    return compare(board, clean);
  } finally {
    await own?.stop();
  }
}

/** The board as a process of the changed tree sees it: everything of it runs there, the probes too, none of which is changed. */
async function inTree(change: Plant, ownCluster = false): Promise<Board> {
  empty ??= change.lived ? startScratch({ fill: async () => undefined }) : undefined;
  const scratch = change.lived && empty ? await empty : shared;
  tree ??= copyTree();
  const { folder } = tree;
  const putRight = tree.change(change.edits);
  try {
    if (ownCluster) return await ask(folder, { prefix: '', installation: null, plant: change });
    return await withInstallation(scratch, (installation) =>
      ask(folder, { prefix: scratch.prefix, installation: placeOnly(installation), plant: change }),
    );
  } finally {
    putRight();
  }
}

const placeOnly = ({ remove: _, ...place }: Installation): NonNullable<ChangedOrder['installation']> => place;

async function ask(folder: string, order: ChangedOrder): Promise<Board> {
  const child = fork(join(folder, 'test/mutants/changed.ts'), [], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Types are stripped once a file, not once a violation.
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'cache') },
  });
  child.send(order);
  const waiting = new AbortController();
  const { signal } = waiting;
  const late = setTimeout(() => child.kill('SIGKILL'), 900_000);
  try {
    const [answer] = (await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(() => Promise.reject(new Error('the changed server ended'))),
    ])) as [ChangedAnswer];
    if ('failed' in answer) throw new Error(answer.failed);
    return { verdicts: new Map(answer.verdicts), redAt: new Map(Object.entries(answer.redAt)), ms: 0 };
  } finally {
    clearTimeout(late);
    waiting.abort();
  }
}

async function withInstallation<T>(scratch: Scratch, run: (installation: Installation) => Promise<T>): Promise<T> {
  const installation = await scratch.clone();
  try {
    return await run(installation);
  } finally {
    await installation.remove();
  }
}
