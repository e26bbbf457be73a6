import { logSources } from './app/log-sources.ts';
import { type OpenErasures, openErasures } from './app/open-erasures.ts';
import { openStatistics, type Statistics, type StatisticsOptions } from './app/open-statistics.ts';
import { readVerifier } from './app/read-verifier.ts';
import { registeredClauses } from './app/registered-clauses.ts';
import { type SabotageChild, sabotageChild } from './app/sabotage-child.ts';
import { witnessFile } from './app/witness-file.ts';
import {
  companyRefs,
  companyRegister,
  contactsTimeline,
  idlePeople,
  searchContacts,
  sightOfCompany,
  sightOfPerson,
} from './parts/contacts/index.ts';
import { mountContacts } from './parts/contacts/plugin.ts';
import {
  createLedger,
  disclosuresTimeline,
  disclosuresToday,
  liveWitnesses,
  recipientsById,
} from './parts/disclosures/index.ts';
import { mountDisclosures } from './parts/disclosures/plugin.ts';
import {
  askWhoActivated,
  claimRegistration,
  disownRegistration,
  inquiriesOfPerson,
  licenceCounts,
  licenceSight,
  licensingTimeline,
  licensingToday,
  peopleWithLicences,
  registrationFieldFacts,
  registrationsOfPerson,
  reportActivation,
  searchLicences,
  upcomingReports,
} from './parts/licensing/index.ts';
import { licensingJobs } from './parts/licensing/jobs.ts';
import { mountLicensing } from './parts/licensing/plugin.ts';
import {
  createWitnessing,
  type EvidenceLog,
  openEvidenceLog,
  openPolicy,
  openProof,
  type Policy,
  type Prover,
  policyToday,
  raiseAlarms,
  type WitnessHanded,
  type Witnessing,
} from './parts/policy/index.ts';
import { evidenceJobs } from './parts/policy/jobs/evidence.ts';
import { proofJobs } from './parts/policy/jobs/proof.ts';
import { mountEvidence } from './parts/policy/plugin/evidence.ts';
import { mountPolicy } from './parts/policy/plugin/policy.ts';
import { mountProof } from './parts/policy/plugin/proof.ts';
import {
  assignActivated,
  assignReseller,
  resellersTimeline,
  resellersToday,
  searchResellers,
  settleEnded,
  settleReseller,
} from './parts/resellers/index.ts';
import { resellerJobs } from './parts/resellers/jobs.ts';
import { mountResellers } from './parts/resellers/plugin.ts';
import {
  endOldAccess,
  logChoice,
  logErasure,
  logState,
  rightsTimeline,
  rightsToday,
  sweep,
  tellCorrection,
} from './parts/rights/index.ts';
import { rightsJobs } from './parts/rights/jobs.ts';
import { mountRights } from './parts/rights/plugin.ts';
import { firstInvitation, openStaff, type Staff, staffCookies } from './parts/staff/index.ts';
import { staffJobs } from './parts/staff/jobs.ts';
import { mountStaff } from './parts/staff/plugin.ts';
import { reportsToday, searchSites, statisticsCookies, waysInToday } from './parts/statistics/index.ts';
import { countingJobs } from './parts/statistics/jobs/counting.ts';
import { reportJobs } from './parts/statistics/jobs/reports.ts';
import { mountReports } from './parts/statistics/plugin/reports.ts';
import type { Clock } from './platform/clock.ts';
import { createDigests } from './platform/crypto/digest.ts';
import type { Secrets } from './platform/crypto/secrets.ts';
import { openDatabase } from './platform/db/database.ts';
import type { Deps } from './platform/deps.ts';
import { type TxtRecords, txtRecords } from './platform/dns.ts';
import { createEgress } from './platform/egress/egress.ts';
import { postOutside } from './platform/egress/post.ts';
import { createDispatcher, type Dispatcher, type Subscriber } from './platform/events/events.ts';
import { giveBackMemory } from './platform/give-back.ts';
import { mountDesk } from './platform/http/desk.ts';
import { createMetrics } from './platform/http/metrics.ts';
import { mountOperations } from './platform/http/operations.ts';
import { type App, createServer } from './platform/http/server.ts';
import type { Ids } from './platform/ids.ts';
import { cleaningJob } from './platform/jobs/clean.ts';
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
  /** KEPT_PEERS: other servers of the same installation; of all, one counts visits. */
  readonly peers?: readonly string[];
  /** KEPT_OWN_NETWORKS: whose visits are not counted. */
  readonly ownNetworks?: readonly string[];
  /** KEPT_LOG_SOCKET and KEPT_LOG_SYSLOG: where web servers write their lines. */
  readonly logLines?: StatisticsOptions['logLines'];
  /** KEPT_WITNESS_FILE: to which checkpoints of the evidence log are added. */
  readonly witnessFile?: string | null;
  /** Posts a text to an outside host; over the network where it is not given. */
  readonly postOutside?: WitnessHanded['post'];
  /** Folder of the built desk. */
  readonly deskFolder: string;
  /** Null where the data lies elsewhere. */
  readonly dataFolder: string | null;
  readonly version: string;
  /** Null: mail stays in the outbox. */
  readonly transport: Transport | null;
  /** Reads TXT records; those of the name servers of this machine where it is not given. */
  readonly txtRecords?: TxtRecords;
  /** This process has the database for itself: other servers' events and mail wait (platform/db/alone.ts). */
  readonly alone?: boolean;
}

