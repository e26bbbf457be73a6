import { sql } from 'kysely';
import type { Clock } from '../clock.ts';
import { mayTakeWork } from '../db/alone.ts';
import type { Database, Trx } from '../db/database.ts';
import type { Log } from '../log.ts';
import { type Failure, failureOf, nextTry, ofTheRelay } from './failure.ts';

/** One mail on its way out. */
export interface Letter {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | undefined;
  readonly messageId: string;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly base64: string }[];
}

/** Hands a letter to the relay; rejects where the relay refuses. */
export type Transport = (letter: Letter) => Promise<void>;

export interface MailSender {
  /** Sends all that may be sent now; resolves with how many went out. */
  drain(): Promise<number>;
  start(): void;
  stop(): Promise<void>;
}

interface Row {
  id: string;
  to_address: string;
  subject: string;
  body_text: string;
  body_html: string | null;
  attachments: Letter['attachments'];
  attempts: number;
}

/** How long a relay that took nothing is left alone: a wrong password tried for each mail would lock the account. */
const rest = 60_000;

/**
 * Sends what the egress gateway has put into the outbox, in order. Without a transport all stays there, and is sent
 * once one is configured. What was not taken is tried again, later and later (failure.ts).
 */
export function createMailSender(deps: {
  db: Database;
  clock: Clock;
  log: Log;
  from: () => Promise<string | null>;
  transport: Transport | null;
  everyMs?: number;
  /** This process has the database for itself (platform/db/alone.ts). */
  alone?: boolean;
}): MailSender {
  const { db, clock, log, transport, alone = false } = deps;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<number> | undefined;
  let restUntil = 0;

  async function sendOne(from: string, send: Transport): Promise<boolean> {
    const row = await db.as('operations', claimNext(clock, alone));
    if (!row) return false;
    const failure = await send(letterOf(row, from)).then(
      () => null,
      (error: unknown) => failureOf(error),
    );
    await db.base(failure === null ? markSent(row.id, clock) : markFailed(row, failure, clock));
    if (failure !== null) log.warn('the mail relay did not take a mail', { id: row.id, code: failure });
    if (failure !== null && ofTheRelay(failure)) restUntil = clock.now().getTime() + rest;
    return true;
  }

  async function drainAll(): Promise<number> {
    const from = await deps.from();
    if (!transport || !from) return 0;
    let count = 0;
    while (clock.now().getTime() >= restUntil && (await sendOne(from, transport))) count += 1;
    return count;
  }

  function drain(): Promise<number> {
    running ??= drainAll().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    drain,
    start() {
      if (!transport) return;
      timer = setInterval(() => {
        drain().catch((error: unknown) => log.error('the outbox could not be read', { error }));
      }, deps.everyMs ?? 1_000);
    },
    async stop() {
      clearInterval(timer);
      await running?.catch(() => undefined);
    },
  };
}

// A row left in 'sending' by a server that died is taken up again after ten minutes: a mail twice rather than never.
const claimNext =
  (clock: Clock, alone: boolean) =>
  async (trx: Trx<'operations'>): Promise<Row | undefined> => {
    const now = clock.now();
    const { rows } = await sql<Row>`
      UPDATE platform.mail_outbox SET state = 'sending', attempts = attempts + 1, retry_at = ${new Date(now.getTime() + 600_000)}
      WHERE id = (SELECT id FROM platform.mail_outbox
        WHERE ((state = 'queued' AND (retry_at IS NULL OR retry_at <= ${now})) OR (state = 'sending' AND retry_at <= ${now}))
          AND ${mayTakeWork({ alone })}
        ORDER BY queued_at LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id, to_address, subject, body_text, body_html, attachments, attempts`.execute(trx);
    return rows[0];
  };

const markSent = (id: string, clock: Clock) => async (trx: Trx) => {
  await sql`UPDATE platform.mail_outbox SET state = 'sent', sent_at = ${clock.now()}, retry_at = NULL, failure = NULL WHERE id = ${id}`.execute(
    trx,
  );
};

const markFailed = (row: Row, failure: Failure, clock: Clock) => async (trx: Trx) => {
  const retryAt = nextTry(failure, row.attempts, clock.now());
  await sql`UPDATE platform.mail_outbox SET state = ${retryAt ? 'queued' : 'refused'}, failure = ${failure},
    retry_at = ${retryAt} WHERE id = ${row.id}`.execute(trx);
};

function letterOf(row: Row, from: string): Letter {
  return {
    from,
    to: row.to_address,
    subject: row.subject,
    text: row.body_text,
    html: row.body_html ?? undefined,
    // The same id at each try, so that a mailbox can tell a repetition.
    messageId: `<${row.id}@${from.split('@').at(-1) ?? 'localhost'}>`,
    attachments: row.attachments,
  };
}
