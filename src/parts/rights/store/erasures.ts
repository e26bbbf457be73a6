import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { takeOutRemarks } from '../../../platform/erasure/remarks.ts';
import type { Told } from '../rules/receipt.ts';

type Reads = Database['read'];

export type ErasureRow = {
  readonly id: string;
  readonly number: string;
  readonly person_id: string;
  readonly request_id: string | null;
  readonly cause: 'request' | 'retention' | 'child';
  readonly email_key: Buffer;
  readonly email_bytes: number;
  readonly email_at: number;
  readonly begun_at: Date;
  readonly erased_at: Date | null;
  readonly told: Told | Record<string, never>;
  readonly searched_at: Date | null;
  readonly found: readonly string[] | null;
  readonly rewrite_id: string | null;
  /** `YYYY-MM-DD` */
  readonly rewrite_by: string;
  readonly bytes_at: Date | null;
  readonly bytes_found: readonly string[] | null;
  readonly backups_until: string;
  readonly receipt: string | null;
  readonly rewritten_at: Date | null;
};

const columns =
  sql.raw(`e.id, e.number, e.person_id, e.request_id, e.cause, e.email_key, e.email_bytes, e.email_at, e.begun_at, e.erased_at, e.told,
  e.searched_at, e.found, e.rewrite_id, e.rewrite_by::text AS rewrite_by, e.bytes_at, e.bytes_found, e.backups_until::text AS backups_until,
  e.receipt, w.done_at AS rewritten_at`);
const from = sql.raw('rights.erasures e LEFT JOIN platform.rewrites w ON w.id = e.rewrite_id');

/** False where this person is being erased already, or was. */
export async function insertErasure(
  db: Trx,
  row: Pick<
    ErasureRow,
    | 'id'
    | 'number'
    | 'person_id'
    | 'request_id'
    | 'cause'
    | 'email_key'
    | 'email_bytes'
    | 'email_at'
    | 'begun_at'
    | 'rewrite_by'
    | 'backups_until'
  >,
): Promise<boolean> {
  const { rows } =
    await sql`INSERT INTO rights.erasures (id, number, person_id, request_id, cause, email_key, email_bytes, email_at, begun_at, rewrite_by, backups_until)
    VALUES (${row.id}, ${row.number}, ${row.person_id}, ${row.request_id}, ${row.cause}, ${row.email_key}, ${row.email_bytes}, ${row.email_at},
      ${row.begun_at}, ${row.rewrite_by}::date, ${row.backups_until}::date)
    ON CONFLICT (person_id) DO NOTHING RETURNING id`.execute(db);
  return rows.length === 1;
}

/** The rows are gone: asks the owner to write the tables anew. */
export async function markErased(
  db: Trx,
  row: {
    readonly id: string;
    readonly at: Date;
    readonly told: Told;
    readonly rewriteId: string;
    readonly tables: readonly string[];
  },
): Promise<void> {
  await sql`INSERT INTO platform.rewrites (id, tables, asked_at, by_day)
    SELECT ${row.rewriteId}, ${[...row.tables]}, ${row.at}, rewrite_by FROM rights.erasures WHERE id = ${row.id}`.execute(
    db,
  );
  await sql`UPDATE rights.erasures SET erased_at = ${row.at}, told = ${JSON.stringify(row.told)}::jsonb, rewrite_id = ${row.rewriteId}
    WHERE id = ${row.id}`.execute(db);
}

export async function markSearched(db: Trx, id: string, at: Date, found: readonly string[]): Promise<void> {
  await sql`UPDATE rights.erasures SET searched_at = ${at}, found = ${[...found]}::text[] WHERE id = ${id}`.execute(db);
}

export async function markBytes(db: Trx, id: string, at: Date, found: readonly string[]): Promise<void> {
  await sql`UPDATE rights.erasures SET bytes_at = ${at}, bytes_found = ${[...found]}::text[] WHERE id = ${id}`.execute(
    db,
  );
}

export async function writeReceipt(db: Trx, id: string, receipt: string): Promise<void> {
  await sql`UPDATE rights.erasures SET receipt = ${receipt} WHERE id = ${id}`.execute(db);
}

export async function readErasure(
  db: Reads,
  by: { readonly id: string } | { readonly number: string },
): Promise<ErasureRow | null> {
  const where = 'id' in by ? sql`e.id = ${by.id}` : sql`e.number = ${by.number}`;
  const { rows } = await sql<ErasureRow>`SELECT ${columns} FROM ${from} WHERE ${where}`.execute(db);
  return rows[0] ?? null;
}

/** Erasures of which something is still to be done, the oldest first. */
export async function readUnfinished(db: Reads, what: 'rows' | 'search' | 'bytes'): Promise<ErasureRow[]> {
  const where = {
    rows: sql`e.erased_at IS NULL`,
    search: sql`e.erased_at IS NOT NULL AND e.searched_at IS NULL`,
    bytes: sql`e.bytes_at IS NULL AND w.done_at IS NOT NULL`,
  }[what];
  const { rows } =
    await sql<ErasureRow>`SELECT ${columns} FROM ${from} WHERE ${where} ORDER BY e.begun_at LIMIT 500`.execute(db);
  return rows;
}

type UntoldErasure = Pick<ErasureRow, 'id' | 'person_id'> & {
  readonly erased_at: Date;
  readonly recipients: readonly string[];
};

