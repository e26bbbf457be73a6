import { type AppOptions, type Ground, layGround } from './app/ground.ts';
import { openMailIn } from './app/open-mail.ts';
import { readVerifier } from './app/read-verifier.ts';
import { registeredClauses } from './app/registered-clauses.ts';
import { type SabotageChild, sabotageChild } from './app/sabotage-child.ts';
import {
  companyRefs,
  companyRegister,
  contactsTimeline,
  countConcerned,
  idlePeople,
  peopleHolding,
  searchContacts,
  sightOfCompany,
  sightOfPerson,
} from './parts/contacts/index.ts';
import { mountContacts } from './parts/contacts/plugin.ts';
import { countriesOfProcessors, disclosuresTimeline, disclosuresToday } from './parts/disclosures/index.ts';
import { disclosureJobs } from './parts/disclosures/jobs.ts';
import { mountDisclosures } from './parts/disclosures/plugin.ts';
import {
  answerOrderQuestion,
  askWhoActivated,
  beginTerm,
  claimRegistration,
  disownRegistration,
  freeLabel,
  inquiriesOfPerson,
  licenceCounts,
  licenceSight,
  licensingMerger,
  licensingTimeline,
  licensingToday,
  namedSeatsOfPerson,
  openClaimed,
  openQuestionsOfPerson,
  orderQuestionsOfPerson,
  peopleWithLicences,
  registrationFieldFacts,
  registrationsOfPerson,
  releasesOfPerson,
  reportActivation,
  schoolsOf,
  searchLicences,
  upcomingReports,
} from './parts/licensing/index.ts';
import { licensingJobs } from './parts/licensing/jobs.ts';
import { mountLicensing } from './parts/licensing/plugin.ts';
import { closeUndeclared, policyToday, raiseAlarms } from './parts/policy/index.ts';
import { evidenceJobs } from './parts/policy/jobs/evidence.ts';
import { proofJobs } from './parts/policy/jobs/proof.ts';
import { mountEvidence } from './parts/policy/plugin/evidence.ts';
import { mountPolicy } from './parts/policy/plugin/policy.ts';
import { mountProof } from './parts/policy/plugin/proof.ts';
import {
  assignActivated,
  assignReseller,
  importAssigner,
  leadsOfPerson,
  resellersMerger,
  resellersTimeline,
  resellersToday,
  searchResellers,
  settleEnded,
  settleReseller,
} from './parts/resellers/index.ts';
import { resellerJobs } from './parts/resellers/jobs.ts';
import { mountResellers } from './parts/resellers/plugin.ts';
import {
  beginTelling,
  endOldAccess,
  logAnswer,
  logChoice,
  logErasure,
  logState,
  logSuppression,
  logWishes,
  rightsTimeline,
  rightsToday,
  sweep,
  tellCorrection,
  tellLateHolders,
  tellLifted,
  tellOptOut,
} from './parts/rights/index.ts';
import { rightsJobs } from './parts/rights/jobs.ts';
import { mountRights, printedRecords } from './parts/rights/plugin.ts';
import {
  createWebhookSender,
  endWithRecipient,
  firstInvitation,
  staffCookies,
  webhookSubscribers,
} from './parts/staff/index.ts';
import { staffJobs } from './parts/staff/jobs.ts';
import { mountStaff } from './parts/staff/plugin.ts';
import { reportsToday, searchSites, statisticsCookies, waysInToday } from './parts/statistics/index.ts';
import { countingJobs } from './parts/statistics/jobs/counting.ts';
import { reportJobs } from './parts/statistics/jobs/reports.ts';
import { mountReports } from './parts/statistics/plugin/reports.ts';
import { builtDemands } from './platform/clauses/registry.ts';
import type { Deps } from './platform/deps.ts';
import type { Hearer } from './platform/events/events.ts';
import { ageScreenCookies } from './platform/html/age-screen/age-screen.ts';
import { mountDesk } from './platform/http/desk.ts';
import { mountOperations } from './platform/http/operations.ts';
import { cleaningJob } from './platform/jobs/clean.ts';
import type { Job } from './platform/jobs/job.ts';
import { type JobRunner, startJobs } from './platform/jobs/run-jobs.ts';
import { createMailSender } from './platform/mail/sender.ts';

