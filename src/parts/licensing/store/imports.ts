import { sql } from 'kysely';
import { type Database, type Trx, wasTwin } from '../../../platform/db/database.ts';
import { keyset, type SortColumn } from '../../../platform/db/keyset.ts';
import { asRows } from '../../../platform/db/rows.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { Plan } from '../rules/import/row.ts';
import type { ImportCounts, ImportState } from '../wire/imports.ts';

type Reads = Database['read'];

export interface ImportRow {
  readonly id: string;
  readonly file_id: string;
  readonly file_name: string;
  readonly sha256: string;
  readonly file_bytes: number;
  readonly header: string[];
  readonly plan: Plan | null;
  readonly came_from: string | null;
  readonly notice_id: string | null;
  readonly state: ImportState;
  readonly code: string | null;
  readonly rows_total: number | null;
  readonly rows_done: number;
  readonly counts: Partial<ImportCounts>;
  readonly created_by: string | null;
  readonly created_at: Date;
  readonly changed_at: Date;
  /** Whether its file is held here. */
  readonly has_file: boolean;
  readonly sort_value: string | null;
}

const columns =
  sql.raw(`i.id, i.file_id, i.file_name, encode(i.file_sha256, 'hex') AS sha256, i.file_bytes::float8 AS file_bytes, i.header, i.plan, i.came_from,
  i.notice_id, i.state, i.code, i.rows_total::float8 AS rows_total, i.rows_done::float8 AS rows_done, i.counts, i.created_by, i.created_at,
  i.changed_at, EXISTS (SELECT FROM licensing.import_pieces p WHERE p.file_id = i.file_id) AS has_file`);
const sorts: Record<string, SortColumn> = { createdAt: { sql: 'i.created_at', type: 'timestamptz' } };

