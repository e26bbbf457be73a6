import { join } from 'node:path';
import { isHeldBackSql } from '../parts/contacts/index.ts';
import { createLedger, type HostInUse, isHostBound, liveWitnesses } from '../parts/disclosures/index.ts';
import {
  createWitnessing,
  type EvidenceLog,
  isClosedSql,
  openEvidenceLog,
  openPolicy,
  openProof,
  type Policy,
  type Prover,
  raiseAlarms,
  type WitnessHanded,
  type Witnessing,
} from '../parts/policy/index.ts';
import { openStaff, type Staff, type WebhooksHanded } from '../parts/staff/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { OidcConfig } from '../platform/config/config.ts';
import { createDigests } from '../platform/crypto/digest.ts';
import type { Secrets } from '../platform/crypto/secrets.ts';
import { openDatabase } from '../platform/db/database.ts';
import { type Use, usesOfData } from '../platform/db/uses.ts';
import type { Deps } from '../platform/deps.ts';
import { type TxtRecords, txtRecords } from '../platform/dns.ts';
import { createEgress } from '../platform/egress/egress.ts';
import { createPostOutside } from '../platform/egress/post.ts';
import { createDispatcher, type Dispatcher, type Hearer } from '../platform/events/events.ts';
import { type Files, openFiles } from '../platform/files/files.ts';
import { giveBackMemory } from '../platform/give-back.ts';
import { createMetrics } from '../platform/http/metrics.ts';
import { type App, createServer } from '../platform/http/server.ts';
import type { Ids } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { Transport } from '../platform/mail/sender.ts';
import { hostsInUse } from './hosts-in-use.ts';
import { logSources } from './log-sources.ts';
import { type OpenErasures, openErasures } from './open-erasures.ts';
import { openStatistics, type Statistics, type StatisticsOptions } from './open-statistics.ts';
import { registeredClauses } from './registered-clauses.ts';
import { webhooksHanded } from './webhooks-handed.ts';
import { witnessFile } from './witness-file.ts';

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
  /** KEPT_SMTP_LISTEN: where mail to the two mailboxes comes in. */
  readonly smtpListen?: { readonly host: string; readonly port: number } | null;
  /** KEPT_WITNESS_FILE: to which checkpoints of the evidence log are added. */
  readonly witnessFile?: string | null;
  /** KEPT_WEBHOOK_NETWORKS: of the operator's own, to which webhooks may be posted. */
  readonly webhookNetworks?: readonly string[];
  /** KEPT_OIDC_…: the issuer at which staff and resellers may sign in. */
  readonly oidc?: OidcConfig | null;
  /** Posts a text to an outside host; over the network where it is not given. */
  readonly postOutside?: WitnessHanded['post'];
  /** What this program does with data, as its policy declares it; a test plays an earlier one. */
  readonly uses?: () => readonly Use[];
  /** Folder of the built desk. */
  readonly deskFolder: string;
  /** Null where the data lies elsewhere. */
  readonly dataFolder: string | null;
  /** Where files of releases lie; in the data folder where it is not given, nowhere where it is null. */
  readonly filesFolder?: string | null;
  readonly version: string;
  /** Null: mail stays in the outbox. */
  readonly transport: Transport | null;
  /** Reads TXT records; those of the name servers of this machine where it is not given. */
  readonly txtRecords?: TxtRecords;
  /** This process has the database for itself: other servers' events and mail wait (platform/db/alone.ts). */
  readonly alone?: boolean;
}

export interface Ground {
  readonly app: App;
  readonly txtRecords: TxtRecords;
  readonly db: Deps['db'];
  readonly deps: Deps;
  readonly policy: Policy;
  readonly staff: Staff;
  readonly prover: Prover;
  readonly evidence: EvidenceLog;
  readonly witnessing: Witnessing;
  readonly webhooks: WebhooksHanded;
  readonly statistics: Statistics;
  readonly erasures: OpenErasures;
  readonly releaseFiles: Files;
  readonly hostsInUse: readonly HostInUse[];
  readonly dispatcher: Dispatcher;
  readonly subscribers: Record<string, readonly Hearer[]>;
  readonly metrics: ReturnType<typeof createMetrics>;
  readonly uses: () => readonly Use[];
  readonly routes: Awaited<ReturnType<typeof createServer>>['routes'];
}

/** What all parts stand on. */
export async function layGround(options: AppOptions): Promise<Ground> {
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
  const inUse = hostsInUse(options.oidc ?? null);
  const staff = openStaff(
    { db, clock, ids, log, publicUrl },
    {
      authUrl: options.authUrl,
      sessionSecret: secrets.sessionSecret,
      oidc: options.oidc ?? null,
      mayUseIssuer: async () => {
        const zone = policy.timeZone();
        for (const { host } of inUse) if (!(await isHostBound(db.read, { clock }, { host, zone }))) return false;
        return true;
      },
    },
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
  const subscribers: Record<string, readonly Hearer[]> = {};
  const dispatcher = createDispatcher({ db, clock, log, subscribers, alone: options.alone ?? false });
  const deps: Deps = {
    db,
    clock,
    ids,
    digests: createDigests(secrets.digestKey),
    signing: secrets.signing,
    egress: createEgress({
      ledger: createLedger(policy.timeZone, { isHeldBack: isHeldBackSql, isClosed: isClosedSql }),
      clock,
      ids,
    }),
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
  const evidence = openEvidenceLog(deps, logSources);
  const erasures = openErasures(deps, { ...options, evidence });
  const statistics = await openStatistics(deps, {
    digestKey: secrets.digestKey,
    peers: options.peers ?? [],
    ownNetworks: options.ownNetworks ?? [],
    logLines: options.logLines ?? null,
    dataFolder: options.dataFolder,
    timeZone: policy.timeZone,
  });
  const webhooks = webhooksHanded(deps, { digestKey: secrets.digestKey, networks: options.webhookNetworks ?? [] });
  return {
    app,
    db,
    deps,
    policy,
    staff,
    prover,
    evidence,
    witnessing: createWitnessing(deps, {
      witnesses: () => liveWitnesses(db.read),
      keepInFile: witnessFile(options.witnessFile ?? null),
      post: options.postOutside ?? createPostOutside(webhooks.post),
    }),
    webhooks,
    hostsInUse: inUse,
    statistics,
    erasures,
    releaseFiles: openReleaseFiles(options),
    dispatcher,
    subscribers,
    metrics,
    routes,
    txtRecords: options.txtRecords ?? txtRecords(),
    uses: options.uses ?? usesOfData,
  };
}

function openReleaseFiles({ filesFolder, dataFolder }: AppOptions): Files {
  const folder = filesFolder === undefined && dataFolder !== null ? join(dataFolder, 'files') : (filesFolder ?? null);
  return openFiles(folder === null ? null : join(folder, 'releases'));
}

function listening(app: App): string | null {
  const address = app.server.address();
  if (address === null || typeof address !== 'object') return null;
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
}
