import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Ground, Member } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { redactTokens } from '../rules.ts';
import {
  deleteWaitingMails,
  listOutbox,
  lockMail,
  type OutboxRow,
  queueAgain,
  readMail,
  readMailsToPerson,
} from '../store/outbox.ts';
import type { OutboxItem, OutboxMail } from '../wire/api.ts';
import type { DisclosuresHanded } from '../wire/handed.ts';

/** Outgoing mail without its text and without addresses. */
export async function outbox(
  deps: Deps,
  asked: { readonly list: ListRequest; readonly query: { readonly state?: string; readonly kind?: string } },
): Promise<ListAnswer<OutboxItem>> {
  const { list, query } = asked;
  const { rows, count } = await listOutbox(deps.db.read, list, {
    state: query.state ?? null,
    kind: query.kind ?? null,
  });
  return answerList(list, rows, count, present);
}

/**
 * One mail as it goes out. Tokens in its links are taken out, except in a demo database, where no real person is. Opening
 * one is noted with the reason.
 */
export async function openMail(
  deps: Deps,
  handed: DisclosuresHanded,
  who: Member,
  asked: { readonly id: string; readonly ground: Ground | null },
): Promise<OutboxMail> {
  const whole = await handed.isDemo();
  const purpose = asked.ground?.purpose === 'rights' ? 'rights' : 'operations';
  return deps.db.as<'operations' | 'rights', OutboxMail>(purpose, async (trx) => {
    const [row] = await readMail(trx, asked.id);
    if (!row) throw httpErrors.KEPT_NOT_FOUND();
    await audit(trx, deps, who, {
      action: 'disclosures.mail-opened',
      aboutKind: 'mail',
      aboutId: row.id,
      detail: { reason: asked.ground?.reason ?? null },
    });
    const shown = (text: string) => (whole ? text : redactTokens(text));
    const [subject, bodyText] = [shown(row.subject), shown(row.body_text)];
    const redacted = subject !== row.subject || bodyText !== row.body_text;
    return { ...present(row), to: row.to_address, subject, bodyText, redacted };
  });
}

/**
 * Lets a mail that was refused, or that waits for its next try, go out at once. Its ledger row stands already: the mail
 * has not left yet. What a recipient that was ended meanwhile has not got, it does not get.
 */
export async function sendAgain(trx: Trx, deps: Deps, who: Member, id: string): Promise<OutboxItem> {
  const row = await lockMail(trx, id, deps.clock.now());
  if (!row) throw httpErrors.KEPT_NOT_FOUND();
  if (row.state !== 'refused' && row.state !== 'queued') throw errors.KEPT_MAIL_NOT_WAITING();
  if (row.recipient_ended) throw errors.KEPT_RECIPIENT_ENDED();
  await queueAgain(trx, id);
  await audit(trx, deps, who, {
    action: 'disclosures.mail-sent-again',
    aboutKind: 'mail',
    aboutId: id,
    detail: { failure: row.failure, attempts: row.attempts },
  });
  return present({ ...row, state: 'queued', attempts: 0, retry_at: null, failure: null });
}

function present(row: OutboxRow): OutboxItem {
  return {
    id: row.id,
    kind: row.kind,
    recipient: { kind: row.recipient_kind, name: row.recipient_name },
    state: row.state,
    queuedAt: row.queued_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    attempts: row.attempts,
    retryAt: row.retry_at?.toISOString() ?? null,
    failure: row.failure,
    ledgerId: row.ledger_id,
  };
}

/** A mail that Kept sent to a person, or will. */
export interface MailToPerson {
  readonly kind: string;
  readonly queuedAt: Date;
  readonly sentAt: Date | null;
  readonly state: string;
}

/** The newest 200 mails to a person themself. */
export async function mailsToPerson(db: Database['read'], personId: string): Promise<MailToPerson[]> {
  const rows = await readMailsToPerson(db, personId);
  return rows.map(({ kind, queued_at: queuedAt, sent_at: sentAt, state }) => ({ kind, queuedAt, sentAt, state }));
}

/** Nothing that waits in the outbox goes to this person, or says something of them, any more. */
export function withdrawMails(trx: Trx, personId: string): Promise<void> {
  return deleteWaitingMails(trx, personId);
}
