import { allAtOnce, atOnce } from '../../../../platform/db/at-once.ts';
import type { Database, Trx } from '../../../../platform/db/database.ts';
import type { Deps } from '../../../../platform/deps.ts';
import { canonicalRow, leafOf } from '../../../../platform/evidence/leaf.ts';
import { type GrowingTree, growTree, type TreeNode } from '../../../../platform/evidence/merkle.ts';
import { checkpointText, rawPublicKey, signNote } from '../../../../platform/evidence/note.ts';
import type { LogSource } from '../../../../platform/evidence/source.ts';
import { errors } from '../../errors/evidence.ts';
import {
  addCheckpoint,
  addKey,
  addLeaves,
  countLeaves,
  lockLog,
  newestCheckpoint,
  type StoredCheckpoint,
  type StoredKey,
} from '../../store/log/tree.ts';
import { type Looked, placesOf } from './places.ts';
import { frontier } from './tree.ts';

export type LogDeps = Pick<Deps, 'db' | 'clock' | 'ids' | 'log' | 'signing'>;

/** Gives rows their leaf, after they are committed. Of several servers one does, at a time. */
export interface Sequencer {
  /** One turn: at most so many rows of each source. */
  turn(): Promise<Turn>;
}

export interface Turn {
  readonly added: number;
  /** Whether there may be more at once. */
  readonly more: boolean;
  /** The checkpoint that was made, if one was. */
  readonly checkpoint: StoredCheckpoint | null;
}

const stretch = 5_000;
const nothing: Turn = { added: 0, more: false, checkpoint: null };

/** The name under which checkpoints are signed; it stays as long as the key does, whatever the server is called. */
function originOf(signing: Deps['signing']): string {
  return `kept/evidence/${signing.keyId}`;
}

export function createSequencer(deps: LogDeps, sources: readonly LogSource[]): Sequencer {
  const places = sources.map((source) => ({ source, places: placesOf(source) }));

  async function taken(trx: Trx, looks: Looked[]): Promise<Turn> {
    if (!(await lockLog(trx))) return nothing;
    const { checkpoint, size, looked } = await atOnce({
      checkpoint: newestCheckpoint(trx),
      size: countLeaves(trx),
      looked: allAtOnce(places.map((each) => each.places.look(trx, stretch))),
    });
    looks.push(...looked);
    const rows: NewRow[] = [];
    for (const [place, look] of looked.entries())
      for (const row of look.rows) rows.push({ source: sources[place]?.name ?? '', ...row });
    const more = looks.some((look) => look.more);
    if (rows.length === 0 && size === (checkpoint?.size ?? 0)) return { ...nothing, more };
    return { added: rows.length, more, checkpoint: await extend(trx, deps, { checkpoint, size, rows }) };
  }

  return {
    async turn() {
      const looks: Looked[] = [];
      const turn = await deps.db.base((trx) => taken(trx, looks), { byKey: true });
      // Only now are they leaves.
      for (const look of looks) look.keep();
      return turn;
    },
  };
}

interface NewRow {
  readonly source: string;
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Adds leaves and signs the new head, if the log as it stands leads to the head that was signed last. */
async function extend(
  trx: Trx,
  deps: LogDeps,
  { checkpoint, size, rows }: { checkpoint: StoredCheckpoint | null; size: number; rows: readonly NewRow[] },
): Promise<StoredCheckpoint> {
  const nodes: (TreeNode & { hash: Buffer })[] = [];
  const tree = await resume(trx, size, (node, hash) => nodes.push({ ...node, hash }));
  await mustLeadTo(trx, checkpoint, { size, tree });
  const nonces = deps.ids.random(rows.length * 32);
  const leafHashes = Buffer.alloc(rows.length * 32);
  for (const [place, { source, key, fields }] of rows.entries()) {
    const hash = leafOf(nonces.subarray(place * 32, place * 32 + 32), canonicalRow(source, key, fields));
    hash.copy(leafHashes, place * 32);
    tree.add(hash);
  }
  const leaves = rows.length > 0 ? [addLeaves(trx, { first: size, rows, nonces, leafHashes, nodes })] : [];
  const { key, made } = signed(deps, tree);
  await allAtOnce([...leaves, addKey(trx, key), addCheckpoint(trx, made)]);
  return made;
}

async function resume(
  db: Database['read'],
  size: number,
  onNode: (node: TreeNode, hash: Buffer) => void,
): Promise<GrowingTree> {
  const nodes = await frontier(db, size);
  if (!nodes) throw errors.KEPT_LOG_CONTRADICTS({ size });
  return growTree({ size, nodes }, onNode);
}

/** What was signed once is not contradicted: two heads of which neither leads to the other are never signed. */
async function mustLeadTo(
  trx: Trx,
  checkpoint: StoredCheckpoint | null,
  { size, tree }: { size: number; tree: GrowingTree },
): Promise<void> {
  if (!checkpoint) return;
  const contradicts = () => errors.KEPT_LOG_CONTRADICTS({ size: checkpoint.size });
  if (checkpoint.size > size) throw contradicts();
  const then = checkpoint.size === size ? tree : await resume(trx, checkpoint.size, () => undefined);
  if (!then.root().equals(checkpoint.root)) throw contradicts();
}

function signed(deps: LogDeps, tree: GrowingTree): { readonly key: StoredKey; readonly made: StoredCheckpoint } {
  const origin = originOf(deps.signing);
  const head = { size: tree.size(), root: tree.root() };
  const note = signNote(checkpointText({ origin, ...head }), { name: origin, signing: deps.signing });
  const at = deps.clock.now();
  const key = { name: origin, publicKey: rawPublicKey(deps.signing), since: at };
  return { key, made: { ...head, note, at } };
}
