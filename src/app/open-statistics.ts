import { randomBytes } from 'node:crypto';
import {
  type Counter,
  createCounter,
  ensureOwnSite,
  type LogLines,
  openLogLines,
  openSites,
  openWaysIn,
  type Sites,
  type WaysIn,
} from '../parts/statistics/index.ts';
import { mountCounting } from '../parts/statistics/plugin/counting.ts';
import { mountWaysIn } from '../parts/statistics/plugin/ways-in.ts';
import { createSeal } from '../platform/crypto/seal.ts';
import type { Deps } from '../platform/deps.ts';
import { postPeer } from '../platform/http/post-peer.ts';
import type { App } from '../platform/http/server.ts';
import type { ListenOptions } from '../platform/logs/listen.ts';
import { openLineSources } from './line-sources.ts';
import { readBeacon } from './read-beacon.ts';

/** What counts the visits of websites, put together. */
export interface Statistics {
  readonly sites: Sites;
  readonly waysIn: WaysIn;
  readonly counter: Counter;
  readonly logLines: LogLines;
  mount(app: App): void;
  start(): void;
  stop(): Promise<void>;
}

export interface StatisticsOptions {
  readonly digestKey: Buffer;
  readonly peers: readonly string[];
  readonly ownNetworks: readonly string[];
  readonly dataFolder: string | null;
  /** Where web servers write their lines while they happen; null: nowhere. */
  readonly logLines: Pick<ListenOptions, 'socket' | 'syslog'> | null;
  /** Of the vendor's own pages. */
  readonly timeZone: () => string;
}

const minute = 60_000;
const day = 24 * 60 * minute;

export async function openStatistics(deps: Deps, options: StatisticsOptions): Promise<Statistics> {
  const sites = openSites(deps);
  const counter = createCounter(deps, {
    sites,
    peers: options.peers,
    seal: createSeal(options.digestKey, 'statistics.peers'),
    post: (peer, bytes) => postPeer(peer, '/s/peer', bytes),
    random: () => randomBytes(16),
  });
  const { dataFolder, ownNetworks } = options;
  const waysIn = openWaysIn(deps, { sites, counter, ownNetworks, dataFolder });
  const lines = openLogLines({
    sites,
    count: (hit) => counter.count(hit),
    ownNetworks,
    dataFolder,
    clock: deps.clock,
    log: deps.log,
  });
  const lineSources = openLineSources(deps, lines, options.logLines);
  const timers: NodeJS.Timeout[] = [];
  const renew = () =>
    ensureOwnSite(deps, options.timeZone())
      .then(() => sites.refresh())
      .catch((error: unknown) => deps.log.warn('the list of websites could not be read', { error }));
  await sites.refresh();
  return {
    sites,
    waysIn,
    counter,
    logLines: lines,
    mount(app) {
      mountCounting(app, counter);
      mountWaysIn(app, deps, { sites, waysIn, beacon: readBeacon(), lineSources: lineSources.tell });
    },
    start() {
      void renew();
      counter.start();
      lineSources.listen();
      timers.push(setInterval(renew, minute), setInterval(waysIn.forget, day));
      for (const timer of timers) timer.unref();
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await lineSources.close();
      await counter.stop();
    },
  };
}
