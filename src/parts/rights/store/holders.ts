import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { StoppedChannel } from '../rules/holders.ts';
import type { ToldState } from '../rules/links.ts';

type Reads = Database['read'];

export type HolderNotice = {
  readonly id: string;
  readonly kind: 'correction' | 'opt-out' | 'erasure';
  readonly person_id: string;
  readonly recipient_id: string;
  readonly subject: string;
  readonly happened_at: Date;
  readonly state: ToldState;
  readonly told_at: Date;
  readonly reminders: number;
  readonly reminded_at: Date | null;
  readonly acknowledged_at: Date | null;
  readonly acknowledged_how: 'link' | 'reseller' | 'staff' | null;
};

const columns =
  sql.raw(`n.id, n.kind, n.person_id, n.recipient_id, n.subject, n.happened_at, n.state, n.told_at, n.reminders, n.reminded_at,
  n.acknowledged_at, n.acknowledged_how`);

export type NewHolderNotice = {
  readonly id: string;
  readonly kind: HolderNotice['kind'];
  readonly personId: string;
  readonly recipientId: string;
  readonly subject: string;
  readonly happenedAt: Date;
  readonly state: ToldState;
  readonly ledgerId: string | null;
  /** Of an erasure: what the holder was given of the person, and when. */
  readonly given?: Given;
};

