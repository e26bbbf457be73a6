import { type RawBuilder, sql } from 'kysely';
import { type Database, type Trx, wasTwin } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { ScreeningEntry, ScreeningHit } from '../rules/screening.ts';

type Reads = Database['read'];

/** Licences that somebody may use, or may again when another stop is lifted. */
const inUse = sql.raw(`state IN ('issued', 'active', 'suspended', 'on hold')`);

/** Which lists hold now, in one text: another text, other lists. */
export async function readListsInForce(db: Reads): Promise<string> {
  const { rows } = await sql<{ ids: string | null }>`SELECT string_agg(id::text, ' ' ORDER BY id) AS ids
    FROM licensing.screening_lists WHERE replaced_at IS NULL`.execute(db);
  return rows[0]?.ids ?? '';
}

export interface ListRow {
  id: string;
  name: string;
  entries: number;
  loaded_at: Date;
  loaded_by: string;
  checked: number;
  to_check: number;
  checked_at: Date | null;
}

export async function readLists(db: Reads): Promise<ListRow[]> {
  const { rows } = await sql<ListRow>`SELECT id, name, entries, loaded_at, loaded_by, checked, to_check, checked_at
    FROM licensing.screening_lists WHERE replaced_at IS NULL ORDER BY name`.execute(db);
  return rows;
}

export interface NewList {
  readonly id: string;
  readonly name: string;
  readonly sha256: Buffer;
  readonly at: Date;
  readonly memberId: string;
  readonly entries: readonly Omit<ScreeningEntry, 'list'>[];
}

/** Whether the database refused a second list of that name, loaded at the same moment. */
export function isBeingLoaded(error: unknown): boolean {
  return wasTwin(error, 'screening_lists_now');
}

/** A list in place of the one of that name, whose entries are deleted. */
export async function writeList(trx: Trx, list: NewList): Promise<void> {
  await sql`WITH old AS (UPDATE licensing.screening_lists SET replaced_at = ${list.at} WHERE name = ${list.name} AND replaced_at IS NULL RETURNING id)
    DELETE FROM licensing.screening_entries e USING old WHERE e.list_id = old.id`.execute(trx);
  await sql`INSERT INTO licensing.screening_lists (id, name, entries, content_sha256, loaded_at, loaded_by, to_check)
    VALUES (${list.id}, ${list.name}, ${list.entries.length}, ${list.sha256}, ${list.at}, ${list.memberId},
      (SELECT count(*)::int FROM licensing.licences WHERE ${inUse}))`.execute(trx);
  await sql`INSERT INTO licensing.screening_entries (list_id, position, reference, country, names)
    SELECT ${list.id}, row_number() OVER (), e.reference, e.country, ARRAY(SELECT json_array_elements_text(e.names))
    FROM json_to_recordset(${JSON.stringify(list.entries)}) AS e (reference text, country text, names json)`.execute(
    trx,
  );
}

export interface NewHit extends ScreeningHit {
  readonly id: string;
  readonly licenceId: string;
  readonly occasion: 'issue' | 'activation' | 'hand-over' | 'list';
  readonly companyName: string;
  readonly country: string | null;
}

/** Holds licences until the end of the transaction, in one order. */
export async function holdLicences(trx: Trx, ids: readonly string[]): Promise<void> {
  await sql`SELECT FROM licensing.licences WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`.execute(trx);
}

/** Notes what was found, but what was released before; the licences of which something is open now. */
export async function writeHits(trx: Trx, hits: readonly NewHit[], at: Date): Promise<string[]> {
  const { rows } = await sql<{
    licence_id: string;
  }>`WITH found AS (SELECT * FROM json_to_recordset(${JSON.stringify(hits)}) AS h
      (id uuid, "licenceId" uuid, list text, reference text, matched text, score int, occasion text, "companyName" text, country text)),
    made AS (INSERT INTO licensing.screening_hits (id, licence_id, list_name, reference, matched, score, occasion, company_name, country, found_at)
      SELECT id, "licenceId", list, reference, matched, score, occasion, "companyName", country, ${at} FROM found
      ON CONFLICT (licence_id, list_name, reference, matched) DO NOTHING RETURNING licence_id)
    SELECT licence_id FROM made UNION SELECT s.licence_id FROM licensing.screening_hits s JOIN found f
      ON (s.licence_id, s.list_name, s.reference, s.matched) = (f."licenceId", f.list, f.reference, f.matched)
    WHERE s.released_at IS NULL`.execute(trx);
  return rows.map((row) => row.licence_id);
}