/** Builds everything; nothing runs by itself before `start`. */
export async function buildApp(options: AppOptions) {
  const { clock, log } = options;
  const ground = await layGround(options);
  const { app, db, deps, evidence, policy, prover, staff, statistics } = ground;
  mountOperations(app, { db, metrics: ground.metrics, site: policy.site, version: options.version });
  await mountParts(ground);
  await mountDesk(app, options.deskFolder);
  Object.assign(ground.subscribers, subscriptions(ground));
  const from = async () => (await policy.site()).privacyMailbox || null;
  const mails = createMailSender({ db, clock, log, from, transport: options.transport, alone: options.alone ?? false });
  const saboteurs = sabotageChild();
  let runner: JobRunner | undefined;
  return {
    app,
    deps,
    routes: ground.routes,
    prover,
    evidence,
    witnessing: ground.witnessing,
    dispatcher: ground.dispatcher,
    mails,
    statistics,
    erasures: ground.erasures,
    /** Deletes what is over its time, or says what that would be. */
    sweep: (options: { readonly dryRun: boolean }) =>
      sweep(ground.deps, { erasures: ground.erasures, idlePeople: idleWithoutLicence }, options),
    /** What a night deletes, at once: for a demonstration in which years pass in a minute. */
    async tidy() {
      const nightly = ['platform.clean', 'rights.sweep'];
      for (const job of jobs(ground, saboteurs)) if (nightly.includes(job.name)) await job.run();
    },
    /** A link for the first administrator while nobody can sign in; null afterwards. */
    firstLink: async () => (await firstInvitation(deps))?.link ?? null,
    /** Begins what runs by itself: events, mail, proofs, jobs. */
    async start() {
      ground.dispatcher.start();
      mails.start();
      statistics.start();
      runner = await startJobs({ db, log, timeZone: policy.timeZone(), jobs: jobs(ground, saboteurs) });
      evidence.start();
      // What was committed before the last end has no leaf yet, and the proofs would say so.
      evidence
        .sequence()
        .catch((error: unknown) => log.error('the evidence log could not be added to', { error }))
        .then(() => prover.run(null))
        .catch((error: unknown) => log.error('the proofs could not be run', { error }));
    },
    async stop() {
      prover.stop();
      await Promise.all([app.close(), saboteurs.stop()]);
      await runner?.stop();
      await evidence.stop();
      await statistics.stop();
      await ground.dispatcher.stop();
      await mails.stop();
      await prover.close();
      await ground.erasures.close();
      await staff.close();
      await db.close();
    },
  };
}

export type KeptApp = Awaited<ReturnType<typeof buildApp>>;

