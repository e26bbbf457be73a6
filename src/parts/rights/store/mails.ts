import { sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';
import type { ListRequest } from '../../../platform/http/list.ts';

type Reads = Database['read'];

export interface NewMail {
  readonly id: string;
  readonly key: Buffer;
  readonly mailbox: 'privacy' | 'remove';
  readonly sort: 'person' | 'auto-reply' | 'bounce' | 'list' | 'own';
  readonly receivedAt: Date;
  readonly sentAt: string | null;
  readonly senderKey: Buffer;
  readonly messageKey: Buffer | null;
  readonly sender: string;
  readonly subject: string;
  readonly body: string;
  readonly cut: boolean;
  readonly leftOut: number;
  readonly files: readonly {
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly base64: string | null;
    readonly whyNot: string | null;
  }[];
}

/** False where this mail is here already; one that another connection brings at the same moment is waited for. */
export async function insertMail(db: Reads, mail: NewMail): Promise<boolean> {
  const { rows } =
    await sql`INSERT INTO rights.mails (id, key, mailbox, sort, received_at, sent_at, sender_key, message_key, sender, subject, body, cut, left_out)
    VALUES (${mail.id}, ${mail.key}, ${mail.mailbox}, ${mail.sort}, ${mail.receivedAt}, ${mail.sentAt}::timestamptz, ${mail.senderKey},
      ${mail.messageKey}, ${mail.sender}, ${mail.subject}, ${mail.body}, ${mail.cut}, ${mail.leftOut})
    ON CONFLICT (key) DO NOTHING RETURNING id`.execute(db);
  if (rows.length === 0) return false;
  for (const [position, file] of mail.files.entries()) {
    const content = file.base64 === null ? null : Buffer.from(file.base64, 'base64');
    await sql`INSERT INTO rights.mail_attachments (mail_id, position, name, type, bytes, content, why_not)
      VALUES (${mail.id}, ${position}, ${file.name}, ${file.type}, ${file.bytes}, ${content}, ${file.whyNot})`.execute(
      db,
    );
  }
  return true;
}

/** Which requests a mail has become. */
export async function assignMail(
  db: Reads,
  id: string,
  of: { readonly requestId: string | null; readonly optOutId: string | null },
): Promise<void> {
  await sql`UPDATE rights.mails SET request_id = ${of.requestId}, opt_out_id = ${of.optOutId} WHERE id = ${id}`.execute(
    db,
  );
}

/**
 * The open request to which a mail belongs: by its number or by a mail that it answers, and only where that request came from this
 * address, by mail or by the person whose address it is. Whoever has too many open gets no further one. Others of the address wait.
 */
export async function findThread(
  db: Reads,
  by: {
    readonly number: string | null;
    readonly answers: readonly Buffer[];
    readonly senderKey: Buffer;
    readonly personId: string | null;
    readonly most: number;
  },
): Promise<{ readonly id: string; readonly number: string } | null> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('rights.mails'), hashtext(${by.senderKey.toString('hex')}))`.execute(
    db,
  );
  const { rows } = await sql<{ id: string; number: string; named: boolean }>`SELECT r.id, r.number,
      coalesce(r.number = ${by.number}::text, false) OR EXISTS (SELECT FROM rights.mails m
        WHERE r.id IN (m.request_id, m.opt_out_id) AND m.message_key = ANY (${[...by.answers]}::bytea[])) AS named
    FROM rights.requests r WHERE r.state = 'open' AND (r.person_id = ${by.personId}::uuid
      OR r.id IN (SELECT o.request_id FROM rights.mails o WHERE o.sender_key = ${by.senderKey}))
    ORDER BY named DESC, r.received_at DESC, r.id`.execute(db);
  const [first] = rows;
  return first && (first.named || rows.length >= by.most) ? first : null;
}

/** The opt-out that this address gave by mail since then; null where it gave none. */
export async function findOptOut(
  db: Reads,
  senderKey: Buffer,
  since: Date,
): Promise<{ readonly id: string; readonly number: string } | null> {
  const { rows } = await sql<{ id: string; number: string }>`SELECT r.id, r.number FROM rights.requests r
    WHERE r.kind = 'opt-out' AND r.channel = 'mail' AND r.received_at > ${since}
      AND EXISTS (SELECT FROM rights.mails m WHERE m.opt_out_id = r.id AND m.sender_key = ${senderKey})
    ORDER BY r.received_at LIMIT 1`.execute(db);
  return rows[0] ?? null;
}

/** A mail, without its words, held until the end of the transaction; null where there is none. */
export async function holdMail(
  db: Reads,
  id: string,
): Promise<{
  readonly sort: NewMail['sort'];
  readonly sender_key: Buffer;
  readonly apart: boolean;
} | null> {
  const { rows } = await sql<{ sort: NewMail['sort']; sender_key: Buffer; apart: boolean }>`SELECT sort, sender_key,
      request_id IS NULL AND opt_out_id IS NULL AS apart
    FROM rights.mails WHERE id = ${id} FOR UPDATE`.execute(db);
  return rows[0] ?? null;
}

/** At most so many a day are noted one by one: a machine that sends rubbish must not fill the disk. */
const mostNoted = 500;

export async function insertUnread(
  db: Reads,
  row: {
    readonly id: string;
    readonly at: Date;
    readonly mailbox: string | null;
    readonly code: string;
    readonly bytes: number | null;
  },
): Promise<void> {
  await sql`INSERT INTO rights.unread_mails (id, at, mailbox, code, bytes)
    SELECT ${row.id}::uuid, ${row.at}::timestamptz, ${row.mailbox}::text, ${row.code}::text, ${row.bytes}::bigint
    WHERE (SELECT count(*) FROM rights.unread_mails WHERE at > ${row.at}::timestamptz - interval '1 day') < ${mostNoted}`.execute(
    db,
  );
}

export type ApartRow = {
  readonly id: string;
  readonly at: Date;
  readonly mailbox: 'privacy' | 'remove' | null;
  /** The code with which it was sent back, or what wrote it. */
  readonly what: string;
  readonly kept: boolean;
  readonly bytes: string | null;
};

const apart = sql.raw(`(SELECT id, at, mailbox, code AS what, false AS kept, bytes FROM rights.unread_mails
  UNION ALL SELECT id, received_at, mailbox, sort, true, NULL FROM rights.mails WHERE request_id IS NULL AND opt_out_id IS NULL) a`);

/** Mail that became no request: sent back as unreadable, or written by a machine. */
export async function listApart(db: Reads, list: ListRequest) {
  const page = keyset(list, { at: { sql: 'a.at', type: 'timestamptz' } }, { sql: 'a.id', type: 'uuid' });
  const { rows } = await sql<ApartRow & { sort_value: string }>`SELECT a.*, ${page.value} AS sort_value FROM ${apart}
    WHERE ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const { rows: counted } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM ${apart}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}