/** Builds everything; nothing runs by itself before `start`. */
export async function buildApp(options: AppOptions) {
  const { clock, log } = options;
  const ground = await layGround(options);
  const { app, db, deps, evidence, policy, prover, staff, statistics } = ground;
  mountOperations(app, { db, metrics: ground.metrics, site: policy.site, version: options.version });
  await mountParts(ground);
  await mountDesk(app, options.deskFolder);
  await closeUndeclared(deps, ground.uses());
  Object.assign(ground.subscribers, subscriptions(ground));
  const from = async () => (await policy.site()).privacyMailbox || null;
  const mails = createMailSender({ db, clock, log, from, transport: options.transport, alone: options.alone ?? false });
  const webhooks = createWebhookSender(deps, ground.webhooks, { alone: options.alone ?? false });
  const mailIn = openMailIn(deps, { place: options.smtpListen ?? null, askFor: ground.metrics.askFor });
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
    webhooks,
    mailIn,
    statistics,
    erasures: ground.erasures,
    /** Deletes what is over its time, or says what that would be. */
    sweep: (options: { readonly dryRun: boolean }) =>
      sweep(ground.deps, { erasures: ground.erasures, idlePeople: idleWithoutLicence }, options),
    /** What a night deletes and tells, at once: for a demonstration in which years pass in a minute. */
    async tidy() {
      const nightly = [
        'platform.clean',
        'rights.sweep',
        'rights.tell-given',
        'rights.tell-policy',
        'rights.tell-holders',
        'rights.remind-holders',
        'disclosures.deletions',
        'resellers.leads',
      ];
      for (const job of jobs(ground, saboteurs)) if (nightly.includes(job.name)) await job.run();
    },
    /** The records of processing, for programs and as a page. */
    records: () => printedRecords(deps, { measures }),
    /** A link for the first administrator while nobody can sign in; null afterwards. */
    firstLink: async () => (await firstInvitation(deps))?.link ?? null,
    /** Who signs in with that address, if they may. */
    memberByMail: staff.memberByMail,
    /** Begins what runs by itself: events, mail, proofs, jobs. */
    async start() {
      ground.dispatcher.start();
      mails.start();
      webhooks.start();
      statistics.start();
      await mailIn.start();
      runner = await startJobs({ db, log, timeZone: policy.timeZone(), jobs: jobs(ground, saboteurs) });
      evidence.start();
      // What was committed before the last end has no leaf yet, and the proofs would say so.
      evidence
        .sequence()
        // Holders of opt-outs of the time before they were told, or of a backup.
        .then(() => tellLateHolders(deps, { fieldFacts: registrationFieldFacts }))
        .catch((error: unknown) => log.error('the evidence log could not be added to', { error }))
        .then(() => prover.run(null))
        .catch((error: unknown) => log.error('the proofs could not be run', { error }));
    },
    async stop() {
      prover.stop();
      await Promise.all([app.close(), saboteurs.stop()]);
      await mailIn.stop();
      await runner?.stop();
      await evidence.stop();
      await statistics.stop();
      await ground.dispatcher.stop();
      await mails.stop();
      await webhooks.stop();
      await prover.close();
      await ground.erasures.close();
      await staff.close();
      await db.close();
    },
  };
}

export type KeptApp = Awaited<ReturnType<typeof buildApp>>;

