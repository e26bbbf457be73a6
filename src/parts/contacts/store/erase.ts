import { type RawBuilder, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';
import type { Erasing } from '../../../platform/erasure/eraser.ts';
import { takeOutRemarks } from '../../../platform/erasure/remarks.ts';
import { lookUpsOf } from './lookups.ts';

type Reads = Database['read'];

export interface HeldState {
  readonly email_key: Buffer;
  readonly erased_at: Date | null;
  readonly restricted_at: Date | null;
  readonly objected_at: Date | null;
  readonly sealed_at: Date | null;
}

/** A person, held against every other writer until the end of the transaction: a registration under way ends first, a new one waits. */
export async function holdPerson(db: Reads, personId: string): Promise<HeldState | null> {
  const { rows } =
    await sql<HeldState>`SELECT email_key, erased_at, restricted_at, objected_at, sealed_at FROM contacts.people
    WHERE id = ${personId} FOR UPDATE`.execute(db);
  return rows[0] ?? null;
}

const sample = '00000000-0000-4000-8000-000000000000';

function query<Row>(db: Reads, text: RawBuilder<Row>) {
  return { compile: () => text.compile(db), execute: async () => (await text.execute(db)).rows };
}

// An address is the company's; it goes with the last person of it who is known.
const alone = sql.raw(`NOT EXISTS (SELECT FROM contacts.company_people o JOIN contacts.people q ON q.id = o.person_id
  WHERE o.company_id = cp.company_id AND o.person_id <> cp.person_id AND q.erased_at IS NULL)`);

export const readErasable = personalQuery({
  name: 'contacts: what an erasure takes away',
  readers: ['rights'],
  sample,
  build: (db, personId: string) =>
    query<{ field: string; value: string }>(
      db,
      sql`SELECT d.field, d.value FROM contacts.people p CROSS JOIN LATERAL
          (VALUES ('email', p.email), ('name', p.name), ('phone', p.phone)) AS d (field, value)
        WHERE p.id = ${personId} AND d.value IS NOT NULL
        UNION ALL SELECT 'street', a.street FROM contacts.company_people cp JOIN contacts.addresses a ON a.company_id = cp.company_id
        WHERE cp.person_id = ${personId} AND a.street <> '' AND ${alone}`,
    ),
});

/** Of these values, those that stand in the record of somebody else or in the name of a company. */
export const readOfOthers = personalQuery({
  name: 'contacts: values of others',
  readers: ['rights'],
  sample: { personId: sample, values: ['a'] as readonly string[] },
  build: (db, { personId, values }) =>
    query<{ value: string }>(
      db,
      sql`SELECT v.value FROM unnest(${[...values]}::text[]) AS v (value) WHERE EXISTS (SELECT FROM contacts.people p
          WHERE p.id <> ${personId} AND (strpos(p.email, v.value) > 0 OR strpos(p.name, v.value) > 0 OR strpos(p.phone, v.value) > 0))
        OR EXISTS (SELECT FROM contacts.companies c WHERE strpos(c.name, v.value) > 0)
        OR EXISTS (SELECT FROM contacts.addresses a WHERE strpos(a.street, v.value) > 0 AND NOT EXISTS
          (SELECT FROM contacts.company_people cp WHERE cp.company_id = a.company_id AND cp.person_id = ${personId} AND ${alone}))`,
    ),
});

/** Free text of staff that may name somebody. */
export const remarks = [
  'contacts.lookups.reason',
  'contacts.domains.evidence',
  'contacts.former_names.evidence',
  'contacts.merges.evidence',
];

/** Takes everything of a person out of this part; the record stays as a number. Says how many rows of each kind. */
export async function erasePersonRows(db: Trx, erasing: Erasing): Promise<Record<string, number>> {
  const { personId, at } = erasing;
  const counts: Record<string, number> = {};
  const run = async (what: string, text: RawBuilder<unknown>) => {
    const { numAffectedRows } = await text.execute(db);
    counts[what] = (counts[what] ?? 0) + Number(numAffectedRows ?? 0);
  };
  const gone = sql`SELECT a.id FROM contacts.company_people cp JOIN contacts.addresses a ON a.company_id = cp.company_id
    WHERE cp.person_id = ${personId} AND ${alone}`;
  await run('sources', sql`DELETE FROM contacts.origins WHERE subject_id = ${personId} OR subject_id IN (${gone})`);
  await run('addresses', sql`DELETE FROM contacts.addresses WHERE id IN (${gone})`);
  await run('choices', sql`DELETE FROM contacts.preferences WHERE person_id = ${personId}`);
  await run('memberships', sql`DELETE FROM contacts.company_people WHERE person_id = ${personId}`);
  await sql`INSERT INTO contacts.suppressions (email_key, channel, since, source_kind)
    SELECT ${erasing.emailKey}::bytea, channel, ${at}::timestamptz, 'erasure' FROM unnest(ARRAY['mail', 'post', 'phone']) AS c (channel)
    ON CONFLICT (email_key, channel) DO NOTHING`.execute(db);
  await run(
    'records',
    sql`UPDATE contacts.people SET email = NULL, name = NULL, phone = NULL, title = NULL, role = NULL, email_key = ${erasing.freshKey()},
      proven_at = NULL, restricted_at = NULL, objected_at = NULL, sealed_at = NULL, waits_for = '{}',
      refused_topics = '{}', paused_at = NULL, paused_until = NULL, wishes_changed_at = NULL, wishes_source = NULL, erased_at = ${at}, changed_at = ${at}, version = version + 1
      WHERE id = ${personId} AND erased_at IS NULL`,
  );
  counts.remarks = await takeOutRemarks(db, remarks, erasing);
  return counts;
}

/** Puts or lifts a state of a person's record. False where there is none. */
export async function writeState(
  db: Trx,
  personId: string,
  state: { readonly restricted: Date | null; readonly objected: Date | null; readonly sealed: Date | null },
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`UPDATE contacts.people SET restricted_at = ${state.restricted}, objected_at = ${state.objected},
    sealed_at = ${state.sealed}, version = version + 1 WHERE id = ${personId} AND erased_at IS NULL`.execute(db);
  return Number(numAffectedRows ?? 0) === 1;
}

/** People whose record was sealed before then. */
export async function readSealed(db: Reads, before: Date): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT id FROM contacts.people WHERE sealed_at < ${before} ORDER BY sealed_at, id LIMIT 100`.execute(db);
  return rows.map((row) => row.id);
}

/** Looks by staff and resellers at a person: they stay, without a name. */
export async function countLookUps(db: Reads, personId: string): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`SELECT count(*)::int AS n FROM contacts.lookups WHERE id = ANY(${lookUpsOf(personId)})`.execute(db);
  return rows[0]?.n ?? 0;
}

/** People of whom nothing was changed, looked at or told since then. */
export async function readIdle(db: Reads, before: Date): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT p.id FROM contacts.people p WHERE p.erased_at IS NULL AND p.restricted_at IS NULL
      AND p.created_at < ${before} AND p.changed_at < ${before} AND coalesce(p.proven_at, p.created_at) < ${before}
      AND NOT EXISTS (SELECT FROM contacts.preferences f WHERE f.person_id = p.id AND f.changed_at >= ${before})
      AND NOT EXISTS (SELECT FROM contacts.lookups l WHERE l.person_id = p.id AND l.at >= ${before})
    ORDER BY p.changed_at, p.id LIMIT 5000`.execute(db);
  return rows.map((row) => row.id);
}