/** Mails sent back since then, the newest first. */
export async function readUnread(db: Reads, since: Date) {
  const { rows } = await sql<{ id: string; at: Date; code: string; mailbox: string | null; count: number }>`
    SELECT id, at, code, mailbox, (count(*) OVER ())::int AS count FROM rights.unread_mails WHERE at > ${since} ORDER BY at DESC, id LIMIT 5`.execute(
    db,
  );
  return rows;
}

const readers = ['rights', 'legal', 'operations'] as const;
const sample = '00000000-0000-4000-8000-000000000000';

export type MailRow = {
  readonly id: string;
  readonly mailbox: 'privacy' | 'remove';
  readonly sort: string;
  readonly received_at: Date;
  readonly sent_at: Date | null;
  readonly sender: string | null;
  readonly subject: string | null;
  readonly body: string | null;
  readonly cut: boolean;
  readonly left_out: number;
  readonly request_id: string | null;
  readonly opt_out_id: string | null;
  /** Of the request that it belongs to. */
  readonly person_id: string | null;
  readonly files: readonly {
    position: number;
    name: string;
    type: string;
    bytes: number;
    kept: boolean;
    whyNot: string | null;
  }[];
};

const mailColumns =
  sql.raw(`m.id, m.mailbox, m.sort, m.received_at, m.sent_at, m.sender, m.subject, m.body, m.cut, m.left_out, m.request_id, m.opt_out_id,
  (SELECT r.person_id FROM rights.requests r WHERE r.id = coalesce(m.request_id, m.opt_out_id)) AS person_id,
  (SELECT coalesce(json_agg(json_build_object('position', a.position, 'name', a.name, 'type', a.type, 'bytes', a.bytes, 'kept', a.why_not IS NULL,
    'whyNot', a.why_not) ORDER BY a.position), '[]') FROM rights.mail_attachments a WHERE a.mail_id = m.id) AS files`);

/** The mails of a request in the order in which they came. */
export const readMailsOf = personalQuery({
  name: 'rights: mails of a request',
  readers,
  sample,
  build: (db, requestId: string) => {
    const query = sql<MailRow>`SELECT ${mailColumns} FROM rights.mails m WHERE m.request_id = ${requestId}::uuid OR m.opt_out_id = ${requestId}::uuid
      ORDER BY m.received_at, m.id LIMIT 200`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});

export const readMailById = personalQuery({
  name: 'rights: a mail',
  readers,
  sample,
  build: (db, id: string) => {
    const query = sql<MailRow>`SELECT ${mailColumns} FROM rights.mails m WHERE m.id = ${id}`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});

export const readAttachment = personalQuery({
  name: 'rights: a file of a mail',
  readers,
  sample: { mailId: sample, position: 0 },
  build: (db, of: { readonly mailId: string; readonly position: number }) => {
    const query = sql<{
      name: string;
      type: string;
      content: Buffer;
      person_id: string | null;
      sender: string | null;
    }>`SELECT a.name, a.type, a.content, r.person_id, m.sender
      FROM rights.mail_attachments a JOIN rights.mails m ON m.id = a.mail_id LEFT JOIN rights.requests r ON r.id = coalesce(m.request_id, m.opt_out_id)
      WHERE a.mail_id = ${of.mailId} AND a.position = ${of.position} AND a.content IS NOT NULL`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});

/** Where a request that came by mail came from last. */
export const readSenderOf = personalQuery({
  name: 'rights: sender of a request',
  readers: ['rights'],
  sample,
  build: (db, requestId: string) => {
    const query = sql<{
      sender: string;
    }>`SELECT sender FROM rights.mails WHERE (request_id = ${requestId}::uuid OR opt_out_id = ${requestId}::uuid) AND sender IS NOT NULL
      ORDER BY received_at DESC, id LIMIT 1`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});

/** What a person has written to us: from the address that is theirs now, or in their requests. */
export const readMailsOfPerson = personalQuery({
  name: 'rights: mails of a person',
  readers: ['rights'],
  sample: { personId: sample, senderKey: Buffer.alloc(32) },
  build: (db, of: { readonly personId: string; readonly senderKey: Buffer }) => {
    const query = sql<MailRow>`SELECT ${mailColumns} FROM rights.mails m WHERE m.sender_key = ${of.senderKey}
        OR EXISTS (SELECT FROM rights.requests r WHERE r.id IN (m.request_id, m.opt_out_id) AND r.person_id = ${of.personId})
      ORDER BY m.received_at DESC, m.id LIMIT 200`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});
