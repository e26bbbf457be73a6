import type { Database } from '../../../../platform/db/database.ts';
import { foldNodes, foldPerfect, perfectNodes, type Range } from '../../../../platform/evidence/merkle.ts';
import { storedHashes } from '../../store/log/tree.ts';

/** The hashes of subtrees, from what is stored; null where something of it is missing. One round trip. */
export async function subtreeHashes(db: Database['read'], ranges: readonly Range[]): Promise<Buffer[] | null> {
  const perfect = ranges.map(perfectNodes);
  const stored = await storedHashes(db, perfect.flat());
  if (stored.includes(null)) return null;
  const hashes = stored.map((each) => foldPerfect(each ?? []));
  let at = 0;
  return perfect.map((nodes) => {
    at += nodes.length;
    return foldNodes(hashes.slice(at - nodes.length, at));
  });
}

/** The hashes of the perfect subtrees of a tree of this size, the largest first; null where something is missing. */
export function frontier(db: Database['read'], size: number): Promise<Buffer[] | null> {
  return subtreeHashes(
    db,
    perfectNodes([0, size]).map(({ level, index }) => [index * 2 ** level, (index + 1) * 2 ** level]),
  );
}