export async function readImports(db: Reads, list: ListRequest): Promise<{ rows: ImportRow[]; count: number }> {
  const page = keyset(list, sorts, { sql: 'i.id', type: 'uuid' });
  const { rows } = await sql<ImportRow>`SELECT ${columns}, ${page.value} AS sort_value FROM licensing.imports i
    WHERE ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM licensing.imports`.execute(db);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

export async function readImport(db: Reads, id: string): Promise<ImportRow | null> {
  const { rows } =
    await sql<ImportRow>`SELECT ${columns}, NULL AS sort_value FROM licensing.imports i WHERE i.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Held until the end of the transaction. */
export async function holdImport(trx: Trx, id: string): Promise<ImportRow | null> {
  const { rows } =
    await sql<ImportRow>`SELECT ${columns}, NULL AS sort_value FROM licensing.imports i WHERE i.id = ${id} FOR UPDATE OF i`.execute(
      trx,
    );
  return rows[0] ?? null;
}

/** The last import of these very bytes that was not undone. */
export async function readSameFile(db: Reads, sha256: Buffer): Promise<ImportRow | null> {
  const { rows } = await sql<ImportRow>`SELECT ${columns}, NULL AS sort_value FROM licensing.imports i
    WHERE i.file_sha256 = ${sha256} AND i.state <> 'undone' ORDER BY i.created_at DESC LIMIT 1`.execute(db);
  return rows[0] ?? null;
}

/** How the last list with the same header was read. */
export async function readLastPlan(
  db: Reads,
  headerSha256: Buffer,
): Promise<Pick<ImportRow, 'plan' | 'came_from'> | null> {
  const { rows } = await sql<Pick<ImportRow, 'plan' | 'came_from'>>`SELECT plan, came_from FROM licensing.imports
    WHERE header_sha256 = ${headerSha256} AND plan IS NOT NULL ORDER BY created_at DESC LIMIT 1`.execute(db);
  return rows[0] ?? null;
}

export async function insertImport(
  trx: Trx,
  row: {
    readonly id: string;
    readonly fileId: string;
    readonly fileName: string;
    readonly sha256: Buffer;
    readonly bytes: number;
    readonly header: readonly string[];
    readonly headerSha256: Buffer;
    readonly plan: Plan;
    readonly cameFrom: string | null;
    readonly by: string | null;
    readonly at: Date;
  },
): Promise<void> {
  await sql`INSERT INTO licensing.imports (id, file_id, file_name, file_sha256, file_bytes, header, header_sha256, plan, came_from, state, created_by, created_at, changed_at)
    VALUES (${row.id}, ${row.fileId}, ${row.fileName}, ${row.sha256}, ${row.bytes}, ${[...row.header]}::text[], ${row.headerSha256}, ${JSON.stringify(row.plan)},
      ${row.cameFrom}, 'uploaded', ${row.by}, ${row.at}, ${row.at})`.execute(trx);
}

/** The same bytes were sent again: they are held under another id now. */
export async function writeFile(db: Reads, id: string, fileId: string): Promise<void> {
  await sql`UPDATE licensing.imports SET file_id = ${fileId} WHERE id = ${id}`.execute(db);
}

export async function writePlan(
  trx: Trx,
  id: string,
  input: { readonly plan: Plan; readonly cameFrom: string; readonly noticeId: string; readonly at: Date },
): Promise<void> {
  await sql`UPDATE licensing.imports SET plan = ${JSON.stringify(input.plan)}, came_from = ${input.cameFrom}, notice_id = ${input.noticeId},
      state = 'uploaded', rows_done = 0, changed_at = ${input.at} WHERE id = ${id}`.execute(trx);
}

/** Into another state; whoever worked on it before sees that at its next group of rows. */
export async function writeState(
  trx: Trx,
  id: string,
  input: { readonly state: ImportState; readonly restart: boolean; readonly at: Date },
): Promise<void> {
  const { state, restart, at } = input;
  await sql`UPDATE licensing.imports SET state = ${state}, runner = NULL, beat_at = NULL, code = NULL, changed_at = ${at},
      rows_done = CASE WHEN ${restart}::boolean THEN 0 ELSE rows_done END, counts = CASE WHEN ${restart}::boolean THEN '{}' ELSE counts END
    WHERE id = ${id}`.execute(trx);
  if (!restart) return;
  await sql`DELETE FROM licensing.import_faults WHERE import_id = ${id}`.execute(trx);
  await sql`DELETE FROM licensing.import_resellers WHERE import_id = ${id}`.execute(trx);
}

/** What a run goes on from: the check's counts of those who were there, or its own; an undoing counts its steps from 0. */
export async function keepCounts(
  trx: Trx,
  id: string,
  checked: Partial<ImportCounts> | null,
  anew: boolean,
): Promise<void> {
  if (anew) await sql`UPDATE licensing.imports SET rows_done = 0 WHERE id = ${id}`.execute(trx);
  if (!checked) return;
  const { knownCompanies, knownPeople, suppressed } = checked;
  await sql`UPDATE licensing.imports SET counts = ${JSON.stringify({ knownCompanies, knownPeople, suppressed })} WHERE id = ${id}`.execute(
    trx,
  );
}

/** Whether the database refused a second import at work. */
export function isAtWork(error: unknown): boolean {
  return wasTwin(error, 'imports_at_work');
}

const silentFor = '2 minutes';

/** Takes an import that is to be worked on and on which nobody is working. */
export async function claim(
  trx: Trx,
  id: string,
  { runner, at }: { readonly runner: string; readonly at: Date },
): Promise<boolean> {
  const { rows } = await sql`UPDATE licensing.imports SET runner = ${runner}, beat_at = ${at}
    WHERE id = ${id} AND state IN ('checking', 'running', 'undoing')
      AND (runner IS NULL OR beat_at < ${at}::timestamptz - ${silentFor}::interval) RETURNING id`.execute(trx);
  return rows.length === 1;
}

/** Imports on which nobody is working and somebody should. */
export async function readForsaken(db: Reads, at: Date): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT id FROM licensing.imports WHERE state IN ('checking', 'running', 'undoing')
    AND (runner IS NULL OR beat_at < ${at}::timestamptz - ${silentFor}::interval) ORDER BY created_at LIMIT 10`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

export interface Step {
  readonly runner: string;
  readonly state: ImportState;
  readonly rowsDone: number;
  readonly counts: ImportCounts;
  readonly at: Date;
}

/** Notes how far it is, in the transaction that brought it there. False where it was stopped, or somebody else has taken over. */
export async function writeStep(trx: Trx, id: string, step: Step): Promise<boolean> {
  const { rows } =
    await sql`UPDATE licensing.imports SET rows_done = ${step.rowsDone}, counts = ${JSON.stringify(step.counts)}, beat_at = ${step.at}
    WHERE id = ${id} AND runner = ${step.runner} AND state = ${step.state} RETURNING id`.execute(trx);
  return rows.length === 1;
}

/** How it ended. False where it was stopped, or somebody else has taken over. */
export async function writeEnd(
  trx: Trx,
  id: string,
  end: {
    readonly runner: string;
    readonly state: ImportState;
    readonly code: string | null;
    readonly total: number | null;
    readonly at: Date;
  },
): Promise<boolean> {
  const { rows } =
    await sql`UPDATE licensing.imports SET state = ${end.state}, code = ${end.code}, runner = NULL, beat_at = NULL, changed_at = ${end.at},
      rows_total = coalesce(${end.total}::bigint, rows_total)
    WHERE id = ${id} AND runner = ${end.runner} RETURNING id`.execute(trx);
  return rows.length === 1;
}

export interface FaultRow {
  readonly line: number;
  readonly code: string;
  readonly field: string;
}

export async function insertFaults(trx: Trx, id: string, faults: readonly FaultRow[]): Promise<void> {
  if (faults.length === 0) return;
  await sql`INSERT INTO licensing.import_faults (import_id, line, code, field)
    SELECT ${id}::uuid, line, code, field FROM json_to_recordset(${asRows(faults)}) AS f (line bigint, code text, field text)
    ON CONFLICT DO NOTHING`.execute(trx);
}

export async function readFaults(db: Reads, id: string, after: FaultRow | null, limit: number): Promise<FaultRow[]> {
  const from = after ? sql`(line, code, field) > (${after.line}::bigint, ${after.code}, ${after.field})` : sql`true`;
  const { rows } = await sql<FaultRow>`SELECT line::float8 AS line, code, field FROM licensing.import_faults
    WHERE import_id = ${id} AND ${from} ORDER BY line, code, field LIMIT ${limit}`.execute(db);
  return rows;
}

/** How many rows have each fault. */
export async function countFaults(db: Reads, id: string): Promise<{ code: string; field: string; rows: number }[]> {
  const { rows } = await sql<{ code: string; field: string; rows: number }>`SELECT code, field, count(*)::int AS rows
    FROM licensing.import_faults WHERE import_id = ${id} GROUP BY code, field ORDER BY 3 DESC, code, field LIMIT 100`.execute(
    db,
  );
  return rows;
}

export interface ResellerCount {
  readonly resellerId: string;
  readonly customers: number;
}

/** To whom customers are given, on top of those before. */
export async function addResellers(trx: Trx, id: string, counts: readonly ResellerCount[]): Promise<void> {
  if (counts.length === 0) return;
  await sql`INSERT INTO licensing.import_resellers AS r (import_id, reseller_company_id, customers)
    SELECT ${id}::uuid, "resellerId", customers FROM json_to_recordset(${asRows(counts)}) AS c ("resellerId" uuid, customers int)
    ON CONFLICT (import_id, reseller_company_id) DO UPDATE SET customers = r.customers + excluded.customers`.execute(
    trx,
  );
}

export async function readResellerCounts(db: Reads, id: string): Promise<ResellerCount[]> {
  const { rows } =
    await sql<ResellerCount>`SELECT reseller_company_id AS "resellerId", customers FROM licensing.import_resellers
    WHERE import_id = ${id} ORDER BY customers DESC, reseller_company_id LIMIT 200`.execute(db);
  return rows;
}
