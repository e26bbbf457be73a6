import { sql } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Job } from './job.ts';

/** How long what has done its work is kept, in days. The ledger keeps what was sent to whom; the mail itself goes. */
const keepDays = { answers: 30, news: 30, mails: 30 };

/** Removes answers of public writes, delivered news and sent mails once they are of no more use. */
export function cleaningJob(deps: { db: Database; clock: Clock }): Job {
  const before = (days: number) => new Date(deps.clock.now().getTime() - days * 86_400_000);
  return {
    name: 'platform.clean',
    cron: '10 3 * * *',
    run: () =>
      deps.db.base(async (trx) => {
        await sql`DELETE FROM platform.idempotency WHERE at < ${before(keepDays.answers)}`.execute(trx);
        await sql`DELETE FROM platform.events WHERE handled_at < ${before(keepDays.news)}`.execute(trx);
        await sql`DELETE FROM platform.mail_outbox WHERE sent_at < ${before(keepDays.mails)}`.execute(trx);
      }),
  };
}
