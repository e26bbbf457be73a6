import { resolve } from 'node:path';
import pg from 'pg';
import { buildApp } from '../../app.ts';
import type { RoleUrls } from '../../platform/config/config.ts';
import { openSecrets } from '../../platform/crypto/secrets.ts';
import { aloneLock } from '../../platform/db/alone.ts';
import { KeptError } from '../../platform/errors.ts';
import { systemIds } from '../../platform/ids.ts';
import { createLog } from '../../platform/log.ts';
import { chanceOf } from './chance.ts';
import { openDoor } from './door.ts';
import { mustBeEmpty } from './empty.ts';
import { errors } from './errors.ts';
import { found } from './founding.ts';
import { openMailbox } from './mailbox.ts';
import { plan } from './plan.ts';
import { type Span, sampleCompanies } from './sample-companies.ts';
import type { Account, Act, Stage } from './stage.ts';
import { type Counted, countAll } from './summary.ts';
import { turnedClock } from './turned-clock.ts';
import { website } from './website.ts';

const years = 4;
const dayMs = 86_400_000;
// Each further licence is registered to a company of its own until somebody merges them: this makes about 400.
const defaultCompanies = 365;
const mailStaysFor = 14 * dayMs;

/** The database that is to be filled, and how its server is reached. */
export interface DemoPlace {
  readonly roleUrls: RoleUrls;
  readonly prefix: string;
  readonly secretsFolder: string;
  readonly dataFolder: string;
  readonly publicUrl: string;
}

export interface DemoOptions {
  readonly seed: number;
  readonly now: Date;
  readonly companies?: number;
  readonly onProgress?: (done: number, total: number, doing: string) => void;
}

export interface Demo {
  readonly from: Date;
  readonly until: Date;
  readonly accounts: readonly Account[];
  readonly counted: Counted;
}

/**
 * Plays four years of a made-up vendor through the server's own front door with a turned clock, so that every row has
 * its provenance, its ledger rows, its events and its notices like any other. Nothing is sent to the outside.
 */
export async function fillDemo(place: DemoPlace, options: DemoOptions): Promise<Demo> {
  // A database in use is refused for that, whoever works on it just now; looked at again once nobody else fills it.
  await mustBeEmpty(place.roleUrls.app);
  const release = await holdDatabase(place.roleUrls.app);
  try {
    await mustBeEmpty(place.roleUrls.app);
    return await play(place, options);
  } finally {
    await release();
  }
}

async function play(place: DemoPlace, options: DemoOptions): Promise<Demo> {
  const span: Span = { start: new Date(options.now.getTime() - years * 365.25 * dayMs), end: options.now };
  const clock = turnedClock(span.start);
  const mailbox = openMailbox();
  const kept = await buildApp({
    databaseUrl: forgiving(place.roleUrls.app),
    authUrl: forgiving(place.roleUrls.auth),
    probeUrl: place.roleUrls.probe,
    rolePrefix: place.prefix,
    secrets: openSecrets(place.secretsFolder),
    clock,
    ids: systemIds,
    log: createLog('error', process.stderr),
    publicUrl: place.publicUrl,
    trustedProxies: [],
    deskFolder: resolve(import.meta.dirname, '../../../desk/dist'),
    dataFolder: place.dataFolder,
    version: 'demo',
    alone: true,
    transport: mailbox.deliver,
  });
  try {
    const chance = chanceOf(options.seed);
    const companies = options.companies ?? defaultCompanies;
    const stage: Stage = {
      kept,
      door: openDoor(kept.app, place.publicUrl),
      clock,
      chance,
      span,
      scale: companies / defaultCompanies,
      mailbox: mailbox.letters,
      seats: new Map(),
      accounts: [],
      resellerIds: [],
      technologyIds: [],
      processorIds: [],
      productIds: new Map(),
      releaseIds: new Map(),
      stock: new Map(),
      inUse: [],
    };
    options.onProgress?.(0, 1, 'vendor and accounts');
    await found(stage);
    await settle(stage);
    await playAll(stage, plan(stage, sampleCompanies(chance, companies, span)), options);
    // Before the end, so that nothing happens after it.
    clock.turnTo(new Date(span.end.getTime() - 600_000));
    options.onProgress?.(0, 1, 'website');
    await website(stage);
    await kept.tidy();
    for (const seat of stage.seats.values()) await seat.leave();
    options.onProgress?.(0, 1, 'evidence');
    await kept.evidence.sequence();
    return { from: span.start, until: span.end, accounts: stage.accounts, counted: await countAll(kept.deps.db.read) };
  } finally {
    await kept.stop();
  }
}

async function playAll(stage: Stage, acts: readonly Act[], options: DemoOptions): Promise<void> {
  for (const [index, act] of acts.entries()) {
    stage.clock.turnTo(act.at);
    options.onProgress?.(index, acts.length, act.kind);
    try {
      await act.run();
      await settle(stage);
    } catch (error) {
      if (error instanceof KeptError) throw error;
      throw errors.KEPT_DEMO_STOPPED({ step: act.kind, code: 'see above' }, error);
    }
  }
  options.onProgress?.(acts.length, acts.length, 'done');
}

/** Delivers the news of what was just done, and the mail; that of the last days stays in the outbox, to be seen there. */
async function settle({ kept, clock, span }: Stage): Promise<void> {
  await kept.dispatcher.drain();
  if (clock.now().getTime() < span.end.getTime() - mailStaysFor) await kept.mails.drain();
}

/** A crash of the machine in these minutes may lose the last second: the demo would have to be made again anyway. */
function forgiving(url: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}options=${encodeURIComponent('-c synchronous_commit=off')}`;
}

/** One demo a database at a time, and no other server delivers events or mail meanwhile (platform/db/alone.ts). */
async function holdDatabase(url: string): Promise<() => Promise<void>> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    // A server that delivers an event just now holds it shared for a moment.
    await client.query(`SET lock_timeout = '10s'`);
    await client.query('SELECT pg_advisory_lock($1)', [aloneLock]);
  } catch (error) {
    await client.end();
    throw errors.KEPT_DEMO_RUNNING({}, error);
  }
  return () => client.end();
}
