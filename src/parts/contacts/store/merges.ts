import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';

type Reads = Database['read'];

export interface MergeRow {
  readonly id: string;
  readonly from_company_id: string;
  readonly into_company_id: string;
  readonly from_name: string;
  readonly into_name: string;
  readonly at: Date;
  readonly undone_at: Date | null;
}

const merges =
  sql.raw(`SELECT m.id, m.from_company_id, m.into_company_id, f.name AS from_name, i.name AS into_name, m.at, m.undone_at
  FROM contacts.merges m JOIN contacts.companies f ON f.id = m.from_company_id JOIN contacts.companies i ON i.id = m.into_company_id`);

/** Until the end of the transaction no other two companies are merged or taken apart: what one merge moves another may have just moved. */
export async function holdMerges(trx: Trx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('contacts.merges', 7))`.execute(trx);
}

export interface HeldCompany {
  readonly id: string;
  readonly name: string;
  readonly name_key: string;
  readonly kind: 'customer' | 'reseller';
  readonly merged_into: string | null;
}

/** Both companies, held so that nobody notes anything more for them meanwhile. */
export async function holdCompanies(trx: Trx, ids: readonly string[]): Promise<Map<string, HeldCompany>> {
  const { rows } = await sql<HeldCompany>`SELECT id, name, name_key, kind, merged_into FROM contacts.companies
    WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`.execute(trx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The same without holding them. */
export async function lookAtCompanies(db: Reads, ids: readonly string[]): Promise<Map<string, HeldCompany>> {
  const { rows } = await sql<HeldCompany>`SELECT id, name, name_key, kind, merged_into FROM contacts.companies
    WHERE id = ANY(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** How much of contacts itself would go along. */
export async function countOwn(db: Reads, companyId: string): Promise<{ people: number; domains: number }> {
  const { rows } = await sql<{ people: number; domains: number }>`SELECT
    (SELECT count(*)::int FROM contacts.company_people WHERE company_id = ${companyId} AND until IS NULL) AS people,
    (SELECT count(*)::int FROM contacts.domains WHERE company_id = ${companyId} AND ended_at IS NULL) AS domains`.execute(
    db,
  );
  return rows[0] ?? { people: 0, domains: 0 };
}

interface Of {
  readonly from: string;
  readonly into: string;
  readonly at: Date;
}

/** Who belonged to the one belongs to the other from now on. The ended membership stays: shares of that time were theirs, too. */
export async function movePeople(trx: Trx, { from, into, at }: Of): Promise<{ left: string[]; joined: string[] }> {
  const { rows: left } = await sql<{ id: string }>`UPDATE contacts.company_people SET until = ${at}
    WHERE company_id = ${from} AND until IS NULL RETURNING person_id AS id`.execute(trx);
  const { rows: joined } = await sql<{
    id: string;
  }>`INSERT INTO contacts.company_people AS cp (company_id, person_id, since)
    SELECT ${into}::uuid, id, ${at}::timestamptz FROM unnest(${left.map(({ id }) => id)}::uuid[]) AS p (id)
    ON CONFLICT (company_id, person_id) DO UPDATE SET until = NULL WHERE cp.until IS NOT NULL RETURNING person_id AS id`.execute(
    trx,
  );
  return { left: left.map(({ id }) => id), joined: joined.map(({ id }) => id) };
}

/** Whoever was erased meanwhile has no membership to take up again. */
export async function bringPeopleBack(
  trx: Trx,
  { from, into, at }: Of,
  { left, joined }: { readonly left: readonly string[]; readonly joined: readonly string[] },
): Promise<void> {
  await sql`UPDATE contacts.company_people SET until = ${at} WHERE company_id = ${into} AND until IS NULL
    AND person_id = ANY(${[...joined]}::uuid[])`.execute(trx);
  await sql`UPDATE contacts.company_people SET until = NULL WHERE company_id = ${from}
    AND person_id = ANY(${[...left]}::uuid[])`.execute(trx);
}

/** Domains that hold now go along; null moves all, else those of the list. */
export async function moveDomains(
  trx: Trx,
  { from, into }: { readonly from: string; readonly into: string },
  only: readonly string[] | null,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`UPDATE contacts.domains SET company_id = ${into}
    WHERE company_id = ${from} AND ended_at IS NULL AND ${only === null ? sql`true` : sql`id = ANY(${[...only]}::uuid[])`}
    RETURNING id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** The company is there no more, its names are former names of the other, and every row that went along is noted. */
export async function writeMerge(
  trx: Trx,
  merge: Of & { readonly id: string; readonly actorId: string; readonly evidence: string; readonly from: string },
): Promise<void> {
  const { id, from, into, at, actorId, evidence } = merge;
  await sql`INSERT INTO contacts.merges (id, from_company_id, into_company_id, at, actor_id, evidence)
    VALUES (${id}, ${from}, ${into}, ${at}, ${actorId}, ${evidence})`.execute(trx);
  await sql`UPDATE contacts.companies SET merged_into = ${into} WHERE id = ${from}`.execute(trx);
  await sql`INSERT INTO contacts.former_names (id, company_id, name, name_key, until, actor_id, evidence, merge_id)
    SELECT gen_random_uuid(), ${into}, name, name_key, ${at}, ${actorId}, 'A company of this name was merged with it.', ${id}
    FROM (SELECT name, name_key FROM contacts.companies WHERE id = ${from}
      UNION SELECT name, name_key FROM contacts.former_names WHERE company_id = ${from}) names`.execute(trx);
}

export async function noteMoved(
  trx: Trx,
  mergeId: string,
  moved: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  for (const [kind, ids] of Object.entries(moved))
    await sql`INSERT INTO contacts.merge_rows (merge_id, kind, row_id)
      SELECT ${mergeId}, ${kind}, id FROM unnest(${[...ids]}::uuid[]) AS r (id)`.execute(trx);
}

export async function readMoved(db: Reads, mergeId: string): Promise<Record<string, string[]>> {
  const { rows } = await sql<{ kind: string; ids: string[] }>`SELECT kind, array_agg(row_id ORDER BY row_id) AS ids
    FROM contacts.merge_rows WHERE merge_id = ${mergeId} GROUP BY kind`.execute(db);
  return Object.fromEntries(rows.map(({ kind, ids }) => [kind, ids]));
}

/** The merge stands no more; the names that came with it are gone from the other company. */
export async function writeUndone(
  trx: Trx,
  merge: { readonly id: string; readonly from: string; readonly at: Date; readonly actorId: string },
): Promise<void> {
  await sql`DELETE FROM contacts.former_names WHERE merge_id = ${merge.id}`.execute(trx);
  await sql`UPDATE contacts.companies SET merged_into = NULL WHERE id = ${merge.from}`.execute(trx);
  await sql`UPDATE contacts.merges SET undone_at = ${merge.at}, undone_by = ${merge.actorId} WHERE id = ${merge.id}`.execute(
    trx,
  );
}

export async function readMerge(db: Reads, id: string): Promise<MergeRow | null> {
  const { rows } = await sql<MergeRow>`${merges} WHERE m.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Merges of which a company was part, the latest first. */
export async function readMergesOf(db: Reads, companyId: string): Promise<MergeRow[]> {
  const { rows } = await sql<MergeRow>`${merges} WHERE ${companyId} IN (m.from_company_id, m.into_company_id)
    ORDER BY m.at DESC, m.id LIMIT 100`.execute(db);
  return rows;
}

/** Merges with which these rows went along, the earliest first. */
export async function readMergesOfRows(
  db: Reads,
  kind: string,
  ids: readonly string[],
): Promise<(Pick<MergeRow, 'from_company_id' | 'into_company_id' | 'at' | 'undone_at'> & { row_id: string })[]> {
  const { rows } = await sql<
    Pick<MergeRow, 'from_company_id' | 'into_company_id' | 'at' | 'undone_at'> & { row_id: string }
  >`SELECT r.row_id, m.from_company_id, m.into_company_id, m.at, m.undone_at FROM contacts.merge_rows r
    JOIN contacts.merges m ON m.id = r.merge_id WHERE r.kind = ${kind} AND r.row_id = ANY(${[...ids]}::uuid[])
    ORDER BY m.at, m.id`.execute(db);
  return rows;
}

/** What each of these companies is now: itself, or the one that it was merged into. */
export async function readStanding(db: Reads, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ asked: string; id: string }>`WITH RECURSIVE way AS (
      SELECT id AS asked, id, merged_into FROM contacts.companies WHERE id = ANY(${[...ids]}::uuid[])
      UNION ALL SELECT way.asked, n.id, n.merged_into FROM contacts.companies n JOIN way ON n.id = way.merged_into)
    SELECT asked, id FROM way WHERE merged_into IS NULL`.execute(db);
  return new Map(rows.map(({ asked, id }) => [asked, id]));
}

/** What each company was called then. */
export async function readNamesAt(
  db: Reads,
  asked: readonly { readonly companyId: string; readonly at: Date }[],
): Promise<(string | null)[]> {
  const { rows } = await sql<{ name: string | null }>`SELECT coalesce((SELECT f.name FROM contacts.former_names f
        WHERE f.company_id = a.id AND f.merge_id IS NULL AND f.until > a.at ORDER BY f.until, f.id LIMIT 1), c.name) AS name
    FROM unnest(${asked.map(({ companyId }) => companyId)}::uuid[], ${asked.map(({ at }) => at)}::timestamptz[]) WITH ORDINALITY AS a (id, at, place)
    LEFT JOIN contacts.companies c ON c.id = a.id ORDER BY a.place`.execute(db);
  return rows.map(({ name }) => name);
}
