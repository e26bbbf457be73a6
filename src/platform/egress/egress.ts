import { type RawBuilder, sql } from 'kysely';
import type { Clock } from '../clock.ts';
import { sha256 } from '../crypto/digest.ts';
import type { Trx } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import { asRows } from '../db/rows.ts';
import type { KeptEvent } from '../events/events.ts';
import type { Ids } from '../ids.ts';
import { errors } from './errors.ts';

/** One row of the ledger: who gets what of whom, and why. Names of fields, never values. */
export interface Disclosure {
  readonly recipientKind:
    | 'licensor'
    | 'reseller'
    | 'processor'
    | 'witness'
    | 'person'
    | 'staff'
    | 'licensee'
    | 'authority'
    | 'webhook';
  /** Id in disclosures.recipients; for a person or a member of staff, theirs. */
  readonly recipientId: string;
  readonly personId: string | null;
  readonly companyId: string | null;
  readonly channel: 'mail' | 'share' | 'report' | 'correction' | 'export' | 'webhook' | 'answer' | 'offer';
  readonly purpose: string;
  readonly fields: readonly string[];
  /** Why it may be given: the contract, the notice, the person's own request. */
  readonly basis: string;
  readonly about?: { readonly kind: string; readonly id: string };
  /** SHA-256 of the file that was given, where there is one. */
  readonly contentSha256?: Buffer;
}

export interface LedgerRow extends Omit<Disclosure, 'contentSha256'> {
  readonly id: string;
  readonly at: Date;
  readonly contentSha256: Buffer | null;
}

/** What the part `disclosures` hands in: how a ledger row is written, and only for a registered recipient. */
export interface Ledger {
  /** `INSERT … RETURNING id` that leaves out rows of unregistered or ended recipients. */
  insertSql(rows: readonly LedgerRow[]): RawBuilder<unknown>;
}

export interface Mail {
  readonly kind: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly attachments?: readonly { readonly name: string; readonly type: string; readonly base64: string }[];
  readonly disclosure: Omit<Disclosure, 'channel'> & { readonly channel?: Disclosure['channel'] };
}

/** All that one act lets out, written in one statement with its ledger rows. */
export interface Outgoing {
  readonly disclosures?: readonly Disclosure[];
  readonly mails?: readonly Mail[];
  readonly events?: readonly KeptEvent[];
}

export interface Egress {
  /** Writes ledger rows, mails and events in the caller's transaction; returns the ledger ids: disclosures first, then mails. */
  send(trx: Trx, outgoing: Outgoing): Promise<string[]>;
}

/** The only way out: no ledger row, no send; no registered recipient, no ledger row. */
export function createEgress(deps: { ledger: Ledger; clock: Clock; ids: Ids }): Egress {
  return {
    async send(trx, outgoing) {
      const at = deps.clock.now();
      const mails = (outgoing.mails ?? []).map((mail) => ({ mail, row: mailRow(mail, deps.ids.uuid(), at) }));
      const rows: LedgerRow[] = [
        ...(outgoing.disclosures ?? []).map((disclosure) => ({
          ...disclosure,
          id: deps.ids.uuid(),
          at,
          contentSha256: disclosure.contentSha256 ?? null,
        })),
        ...mails.map(({ row }) => row),
      ];
      const parts: RawBuilder<unknown>[] = [];
      if (rows.length > 0) parts.push(sql`ledger AS (${deps.ledger.insertSql(rows)})`);
      if (mails.length > 0)
        parts.push(
          sql`mails AS (${insertMails(mails.map(({ mail, row }) => ({ mail, ledgerId: row.id, id: deps.ids.uuid(), at })))})`,
        );
      if (outgoing.events?.length) parts.push(sql`news AS (${insertEvents(outgoing.events, at)})`);
      if (parts.length === 0) return [];
      const written = rows.length > 0 ? sql`(SELECT count(*)::int FROM ledger)` : sql`0`;
      const { rows: answer } = await sql<{
        written: number;
      }>`${prepared}WITH ${sql.join(parts)} SELECT ${written} AS written`.execute(trx);
      if (answer[0]?.written !== rows.length) throw errors.KEPT_RECIPIENT_NOT_REGISTERED();
      return rows.map((row) => row.id);
    },
  };
}

function mailRow(mail: Mail, id: string, at: Date): LedgerRow {
  const contentSha256 = sha256(
    JSON.stringify([mail.to, mail.subject, mail.text, mail.html ?? null, mail.attachments ?? []]),
  );
  return { channel: 'mail', ...mail.disclosure, id, at, contentSha256 };
}

function insertMails(mails: readonly { mail: Mail; ledgerId: string; id: string; at: Date }[]): RawBuilder<unknown> {
  const rows = mails.map(({ mail, ledgerId, id, at }) => ({
    id,
    ledger_id: ledgerId,
    kind: mail.kind,
    to_address: oneLine(mail.to),
    subject: oneLine(mail.subject),
    body_text: mail.text,
    body_html: mail.html ?? null,
    attachments: mail.attachments ?? [],
    queued_at: at,
  }));
  // Only beside a ledger row that was written: one left out must be answered with its code, not with a broken reference.
  return sql`INSERT INTO platform.mail_outbox (id, ledger_id, kind, to_address, subject, body_text, body_html, attachments, queued_at)
    SELECT mail.* FROM json_to_recordset(${asRows(rows)}) AS mail (id uuid, ledger_id uuid, kind text, to_address text, subject text,
      body_text text, body_html text, attachments jsonb, queued_at timestamptz)
    WHERE mail.ledger_id IN (SELECT id FROM ledger)`;
}

function insertEvents(events: readonly KeptEvent[], at: Date): RawBuilder<unknown> {
  return sql`INSERT INTO platform.events (name, payload, at)
    SELECT name, payload, ${at}::timestamptz FROM json_to_recordset(${asRows(events)}) AS e (name text, payload jsonb)`;
}

// A line break in an address or a subject would begin a new header.
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').trim();
}
