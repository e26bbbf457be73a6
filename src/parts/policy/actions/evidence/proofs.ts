import type { Database } from '../../../../platform/db/database.ts';
import { canonicalRow } from '../../../../platform/evidence/leaf.ts';
import { consistencyPath, inclusionPath } from '../../../../platform/evidence/merkle.ts';
import { writeKey } from '../../../../platform/evidence/note.ts';
import type { LogSource } from '../../../../platform/evidence/source.ts';
import { errors } from '../../errors/evidence.ts';
import { loggedRows } from '../../store/log/rows.ts';
import {
  checkpointOf,
  checkpointsAfter,
  logKeys,
  newestCheckpoint,
  type StoredCheckpoint,
} from '../../store/log/tree.ts';
import type { CheckpointAnswer, ConsistencyAnswer, InclusionAnswer, RowEvidence } from '../../wire/evidence.ts';
import { subtreeHashes } from './tree.ts';

type Reads = Database['read'];

/** The latest checkpoint, with the keys that checkpoints are verified with, the newest first. */
export async function latestCheckpoint(db: Reads): Promise<CheckpointAnswer> {
  const [checkpoint, keys] = await Promise.all([newest(db), logKeys(db)]);
  return {
    ...present(checkpoint),
    keys: keys.map((key) => ({ key: writeKey(key), since: key.since.toISOString() })),
  };
}

/** The note alone, as a witness keeps it. */
export async function latestNote(db: Reads): Promise<string> {
  return (await newest(db)).note;
}

const atOnce = 100;

/** Checkpoints of more than so many leaves, the smallest first. */
export async function laterCheckpoints(db: Reads, after: number) {
  const items = await checkpointsAfter(db, after, atOnce);
  return { items: items.map(present), next: items.length < atOnce ? null : (items.at(-1)?.size ?? null) };
}

/** That the log of `size` leaves (the latest checkpoint's where null) begins with that of `old`. */
export async function consistency(db: Reads, old: number, size: number | null): Promise<ConsistencyAnswer> {
  const latest = await newest(db);
  const now = size ?? latest.size;
  if (old > now || now > latest.size) throw errors.KEPT_LOG_SIZE_UNKNOWN();
  const path = await subtreeHashes(db, consistencyPath(old, now));
  if (!path) throw errors.KEPT_LOG_CONTRADICTS({ size: now });
  const [before, after] = await Promise.all([noteOf(db, old), noteOf(db, now)]);
  return {
    kind: 'kept-consistency-1',
    old,
    size: now,
    path: path.map(base64),
    before,
    after,
    key: await newestKey(db),
  };
}

/** That a leaf is in the log of `size` leaves (the latest checkpoint's where null). */
export async function inclusion(db: Reads, index: number, size: number | null): Promise<InclusionAnswer> {
  const latest = await newest(db);
  const now = size ?? latest.size;
  if (index >= now || now > latest.size) throw errors.KEPT_LOG_SIZE_UNKNOWN();
  const hashes = await subtreeHashes(db, [[index, index + 1], ...inclusionPath(index, now)]);
  if (!hashes) throw errors.KEPT_LOG_CONTRADICTS({ size: now });
  const [leafHash, ...path] = hashes.map(base64);
  const note = now === latest.size ? latest.note : await noteOf(db, now);
  return { index, size: now, leafHash: leafHash ?? '', path, checkpoint: note };
}

/** More rows than this are not proven at once. */
const mostRows = 1_000;

/**
 * What the people whom these rows concern need to check for themselves that they are in the log, and unchanged: null before the first
 * checkpoint. Rows that came after the latest checkpoint, and those whose nonce was taken, are left out.
 */
export async function rowEvidence(db: Reads, source: LogSource, keys: readonly string[]): Promise<RowEvidence | null> {
  const latest = await newestCheckpoint(db);
  if (!latest) return null;
  const rows = (await loggedRows(db, source, keys.slice(0, mostRows))).filter(
    ({ leafIndex }) => leafIndex < latest.size,
  );
  const proven = rows.flatMap(({ nonce, ...row }) => (nonce === null ? [] : [{ ...row, nonce }]));
  const paths = proven.map(({ leafIndex }) => inclusionPath(leafIndex, latest.size));
  const hashes = await subtreeHashes(db, paths.flat());
  if (!hashes) throw errors.KEPT_LOG_CONTRADICTS({ size: latest.size });
  let at = 0;
  return {
    kind: 'kept-inclusion-1',
    checkpoint: latest.note,
    key: await newestKey(db),
    rows: proven.map(({ key, leafIndex, nonce, fields }, place) => {
      const length = paths[place]?.length ?? 0;
      at += length;
      const path = hashes.slice(at - length, at).map(base64);
      return { row: canonicalRow(source.name, key, fields), nonce: base64(nonce), leafIndex, path };
    }),
  };
}

async function newest(db: Reads): Promise<StoredCheckpoint> {
  const checkpoint = await newestCheckpoint(db);
  if (!checkpoint) throw errors.KEPT_LOG_EMPTY();
  return checkpoint;
}

async function noteOf(db: Reads, size: number): Promise<string | null> {
  return (await checkpointOf(db, size))?.note ?? null;
}

async function newestKey(db: Reads): Promise<string> {
  const [key] = await logKeys(db);
  return key ? writeKey(key) : '';
}

function present({ size, root, note, at }: StoredCheckpoint) {
  return { size, root: base64(root), checkpoint: note, at: at.toISOString() };
}

const base64 = (bytes: Buffer) => bytes.toString('base64');
