import { sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';
import type { SourceKind } from '../tables.ts';

type Reads = Database['read'];

export type ProvenanceRow = {
  readonly subject_kind: 'person' | 'company' | 'address';
  readonly subject_id: string;
  readonly field: string;
  readonly source_kind: SourceKind;
  readonly source_id: string | null;
  readonly notice_id: string;
  readonly purposes: string[];
  readonly given_at: Date;
};

const columns = sql.raw('subject_kind, subject_id, field, source_kind, source_id, notice_id, purposes, given_at');

/** Where each datum that is held of these subjects came from. */
export async function readProvenance(db: Reads, subjectIds: readonly string[]): Promise<ProvenanceRow[]> {
  const { rows } = await sql<ProvenanceRow>`SELECT ${columns} FROM contacts.provenance
    WHERE subject_id = ANY(${[...subjectIds]}::uuid[]) AND replaced_at IS NULL`.execute(db);
  return rows;
}

/**
 * A datum of a person or company has a new source: the old one is kept with the time it was replaced, a new one begins. Without a
 * notice of its own it stays under the one before. False where there is neither. Whoever calls it has changed the person's
 * row in the same transaction, so no other source of theirs begins meanwhile.
 */
export async function replaceProvenance(
  db: Reads,
  input: {
    readonly id: string;
    readonly subject: { readonly kind: 'person' | 'company'; readonly id: string };
    readonly field: string;
    readonly sourceKind: SourceKind;
    readonly sourceId: string | null;
    readonly noticeId: string | null;
    readonly purposes: readonly string[] | null;
    /** False where the datum was emptied: nothing is held any more, so nothing begins. */
    readonly held: boolean;
    readonly at: Date;
  },
): Promise<boolean> {
  const { rows: before } = await sql<{
    notice_id: string;
    purposes: string[];
  }>`UPDATE contacts.origins SET replaced = coalesce(replaced, '{}') || jsonb_build_object(${input.field}::text, ${input.at}::timestamptz)
    WHERE subject_id = ${input.subject.id} AND purposes ? ${input.field} AND NOT coalesce(replaced ? ${input.field}, false)
    RETURNING notice_id, purposes -> ${input.field} AS purposes`.execute(db);
  if (!input.held) return true;
  const noticeId = input.noticeId ?? before[0]?.notice_id ?? (await newestNotice(db, input.subject.id));
  if (!noticeId) return false;
  const purposes = { [input.field]: input.purposes ?? before[0]?.purposes ?? ['registration'] };
  await sql`INSERT INTO contacts.origins (id, subject_kind, subject_id, source_kind, source_id, notice_id, given_at, purposes)
    VALUES (${input.id}, ${input.subject.kind}, ${input.subject.id}, ${input.sourceKind}, ${input.sourceId}, ${noticeId}, ${input.at}, ${JSON.stringify(purposes)})`.execute(
    db,
  );
  return true;
}

// A field that was never told before is held under the notice that the person was given last.
async function newestNotice(db: Reads, personId: string): Promise<string | null> {
  const { rows } = await sql<{ notice_id: string }>`SELECT notice_id FROM contacts.provenance
    WHERE subject_id = ${personId} ORDER BY given_at DESC, id LIMIT 1`.execute(db);
  return rows[0]?.notice_id ?? null;
}

/**
 * Of how many people some of these kinds of data were held at some moment of a span of time: their own data, and the address
 * of a company that they belonged to then. Of people who were erased since, nobody knows.
 */
/** People of whom one of these fields was held at some time in the span, each once. */
function holding(asked: { readonly fields: readonly string[]; readonly from: Date; readonly until: Date }) {
  const { from, until } = asked;
  const then = sql`p.field = ANY(${[...asked.fields]}::text[]) AND p.given_at < ${until} AND coalesce(p.replaced_at, 'infinity') > ${from}`;
  return sql`SELECT p.subject_id AS person_id FROM contacts.provenance p WHERE p.subject_kind = 'person' AND ${then}
      UNION
      SELECT c.person_id FROM contacts.provenance p JOIN contacts.addresses a ON a.id = p.subject_id
        JOIN contacts.company_people c ON c.company_id = a.company_id AND c.since < ${until} AND coalesce(c.until, 'infinity') > ${from}
      WHERE p.subject_kind = 'address' AND ${then}`;
}

/** The same people by their ids, page by page. */
export async function readHolding(
  db: Reads,
  asked: Parameters<typeof holding>[0],
  page: { readonly after: string; readonly limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`SELECT person_id FROM (${holding(asked)}) people
    WHERE person_id > ${page.after}::uuid ORDER BY person_id LIMIT ${page.limit}`.execute(db);
  return rows.map((row) => row.person_id);
}

export async function countHolding(
  db: Reads,
  asked: { readonly fields: readonly string[]; readonly from: Date; readonly until: Date },
): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM (${holding(asked)}) people`.execute(db);
  return rows[0]?.count ?? 0;
}