/** Puts those of the licences on hold that are in use, with the event; which. */
export async function putOnHold(
  trx: Trx,
  ids: readonly string[],
  noted: { readonly at: Date; readonly actor: { readonly kind: string; readonly id: string | null } },
): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`WITH held AS (UPDATE licensing.licences SET state = 'on hold', changed_at = ${noted.at}
      WHERE id = ANY(${[...ids]}::uuid[]) AND state IN ('draft', 'issued', 'active', 'suspended') RETURNING id),
    noted AS (INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind, actor_id, code)
      SELECT id, ${noted.at}, 'held', ${noted.actor.kind}, ${noted.actor.id}::uuid, 'export control' FROM held)
    SELECT id FROM held`.execute(trx);
  return rows.map((row) => row.id);
}

export interface HitRow {
  id: string;
  licence_id: string;
  serial: string;
  state: string;
  list_name: string;
  reference: string;
  matched: ScreeningHit['matched'];
  score: number;
  occasion: NewHit['occasion'];
  company_name: string;
  country: string | null;
  found_at: Date;
  first_by: string | null;
  first_at: Date | null;
  released_by: string | null;
  released_at: Date | null;
  sort_value: string | null;
}

const columns =
  sql.raw(`s.id, s.licence_id, l.serial, l.state, s.list_name, s.reference, s.matched, s.score, s.occasion, s.company_name, s.country,
  s.found_at, s.first_by, s.first_at, s.released_by, s.released_at`);
const sorts = { foundAt: { sql: 's.found_at', type: 'timestamptz' } } as const;

