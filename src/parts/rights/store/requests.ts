import { sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { Confirmation } from '../rules/agents.ts';
import type { Law, RequestKind } from '../rules/deadlines.ts';
import type { Identity, Refusal, RequestState } from '../rules/requests.ts';

type Reads = Database['read'];

export type RequestChannel = 'page' | 'letter' | 'phone' | 'mail' | 'agent';

export type RequestRow = {
  readonly id: string;
  readonly number: string;
  readonly kind: RequestKind;
  /** By rules, from what a mail says; nobody has looked yet. */
  readonly kind_guessed: boolean;
  readonly channel: RequestChannel;
  readonly person_id: string | null;
  readonly identity: Identity;
  readonly law: Law;
  readonly rule: string;
  readonly received_at: Date;
  /** The day of that in the vendor's calendar then, `YYYY-MM-DD` as the next two. */
  readonly received_on: string;
  readonly confirm_by: string | null;
  readonly due_on: string;
  readonly extended: boolean;
  readonly state: RequestState;
  readonly refusal: Refusal | null;
  readonly confirmed_at: Date | null;
  readonly closed_at: Date | null;
  readonly receipt: string | null;
  /** Whether the person confirms who acts for them; null: they asked themselves. */
  readonly agent: Confirmation | null;
};

const columns =
  sql.raw(`r.id, r.number, r.kind, r.kind_guessed, r.channel, r.person_id, r.identity, r.law, r.rule, r.received_at, r.received_on::text AS received_on,
  r.confirm_by::text AS confirm_by, r.due_on::text AS due_on, r.extended, r.state, r.refusal, r.confirmed_at, r.closed_at, r.receipt,
  (SELECT a.confirmation FROM rights.agents a WHERE a.request_id = r.id) AS agent`);

export async function insertRequest(
  db: Reads,
  row: Omit<RequestRow, 'extended' | 'state' | 'refusal' | 'closed_at' | 'agent'> & {
    readonly wording: string | null;
    readonly asker: string | null;
  },
): Promise<void> {
  await sql`INSERT INTO rights.requests (id, number, kind, kind_guessed, channel, person_id, identity, law, rule, received_at, received_on,
      confirm_by, due_on, confirmed_at, receipt, wording, asker)
    VALUES (${row.id}, ${row.number}, ${row.kind}, ${row.kind_guessed}, ${row.channel}, ${row.person_id}, ${row.identity}, ${row.law}, ${row.rule},
      ${row.received_at}, ${row.received_on}::date, ${row.confirm_by}::date, ${row.due_on}::date, ${row.confirmed_at}, ${row.receipt}, ${row.wording}, ${row.asker})`.execute(
    db,
  );
}

/** Kinds of the requests that a person has open. Until the end of the transaction they cannot make another beside it. */
export async function openKindsOf(db: Reads, personId: string): Promise<{ kind: RequestKind; number: string }[]> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('rights.requests'), hashtext(${personId}))`.execute(db);
  const { rows } = await sql<{ kind: RequestKind; number: string }>`SELECT kind, number FROM rights.requests
    WHERE person_id = ${personId} AND state = 'open'`.execute(db);
  return rows;
}

/** One request, held until the end of the transaction, so that of two acts at once the second sees the first. */
export async function findRequestId(db: Reads, number: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM rights.requests WHERE number = ${number}`.execute(db);
  return rows[0]?.id ?? null;
}

export async function lockRequest(db: Reads, id: string): Promise<RequestRow | null> {
  const { rows } =
    await sql<RequestRow>`SELECT ${columns} FROM rights.requests r WHERE r.id = ${id} FOR UPDATE OF r`.execute(db);
  return rows[0] ?? null;
}

export async function updateRequest(
  db: Reads,
  id: string,
  change: Partial<
    Pick<
      RequestRow,
      | 'kind'
      | 'kind_guessed'
      | 'rule'
      | 'confirm_by'
      | 'receipt'
      | 'identity'
      | 'person_id'
      | 'state'
      | 'refusal'
      | 'due_on'
      | 'extended'
      | 'confirmed_at'
      | 'closed_at'
    >
  > & {
    readonly answer?: string;
    readonly extension?: string;
  },
): Promise<void> {
  const sets = Object.entries(change).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  await sql`UPDATE rights.requests SET ${sql.join(sets)} WHERE id = ${id}`.execute(db);
}

export type RequestEventKind =
  | 'received'
  | 'scan added'
  | 'identity shown'
  | 'erased'
  | 'confirmed'
  | 'extended'
  | 'answered'
  | 'refused'
  | 'withdrawn'
  | 'words removed'
  | 'mail added'
  | 'kind set'
  | 'mandate confirmed'
  | 'mandate declined'
  | 'mandate enough';

export async function insertRequestEvent(
  db: Reads,
  row: {
    readonly requestId: string;
    readonly at: Date;
    readonly kind: RequestEventKind;
    readonly actor: { readonly kind: string; readonly id: string | null };
  },
): Promise<void> {
  await sql`INSERT INTO rights.request_events (request_id, at, kind, actor_kind, actor_id)
    VALUES (${row.requestId}, ${row.at}, ${row.kind}, ${row.actor.kind}, ${row.actor.id})`.execute(db);
}

