import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';

export interface SchoolLicence {
  id: string;
  serial: string;
  product: string;
  seats: number;
  /** Taken by seats that are no pupil's; floating ones are nobody's. */
  seats_of_staff: number;
  state: string;
  expires_on: string | null;
  holder_company_id: string | null;
  term_id: string | null;
  starts_on: string | null;
  ends_on: string | null;
}

const columns =
  sql.raw(`l.id, l.serial, p.name AS product, l.seats, l.state, l.expires_on::text AS expires_on, l.holder_company_id,
  (SELECT count(*)::int FROM licensing.activations a
    WHERE a.licence_id = l.id AND a.deactivated_at IS NULL AND a.label IS NULL AND l.floating IS NULL) AS seats_of_staff,
  t.id AS term_id, t.starts_on::text AS starts_on, t.ends_on::text AS ends_on`);
const tables = sql.raw(`licensing.school_licences c JOIN licensing.licences l ON l.id = c.licence_id
  JOIN licensing.products p ON p.id = l.product_id
  LEFT JOIN licensing.school_terms t ON t.licence_id = l.id AND t.ended_at IS NULL`);

/** Whoever registered it, since it is a school's, keeps its labels. */
const keptBy = (personId: string) => sql`EXISTS (SELECT FROM licensing.registrations g
  WHERE g.licence_id = c.licence_id AND g.person_id = ${personId} AND g.state = 'applied' AND g.given_at >= c.since)`;

/** Licences of schools whose labels this person keeps. */
export async function readSchoolLicences(trx: Trx, personId: string): Promise<SchoolLicence[]> {
  const { rows } = await sql<SchoolLicence>`SELECT ${columns} FROM ${tables}
    WHERE ${keptBy(personId)} ORDER BY p.name, l.serial LIMIT 100`.execute(trx);
  return rows;
}

/** One of them, held until the end of the transaction; null where the person does not keep it. */
export async function holdSchoolLicence(
  trx: Trx,
  sought: { readonly personId: string; readonly licenceId: string },
): Promise<SchoolLicence | null> {
  await sql`SELECT FROM licensing.licences WHERE id = ${sought.licenceId} FOR UPDATE`.execute(trx);
  const { rows } = await sql<SchoolLicence>`SELECT ${columns} FROM ${tables}
    WHERE l.id = ${sought.licenceId} AND ${keptBy(sought.personId)}`.execute(trx);
  return rows[0] ?? null;
}

export interface LabelRow {
  term_id: string;
  label: string;
  activated_at: Date | null;
}

/** The labels of terms, with the seat that each has now. */
export async function readLabels(trx: Trx, termIds: readonly string[]): Promise<LabelRow[]> {
  const { rows } = await sql<LabelRow>`SELECT b.term_id, b.label, a.activated_at FROM licensing.pupil_labels b
    LEFT JOIN licensing.activations a ON a.label = b.label AND a.deactivated_at IS NULL
    WHERE b.term_id = ANY(${[...termIds]}::uuid[]) ORDER BY b.label`.execute(trx);
  return rows;
}

export interface NewTerm {
  readonly id: string;
  readonly licenceId: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly at: Date;
}

export async function insertTerm(trx: Trx, term: NewTerm): Promise<void> {
  await sql`INSERT INTO licensing.school_terms (id, licence_id, starts_on, ends_on, made_at)
    VALUES (${term.id}, ${term.licenceId}, ${term.startsOn}, ${term.endsOn}, ${term.at})`.execute(trx);
}

/** Labels that there were not before; how many. */
export async function insertLabels(trx: Trx, termId: string, labels: readonly string[]): Promise<number> {
  const { rows } = await sql`INSERT INTO licensing.pupil_labels (label, term_id)
    SELECT label, ${termId} FROM unnest(${[...labels]}::text[]) AS fresh (label) ON CONFLICT DO NOTHING RETURNING label`.execute(
    trx,
  );
  return rows.length;
}

export interface Freeing {
  readonly at: Date;
  readonly actor: { readonly kind: string; readonly id: string | null };
}

/** Frees pupils' seats whose licences are held: those of a whole term, or of one label. How many. */
export async function freePupilSeats(
  trx: Trx,
  of: { readonly termId: string; readonly label: string | null },
  { at, actor }: Freeing,
): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`WITH freed AS (UPDATE licensing.activations a SET deactivated_at = ${at}, machine_sha256 = NULL
      FROM licensing.pupil_labels b WHERE a.label = b.label AND b.term_id = ${of.termId} AND a.deactivated_at IS NULL
        AND (${of.label}::text IS NULL OR b.label = ${of.label}) RETURNING a.id, a.licence_id),
    counted AS (SELECT licence_id, count(*)::int AS n FROM freed GROUP BY licence_id),
    given AS (UPDATE licensing.licences l SET changed_at = ${at},
        seats_used = l.seats_used - CASE WHEN l.floating IS NULL THEN counted.n ELSE 0 END
      FROM counted WHERE l.id = counted.licence_id),
    lease AS (DELETE FROM licensing.leases x USING freed WHERE x.activation_id = freed.id),
    noted AS (INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind, actor_id)
      SELECT licence_id, ${at}, 'deactivated', ${actor.kind}, ${actor.id}::uuid FROM freed)
    SELECT count(*)::int AS count FROM freed`.execute(trx);
  return rows[0]?.count ?? 0;
}

export async function endTerm(trx: Trx, termId: string, at: Date): Promise<void> {
  await sql`UPDATE licensing.school_terms SET ended_at = ${at} WHERE id = ${termId} AND ended_at IS NULL`.execute(trx);
}

/** Terms that are over by the day and not ended yet, a few at a time; in the order in which licences are held. */
export async function readOverdueTerms(trx: Trx, today: string): Promise<{ id: string; licence_id: string }[]> {
  const { rows } = await sql<{ id: string; licence_id: string }>`SELECT id, licence_id FROM licensing.school_terms
    WHERE ended_at IS NULL AND ends_on < ${today}::date ORDER BY licence_id LIMIT 100`.execute(trx);
  return rows;
}

/** Holds a licence until the end of the transaction. */
export async function holdLicence(trx: Trx, licenceId: string): Promise<void> {
  await sql`SELECT FROM licensing.licences WHERE id = ${licenceId} FOR UPDATE`.execute(trx);
}

/** Takes away what is left of terms that ended before then: their labels and seats. How many labels. */
export async function deleteEndedLabels(trx: Trx, before: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`WITH old AS (SELECT b.label FROM licensing.pupil_labels b
      JOIN licensing.school_terms t ON t.id = b.term_id WHERE t.ended_at < ${before} LIMIT 10000),
    seats AS (DELETE FROM licensing.activations a USING old WHERE a.label = old.label AND a.deactivated_at IS NOT NULL)
    SELECT count(*)::int AS count FROM old`.execute(trx);
  await sql`DELETE FROM licensing.pupil_labels b USING licensing.school_terms t WHERE t.id = b.term_id AND t.ended_at < ${before}
    AND NOT EXISTS (SELECT FROM licensing.activations a WHERE a.label = b.label)`.execute(trx);
  return rows[0]?.count ?? 0;
}
