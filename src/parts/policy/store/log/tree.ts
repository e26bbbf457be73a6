import { type Kysely, sql } from 'kysely';
import type { Trx } from '../../../../platform/db/database.ts';
import type { TreeNode } from '../../../../platform/evidence/merkle.ts';

type Db = Kysely<Record<never, never>>;

/** Whether nobody else adds to the log; then nobody does before this transaction is over. */
export async function lockLog(trx: Trx): Promise<boolean> {
  const { rows } = await sql<{
    mine: boolean;
  }>`SELECT pg_try_advisory_xact_lock(hashtext('policy.log')) AS mine`.execute(trx);
  return rows[0]?.mine === true;
}

export interface StoredCheckpoint {
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
  readonly at: Date;
}

const checkpoint = sql.raw('size::float8 AS size, root, note, at');

export async function newestCheckpoint(db: Db): Promise<StoredCheckpoint | null> {
  const { rows } =
    await sql<StoredCheckpoint>`SELECT ${checkpoint} FROM policy.log_checkpoints ORDER BY size DESC LIMIT 1`.execute(
      db,
    );
  return rows[0] ?? null;
}

export async function checkpointOf(db: Db, size: number): Promise<StoredCheckpoint | null> {
  const { rows } =
    await sql<StoredCheckpoint>`SELECT ${checkpoint} FROM policy.log_checkpoints WHERE size = ${size}`.execute(db);
  return rows[0] ?? null;
}

/** Checkpoints from a size on, the smallest first. */
export async function checkpointsAfter(db: Db, size: number, limit: number): Promise<StoredCheckpoint[]> {
  const { rows } = await sql<StoredCheckpoint>`SELECT ${checkpoint} FROM policy.log_checkpoints WHERE size > ${size}
    ORDER BY size LIMIT ${limit}`.execute(db);
  return rows;
}

export async function countLeaves(db: Db): Promise<number> {
  const { rows } = await sql<{ size: number }>`SELECT coalesce(max(leaf_index) + 1, 0)::float8 AS size
    FROM policy.log_leaves`.execute(db);
  return rows[0]?.size ?? 0;
}

/** Levels whose nodes are stored are multiples of this; level 0 are the leaves. */
export const storedEvery = 4;
const hashLength = 32;

/** For each perfect subtree the stored hashes that it is made of; null where one of them is missing. */
export async function storedHashes(db: Db, nodes: readonly TreeNode[]): Promise<(Buffer[] | null)[]> {
  const wanted = nodes.map(({ level, index }) => {
    const stored = level - (level % storedEvery);
    const count = 2 ** (level - stored);
    return { level: stored, first: index * count, count };
  });
  const { rows } = await sql<{ hashes: Buffer | null }>`
    SELECT CASE WHEN w.level = 0
      THEN (SELECT string_agg(l.hash, ''::bytea ORDER BY l.leaf_index) FROM policy.log_leaves l
        WHERE l.leaf_index >= w.first AND l.leaf_index < w.first + w.count)
      ELSE (SELECT string_agg(n.hash, ''::bytea ORDER BY n.node_index) FROM policy.log_nodes n
        WHERE n.level = w.level AND n.node_index >= w.first AND n.node_index < w.first + w.count) END AS hashes
    FROM unnest(${wanted.map(({ level }) => level)}::smallint[], ${wanted.map(({ first }) => first)}::bigint[],
      ${wanted.map(({ count }) => count)}::bigint[]) WITH ORDINALITY AS w (level, first, count, place)
    ORDER BY w.place`.execute(db);
  return wanted.map(({ count }, place) => {
    const hashes = rows[place]?.hashes ?? null;
    return hashes?.length === count * hashLength ? cut(hashes) : null;
  });
}

function cut(hashes: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < hashes.length; at += hashLength) pieces.push(hashes.subarray(at, at + hashLength));
  return pieces;
}

/** What one turn of the sequencer adds. */
export interface Addition {
  /** The index of the first leaf. */
  readonly first: number;
  readonly rows: readonly { readonly source: string; readonly key: string }[];
  /** 32 bytes a row. */
  readonly nonces: Buffer;
  readonly leafHashes: Buffer;
  readonly nodes: readonly (TreeNode & { readonly hash: Buffer })[];
}

export async function addLeaves(trx: Trx, { first, rows, nonces, leafHashes, nodes }: Addition): Promise<void> {
  const stored = nodes.filter(({ level }) => level % storedEvery === 0);
  await sql`WITH leaves AS (
      INSERT INTO policy.log_leaves (leaf_index, hash)
      SELECT ${first}::bigint + n, substr(${leafHashes}::bytea, n * 32 + 1, 32) FROM generate_series(0, ${rows.length - 1}::int) n
    ), nodes AS (
      INSERT INTO policy.log_nodes (level, node_index, hash)
      SELECT level, node_index, substr(${Buffer.concat(stored.map(({ hash }) => hash))}::bytea, (place::int - 1) * 32 + 1, 32)
      FROM unnest(${stored.map(({ level }) => level)}::smallint[], ${stored.map(({ index }) => index)}::bigint[])
        WITH ORDINALITY AS n (level, node_index, place)
    )
    INSERT INTO policy.log_rows (source, key, leaf_index, nonce)
    SELECT source, key, ${first}::bigint + place - 1, substr(${nonces}::bytea, (place::int - 1) * 32 + 1, 32)
    FROM unnest(${rows.map(({ source }) => source)}::text[], ${rows.map(({ key }) => key)}::text[])
      WITH ORDINALITY AS r (source, key, place)`.execute(trx);
}

export async function addCheckpoint(trx: Trx, given: StoredCheckpoint): Promise<void> {
  await sql`INSERT INTO policy.log_checkpoints (size, root, note, at)
    VALUES (${given.size}, ${given.root}, ${given.note}, ${given.at})`.execute(trx);
}

export interface StoredKey {
  readonly name: string;
  readonly publicKey: Buffer;
  readonly since: Date;
}

/** Public keys, the newest first. */
export async function logKeys(db: Db): Promise<StoredKey[]> {
  const { rows } = await sql<StoredKey>`SELECT name, public_key AS "publicKey", since FROM policy.log_keys
    ORDER BY since DESC, name`.execute(db);
  return rows;
}

export async function addKey(trx: Trx, key: StoredKey): Promise<void> {
  await sql`INSERT INTO policy.log_keys (name, public_key, since) VALUES (${key.name}, ${key.publicKey}, ${key.since})
    ON CONFLICT DO NOTHING`.execute(trx);
}