export async function readHits(
  db: Reads,
  list: ListRequest,
  filter: { readonly open?: boolean | undefined; readonly licenceId?: string | undefined },
): Promise<{ rows: HitRow[]; count: number }> {
  const page = keyset(list, sorts, { sql: 's.id', type: 'uuid' });
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (filter.open !== undefined)
    conditions.push(filter.open ? sql`s.released_at IS NULL` : sql`s.released_at IS NOT NULL`);
  if (filter.licenceId) conditions.push(sql`s.licence_id = ${filter.licenceId}`);
  const where = sql.join(conditions, sql` AND `);
  const { rows } = await sql<HitRow>`SELECT ${columns}, ${page.value} AS sort_value FROM licensing.screening_hits s
    JOIN licensing.licences l ON l.id = s.licence_id WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(
    db,
  );
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count
    FROM (SELECT FROM licensing.screening_hits s WHERE ${where} LIMIT 10000) counted`.execute(db);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

/** Held with its licence until the end of the transaction. */
export async function holdHit(trx: Trx, id: string): Promise<HitRow | null> {
  const { rows } = await sql<HitRow>`SELECT ${columns}, NULL AS sort_value FROM licensing.screening_hits s
    JOIN licensing.licences l ON l.id = s.licence_id WHERE s.id = ${id} FOR UPDATE OF l, s`.execute(trx);
  return rows[0] ?? null;
}

export async function writeFirst(
  trx: Trx,
  id: string,
  by: { readonly memberId: string; readonly at: Date },
): Promise<void> {
  await sql`UPDATE licensing.screening_hits SET first_by = ${by.memberId}, first_at = ${by.at} WHERE id = ${id}`.execute(
    trx,
  );
}

/** Released by the second; how many of the licence are open still. */
export async function writeReleased(
  trx: Trx,
  hit: { readonly id: string; readonly licenceId: string },
  by: { readonly memberId: string; readonly at: Date },
): Promise<number> {
  await sql`UPDATE licensing.screening_hits SET released_by = ${by.memberId}, released_at = ${by.at} WHERE id = ${hit.id}`.execute(
    trx,
  );
  return countOpen(trx, hit.licenceId);
}

/** Whether export control has put it on hold, and not somebody else. */
export async function isHeldForThis(db: Reads, licenceId: string): Promise<boolean> {
  const { rows } = await sql<{ code: string | null }>`SELECT code FROM licensing.licence_events
    WHERE licence_id = ${licenceId} AND kind = 'held' ORDER BY id DESC LIMIT 1`.execute(db);
  return rows[0]?.code === 'export control';
}

/** What is open of one licence. */
export async function countOpen(db: Reads, licenceId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM licensing.screening_hits
    WHERE licence_id = ${licenceId} AND released_at IS NULL`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Names of lists may be those of people: read for the duty of export control alone. */
export const readEntries: (trx: Trx<'legal'>, list: null) => Promise<ScreeningEntry[]> = personalQuery({
  name: 'licensing: entries of the lists of export control',
  readers: ['legal'],
  sample: null,
  build: (db) => {
    const query = sql<ScreeningEntry>`SELECT l.name AS list, e.reference, e.country, e.names FROM licensing.screening_entries e
      JOIN licensing.screening_lists l ON l.id = e.list_id WHERE l.replaced_at IS NULL`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});

export interface ListToCheck {
  id: string;
  checked_up_to: string | null;
}

/** A list against which not everything is held yet; null: none. Nobody else takes it meanwhile. */
export async function holdListToCheck(trx: Trx): Promise<ListToCheck | null> {
  const { rows } = await sql<ListToCheck>`SELECT id, checked_up_to FROM licensing.screening_lists
    WHERE replaced_at IS NULL AND checked_at IS NULL ORDER BY loaded_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`.execute(
    trx,
  );
  return rows[0] ?? null;
}

export interface LicenceToCheck {
  id: string;
  holder_company_id: string | null;
  company_id: string | null;
}

/** The next licences in use, by id. */
export async function readLicencesToCheck(trx: Trx, after: string | null, limit: number): Promise<LicenceToCheck[]> {
  const { rows } = await sql<LicenceToCheck>`SELECT id, holder_company_id, company_id FROM licensing.licences
    WHERE ${inUse} AND (${after}::uuid IS NULL OR id > ${after}::uuid) ORDER BY id LIMIT ${limit}`.execute(trx);
  return rows;
}

export interface ToldOf {
  licence_id: string;
  company_name: string;
  country: string;
  name: string | null;
}

/** Who registered these licences. */
export const readToldOf: (trx: Trx<'legal'>, licenceIds: readonly string[]) => Promise<ToldOf[]> = personalQuery({
  name: 'licensing: who registered, for export control',
  readers: ['legal'],
  sample: ['00000000-0000-4000-8000-000000000000'],
  build: (db, licenceIds: readonly string[]) => {
    const query = sql<ToldOf>`SELECT licence_id, company_name, country, name FROM licensing.registrations
      WHERE licence_id = ANY(${[...licenceIds]}::uuid[]) AND state <> 'disowned'`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});

/** How far the check has come; `upTo` null: it is through. */
export async function writeProgress(
  trx: Trx,
  listId: string,
  done: { readonly checked: number; readonly upTo: string | null; readonly at: Date },
): Promise<void> {
  await sql`UPDATE licensing.screening_lists SET checked = checked + ${done.checked}, checked_up_to = coalesce(${done.upTo}::uuid, checked_up_to),
      to_check = CASE WHEN ${done.upTo}::uuid IS NULL THEN checked + ${done.checked} ELSE to_check END,
      checked_at = CASE WHEN ${done.upTo}::uuid IS NULL THEN ${done.at}::timestamptz END WHERE id = ${listId}`.execute(
    trx,
  );
}
