import type { Query } from '../../../../platform/clauses/scene.ts';
import { growTree, type TreeNode } from '../../../../platform/evidence/merkle.ts';
import { type Checkpoint, type NoteKey, openCheckpoint } from '../../../../platform/evidence/note.ts';
import { storedEvery } from '../../store/log/tree.ts';
import type { Faults } from './faults.ts';
import { streamOf } from './stream.ts';

interface TreeInput {
  readonly keys: readonly NoteKey[];
  readonly witnessed: readonly Checkpoint[] | null;
  readonly faults: Faults;
  readonly tell?: ((step: string) => void) | undefined;
}

export interface TreeReport {
  readonly leaves: number;
  readonly checkpoints: number;
  /** Checkpoints of the witness that were compared; null where none was given. */
  readonly witnessed: number | null;
}

interface StoredCheckpoint extends Record<string, unknown> {
  size: string;
  root: Buffer;
  note: string;
}

/** A head that the tree must have had at its size. */
interface Head {
  readonly size: number;
  readonly root: Buffer;
  readonly by: 'checkpoint' | 'witness';
}

/** Builds the tree anew from its leaves, and holds every head against it on the way. */
export async function verifyTree(query: Query, { keys, witnessed, faults, tell }: TreeInput): Promise<TreeReport> {
  let checkpoints = 0;
  let newest = 0;
  const stored = streamOf<StoredCheckpoint>(query, 'SELECT size, root, note FROM policy.log_checkpoints ORDER BY size');
  async function* storedHeads(): AsyncGenerator<Head> {
    for await (const { size, root, note } of stored) {
      const signed = openCheckpoint(note, keys);
      const head = { size: Number(size), root, by: 'checkpoint' as const };
      checkpoints += 1;
      newest = head.size;
      if (!signed) faults.add('KEPT_LOG_SIGNATURE_WRONG', `checkpoint of ${size} leaves`);
      else if (signed.size !== head.size || !signed.root.equals(root))
        faults.add('KEPT_LOG_CHECKPOINT_CHANGED', `checkpoint of ${size} leaves`);
      yield head;
    }
  }
  const ofWitness = (witnessed ?? [])
    .map(({ size, root }): Head => ({ size, root, by: 'witness' }))
    .sort((a, b) => a.size - b.size);
  const heads = merged(storedHeads(), ofWitness);
  let head = await heads.next();

  let completed: (TreeNode & { hash: Buffer })[] = [];
  const tree = growTree(undefined, (node, hash) => {
    if (node.level % storedEvery === 0) completed.push({ ...node, hash });
  });
  const holdHeads = async () => {
    while (!head.done && head.value.size === tree.size()) {
      if (!head.value.root.equals(tree.root()))
        faults.add(
          head.value.by === 'witness' ? 'KEPT_LOG_WITNESS_DIFFERS' : 'KEPT_LOG_ROOT_WRONG',
          `${head.value.by} of ${head.value.size} leaves`,
        );
      head = await heads.next();
    }
  };
  let nodes = 0;
  const holdNodes = async () => {
    nodes += completed.length;
    await compareNodes(query, completed, faults);
    completed = [];
  };

  await holdHeads();
  const leaves = streamOf<{ leaf_index: string; hash: Buffer }>(
    query,
    'SELECT leaf_index, hash FROM policy.log_leaves ORDER BY leaf_index',
  );
  for await (const { leaf_index: index, hash } of leaves) {
    // A gap would move all leaves after it.
    if (Number(index) !== tree.size()) {
      faults.add('KEPT_LOG_LEAF_MISSING', `leaf ${tree.size()}`, Number(index) - tree.size());
      break;
    }
    tree.add(hash);
    await holdHeads();
    if (completed.length >= 256) await holdNodes();
    if (tree.size() % 100_000 === 0) tell?.(`${tree.size()} leaves`);
  }
  await holdNodes();
  for (; !head.done; head = await heads.next())
    faults.add(
      head.value.by === 'witness' ? 'KEPT_LOG_ROLLED_BACK' : 'KEPT_LOG_TRUNCATED',
      `${head.value.by} of ${head.value.size} leaves, the log has ${tree.size()}`,
    );
  await countNodes(query, nodes, faults);
  if (tree.size() > newest) faults.add('KEPT_LOG_NOT_SIGNED', `leaves from ${newest} on`, tree.size() - newest);
  return { leaves: tree.size(), checkpoints, witnessed: witnessed?.length ?? null };
}

async function* merged(stored: AsyncGenerator<Head>, witnessed: readonly Head[]): AsyncGenerator<Head> {
  let place = 0;
  for await (const head of stored) {
    for (; (witnessed[place]?.size ?? Number.POSITIVE_INFINITY) < head.size; place += 1) yield witnessed[place] as Head;
    yield head;
  }
  yield* witnessed.slice(place);
}

/** What is stored of the inner nodes only makes proofs quick, but a wrong one makes wrong proofs. */
async function compareNodes(query: Query, nodes: readonly (TreeNode & { hash: Buffer })[], faults: Faults) {
  if (nodes.length === 0) return;
  const wrong = await query<{ level: number; node_index: string }>(
    `SELECT t.level, t.node_index FROM unnest($1::smallint[], $2::bigint[], $3::bytea[]) AS t (level, node_index, hash)
       LEFT JOIN policy.log_nodes n ON n.level = t.level AND n.node_index = t.node_index WHERE n.hash IS DISTINCT FROM t.hash`,
    [nodes.map(({ level }) => level), nodes.map(({ index }) => index), nodes.map(({ hash }) => hash)],
  );
  for (const each of wrong) faults.add('KEPT_LOG_NODE_WRONG', `node ${each.node_index} of level ${each.level}`);
}

async function countNodes(query: Query, expected: number, faults: Faults): Promise<void> {
  const [row] = await query<{ count: string }>('SELECT count(*) AS count FROM policy.log_nodes');
  const surplus = Number(row?.count) - expected;
  if (surplus > 0) faults.add('KEPT_LOG_NODE_WRONG', `${surplus} nodes too many`, surplus);
}
