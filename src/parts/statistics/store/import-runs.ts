import { type Kysely, sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import type { Imports } from '../wire/imports.ts';
import type { Origin } from '../wire/reports.ts';

type Db = Kysely<Record<never, never>>;

export interface NewRun {
  readonly siteId: number;
  readonly origin: Origin;
  readonly server: string | null;
  readonly at: Date;
  readonly files: number;
  readonly lines: number | null;
  readonly badLines: number | null;
  readonly knownLines: number | null;
  /** `YYYY-MM-DD` */
  readonly firstDay: string;
  readonly lastDay: string;
}

/** Notes an import, in the transaction that writes its figures. */
export async function insertRun(trx: Trx, run: NewRun): Promise<void> {
  await sql`INSERT INTO statistics.import_runs (site_id, origin, server, files, lines, bad_lines, known_lines, first_day,
      last_day, imported_at)
    VALUES (${run.siteId}, ${run.origin}, ${run.server}, ${run.files}, ${run.lines}, ${run.badLines}, ${run.knownLines},
      ${run.firstDay}, ${run.lastDay}, ${run.at})`.execute(trx);
}

type Run = Omit<Imports['runs'][number], 'at'> & { readonly at: Date };

/** The latest imports of a site, the last first, and how many there are. */
export async function readRuns(db: Db, siteId: number): Promise<{ runs: Run[]; count: number }> {
  const { rows } = await sql<Run & { count: number }>`SELECT id, origin, server, imported_at AS at, files,
      lines::float8 AS lines, bad_lines::float8 AS "badLines", known_lines::float8 AS "knownLines",
      first_day::text AS "firstDay", last_day::text AS "lastDay", count(*) OVER ()::int AS count
    FROM statistics.import_runs WHERE site_id = ${siteId} ORDER BY imported_at DESC, id DESC LIMIT 200`.execute(db);
  return { runs: rows.map(({ count: _, ...run }) => run), count: rows[0]?.count ?? 0 };
}

/** Days of each origin but the live one. */
export async function readImportedOrigins(db: Db, siteId: number): Promise<Imports['origins']> {
  const { rows } = await sql<Imports['origins'][number]>`SELECT origin, min(day)::text AS "firstDay",
      max(day)::text AS "lastDay", count(*)::int AS days, sum(bad_lines)::float8 AS "badLines"
    FROM statistics.days WHERE site_id = ${siteId} AND origin <> 'live' GROUP BY origin ORDER BY origin`.execute(db);
  return rows;
}

/** Whether no import of the site runs; none begins before the transaction has ended. */
export async function holdImports(trx: Trx, siteId: number): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`SELECT
    pg_try_advisory_xact_lock(hashtext('statistics.imports'), ${siteId}::int) AS held`.execute(trx);
  return rows[0]?.held === true;
}

/** Removes all that has come from an origin, and what was noted to count it once. @returns days that are gone */
export async function removeImported(trx: Trx, siteId: number, origin: Origin): Promise<number> {
  const { rows } = await sql`DELETE FROM statistics.days WHERE site_id = ${siteId} AND origin = ${origin}
    RETURNING 1`.execute(trx);
  for (const table of ['cells', 'imports', 'import_runs'])
    await sql`DELETE FROM ${sql.table(`statistics.${table}`)}
      WHERE site_id = ${siteId} AND origin = ${origin}`.execute(trx);
  return rows.length;
}

/** Imports of which no day is kept any more. */
export async function removeRunsBefore(trx: Trx, siteId: number, day: string): Promise<void> {
  await sql`DELETE FROM statistics.import_runs WHERE site_id = ${siteId} AND last_day < ${day}`.execute(trx);
}