interface Ground {
  readonly app: App;
  readonly txtRecords: TxtRecords;
  readonly db: Deps['db'];
  readonly deps: Deps;
  readonly policy: Policy;
  readonly staff: Staff;
  readonly prover: Prover;
  readonly evidence: EvidenceLog;
  readonly witnessing: Witnessing;
  readonly statistics: Statistics;
  readonly erasures: OpenErasures;
  readonly dispatcher: Dispatcher;
  readonly subscribers: Record<string, readonly Subscriber[]>;
  readonly metrics: ReturnType<typeof createMetrics>;
  readonly routes: Awaited<ReturnType<typeof createServer>>['routes'];
}

/** What all parts stand on. */
async function layGround(options: AppOptions): Promise<Ground> {
  const { clock, ids, log, publicUrl, secrets } = options;
  const db = openDatabase({
    url: options.databaseUrl,
    prefix: options.rolePrefix,
    onError: (error) => log.warn('a database connection was lost', { error }),
  });
  const metrics = createMetrics();
  const policy = openPolicy({ db, clock });
  // Read once, so that the time zone is known before the first act.
  await policy.vendor();
  const staff = openStaff(
    { db, clock, ids, log, publicUrl },
    { authUrl: options.authUrl, sessionSecret: secrets.sessionSecret },
  );
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
  const subscribers: Record<string, readonly Subscriber[]> = {};
  const dispatcher = createDispatcher({ db, clock, log, subscribers, alone: options.alone ?? false });
  const deps: Deps = {
    db,
    clock,
    ids,
    digests: createDigests(secrets.digestKey),
    signing: secrets.signing,
    egress: createEgress({ ledger: createLedger(policy.timeZone), clock, ids }),
    log,
    publicUrl,
    site: policy.site,
    nudge: dispatcher.nudge,
  };
  const prover = openProof(
    { db, clock, log },
    {
      clauses: registeredClauses,
      probeUrl: options.probeUrl,
      prefix: options.rolePrefix,
      dataFolder: options.dataFolder,
      baseUrl: () => listening(app),
      routes,
      setStates: metrics.setClauseStates,
      async afterRun() {
        giveBackMemory();
        await raiseAlarms(deps, registeredClauses, staff);
      },
    },
  );
  const erasures = openErasures(deps, options);
  const statistics = await openStatistics(deps, {
    digestKey: secrets.digestKey,
    peers: options.peers ?? [],
    ownNetworks: options.ownNetworks ?? [],
    logLines: options.logLines ?? null,
    dataFolder: options.dataFolder,
    timeZone: policy.timeZone,
  });
  return {
    app,
    db,
    deps,
    policy,
    staff,
    prover,
    evidence: openEvidenceLog(deps, logSources),
    witnessing: createWitnessing(deps, {
      witnesses: () => liveWitnesses(db.read),
      keepInFile: witnessFile(options.witnessFile ?? null),
      post: options.postOutside ?? postOutside,
    }),
    statistics,
    erasures,
    dispatcher,
    subscribers,
    metrics,
    routes,
    txtRecords: options.txtRecords ?? txtRecords(),
  };
}

