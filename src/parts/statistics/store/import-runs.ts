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

/** What came from one source of a site: a web server whose logs are imported or followed, or another program. */
export interface CameFrom {
  readonly site: string;
  /** `live` for logs that are followed. */
  readonly origin: Origin;
  readonly server: string | null;
  /** Imports; 0 for a log that is followed. */
  readonly runs: number;
  readonly lines: number | null;
  readonly badLines: number | null;
  readonly knownLines: number | null;
  readonly since: Date;
  readonly lastRunAt: Date;
  /** Time of the last line; null for other programs. */
  readonly lastLineAt: Date | null;
}

/** All sources of all sites, so far as their days are kept; of what is followed, how far it was handed on. */
export async function readSources(db: Db): Promise<CameFrom[]> {
  const { rows } = await sql<CameFrom>`
    WITH runs AS (
      SELECT site_id, origin, server, count(*)::int AS runs, sum(lines)::float8 AS lines, sum(bad_lines)::float8 AS bad,
        sum(known_lines)::float8 AS known, min(imported_at) AS since, max(imported_at) AS last_run
      FROM statistics.import_runs GROUP BY 1, 2, 3),
    logs AS (
      SELECT site_id, origin, server, sum(lines)::float8 AS lines, min(imported_at) AS since, max(imported_at) AS last_run,
        max(last_at) AS last_line
      FROM statistics.imports GROUP BY 1, 2, 3)
    SELECT s.slug AS site, coalesce(r.origin, l.origin) AS origin, coalesce(r.server, l.server) AS server,
      coalesce(r.runs, 0) AS runs, coalesce(r.lines, l.lines) AS lines, r.bad AS "badLines", r.known AS "knownLines",
      least(r.since, l.since) AS since, greatest(r.last_run, l.last_run) AS "lastRunAt", l.last_line AS "lastLineAt"
    FROM runs r
      FULL JOIN logs l ON l.site_id = r.site_id AND l.origin = r.origin AND l.server = r.server
      JOIN statistics.sites s ON s.id = coalesce(r.site_id, l.site_id)
    ORDER BY s.slug, 2, 3`.execute(db);
  return rows;
}