export interface Given {
  readonly fields: readonly string[];
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** What was told already stays as it was. */
export async function insertHolderNotices(db: Trx, rows: readonly NewHolderNotice[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  const flat = rows.map(({ given, ...row }) => ({ ...row, ...given }));
  await sql`INSERT INTO rights.holder_notices (id, kind, person_id, recipient_id, holder_company_id, subject, happened_at, state, ledger_id, told_at,
      fields, first_at, last_at)
    SELECT t.id, t.kind, t."personId", t."recipientId", r.company_id, t.subject, t."happenedAt", t.state, t."ledgerId", ${at}::timestamptz,
      t.fields, t."firstAt", t."lastAt"
    FROM jsonb_to_recordset(${JSON.stringify(flat)}::jsonb) AS t (id uuid, kind text, "personId" uuid, "recipientId" uuid, subject text,
      "happenedAt" timestamptz, state text, "ledgerId" uuid, fields text[], "firstAt" timestamptz, "lastAt" timestamptz)
    JOIN disclosures.recipients r ON r.id = t."recipientId"
    ON CONFLICT (kind, person_id, recipient_id, subject, happened_at) DO NOTHING`.execute(db);
}

export async function insertHolderLink(
  db: Trx,
  link: {
    readonly tokenSha256: Buffer;
    readonly recipientId: string;
    readonly noticeIds: readonly string[];
    readonly at: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  await sql`INSERT INTO rights.holder_links (token_sha256, recipient_id, notice_ids, made_at, expires_at)
    VALUES (${link.tokenSha256}, ${link.recipientId}, ${[...link.noticeIds]}::uuid[], ${link.at}, ${link.expiresAt})`.execute(
    db,
  );
}

export type UntoldOptOut = {
  readonly person_id: string;
  readonly channel: StoppedChannel;
  readonly changed_at: Date;
  readonly recipient_id: string;
};

/**
 * Opt-outs of which somebody who has the address or number does not know yet, of one person or (null) of the first thousand. A share of a
 * company gives its people, so rows of the ledger about a company of theirs count. What was not allowed at a registration was never given.
 */
export async function readUntoldOptOuts(db: Reads, personId: string | null): Promise<UntoldOptOut[]> {
  const { rows } = await sql<UntoldOptOut>`SELECT p.person_id, p.channel, p.changed_at, h.recipient_id
    FROM contacts.preferences p CROSS JOIN LATERAL (
      SELECT DISTINCT l.recipient_id FROM disclosures.ledger l
      WHERE l.recipient_kind IN ('licensor', 'reseller', 'processor')
        AND CASE p.channel WHEN 'mail' THEN 'email' WHEN 'post' THEN 'street' ELSE 'phone' END = ANY (l.fields)
        AND (l.person_id = p.person_id OR (l.person_id IS NULL AND l.company_id IN
          (SELECT m.company_id FROM contacts.company_people m WHERE m.person_id = p.person_id)))) h
    WHERE NOT p.allowed AND p.source_kind IN ('person page', 'staff', 'mail') AND (${personId}::uuid IS NULL OR p.person_id = ${personId}::uuid)
      AND NOT EXISTS (SELECT FROM rights.holder_notices n WHERE n.kind = 'opt-out' AND n.person_id = p.person_id
        AND n.recipient_id = h.recipient_id AND n.subject = p.channel AND n.happened_at = p.changed_at)
    ORDER BY p.person_id, h.recipient_id, p.channel LIMIT 1000`.execute(db);
  return rows;
}

/** Only one at a time tells the holders of a person. */
export async function lockHolders(db: Trx, personId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('rights.holders'), hashtext(${personId}))`.execute(db);
}

export type ListedNotice = HolderNotice & { readonly sort_value: string };

/** As a reseller only its own: the database leaves the others out. */
export async function listHolderNotices(
  db: Reads,
  list: ListRequest,
  filter: { readonly state: 'open' | 'acknowledged' | 'ended' | null; readonly personId: string | null },
) {
  const page = keyset(list, { toldAt: { sql: 'n.told_at', type: 'timestamptz' } }, { sql: 'n.id', type: 'uuid' });
  const states = {
    open: sql`n.acknowledged_at IS NULL AND n.state <> 'ended'`,
    acknowledged: sql`n.acknowledged_at IS NOT NULL`,
    ended: sql`n.acknowledged_at IS NULL AND n.state = 'ended'`,
  };
  const where = sql`${filter.state === null ? sql`true` : states[filter.state]}
    AND (${filter.personId}::uuid IS NULL OR n.person_id = ${filter.personId}::uuid)`;
  const { rows } = await sql<ListedNotice>`SELECT ${columns}, ${page.value} AS sort_value
    FROM rights.holder_notices n WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(
    db,
  );
  const { rows: counted } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM rights.holder_notices n WHERE ${where}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}

/** The oldest that nobody has acknowledged yet. */
export async function readOpenNotices(db: Reads): Promise<(HolderNotice & { readonly count: number })[]> {
  const { rows } = await sql<
    HolderNotice & { count: number }
  >`SELECT ${columns}, (count(*) OVER ())::int AS count FROM rights.holder_notices n
    WHERE n.acknowledged_at IS NULL AND n.state <> 'ended' ORDER BY n.told_at, n.id LIMIT 5`.execute(db);
  return rows;
}

/** Of a person, for their own page. */
export async function readNoticesOfPerson(db: Reads, personId: string) {
  const { rows } = await sql<HolderNotice & { recipient: string }>`SELECT ${columns}, r.name AS recipient
    FROM rights.holder_notices n JOIN disclosures.recipients r ON r.id = n.recipient_id
    WHERE n.person_id = ${personId} ORDER BY n.told_at DESC, r.name, n.subject LIMIT 1000`.execute(db);
  return rows;
}

/** Which of these are there for the reader, and open; null asks for all of them. */
export async function readOpenIds(db: Reads, ids: readonly string[] | null): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT n.id FROM rights.holder_notices n
    WHERE n.acknowledged_at IS NULL AND n.state <> 'ended' AND (${ids === null} OR n.id = ANY (${[...(ids ?? [])]}::uuid[]))`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** How many of them were open until now. */
export async function acknowledge(
  db: Trx,
  ids: readonly string[],
  done: { readonly how: 'link' | 'reseller' | 'staff'; readonly by: string | null; readonly at: Date },
): Promise<number> {
  const { numAffectedRows } = await sql`UPDATE rights.holder_notices
    SET acknowledged_at = ${done.at}, acknowledged_how = ${done.how}, acknowledged_by = ${done.by}
    WHERE id = ANY (${[...ids]}::uuid[]) AND acknowledged_at IS NULL`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Of an erasure that was told: whether the holder was given the address. What was told before that was noted is asked of the ledger. */
const gaveAddress =
  sql.raw(`n.kind = 'erasure' AND coalesce('email' = ANY (n.fields), EXISTS (SELECT FROM disclosures.ledger l
  WHERE l.recipient_id = n.recipient_id AND l.person_id = n.person_id AND 'email' = ANY (l.fields)))`);

/** What a link is for, while it may be used. */
export async function readHolderLink(db: Reads, tokenSha256: Buffer, now: Date) {
  const { rows } = await sql<{
    recipient: string;
    ids: string[];
    open: number;
    count: number;
    erasures: number;
    byAddress: number;
  }>`SELECT r.name AS recipient,
      k.notice_ids AS ids, count(n.id) FILTER (WHERE n.acknowledged_at IS NULL)::int AS open, count(n.id)::int AS count,
      count(n.id) FILTER (WHERE n.kind = 'erasure')::int AS erasures, count(n.id) FILTER (WHERE ${gaveAddress})::int AS "byAddress"
    FROM rights.holder_links k JOIN disclosures.recipients r ON r.id = k.recipient_id
      LEFT JOIN rights.holder_notices n ON n.id = ANY (k.notice_ids)
    WHERE k.token_sha256 = ${tokenSha256} AND k.expires_at > ${now} GROUP BY r.id, k.token_sha256`.execute(db);
  return rows[0] ?? null;
}

/** Notes that so many addresses are looked up by a link on a day; false where that would be more than `most`. */
export async function countAsked(
  db: Trx,
  asked: { readonly tokenSha256: Buffer; readonly on: string; readonly count: number; readonly most: number },
): Promise<boolean> {
  const { tokenSha256, on, count, most } = asked;
  const { numAffectedRows } = await sql`UPDATE rights.holder_links
    SET asked = CASE WHEN asked_on = ${on}::date THEN asked ELSE 0 END + ${count}, asked_on = ${on}::date
    WHERE token_sha256 = ${tokenSha256} AND CASE WHEN asked_on = ${on}::date THEN asked ELSE 0 END + ${count} <= ${most}`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0) === 1;
}

/** Keyed digests of the addresses of those of whose erasure these told, where the holder was given the address. */
export async function readErasedKeys(db: Reads, ids: readonly string[]): Promise<Buffer[]> {
  const { rows } = await sql<{ email_key: Buffer }>`SELECT e.email_key FROM rights.holder_notices n
      JOIN rights.erasures e ON e.person_id = n.person_id
    WHERE ${gaveAddress} AND n.id = ANY (${[...ids]}::uuid[])`.execute(db);
  return rows.map((row) => row.email_key);
}

interface ToldErasure {
  readonly person_id: string;
  readonly fields: readonly string[] | null;
  readonly first_at: Date | null;
  readonly last_at: Date | null;
  readonly open: boolean;
}

/** Of these, the erasures of one page of the list. */
export async function readToldErasures(
  db: Reads,
  ids: readonly string[],
  page: { readonly from: number; readonly limit: number },
): Promise<ToldErasure[]> {
  const { rows } = await sql<ToldErasure>`SELECT person_id, fields, first_at, last_at, acknowledged_at IS NULL AS open
    FROM rights.holder_notices WHERE kind = 'erasure' AND id = ANY (${[...ids]}::uuid[])
    ORDER BY told_at, person_id LIMIT ${page.limit} OFFSET ${page.from}`.execute(db);
  return rows;
}

/** Holders that were told something before then and have not said that they did it; not more often than so. */
export async function readLateHolders(db: Reads, asked: { readonly before: Date; readonly most: number }) {
  const { rows } = await sql<{ recipient_id: string }>`SELECT DISTINCT n.recipient_id FROM rights.holder_notices n
    WHERE n.acknowledged_at IS NULL AND n.state = 'queued' AND n.reminders < ${asked.most}
      AND coalesce(n.reminded_at, n.told_at) <= ${asked.before}`.execute(db);
  return rows.map((row) => row.recipient_id);
}

/** What one holder has not acknowledged, held: two servers do not remind at once. */
export async function lockNoticesOfHolder(db: Trx, recipientId: string): Promise<HolderNotice[]> {
  const { rows } = await sql<HolderNotice>`SELECT ${columns} FROM rights.holder_notices n
    WHERE n.recipient_id = ${recipientId} AND n.acknowledged_at IS NULL AND n.state = 'queued'
    ORDER BY n.told_at, n.id FOR UPDATE SKIP LOCKED`.execute(db);
  return rows;
}

export async function markReminded(db: Trx, ids: readonly string[], at: Date): Promise<void> {
  await sql`UPDATE rights.holder_notices SET reminders = reminders + 1, reminded_at = ${at}
    WHERE id = ANY (${[...ids]}::uuid[])`.execute(db);
}

/** Who works with us no longer is not waited for. */
export async function markEnded(db: Trx, recipientId: string): Promise<void> {
  await sql`UPDATE rights.holder_notices SET state = 'ended'
    WHERE recipient_id = ${recipientId} AND acknowledged_at IS NULL AND state <> 'ended'`.execute(db);
}

/** Links that are over. */
export async function deleteOldHolderLinks(db: Trx, now: Date): Promise<void> {
  await sql`DELETE FROM rights.holder_links WHERE expires_at <= ${now}`.execute(db);
}
