import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';

/** The serial of another system as it was given, by its key. One that was not issued is as good as none. */
export async function readForeignSerial(db: Database['read'], key: string): Promise<string | null> {
  const { rows } = await sql<{ serial: string }>`SELECT l.serial FROM licensing.foreign_serials f
    JOIN licensing.licences l ON l.id = f.licence_id WHERE f.key = ${key} AND l.state <> 'draft'`.execute(db);
  return rows[0]?.serial ?? null;
}

/** How many characters the keys of foreign serials have. Each length is looked for in the index, so that a million serials cost no more than ten. */
export async function readForeignLengths(db: Database['read']): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ length: number }>`WITH RECURSIVE lengths AS (
      SELECT min(char_length(key)) AS length FROM licensing.foreign_serials
      UNION ALL
      SELECT (SELECT min(char_length(f.key)) FROM licensing.foreign_serials f WHERE char_length(f.key) > lengths.length)
      FROM lengths WHERE lengths.length IS NOT NULL)
    SELECT length FROM lengths WHERE length IS NOT NULL`.execute(db);
  return new Set(rows.map(({ length }) => length));
}

/** `(SELECT licence_id …)`: the licences whose foreign serial begins with this key; under a tenant those it sees. */
export function foreignSerialsSql(key: string): RawBuilder<string> {
  return sql<string>`(SELECT f.licence_id FROM licensing.foreign_serials f
    WHERE f.key >= ${key} COLLATE "C" AND f.key < ${`${key}\u{10FFFF}`} COLLATE "C")`;
}
