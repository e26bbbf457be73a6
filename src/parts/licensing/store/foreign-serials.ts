import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';

/** The serial of another system as it was given, by its key. */
export async function readForeignSerial(db: Database['read'], key: string): Promise<string | null> {
  const { rows } = await sql<{ serial: string }>`SELECT l.serial FROM licensing.foreign_serials f
    JOIN licensing.licences l ON l.id = f.licence_id WHERE f.key = ${key}`.execute(db);
  return rows[0]?.serial ?? null;
}

/** `(SELECT licence_id …)`: the licences whose foreign serial begins with this key; under a tenant those it sees. */
export function foreignSerialsSql(key: string): RawBuilder<string> {
  return sql<string>`(SELECT f.licence_id FROM licensing.foreign_serials f
    WHERE f.key >= ${key} COLLATE "C" AND f.key < ${`${key}\u{10FFFF}`} COLLATE "C")`;
}
