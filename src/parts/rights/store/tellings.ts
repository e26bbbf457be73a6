import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';

type Reads = Database['read'];

export type RunRow = {
  readonly notice_id: string;
  readonly version: number;
  readonly begun_at: Date;
  readonly listed_at: Date | null;
  readonly stopped_at: Date | null;
  readonly finished_at: Date | null;
  /** Where listing was ended before it was through: the use whose people are being listed (empty: everybody), and the last who is. */
  readonly listing: string | null;
  readonly listing_after: string | null;
  /** When that listing was begun: whoever gave data until then is listed by it. */
  readonly listing_since: Date | null;
};

const run = sql.raw(
  'notice_id, version, begun_at, listed_at, stopped_at, finished_at, listing, listing_after, listing_since',
);

export async function insertRun(trx: Trx, row: Pick<RunRow, 'notice_id' | 'version' | 'begun_at'>): Promise<void> {
  await sql`INSERT INTO rights.telling_runs (notice_id, version, begun_at) VALUES (${row.notice_id}, ${row.version}, ${row.begun_at})
    ON CONFLICT (notice_id) DO NOTHING`.execute(trx);
}

/** Runs that are not finished, the oldest version first. */
export async function readOpenRuns(db: Reads): Promise<RunRow[]> {
  const { rows } =
    await sql<RunRow>`SELECT ${run} FROM rights.telling_runs WHERE finished_at IS NULL ORDER BY version`.execute(db);
  return rows;
}

/** Runs that are not stopped and for which somebody may have to be listed, the oldest version first. */
export async function readRunsToList(db: Reads): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`SELECT ${run} FROM rights.telling_runs
    WHERE stopped_at IS NULL AND (finished_at IS NULL OR listing IS NOT NULL) ORDER BY version`.execute(db);
  return rows;
}

/** Runs for which everybody was listed once and nobody is being listed, the oldest version first. */
export async function readListedRuns(db: Reads): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`SELECT ${run} FROM rights.telling_runs
    WHERE stopped_at IS NULL AND listed_at IS NOT NULL AND listing IS NULL ORDER BY version`.execute(db);
  return rows;
}

/** All runs with what came of each, the newest first. */
export async function readRuns(db: Reads) {
  const { rows } = await sql<
    RunRow & { listed: number; told: number; waiting: number; held_back: number; gone: number; yes: number; no: number }
  >`SELECT ${run}, t.* FROM rights.telling_runs r CROSS JOIN LATERAL (SELECT count(*)::int AS listed,
        count(*) FILTER (WHERE state = 'told')::int AS told, count(*) FILTER (WHERE state = 'gone')::int AS gone,
        count(*) FILTER (WHERE state = 'waiting' AND NOT held)::int AS waiting, count(*) FILTER (WHERE state = 'waiting' AND held)::int AS held_back,
        count(*) FILTER (WHERE answer = 'yes')::int AS yes, count(*) FILTER (WHERE answer = 'no')::int AS no
      FROM (SELECT t.state, t.answer, EXISTS (SELECT FROM contacts.people p WHERE p.id = t.person_id AND t.state = 'waiting'
            AND (p.restricted_at IS NOT NULL OR p.sealed_at IS NOT NULL)) AS held
          FROM rights.tellings t WHERE t.notice_id = r.notice_id) t) t
    ORDER BY version DESC LIMIT 100`.execute(db);
  return rows;
}

type Listing = Pick<RunRow, 'listing' | 'listing_after' | 'listing_since'> & { readonly listed_at?: Date };

/** How far listing is, also where all were told already and somebody came later. */
export async function updateListing(db: Trx, noticeId: string, change: Listing): Promise<void> {
  const sets = Object.entries(change).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  await sql`UPDATE rights.telling_runs SET ${sql.join(sets)} WHERE notice_id = ${noticeId}`.execute(db);
}

/** False where it is finished. */
export async function updateRun(
  db: Trx,
  noticeId: string,
  change: Partial<Pick<RunRow, 'stopped_at' | 'finished_at'>>,
): Promise<boolean> {
  const sets = Object.entries(change).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  const { numAffectedRows } =
    await sql`UPDATE rights.telling_runs SET ${sql.join(sets)} WHERE notice_id = ${noticeId} AND finished_at IS NULL`.execute(
      db,
    );
  return Number(numAffectedRows ?? 0) === 1;
}

/** Enters people to be told of a version; who is listed already stays as they are. Returns those who are new. */
export async function insertTellings(
  trx: Trx,
  noticeId: string,
  personIds: readonly string[],
  at: Date,
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`INSERT INTO rights.tellings (notice_id, person_id, listed_at)
    SELECT ${noticeId}::uuid, id, ${at}::timestamptz FROM unnest(${[...personIds]}::uuid[]) AS p (id)
    ON CONFLICT (notice_id, person_id) DO NOTHING RETURNING person_id`.execute(trx);
  return rows.map((row) => row.person_id);
}

