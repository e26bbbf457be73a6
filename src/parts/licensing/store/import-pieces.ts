import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';

export async function insertPiece(
  db: Database['read'],
  piece: { readonly fileId: string; readonly number: number; readonly sealed: Buffer; readonly at: Date },
): Promise<void> {
  await sql`INSERT INTO licensing.import_pieces (file_id, number, sealed, at)
    VALUES (${piece.fileId}, ${piece.number}, ${piece.sealed}, ${piece.at})`.execute(db);
}

export const readPiece = personalQuery({
  name: 'licensing: a piece of an uploaded list',
  readers: ['operations'],
  sample: { fileId: '00000000-0000-4000-8000-000000000000', number: 0 },
  build: (db, { fileId, number }: { readonly fileId: string; readonly number: number }) => {
    const text = sql<{
      sealed: Buffer;
    }>`SELECT sealed FROM licensing.import_pieces WHERE file_id = ${fileId} AND number = ${number}`;
    return { compile: () => text.compile(db), execute: async () => (await text.execute(db)).rows };
  },
});

/** Removes one file. */
export async function deletePieces(db: Database['read'], fileId: string): Promise<void> {
  await sql`DELETE FROM licensing.import_pieces WHERE file_id = ${fileId}`.execute(db);
}

/** Removes every file that waits: for an erasure alone, as somebody who is erased may stand in any of them. */
export async function deleteAllPieces(trx: Trx<'rights'>): Promise<void> {
  await sql`DELETE FROM licensing.import_pieces`.execute(trx);
}

export async function deleteOldPieces(db: Database['read'], before: Date): Promise<void> {
  await sql`DELETE FROM licensing.import_pieces WHERE at < ${before}`.execute(db);
}
