import type { Deps } from '../../../platform/deps.ts';
import { type Agent, type Agents, openAgents } from '../../../platform/visitors/agents.ts';
import { type Countries, openCountries } from '../../../platform/visitors/countries.ts';
import { compileNetworks } from '../../../platform/visitors/networks.ts';
import { errors } from '../errors/ways-in.ts';
import { isPrefetch } from '../rules/headers.ts';
import { hostFits, readHost } from '../rules/hosts.ts';
import { initialSettings } from '../rules/initial-settings.ts';
import { type OneAddress, watchAddresses } from '../rules/one-address.ts';
import { openPaths } from '../rules/paths.ts';
import type { Hit } from '../wire/hit.ts';
import { apartHits, hostOf, type PageReading, reasonApart, type Visited, visitorHits, visitorOf } from './read-hit.ts';
import type { SiteInMemory } from './site-in-memory.ts';
import type { Sites } from './sites.ts';

export { longestReport, readReport } from '../rules/read-report.ts';

/** Takes hits and hands them to the counter: null when they are counted, or a promise of it. */
export interface Counter {
  count(hit: Hit): Promise<void> | null;
}

export interface WaysIn {
  /**
   * Counts a hit in memory. Answers null, or, for pages of `kept.invalid`, what would have been counted. Throws coded
   * errors that repeat nothing of what was sent.
   */
  take(visited: Visited): Taken | Promise<Taken>;
  /** Whether a host is one of a website that is counted. */
  knows(host: string): boolean;
  /** Whether all visits of a site seem to share one address. */
  oneAddress(siteId: number): boolean;
  /** Whether any site's do. */
  anyOneAddress(): boolean;
  /** Forgets user agents that were read; once a day. */
  forget(): void;
}
export type Taken = Shown | null;

/** What a hit would add to: everything that reaches the counter but the address and the agent. */
export type Shown = readonly Readonly<Record<string, unknown>>[];

interface Reading extends PageReading {
  readonly addresses: OneAddress;
}

interface Readers {
  readonly agents: Agents;
  readonly countries: Countries;
}

/** Pages of this host are never counted: `.invalid` is nobody's (RFC 2606). It shows what is made of a hit. */
const showHost = 'kept.invalid';
/** At most so many hits a minute from one network: a flood, not a website behind one proxy. */
const mostHits = 600_000;

export interface WaysInOptions {
  readonly sites: Sites;
  readonly counter: Counter;
  /** Networks of the vendor's own people, as in KEPT_TRUSTED_PROXIES; in memory only. */
  readonly ownNetworks: readonly string[];
  readonly dataFolder: string | null;
}

export function openWaysIn(deps: Pick<Deps, 'clock' | 'log' | 'publicUrl'>, options: WaysInOptions): WaysIn {
  const { sites, counter } = options;
  const now = () => deps.clock.now().getTime();
  const isOwn = compileNetworks(options.ownNetworks);
  const overHttps = deps.publicUrl.startsWith('https:');
  const flood = countFlood(now);
  const shown = readingOf(showSite(), now);
  let readings = new Map<number, Reading>();
  const renew = () => {
    const kept = readings;
    readings = new Map(
      sites.all().map((site) => [site.id, { ...readingOf(site, now), ...watched(kept.get(site.id)) }]),
    );
  };
  renew();
  sites.onChange(renew);
  let readers: Readers | undefined;
  let loading: Promise<Readers> | undefined;
  let warned = false;
  const load = () => {
    loading ??= Promise.all([openAgents(), openCountries(options.dataFolder)]).then(([agents, countries]) => {
      readers = { agents, countries };
      return readers;
    });
    return loading;
  };

  function readingFor(visited: Visited): Reading {
    const { report, origin } = visited;
    const host = report.url === '' ? (origin ?? '') : hostOf(report.url);
    if (host === showHost && origin === null) return shown;
    const site = siteOf(sites, host, visited.slug);
    const isFrom = site !== null && (origin === null || hostFits(origin, site.hosts));
    const reading = isFrom ? (readings.get(site.id) ?? null) : null;
    if (reading === null) throw errors.KEPT_SITE_UNKNOWN();
    return reading;
  }

  function takeWith(visited: Visited, { agents, countries }: Readers): Taken | Promise<Taken> {
    const reading = readingFor(visited);
    if (isPrefetch(visited.headers)) return null;
    const agent = agents.read(visited.headers.agent);
    const apart = reasonApart(visited, agent, { isOwn: isOwn(visited.address), overHttps });
    const at = now();
    const hits = apart
      ? apartHits(reading, visited, { ...apart, at })
      : visitorHits(reading, visited, { at, visitor: visitorOf(visited, agent, countries) });
    if (reading === shown) return hits.map(show);
    if (apart === null && visited.report.kind === 'view') watch(reading, visited, agent);
    const waiting = hits.map((hit) => counter.count(hit)).filter((each) => each !== null);
    return waiting.length === 0 ? null : Promise.all(waiting).then(() => null);
  }

  function watch({ addresses }: Reading, visited: Visited, agent: Agent): void {
    const profile = `${agent.browser} ${agent.system} ${visited.headers.language} ${visited.report.width}`;
    addresses.saw(visited.address, profile, visited.forwarded);
    if (warned || !addresses.suspects()) return;
    warned = true;
    deps.log.warn('all visits to a website seem to come from one address', { code: 'KEPT_ONE_ADDRESS' });
  }

  return {
    take(visited) {
      if (flood(visited.address)) throw errors.KEPT_TOO_MANY_HITS();
      return readers ? takeWith(visited, readers) : load().then((loaded) => takeWith(visited, loaded));
    },
    knows: (host) => host !== '' && sites.byHost(readHost(host)) !== null,
    oneAddress: (siteId) => readings.get(siteId)?.addresses.suspects() ?? false,
    anyOneAddress: () => [...readings.values()].some(({ addresses }) => addresses.suspects()),
    forget: () => readers?.agents.forget(),
  };
}

/** The site of a page; where one is named, the page must lie on it, or nobody knows where it lies. */
function siteOf(sites: Sites, host: string, slug: string | null): SiteInMemory | null {
  const found = host === '' ? null : sites.byHost(host);
  if (slug === null) return found;
  const named = sites.bySlug(slug);
  return named !== null && (host === '' || named.id === found?.id) ? named : null;
}

function watched(before: Reading | undefined): Partial<Reading> {
  return before ? { addresses: before.addresses } : {};
}

function readingOf(site: SiteInMemory, now: () => number): Reading {
  return { site, paths: openPaths(site.settings), addresses: watchAddresses(now) };
}

function showSite(): SiteInMemory {
  const settings = initialSettings;
  const facts = { id: 0, slug: 'show', name: 'Shown, not counted', hosts: [showHost], timeZone: 'UTC' };
  return { ...facts, settings, createdAt: new Date(0), endedAt: null };
}

/** Networks with their hits of this minute, in memory; floods are stopped, a busy site behind one proxy is not. */
function countFlood(now: () => number): (address: string) => boolean {
  let minute = 0;
  let counts = new Map<string, number>();
  return (address) => {
    const at = Math.floor(now() / 60_000);
    if (at !== minute || counts.size > 100_000) {
      minute = at;
      counts = new Map();
    }
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    return count > mostHits;
  };
}

function show(hit: Hit): Readonly<Record<string, unknown>> {
  const { siteId: _, at: __, ...counted } = hit;
  return { ...counted, address: undefined, agent: undefined, by: undefined };
}
