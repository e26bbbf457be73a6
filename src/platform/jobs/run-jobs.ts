import { PgBoss } from 'pg-boss';
import type { Database } from '../db/database.ts';
import type { Log } from '../log.ts';
import type { Job } from './job.ts';

export interface JobRunner {
  /** Runs one job at once, here, whatever its hour. */
  runNow(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** Hands the jobs to pg-boss on the same database. Of several servers one runs each job at its hour. */
export async function startJobs(deps: {
  db: Database;
  log: Log;
  timeZone: string;
  jobs: readonly Job[];
  /** How often the queue looks for jobs that hang and for old ones; for tests. */
  maintainEverySeconds?: number;
}): Promise<JobRunner> {
  const { db, log, jobs } = deps;
  const boss = new PgBoss({
    // As it comes: of several statements in one text pg-boss picks the answer that it wants.
    db: { executeSql: (text, values) => db.pool.query(text, values as unknown[]) },
    schema: 'jobs',
    migrate: false,
    createSchema: false,
    persistWarnings: false,
    persistQueueStats: false,
    ...often(deps.maintainEverySeconds),
    // Rebuilding indexes is the owner's work.
    reindex: false,
  });
  boss.on('error', (error) => log.error('the job queue has a fault', { error }));
  await boss.start();
  for (const job of jobs) {
    await boss.createQueue(job.name, { policy: 'exclusive', retryLimit: 3, retryDelay: 60, retryBackoff: true });
    await boss.schedule(job.name, job.cron, {}, { tz: deps.timeZone });
    await boss.work(job.name, { pollingIntervalSeconds: 10 }, async () => {
      const began = performance.now();
      try {
        await job.run();
        log.info('a job has run', { job: job.name, ms: Math.round(performance.now() - began) });
      } catch (error) {
        log.error('a job failed and will be tried again', { job: job.name, error });
        throw new Error('failed');
      }
    });
  }
  return {
    async runNow(name) {
      const job = jobs.find((each) => each.name === name);
      if (!job) throw new Error(`no job is called ${name}`);
      await job.run();
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}

function often(seconds: number | undefined) {
  if (seconds === undefined) return {};
  return { superviseIntervalSeconds: seconds, monitorIntervalSeconds: seconds, maintenanceIntervalSeconds: seconds };
}
