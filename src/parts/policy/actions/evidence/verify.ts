import type { Query } from '../../../../platform/clauses/scene.ts';
import { findNotes, type NoteKey, openCheckpoint } from '../../../../platform/evidence/note.ts';
import type { LogSource } from '../../../../platform/evidence/source.ts';
import type { LogReport } from '../../wire/evidence.ts';
import { type Faults, gatherFaults } from './faults.ts';
import { verifyRows } from './verify-rows.ts';
import { verifyTree } from './verify-tree.ts';

export interface VerifyInput {
  readonly sources: readonly LogSource[];
  /** Keys that are trusted because they were got elsewhere; null: those that the database itself names. */
  readonly keys: readonly NoteKey[] | null;
  /** What a witness kept: text with checkpoints in it. */
  readonly witness: string | null;
  readonly now: Date;
  readonly tell?: ((step: string) => void) | undefined;
}

/**
 * Recomputes the whole log from the rows, in one moment of the database and in bounded memory: tree, checkpoints, signatures,
 * every row against its leaf, and what a witness kept. `query` must be inside one repeatable-read transaction.
 */
export async function verifyLog(query: Query, input: VerifyInput): Promise<LogReport> {
  const faults = gatherFaults();
  const keys = input.keys ?? (await storedKeys(query));
  const witnessed = readWitness(input.witness, keys, faults);
  const tree = await verifyTree(query, { keys, witnessed, faults, tell: input.tell });
  const rows = await verifyRows(query, { ...input, leaves: tree.leaves, faults });
  return { ...tree, ...rows, keysFrom: input.keys ? 'given' : 'database', faults: faults.all() };
}

async function storedKeys(query: Query): Promise<NoteKey[]> {
  return query<{ name: string; publicKey: Buffer }>('SELECT name, public_key AS "publicKey" FROM policy.log_keys');
}

function readWitness(text: string | null, keys: readonly NoteKey[], faults: Faults) {
  if (text === null) return null;
  const notes = findNotes(text);
  if (notes.length === 0) faults.add('KEPT_LOG_WITNESS_EMPTY', 'the file');
  return notes.flatMap((note, index) => {
    const checkpoint = openCheckpoint(note, keys);
    if (!checkpoint) faults.add('KEPT_LOG_SIGNATURE_WRONG', `checkpoint ${index + 1} of the witness`);
    return checkpoint ? [checkpoint] : [];
  });
}
