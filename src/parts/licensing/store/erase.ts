import { type RawBuilder, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';
import type { Erasing } from '../../../platform/erasure/eraser.ts';
import { takeOutRemarks } from '../../../platform/erasure/remarks.ts';

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
        WHERE r.person_id = ${personId} AND d.value IS NOT NULL
        UNION SELECT d.field, d.value FROM licensing.named_seats n CROSS JOIN LATERAL
          (VALUES ('email', n.email), ('name', n.name)) AS d (field, value)
        WHERE n.person_id = ${personId} AND d.value IS NOT NULL`,
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
          OR strpos(r.street, v.value) > 0 OR strpos(r.company_name, v.value) > 0))
        OR EXISTS (SELECT FROM licensing.named_seats n
          WHERE n.person_id <> ${personId} AND (strpos(n.email, v.value) > 0 OR strpos(n.name, v.value) > 0))`,
    ),
});

/** What a registration tells of a person; the statement below takes it out. */
export const registered = [
  ...['email', 'name', 'phone', 'title', 'role', 'street', 'postal_code', 'city', 'region'],
  ...['products_designed', 'primary_product'],
];

/** Free text of staff that may name somebody. */
export const remarks = ['licensing.inquiries.evidence', 'licensing.dispute_evidence.evidence'];

/** What was told at registrations goes; licence, seat, company and notice stay. Says how many registrations, and how many remarks. */
export async function eraseTold(db: Trx, { personId, freshKey, values, at }: Erasing) {
  const told =
    await sql`UPDATE licensing.registrations SET email = NULL, name = NULL, phone = NULL, title = NULL, role = NULL, street = NULL,
      postal_code = NULL, city = NULL, region = NULL, products_designed = NULL, primary_product = NULL, email_key = ${freshKey()}
    WHERE person_id = ${personId} AND email IS NOT NULL`.execute(db);
  // A seat that was kept for them is free again; one in use goes on.
  const freed =
    await sql`WITH over AS (UPDATE licensing.named_seats n SET name = NULL, email = NULL, ended_at = coalesce(n.ended_at, ${at}),
        ended_how = coalesce(n.ended_how, 'erased') FROM licensing.named_seats before
      WHERE n.id = before.id AND n.person_id = ${personId} AND n.email IS NOT NULL
      RETURNING n.licence_id, before.ended_at IS NULL AND before.activation_id IS NULL AS open),
    freed AS (UPDATE licensing.licences l SET seats_named = seats_named - o.open
      FROM (SELECT licence_id, count(*) FILTER (WHERE open)::int AS open FROM over GROUP BY licence_id) o
      WHERE l.id = o.licence_id AND o.open > 0)
    SELECT FROM over`.execute(db);
  await sql`DELETE FROM licensing.seat_releases WHERE person_id = ${personId} AND used_at IS NULL`.execute(db);
  await sql`UPDATE licensing.seat_releases SET email_key = ${freshKey()} WHERE person_id = ${personId}`.execute(db);
  const taken = await takeOutRemarks(db, remarks, { values });
  const asked = await sql`UPDATE licensing.order_questions SET question = NULL, answer = NULL
    WHERE person_id = ${personId} AND question IS NOT NULL`.execute(db);
  await takeOutRemarks(db, ['licensing.order_questions.question', 'licensing.order_questions.answer'], { values });
  return {
    registrations: Number(told.numAffectedRows ?? 0),
    remarks: taken,
    questions: Number(asked.numAffectedRows ?? 0),
    named: freed.rows.length,
  };
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