export async function readRequestEvents(db: Reads, requestId: string) {
  const { rows } = await sql<{ at: Date; kind: string; actor_kind: string; actor_id: string | null }>`
    SELECT at, kind, actor_kind, actor_id FROM rights.request_events WHERE request_id = ${requestId} ORDER BY id`.execute(
    db,
  );
  return rows;
}

/** The number under which the receipt of an erasure will be found, as it was told to the person. */
export async function readReceiptNumber(db: Reads, requestId: string): Promise<string | null> {
  const { rows } = await sql<{
    receipt: string | null;
  }>`SELECT receipt FROM rights.requests WHERE id = ${requestId}`.execute(db);
  return rows[0]?.receipt ?? null;
}

export async function hasScan(db: Reads, requestId: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM rights.request_scans WHERE request_id = ${requestId}`.execute(db);
  return rows.length > 0;
}

/** Puts the scan of a letter in its place; the one before is replaced. */
export async function writeScan(
  db: Reads,
  row: { readonly requestId: string; readonly type: string; readonly content: Buffer; readonly at: Date },
): Promise<void> {
  await sql`DELETE FROM rights.request_scans WHERE request_id = ${row.requestId}`.execute(db);
  await sql`INSERT INTO rights.request_scans (request_id, type, content, added_at)
    VALUES (${row.requestId}, ${row.type}, ${row.content}, ${row.at})`.execute(db);
}

const readers = ['rights', 'legal', 'operations'] as const;
const sample = '00000000-0000-4000-8000-000000000000';

export type RequestWords = {
  readonly id: string;
  readonly wording: string | null;
  readonly asker: string | null;
  readonly extension: string | null;
  readonly answer: string | null;
  readonly scan: string | null;
};

/** What was asked and answered, for staff. */
export const readRequestWords = personalQuery({
  name: 'rights: words of a request',
  readers,
  sample,
  build: (db, id: string) => {
    const query = sql<RequestWords>`SELECT r.id, r.wording, r.asker, r.extension, r.answer, s.type AS scan
      FROM rights.requests r LEFT JOIN rights.request_scans s ON s.request_id = r.id WHERE r.id = ${id}`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});

export const readScan = personalQuery({
  name: 'rights: scan of a letter',
  readers,
  sample,
  build: (db, id: string) => {
    const query = sql<{
      type: string;
      content: Buffer;
    }>`SELECT type, content FROM rights.request_scans WHERE request_id = ${id}`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});

/** A person's own requests, the newest first. */
export const readRequestsOf = personalQuery({
  name: 'rights: requests of a person',
  readers: ['rights'],
  sample,
  build: (db, personId: string) => {
    const query = sql<RequestRow & { wording: string | null; extension: string | null; answer: string | null }>`
      SELECT ${columns}, r.wording, r.extension, r.answer FROM rights.requests r
      WHERE r.person_id = ${personId} ORDER BY r.received_at DESC, r.id LIMIT 100`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});

export async function readRequest(db: Reads, id: string): Promise<RequestRow | null> {
  const { rows } = await sql<RequestRow>`SELECT ${columns} FROM rights.requests r WHERE r.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

// What is closed comes after all that is open, a century later.
const urgency = `(CASE r.state WHEN 'open' THEN r.due_on ELSE r.due_on + 36525 END)`;

export async function listRequests(
  db: Reads,
  list: ListRequest,
  filters: { readonly kind: string | null; readonly state: string | null; readonly personId: string | null },
) {
  const page = keyset(
    list,
    { dueOn: { sql: urgency, type: 'date' }, receivedAt: { sql: 'r.received_at', type: 'timestamptz' } },
    { sql: 'r.id', type: 'uuid' },
  );
  const where = sql.join(
    [
      filters.kind === null ? sql`true` : sql`r.kind = ${filters.kind}`,
      filters.state === null ? sql`true` : sql`r.state = ${filters.state}`,
      filters.personId === null ? sql`true` : sql`r.person_id = ${filters.personId}`,
    ],
    sql` AND `,
  );
  const { rows } = await sql<RequestRow & { sort_value: string }>`SELECT ${columns}, ${page.value} AS sort_value
    FROM rights.requests r WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const { rows: counted } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM rights.requests r
    WHERE ${where}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}

/** Open requests that must be confirmed or answered by then, the most urgent first. */
export async function readDue(db: Reads, by: string) {
  const { rows } = await sql<{ id: string; number: string; kind: RequestKind; due: string; count: number }>`
    SELECT r.id, r.number, r.kind, d.due::text AS due, (count(*) OVER ())::int AS count FROM rights.requests r
      CROSS JOIN LATERAL (SELECT least(r.due_on, CASE WHEN r.confirmed_at IS NULL THEN r.confirm_by END) AS due) d
    WHERE r.state = 'open' AND d.due <= ${by}::date ORDER BY d.due, r.id LIMIT 5`.execute(db);
  return rows;
}
