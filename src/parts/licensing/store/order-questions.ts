import { type RawBuilder, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';

type Reads = Database['read'];
const sample = '00000000-0000-4000-8000-000000000000';

export interface QuestionRow {
  id: string;
  order_id: string;
  person_id: string;
  question: string | null;
  asked_at: Date;
  answer: string | null;
  answered_at: Date | null;
  answered_by: string | null;
}

const columns = sql.raw(
  'q.id, q.order_id, q.person_id, q.question, q.asked_at, q.answer, q.answered_at, q.answered_by',
);

function query<Row>(db: Reads, text: RawBuilder<Row>) {
  return { compile: () => text.compile(db), execute: async () => (await text.execute(db)).rows };
}

/** What was asked about an order; whom the reader may not see is left out by the database. */
export const readQuestions = personalQuery({
  name: 'licensing questions about an order',
  readers: ['customer service', 'reseller'],
  sample,
  build: (db, orderId: string) =>
    query<QuestionRow>(
      db,
      sql`SELECT ${columns} FROM licensing.order_questions q WHERE q.order_id = ${orderId} ORDER BY q.asked_at, q.id LIMIT 200`,
    ),
});

/** What somebody was asked, with the number of the order. */
export const readQuestionsToPerson = personalQuery({
  name: 'licensing questions to a person',
  readers: ['rights'],
  sample,
  build: (db, personId: string) =>
    query<QuestionRow & { number: string }>(
      db,
      sql`SELECT ${columns}, o.number FROM licensing.order_questions q JOIN licensing.orders o ON o.id = q.order_id
        WHERE q.person_id = ${personId} ORDER BY q.asked_at DESC, q.id LIMIT 200`,
    ),
});

export async function insertQuestion(
  trx: Trx,
  row: {
    readonly id: string;
    readonly orderId: string;
    readonly personId: string;
    readonly ledgerId: string;
    readonly question: string;
    readonly at: Date;
    readonly by: string;
  },
): Promise<void> {
  await sql`INSERT INTO licensing.order_questions (id, order_id, person_id, ledger_id, question, asked_at, asked_by)
    VALUES (${row.id}, ${row.orderId}, ${row.personId}, ${row.ledgerId}, ${row.question}, ${row.at}, ${row.by})`.execute(
    trx,
  );
}

/** Whom a question about this order was put to; null where there is no such question of it. */
export async function readAsked(
  trx: Trx,
  of: { readonly orderId: string; readonly questionId: string },
): Promise<string | null> {
  const { rows } = await sql<{ person_id: string }>`SELECT person_id FROM licensing.order_questions
    WHERE id = ${of.questionId} AND order_id = ${of.orderId}`.execute(trx);
  return rows[0]?.person_id ?? null;
}

/** The order that was asked about; null where there is no such question of it, or it is answered already. */
export async function writeAnswer(
  trx: Trx,
  answer: {
    readonly questionId: string;
    readonly of: { readonly orderId: string } | { readonly personId: string };
    readonly answer: string;
    readonly by: 'page' | 'phone' | 'mail' | 'letter';
    readonly at: Date;
  },
): Promise<string | null> {
  const of = 'orderId' in answer.of ? sql`order_id = ${answer.of.orderId}` : sql`person_id = ${answer.of.personId}`;
  const { rows } = await sql<{
    order_id: string;
  }>`UPDATE licensing.order_questions SET answer = ${answer.answer}, answered_at = ${answer.at},
      answered_by = ${answer.by} WHERE id = ${answer.questionId} AND ${of} AND answered_at IS NULL RETURNING order_id`.execute(
    trx,
  );
  return rows[0]?.order_id ?? null;
}
