import type { Clock } from './platform/clock.ts';
import { createDigests } from './platform/crypto/digest.ts';
import type { Secrets } from './platform/crypto/secrets.ts';
import { openDatabase } from './platform/db/database.ts';
import type { Deps } from './platform/deps.ts';
import { createEgress } from './platform/egress/egress.ts';
import { createDispatcher } from './platform/events/events.ts';
import { emptySite } from './platform/html/page.ts';
import { mountDesk } from './platform/http/desk.ts';
import { createMetrics } from './platform/http/metrics.ts';
import { mountOperations } from './platform/http/operations.ts';
import { createServer } from './platform/http/server.ts';
import type { Ids } from './platform/ids.ts';
import type { Job } from './platform/jobs/job.ts';
import { type JobRunner, startJobs } from './platform/jobs/run-jobs.ts';
import type { Log } from './platform/log.ts';
import { createMailSender, type Transport } from './platform/mail/sender.ts';

export interface AppOptions {
  readonly databaseUrl: string;
  readonly authUrl: string;
  readonly probeUrl: string;
  readonly rolePrefix: string;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly publicUrl: string;
  readonly trustedProxies: readonly string[];
  /** Folder of the built desk. */
  readonly deskFolder: string;
  readonly version: string;
  /** Null: mail stays in the outbox. */
  readonly transport: Transport | null;
}

/** The only list of parts and their order. Builds everything; nothing runs by itself before `start`. */
export async function buildApp(options: AppOptions) {
  const { clock, ids, log } = options;
  const db = openDatabase({
    url: options.databaseUrl,
    prefix: options.rolePrefix,
    onError: (error) => log.warn('a database connection was lost', { error }),
  });
  const metrics = createMetrics();
  const site = async () => emptySite;
  const { app, routes } = await createServer({
    log,
    ids,
    metrics,
    trustedProxies: options.trustedProxies,
    publicUrl: options.publicUrl,
    version: options.version,
    identify: async () => null,
    site,
  });
  const dispatcher = createDispatcher({ db, clock, log, subscribers: {} });
  const deps: Deps = {
    db,
    clock,
    ids,
    digests: createDigests(options.secrets.digestKey),
    signing: options.secrets.signing,
    egress: createEgress({ ledger: undefined as never, clock, ids }),
    log,
    publicUrl: options.publicUrl,
    site,
    nudge: () => dispatcher.nudge(),
  };

  mountOperations(app, { db, metrics, site, version: options.version });
  await mountDesk(app, options.deskFolder);

  const mails = createMailSender({
    db,
    clock,
    log,
    from: async () => (await site()).privacyMailbox || null,
    transport: options.transport,
  });
  const jobs: Job[] = [];
  let runner: JobRunner | undefined;

  return {
    app,
    deps,
    routes,
    dispatcher,
    mails,
    /** Begins what runs by itself: events, mail, jobs. */
    async start(timeZone: string) {
      dispatcher.start();
      mails.start();
      runner = await startJobs({ db, log, timeZone, jobs });
    },
    async stop() {
      await app.close();
      await runner?.stop();
      await dispatcher.stop();
      await mails.stop();
      await db.close();
    },
  };
}

export type KeptApp = Awaited<ReturnType<typeof buildApp>>;