/** Of these people for whom a new use of this version has to wait: who was not told yet, and where it is asked for who has not said yes. */
export async function readUnanswered(
  trx: Trx,
  noticeId: string,
  personIds: readonly string[],
  asked: boolean,
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`SELECT person_id FROM rights.tellings
    WHERE notice_id = ${noticeId} AND person_id = ANY (${[...personIds]}::uuid[])
      AND (state = 'waiting' OR ${asked}::boolean AND answer IS DISTINCT FROM 'yes')`.execute(trx);
  return rows.map((row) => row.person_id);
}

/** Until the end of the transaction nobody else lists or tells anybody. */
export async function lockTelling(trx: Trx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('rights.tellings'))`.execute(trx);
}

export type WaitingRow = { readonly person_id: string; readonly notice_ids: readonly string[] };

/**
 * The next people who wait to be told, each once with all the versions they are to be told of, the newest version last; runs that are stopped
 * or not yet listed are left out. Whoever must not be written to now is passed over: their turn comes when that is lifted.
 */
export async function readWaiting(
  trx: Trx,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<WaitingRow[]> {
  const { rows } = await sql<WaitingRow>`SELECT t.person_id, array_agg(t.notice_id ORDER BY r.version) AS notice_ids
    FROM rights.tellings t JOIN rights.telling_runs r ON r.notice_id = t.notice_id AND r.stopped_at IS NULL AND r.listed_at IS NOT NULL
    WHERE t.state = 'waiting' AND t.person_id > ${after}::uuid AND NOT EXISTS (SELECT FROM contacts.people p WHERE p.id = t.person_id
      AND (p.restricted_at IS NOT NULL OR p.sealed_at IS NOT NULL))
    GROUP BY t.person_id ORDER BY t.person_id LIMIT ${limit}`.execute(trx);
  return rows;
}

/** Whether somebody waits to be told of this version who could be. */
export async function waitsForTelling(db: Reads, noticeId: string): Promise<boolean> {
  const { rows } =
    await sql`SELECT FROM rights.tellings WHERE notice_id = ${noticeId} AND state = 'waiting' LIMIT 1`.execute(db);
  return rows.length > 0;
}

export async function markAllTold(
  trx: Trx,
  told: readonly { readonly personId: string; readonly noticeIds: readonly string[]; readonly ledgerId: string }[],
  at: Date,
): Promise<void> {
  const rows = told.flatMap(({ personId, noticeIds, ledgerId }) =>
    noticeIds.map((noticeId) => ({ personId, noticeId, ledgerId })),
  );
  await sql`UPDATE rights.tellings t SET state = 'told', told_at = ${at}, ledger_id = n."ledgerId"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS n ("personId" uuid, "noticeId" uuid, "ledgerId" uuid)
    WHERE t.person_id = n."personId" AND t.notice_id = n."noticeId" AND t.state = 'waiting'`.execute(trx);
}

export async function markGone(trx: Trx, personIds: readonly string[]): Promise<void> {
  await sql`UPDATE rights.tellings SET state = 'gone' WHERE person_id = ANY (${[...personIds]}::uuid[]) AND state = 'waiting'`.execute(
    trx,
  );
}

export type OwnTellingRow = {
  readonly notice_id: string;
  readonly version: number;
  readonly state: 'waiting' | 'told' | 'gone';
  readonly told_at: Date | null;
  readonly answer: 'yes' | 'no' | null;
  readonly answered_at: Date | null;
};

/** Of which versions somebody is or will be told. */
export async function readOwnTellings(db: Reads, personId: string): Promise<OwnTellingRow[]> {
  const { rows } = await sql<OwnTellingRow>`SELECT t.notice_id, r.version, t.state, t.told_at, t.answer, t.answered_at
    FROM rights.tellings t JOIN rights.telling_runs r USING (notice_id) WHERE t.person_id = ${personId} ORDER BY r.version DESC`.execute(
    db,
  );
  return rows;
}

/** The person's answer to what a version asks; the last one counts. False where nothing was asked of them. */
export async function writeAnswer(
  trx: Trx,
  given: { readonly personId: string; readonly noticeId: string; readonly answer: 'yes' | 'no'; readonly at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`UPDATE rights.tellings SET answer = ${given.answer}, answered_at = ${given.at}
    WHERE person_id = ${given.personId} AND notice_id = ${given.noticeId}`.execute(trx);
  return Number(numAffectedRows ?? 0) === 1;
}
