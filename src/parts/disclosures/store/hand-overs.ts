import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';

/** Notes a file that was handed over: how it begins and its hash, not what was in it. */
export async function insertHandOver(
  trx: Trx,
  row: {
    readonly id: string;
    readonly recipientId: string;
    readonly at: Date;
    readonly memberId: string;
    readonly purpose: string;
    readonly topic: string | null;
    readonly fields: readonly string[];
    readonly people: number;
    readonly ageKey: string;
    readonly envelope: string;
    readonly sha256: Buffer;
  },
): Promise<void> {
  await sql`INSERT INTO disclosures.hand_overs (id, recipient_id, at, member_id, purpose, topic, fields, people, age_key, envelope, sha256)
    VALUES (${row.id}, ${row.recipientId}, ${row.at}, ${row.memberId}, ${row.purpose}, ${row.topic}, ${[...row.fields]}, ${row.people}, ${row.ageKey},
      ${row.envelope}, ${row.sha256})`.execute(trx);
}
