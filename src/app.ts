import { registeredClauses } from './app/registered-clauses.ts';
import {
  companyRegister,
  contactsTimeline,
  searchContacts,
  sightOfCompany,
  sightOfPerson,
} from './parts/contacts/index.ts';
import { mountContacts } from './parts/contacts/plugin.ts';
import { createLedger } from './parts/disclosures/index.ts';
import { mountLicensing } from './parts/licensing/plugin.ts';
import { openPolicy, openProof, policyToday } from './parts/policy/index.ts';
import { mountPolicy } from './parts/policy/plugin/policy.ts';
import { mountProof } from './parts/policy/plugin/proof.ts';
import { firstInvitation, openStaff, staffCookies } from './parts/staff/index.ts';
import { mountStaff } from './parts/staff/plugin.ts';
import type { Clock } from './platform/clock.ts';
import { createDigests } from './platform/crypto/digest.ts';
import type { Secrets } from './platform/crypto/secrets.ts';
import { openDatabase } from './platform/db/database.ts';
import type { Deps } from './platform/deps.ts';
import { createEgress } from './platform/egress/egress.ts';
import { createDispatcher } from './platform/events/events.ts';
import { mountDesk } from './platform/http/desk.ts';
import { createMetrics } from './platform/http/metrics.ts';
import { mountOperations } from './platform/http/operations.ts';
import { type App, createServer } from './platform/http/server.ts';
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
  /** Null where the data lies elsewhere. */
  readonly dataFolder: string | null;
  readonly version: string;
  /** Null: mail stays in the outbox. */
  readonly transport: Transport | null;
}

/** The only list of parts and their order. Builds everything; nothing runs by itself before `start`. */
export async function buildApp(options: AppOptions) {
  const { clock, ids, log, publicUrl } = options;
  const db = openDatabase({
    url: options.databaseUrl,
    prefix: options.rolePrefix,
    onError: (error) => log.warn('a database connection was lost', { error }),
  });
  const metrics = createMetrics();
  const policy = openPolicy({ db, clock });
  const { sessionSecret, signing, digestKey } = options.secrets;
  const staff = openStaff({ db, clock, ids, log, publicUrl }, { authUrl: options.authUrl, sessionSecret });
  const { app, routes } = await createServer({
    log,
    ids,
    metrics,
    trustedProxies: options.trustedProxies,
    publicUrl,
    version: options.version,
    identify: staff.identify,
    site: policy.site,
  });
  // Read once, so that the time zone is known before the first act.
  await policy.vendor();
  const deps: Deps = {
    db,
    clock,
    ids,
    digests: createDigests(digestKey),
    signing,
    egress: createEgress({ ledger: createLedger(policy.timeZone), clock, ids }),
    log,
    publicUrl,
    site: policy.site,
    nudge: () => dispatcher.nudge(),
  };
  const dispatcher = createDispatcher({ db, clock, log, subscribers: {} });
  const clauses = registeredClauses;
  const prover = openProof(
    { db, clock, log },
    {
      clauses,
      probeUrl: options.probeUrl,
      prefix: options.rolePrefix,
      dataFolder: options.dataFolder,
      baseUrl: () => listening(app),
      routes,
      setStates: metrics.setClauseStates,
    },
  );

  mountOperations(app, { db, metrics, site: policy.site, version: options.version });
  mountPolicy(app, deps, {
    policy,
    clauses,
    cookies: staffCookies(publicUrl),
    processorCountries: async () => new Map(),
  });
  mountProof(app, deps, prover);
  mountContacts(app, deps, {
    actors: staff.actors,
    retentionOf: () => null,
    licenceCounts: async () => new Map(),
    registrationsOfPerson: async () => async () => [],
    assignReseller: async () => undefined,
  });
  mountLicensing(app, deps);
  await mountStaff(app, deps, {
    staff,
    companies: companyRegister(deps),
    vendor: policy.vendor,
    timelines: {
      company: { sight: sightOfCompany(deps), sources: [contactsTimeline(deps)] },
      person: { sight: sightOfPerson(deps), sources: [contactsTimeline(deps)] },
      licence: { sight: sightOfCompany(deps), sources: [] },
    },
    searches: [searchContacts(deps)],
    todays: [policyToday(deps, clauses)],
  });
  await mountDesk(app, options.deskFolder);

  const from = async () => (await policy.site()).privacyMailbox || null;
  const mails = createMailSender({ db, clock, log, from, transport: options.transport });
  const jobs: Job[] = [];
  let runner: JobRunner | undefined;

  return {
    app,
    deps,
    routes,
    prover,
    dispatcher,
    mails,
    /** A link for the first administrator while nobody can sign in; null afterwards. */
    firstLink: async () => (await firstInvitation(deps))?.link ?? null,
    /** Begins what runs by itself: events, mail, jobs. */
    async start() {
      dispatcher.start();
      mails.start();
      prover.run(null).catch((error: unknown) => log.error('the proofs could not be run', { error }));
      runner = await startJobs({ db, log, timeZone: policy.timeZone(), jobs });
    },
    async stop() {
      await app.close();
      await runner?.stop();
      await dispatcher.stop();
      await mails.stop();
      await prover.close();
      await staff.close();
      await db.close();
    },
  };
}

function listening(app: App): string | null {
  const address = app.server.address();
  return address && typeof address === 'object'
    ? `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`
    : null;
}

export type KeptApp = Awaited<ReturnType<typeof buildApp>>;
