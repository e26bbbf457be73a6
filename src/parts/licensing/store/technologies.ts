import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { keyset, type SortColumn } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';

type Reads = Database['read'];

export interface TechnologyRow {
  id: string;
  name: string;
  licensor_id: string;
  created_at: Date;
  releases: number;
  sort_value: string | null;
}

const columns: Record<string, SortColumn> = {
  name: { sql: 't.name', type: 'text' },
  createdAt: { sql: 't.created_at', type: 'timestamptz' },
};

export async function readTechnologies(
  db: Reads,
  list: ListRequest,
  filter: { readonly q: string | null; readonly licensorId: string | null; readonly id: string | null },
): Promise<{ rows: TechnologyRow[]; count: number }> {
  const page = keyset(list, columns, { sql: 't.id', type: 'uuid' });
  const where = sql<boolean>`(${filter.id}::uuid IS NULL OR t.id = ${filter.id}::uuid)
    AND (${filter.licensorId}::uuid IS NULL OR t.licensor_id = ${filter.licensorId}::uuid)
    AND (${filter.q}::text IS NULL OR starts_with(lower(t.name), lower(${filter.q})))`;
  const { rows } =
    await sql<TechnologyRow>`SELECT t.id, t.name, t.licensor_id, t.created_at, ${page.value} AS sort_value,
      (SELECT count(*)::int FROM licensing.release_technologies rt WHERE rt.technology_id = t.id AND rt.removed_at IS NULL) AS releases
    FROM licensing.technologies t WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(
      db,
    );
  const counted = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM licensing.technologies t WHERE ${where}`.execute(db);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

/** False where there is one of this name already. */
export async function insertTechnology(
  trx: Trx,
  row: { id: string; name: string; licensor_id: string; created_at: Date },
): Promise<boolean> {
  const { rows } = await sql`INSERT INTO licensing.technologies (id, name, licensor_id, created_at)
    VALUES (${row.id}, ${row.name}, ${row.licensor_id}, ${row.created_at}) ON CONFLICT (name) DO NOTHING RETURNING id`.execute(
    trx,
  );
  return rows.length === 1;
}

export interface EmbeddedTechnologyRow {
  release_id: string;
  id: string;
  name: string;
  licensor_id: string;
}

export async function readTechnologiesOfReleases(
  db: Reads,
  releaseIds: readonly string[],
): Promise<EmbeddedTechnologyRow[]> {
  const { rows } = await sql<EmbeddedTechnologyRow>`SELECT rt.release_id, t.id, t.name, t.licensor_id
    FROM licensing.release_technologies rt JOIN licensing.technologies t ON t.id = rt.technology_id
    WHERE rt.release_id = ANY(${[...releaseIds]}::uuid[]) AND rt.removed_at IS NULL ORDER BY rt.release_id, t.name`.execute(
    db,
  );
  return rows;
}

/** Makes exactly these the technologies of a release from now on; false where one of them is not known. */
export async function setTechnologies(
  trx: Trx,
  { releaseId, technologyIds, at }: { releaseId: string; technologyIds: readonly string[]; at: Date },
): Promise<boolean> {
  const ids = [...technologyIds];
  await sql`UPDATE licensing.release_technologies SET removed_at = greatest(${at}, embedded_at)
    WHERE release_id = ${releaseId} AND removed_at IS NULL AND technology_id <> ALL(${ids}::uuid[])`.execute(trx);
  await sql`INSERT INTO licensing.release_technologies (release_id, technology_id, embedded_at)
    SELECT ${releaseId}, id, ${at}::timestamptz FROM licensing.technologies WHERE id = ANY(${ids}::uuid[])
    ON CONFLICT (release_id, technology_id) WHERE removed_at IS NULL DO NOTHING`.execute(trx);
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM licensing.release_technologies
    WHERE release_id = ${releaseId} AND removed_at IS NULL`.execute(trx);
  return rows[0]?.count === ids.length;
}