/** Erasures, of one person or (null) of the first five hundred, of which some who were given something of the person were not told. */
export async function readUntoldErasures(db: Reads, personId: string | null): Promise<UntoldErasure[]> {
  const { rows } =
    await sql<UntoldErasure>`SELECT e.id, e.person_id, e.erased_at, array_agg(DISTINCT l.recipient_id) AS recipients
    FROM rights.erasures e JOIN disclosures.ledger l ON l.person_id = e.person_id AND l.at < e.erased_at
    WHERE e.erased_at IS NOT NULL AND (${personId}::uuid IS NULL OR e.person_id = ${personId}::uuid)
      AND l.recipient_kind IN ('licensor', 'reseller', 'processor') AND cardinality(l.fields) > 0
      AND NOT EXISTS (SELECT FROM rights.holder_notices n WHERE n.kind = 'erasure' AND n.person_id = e.person_id AND n.recipient_id = l.recipient_id)
      AND NOT EXISTS (SELECT FROM rights.erasures_to_tell w WHERE w.erasure_id = e.id AND w.recipient_id = l.recipient_id)
    GROUP BY e.id ORDER BY e.erased_at LIMIT 500`.execute(db);
  return rows;
}

/** People erased since then: a registration that was under way at that moment may have told something again. */
export async function readErasedSince(db: Reads, since: Date): Promise<string[]> {
  const { rows } = await sql<{
    person_id: string;
  }>`SELECT person_id FROM rights.erasures WHERE erased_at > ${since}`.execute(db);
  return rows.map((row) => row.person_id);
}

/** Takes away what this part holds of a person. The words of requests go; that there were requests stays, without a name. */
export async function eraseOwn(
  db: Trx,
  { personId, values, at }: { readonly personId: string; readonly values: readonly string[]; readonly at: Date },
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const run = async (what: string, text: ReturnType<typeof sql>) => {
    const { numAffectedRows } = await text.execute(db);
    counts[what] = Number(numAffectedRows ?? 0);
  };
  await sql`DELETE FROM rights.correction_notices WHERE correction_id IN (SELECT id FROM rights.corrections WHERE person_id = ${personId})`.execute(
    db,
  );
  await sql`UPDATE rights.breach_tellings SET state = 'gone' WHERE person_id = ${personId} AND state = 'waiting'`.execute(
    db,
  );
  await sql`DELETE FROM rights.holder_notices WHERE person_id = ${personId} AND kind <> 'erasure'`.execute(db);
  await run('corrections', sql`DELETE FROM rights.corrections WHERE person_id = ${personId}`);
  await sql`DELETE FROM rights.sittings WHERE person_id = ${personId}`.execute(db);
  await run('links', sql`DELETE FROM rights.links WHERE person_id = ${personId}`);
  await sql`DELETE FROM rights.request_scans WHERE request_id IN (SELECT id FROM rights.requests WHERE person_id = ${personId})`.execute(
    db,
  );
  const keys = sql`(SELECT email_key FROM contacts.people WHERE id = ${personId} UNION SELECT email_key FROM rights.erasures WHERE person_id = ${personId})`;
  // What they asked by mail before we knew them is theirs, too.
  await sql`UPDATE rights.requests r SET person_id = ${personId} WHERE person_id IS NULL AND EXISTS (SELECT FROM rights.mails m
    WHERE r.id IN (m.request_id, m.opt_out_id) AND m.sender_key IN ${keys})`.execute(db);
  await run(
    'mails',
    sql`DELETE FROM rights.mails m WHERE m.sender_key IN ${keys}
      OR EXISTS (SELECT FROM rights.requests r WHERE r.id IN (m.request_id, m.opt_out_id) AND r.person_id = ${personId})`,
  );
  await sql`INSERT INTO rights.request_events (request_id, at, kind, actor_kind)
    SELECT id, ${at}::timestamptz, k.kind, 'system' FROM rights.requests r, (VALUES ('answered'), ('words removed')) AS k (kind)
    WHERE r.person_id = ${personId} AND (k.kind = 'words removed' OR r.state = 'open')`.execute(db);
  await sql`DELETE FROM rights.agents WHERE request_id IN (SELECT id FROM rights.requests WHERE person_id = ${personId})
    OR subject_key IN ${keys}`.execute(db);
  await run(
    'requests',
    sql`UPDATE rights.requests SET wording = NULL, asker = NULL, extension = NULL, answer = NULL, person_id = NULL,
      state = CASE state WHEN 'open' THEN 'answered' ELSE state END, closed_at = coalesce(closed_at, ${at}) WHERE person_id = ${personId}`,
  );
  await sql`UPDATE rights.holds SET ended_at = coalesce(ended_at, ${at}) WHERE person_id = ${personId}`.execute(db);
  await takeOutRemarks(db, remarks, { values });
  await takeOutRemarks(db, wordsOfOthers, { values, within: true });
  return counts;
}

/** Free text of legal matters, which stay; it may have named the person. */
const remarks = [
  'rights.holds.reason',
  'rights.legal_demands.reference',
  'rights.legal_demands.basis',
  'rights.legal_demands.scope',
  'rights.legal_demands.refusal',
  'rights.withholdings.basis',
  // Whoever acts for somebody else has a name of their own.
  'rights.agents.name',
  'rights.agents.mailbox',
  'rights.agents.mandate',
  'rights.agents.why',
];

/** What others asked, and were answered: theirs, and needed until it is answered; only the name in it goes. */
const wordsOfOthers = [
  'rights.requests.wording',
  'rights.requests.asker',
  'rights.requests.extension',
  'rights.requests.answer',
  'rights.mails.subject',
  'rights.mails.body',
  'rights.mail_attachments.name',
];

/** Every column of this part out of which an erasure takes somebody. */
export const ownColumns: readonly string[] = [
  ...remarks,
  ...wordsOfOthers,
  // These go with their row.
  'rights.agents.subject',
  'rights.request_scans.content',
  'rights.mails.sender',
  'rights.mail_attachments.type',
  'rights.mail_attachments.content',
];
