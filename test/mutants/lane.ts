/** A process that judges violations one after the other, in scratch clusters of its own. It is told which, and ends with who told it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fillScratch } from '../../src/app/clauses/fill-scratch.ts';
import { type Installation, type Scratch, startScratch } from '../../src/platform/clauses/scratch.ts';
import { readUrl } from '../../src/platform/db/urls.ts';
import { mutants } from './all.ts';
import type { ChangedAnswer, ChangedOrder } from './changed.ts';
import { type Board, compare, type Judgement, look, plant, redOf, type UntilRed } from './judge.ts';
import type { Mutant } from './mutant.ts';
import type { Plant } from './plant.ts';
import { plants } from './plants.ts';
import { copyTree, type Tree } from './tree.ts';

export type Order = { readonly judge: string; readonly untilRed: boolean } | { readonly end: true };
export type Answer =
  | { readonly clean: { readonly red: readonly string[]; readonly unknown: readonly string[] } }
  | { readonly judged: string; readonly judgement: Judgement };

type Kind = Pick<Plant, 'audited' | 'lived'>;

/** Clusters that are there, by whether a vendor has yet to live in them or made-up rows lie there. */
const scratches = new Map<boolean, Promise<Scratch>>();
let tree: Tree | undefined;
/** The boards without a violation, by how the installation came about. */
const cleanBoards = new Map<string, Promise<Board>>();

async function end(code: number): Promise<void> {
  tree?.remove();
  await Promise.all([...scratches.values()].map(async (scratch) => (await scratch).stop()));
  process.exit(code);
}
process.on('disconnect', () => void end(1));
process.on('message', (order: Order) => {
  if ('end' in order) return void end(0);
  const mutant = mutants.find(({ id }) => id === order.judge);
  if (!mutant) throw new Error(`there is no ${order.judge}`);
  void judge(mutant, order.untilRed).then((judgement) => tell({ judged: mutant.id, judgement }));
});
const tell = (answer: Answer) => process.send?.(answer);

async function judge(mutant: Mutant, isUntilRed: boolean): Promise<Judgement> {
  try {
    const { sql } = mutant;
    const change = plants[mutant.id];
    if (sql === undefined && !change) throw new Error('nobody has written how to plant it');
    const clean = await cleanBoard(change ?? {});
    const untilRed = isUntilRed ? { clause: mutant.clause, redAnyway: redOf(clean) } : null;
    if (sql !== undefined) return compare(await withSql(mutant, sql, untilRed), clean);
    return compare(await inTree(change ?? { edits: [] }, untilRed, mutant.ownCluster), clean);
  } catch (error) {
    return { as: 'failed', by: [], redAfter: null, detail: error instanceof Error ? error.message : 'failed' };
  }
}

/** Looked at once, when it is first needed. */
function cleanBoard({ audited, lived }: Kind): Promise<Board> {
  const kind = `${lived ?? 'filled'} ${audited ?? ''}`;
  const known = cleanBoards.get(kind);
  if (known) return known;
  const made =
    lived || audited ? inTree({ edits: [], ...(lived && { lived }), ...(audited && { audited }) }, null) : filled();
  cleanBoards.set(kind, made);
  made.catch(() => cleanBoards.delete(kind));
  return made.then((board) => {
    const unknown = [...board.verdicts].filter(([, verdict]) => verdict === 'unknown').map(([id]) => id);
    tell({ clean: { red: redOf(board), unknown } });
    return board;
  });
}

async function filled(): Promise<Board> {
  const scratch = await scratchOf({});
  return withInstallation(scratch, (installation) => look(scratch, installation));
}

function scratchOf({ lived }: Kind): Promise<Scratch> {
  const isEmpty = lived === true;
  const known = scratches.get(isEmpty);
  if (known) return known;
  const made = startScratch({ fill: isEmpty ? async () => undefined : fillScratch });
  scratches.set(isEmpty, made);
  return made;
}

async function withSql(mutant: Mutant, sql: string, untilRed: UntilRed | null): Promise<Board> {
  const own = mutant.ownCluster ? await startScratch({ fill: fillScratch }) : null;
  try {
    const scratch = own ?? (await scratchOf({}));
    return await withInstallation(scratch, async (installation) => {
      // In scratch the owner of the tables is that of the cluster, whatever the prefix.
      const { user: owner } = readUrl(installation.ownerUrl);
      await plant(installation, sql.replaceAll(':prefix_owner', owner).replaceAll(':prefix', scratch.prefix));
      return look(scratch, installation, untilRed);
    });
  } finally {
    await own?.stop();
  }
}

/** The board as a process of the changed tree sees it: everything of it runs there, the probes too, none of which is changed. */
async function inTree(change: Plant, untilRed: UntilRed | null, ownCluster = false): Promise<Board> {
  tree ??= copyTree();
  const { folder } = tree;
  const putRight = tree.change(change.edits);
  try {
    if (ownCluster) return await ask(folder, { prefix: '', installation: null, plant: change, untilRed });
    const scratch = await scratchOf(change);
    return await withInstallation(scratch, (installation) =>
      ask(folder, { prefix: scratch.prefix, installation: placeOnly(installation), plant: change, untilRed }),
    );
  } finally {
    putRight();
  }
}

const placeOnly = ({ remove: _, ...place }: Installation): NonNullable<ChangedOrder['installation']> => place;

/** Four years of a vendor, or an audit, take minutes; more than these on a machine that is busy besides. */
const longest = 1_800_000;

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
  const late = setTimeout(() => child.kill('SIGKILL'), longest);
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
    // It ends when nobody listens to it any more, whatever else it still holds.
    if (child.connected) child.disconnect();
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
