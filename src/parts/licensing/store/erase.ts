import { type RawBuilder, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';
import { type Erasing, takenOut } from '../../../platform/erasure/eraser.ts';

type Reads = Database['read'];
const sample = '00000000-0000-4000-8000-000000000000';

function query<Row>(db: Reads, text: RawBuilder<Row>) {
  return { compile: () => text.compile(db), execute: async () => (await text.execute(db)).rows };
}

export const readErasable = personalQuery({
  name: 'licensing: what an erasure takes away',
  readers: ['rights'],
  sample,
  build: (db, personId: string) =>
    query<{ field: string; value: string }>(
      db,
      sql`SELECT DISTINCT d.field, d.value FROM licensing.registrations r CROSS JOIN LATERAL
          (VALUES ('email', r.email), ('name', r.name), ('phone', r.phone)) AS d (field, value)
        WHERE r.person_id = ${personId} AND d.value IS NOT NULL`,
    ),
});

export const readOfOthers = personalQuery({
  name: 'licensing: values of others',
  readers: ['rights'],
  sample: { personId: sample, values: ['a'] as readonly string[] },
  build: (db, { personId, values }) =>
    query<{ value: string }>(
      db,
      sql`SELECT v.value FROM unnest(${[...values]}::text[]) AS v (value) WHERE EXISTS (SELECT FROM licensing.registrations r
        WHERE r.person_id <> ${personId} AND (strpos(r.email, v.value) > 0 OR strpos(r.name, v.value) > 0 OR strpos(r.phone, v.value) > 0
          OR strpos(r.street, v.value) > 0 OR strpos(r.company_name, v.value) > 0))`,
    ),
});

/** What was told at registrations goes; licence, seat, company and notice stay. Says how many registrations, and how many remarks. */
export async function eraseTold(db: Trx, { personId, freshKey, values }: Erasing) {
  const told =
    await sql`UPDATE licensing.registrations SET email = NULL, name = NULL, phone = NULL, title = NULL, role = NULL, street = NULL,
      postal_code = NULL, city = NULL, region = NULL, products_designed = NULL, primary_product = NULL, email_key = ${freshKey()}
    WHERE person_id = ${personId} AND email IS NOT NULL`.execute(db);
  let remarks = 0;
  for (const value of values) {
    const done =
      await sql`UPDATE licensing.inquiries SET evidence = ${takenOut} WHERE strpos(evidence, ${value}) > 0`.execute(db);
    remarks += Number(done.numAffectedRows ?? 0);
  }
  const asked = await sql`UPDATE licensing.order_questions SET question = NULL, answer = NULL
    WHERE person_id = ${personId} AND question IS NOT NULL`.execute(db);
  for (const value of values)
    await sql`UPDATE licensing.order_questions SET question = CASE WHEN strpos(question, ${value}) > 0 THEN ${takenOut} ELSE question END,
        answer = CASE WHEN strpos(answer, ${value}) > 0 THEN ${takenOut} ELSE answer END
      WHERE strpos(question, ${value}) > 0 OR strpos(answer, ${value}) > 0`.execute(db);
  return { registrations: Number(told.numAffectedRows ?? 0), remarks, questions: Number(asked.numAffectedRows ?? 0) };
}

/** Of these people, those who registered a licence that is in use, or registered one since then. */
export async function readBusy(db: Reads, personIds: readonly string[], since: Date): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`SELECT DISTINCT r.person_id FROM licensing.registrations r
      JOIN licensing.licences l ON l.id = r.licence_id
    WHERE r.person_id = ANY (${[...personIds]}::uuid[]) AND (l.state IN ('active', 'suspended', 'on hold') OR r.given_at >= ${since})`.execute(
    db,
  );
  return rows.map((row) => row.person_id);
}