/** The only list of parts and their order, and what each is handed of the parts above it. */
async function mountParts(ground: Ground): Promise<void> {
  const { app, deps, metrics, policy, prover, staff, statistics } = ground;
  const { db } = deps;
  const isDemo = async () => (await policy.vendor())?.demo ?? false;
  mountPolicy(app, deps, {
    policy,
    clauses: registeredClauses,
    uses: ground.uses,
    countConcerned: (categories) => countConcerned(db.read, { categories, before: deps.clock.now() }),
    cookies: [...staffCookies(deps.publicUrl), ...statisticsCookies(), ...ageScreenCookies()],
    processorCountries: () => countriesOfProcessors(db.read, { zone: policy.timeZone(), at: deps.clock.now() }),
  });
  mountProof(app, deps, prover, { peopleHolding, actors: staff.actors });
  mountEvidence(app, deps, { verifier: readVerifier(), witnessing: ground.witnessing });
  mountDisclosures(app, deps, {
    companyRefs,
    hostsInUse: ground.hostsInUse,
    isDemo,
    timeZone: policy.timeZone,
    settleReseller: (trx, companyId) => settleReseller(trx, deps, companyId),
  });
  mountContacts(app, deps, {
    actors: staff.actors,
    retentionOf: (field) => registrationFieldFacts().get(field)?.retention ?? null,
    licenceCounts,
    registrationsOfPerson,
    assignReseller,
    mergers: [resellersMerger(), licensingMerger(deps)],
    txtRecords: ground.txtRecords,
  });
  mountLicensing(app, deps, ground.releaseFiles, { actors: staff.actors, assigner: importAssigner() });
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
    school: { licences: schoolsOf, beginTerm, freeLabel },
    openQuestions: openQuestionsOfPerson,
    answerQuestion: answerOrderQuestion,
    erasures: ground.erasures,
    idlePeople: idleWithoutLicence,
    measures,
    exporters: [inquiriesOfPerson, namedSeatsOfPerson, releasesOfPerson, orderQuestionsOfPerson, leadsOfPerson],
  });
  statistics.mount(app);
  mountReports(app, deps, {
    live: statistics.counter.live,
    oneAddress: (siteId) => statistics.waysIn.oneAddress(siteId) || statistics.logLines.oneAddress(siteId),
    logLines: () => statistics.logLines.figures,
    mailboxes: staff.mailboxes,
    askFor: metrics.askFor,
  });
  const ofPeople = [contactsTimeline(deps), licensingTimeline(deps), disclosuresTimeline(deps), rightsTimeline(deps)];
  await mountStaff(app, deps, {
    staff,
    webhooks: ground.webhooks,
    companies: companyRegister(deps),
    vendor: policy.vendor,
    timelines: {
      company: { sight: sightOfCompany(deps), sources: [...ofPeople, resellersTimeline(deps)] },
      person: { sight: sightOfPerson(deps), sources: ofPeople },
      licence: { sight: licenceSight(deps), sources: [licensingTimeline(deps)] },
    },
    searches: [searchLicences(deps), searchContacts(deps), searchResellers(deps), searchSites(deps)],
    todays: [
      policyToday(deps, () => ({ clauses: registeredClauses, uses: ground.uses() })),
      licensingToday(deps),
      resellersToday(deps),
      rightsToday(deps),
      disclosuresToday(deps),
      waysInToday(statistics.waysIn, statistics.logLines),
      reportsToday(deps),
    ],
  });
}

/** What makes the demands true that are built. */
function measures() {
  return builtDemands(registeredClauses, null).map(({ demand: { id, says, control } }) => ({ id, says, control }));
}

/** News travels upward: who acts when a part below has announced something. */
function subscriptions({ deps, erasures: { replayLog } }: Ground): Record<string, readonly Hearer[]> {
  const parts: Record<string, readonly Hearer[]> = {
    'licensing.activated': [assignActivated(deps), reportActivation(deps)],
    'licensing.claimed': [openClaimed(deps)],
    'disclosures.ended': [settleEnded(deps), endWithRecipient(deps)],
    'contacts.corrected': [tellCorrection(deps, { fieldFacts: registrationFieldFacts }), endOldAccess(deps)],
    'contacts.preference': [logChoice(deps, { replayLog }), tellOptOut(deps, { fieldFacts: registrationFieldFacts })],
    'contacts.state': [logState(deps, { replayLog }), tellLifted(deps)],
    'contacts.wishes': [logWishes(deps, { replayLog })],
    'contacts.suppressed': [
      logSuppression(deps, { replayLog }),
      tellOptOut(deps, { fieldFacts: registrationFieldFacts }),
    ],
    'policy.published': [beginTelling(deps)],
    'rights.answered': [logAnswer(deps, { replayLog })],
    'rights.erased': [logErasure(deps, { replayLog })],
  };
  const outside = Object.entries(webhookSubscribers(deps)).map(([name, tell]) => [
    name,
    [...(parts[name] ?? []), tell],
  ]);
  return { ...parts, ...Object.fromEntries(outside) };
}

/** Whoever did nothing since then, in contacts or with a licence. */
async function idleWithoutLicence(db: Deps['db']['read'], before: Date): Promise<string[]> {
  const idle = await idlePeople(db, before);
  const busy = new Set(await peopleWithLicences(db, idle, before));
  return idle.filter((id) => !busy.has(id));
}

/** Everything that runs by the clock. */
function jobs(
  { deps, erasures, policy, prover, releaseFiles, staff, witnessing }: Ground,
  saboteurs: SabotageChild,
): Job[] {
  return [
    cleaningJob(deps),
    ...staffJobs(deps, staff),
    ...disclosureJobs(deps, policy),
    ...licensingJobs(deps, releaseFiles, { assigner: importAssigner() }),
    ...resellerJobs(deps),
    ...rightsJobs(deps, { erasures, idlePeople: idleWithoutLicence, fieldFacts: registrationFieldFacts }),
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