/** The only list of parts and their order, and what each is handed of the parts above it. */
async function mountParts(ground: Ground): Promise<void> {
  const { app, deps, metrics, policy, prover, staff, statistics } = ground;
  const { db } = deps;
  const isDemo = async () => (await policy.vendor())?.demo ?? false;
  mountPolicy(app, deps, {
    policy,
    clauses: registeredClauses,
    cookies: [...staffCookies(deps.publicUrl), ...statisticsCookies()],
    processorCountries: async (ids) => processorCountries(await recipientsById(db.read, ids)),
  });
  mountProof(app, deps, prover);
  mountEvidence(app, deps, { verifier: readVerifier() });
  mountDisclosures(app, deps, {
    companyRefs,
    isDemo,
    settleReseller: (trx, companyId) => settleReseller(trx, deps, companyId),
  });
  mountContacts(app, deps, {
    actors: staff.actors,
    retentionOf: (field) => registrationFieldFacts().get(field)?.retention ?? null,
    licenceCounts,
    registrationsOfPerson,
    assignReseller,
    txtRecords: ground.txtRecords,
  });
  mountLicensing(app, deps);
  mountResellers(app, deps, { memberCounts: staff.memberCounts });
  mountRights(app, deps, {
    fieldFacts: registrationFieldFacts,
    registrationsOfPerson,
    claimRegistration,
    disownRegistration,
    upcomingReports,
    members: staff.members,
    actors: staff.actors,
    whoActivated: askWhoActivated,
    erasures: ground.erasures,
    idlePeople: idleWithoutLicence,
    exporters: [inquiriesOfPerson],
  });
  statistics.mount(app);
  mountReports(app, deps, {
    live: statistics.counter.live,
    oneAddress: statistics.waysIn.oneAddress,
    logLines: statistics.logLines.figures,
    mailboxes: staff.mailboxes,
    askFor: metrics.askFor,
  });
  const ofPeople = [contactsTimeline(deps), licensingTimeline(deps), disclosuresTimeline(deps), rightsTimeline(deps)];
  await mountStaff(app, deps, {
    staff,
    companies: companyRegister(deps),
    vendor: policy.vendor,
    timelines: {
      company: { sight: sightOfCompany(deps), sources: [...ofPeople, resellersTimeline(deps)] },
      person: { sight: sightOfPerson(deps), sources: ofPeople },
      licence: { sight: licenceSight(deps), sources: [licensingTimeline(deps)] },
    },
    searches: [searchLicences(deps), searchContacts(deps), searchResellers(deps), searchSites(deps)],
    todays: [
      policyToday(deps, registeredClauses),
      licensingToday(deps),
      resellersToday(deps),
      rightsToday(deps),
      disclosuresToday(deps),
      waysInToday(statistics.waysIn, statistics.logLines),
      reportsToday(deps),
    ],
  });
}

/** Only a processor whose registration lives may run a store. */
function processorCountries(recipients: Awaited<ReturnType<typeof recipientsById>>): Map<string, string> {
  const processors = [...recipients.values()].filter(({ kind, endedAt }) => kind === 'processor' && endedAt === null);
  return new Map(processors.map(({ id, country }) => [id, country]));
}

/** News travels upward: who acts when a part below has announced something. */
function subscriptions({ deps, erasures: { replayLog } }: Ground): Record<string, readonly Subscriber[]> {
  return {
    'licensing.activated': [assignActivated(deps), reportActivation(deps)],
    'disclosures.ended': [settleEnded(deps)],
    'contacts.corrected': [tellCorrection(deps, { fieldFacts: registrationFieldFacts }), endOldAccess(deps)],
    'contacts.preference': [logChoice(deps, { replayLog })],
    'contacts.state': [logState(deps, { replayLog })],
    'rights.erased': [logErasure(deps, { replayLog })],
  };
}

/** Whoever did nothing since then, in contacts or with a licence. */
async function idleWithoutLicence(db: Deps['db']['read'], before: Date): Promise<string[]> {
  const idle = await idlePeople(db, before);
  const busy = new Set(await peopleWithLicences(db, idle, before));
  return idle.filter((id) => !busy.has(id));
}

/** Everything that runs by the clock. */
function jobs({ deps, erasures, prover, staff, witnessing }: Ground, saboteurs: SabotageChild): Job[] {
  return [
    cleaningJob(deps),
    ...staffJobs(deps, staff),
    ...licensingJobs(deps),
    ...resellerJobs(deps),
    ...rightsJobs(deps, { erasures, idlePeople: idleWithoutLicence }),
    ...countingJobs(deps),
    ...reportJobs(deps, staff),
    ...evidenceJobs(witnessing),
    ...proofJobs(prover, {
      sabotage: () => saboteurs.run(),
      audit: () => saboteurs.run('audit'),
      alarm: () => raiseAlarms(deps, registeredClauses, staff),
    }),
  ];
}

function listening(app: App): string | null {
  const address = app.server.address();
  if (address === null || typeof address !== 'object') return null;
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
}
