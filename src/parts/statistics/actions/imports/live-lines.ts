import type { Clock } from '../../../../platform/clock.ts';
import type { Log } from '../../../../platform/log.ts';
import { type Agents, openAgents } from '../../../../platform/visitors/agents.ts';
import { type Countries, openCountries } from '../../../../platform/visitors/countries.ts';
import { compileNetworks } from '../../../../platform/visitors/networks.ts';
import { subRegionOf } from '../../../../platform/visitors/regions.ts';
import { direct } from '../../rules/dimensions.ts';
import { LogLine, method, refusal } from '../../rules/formats/log-line.ts';
import { type Format, formatOf } from '../../rules/formats/recognise.ts';
import { textOf } from '../../rules/formats/texts.ts';
import { hostFits, readHost } from '../../rules/hosts.ts';
import { addLines, type LineCounts, type LineWay, lineWays, noLineCounts } from '../../rules/line-counts.ts';
import { answered, readTarget, type Target } from '../../rules/log-requests.ts';
import { type OneAddress, watchAddresses } from '../../rules/one-address.ts';
import { openPaths, type Paths } from '../../rules/paths.ts';
import { channelOf, referrerHost } from '../../rules/referrers.ts';
import { isPlausible } from '../../rules/when.ts';
import type { Hit, VisitorHit } from '../../wire/hit.ts';
import type { SiteInMemory } from '../site-in-memory.ts';
import type { Sites } from '../sites.ts';

/** Host by which `./kept log` names the site of a line whose log has no hosts: `<slug>.kept.invalid` (RFC 2606). */
export const siteHost = '.kept.invalid';

export interface LogLines {
  /** Counts whole lines, each with its line feed; nothing of them is kept. A promise where they are counted elsewhere. */
  take(bytes: Uint8Array, way?: LineWay): void | Promise<void>;
  /** Lines of which nothing could be looked at, because they are too long, or were let go by who hands them on. */
  lost(way: LineWay, why: 'tooLong' | 'letGo', lines: number): void;
  /** Whether all people in the lines of a site seem to share one address. */
  oneAddress(siteId: number): boolean;
  /** Whether any site's do. */
  anyOneAddress(): boolean;
  /** What became of the lines since the start of this process, by the way in which they came. */
  readonly ways: Readonly<Record<LineWay, LineCounts>>;
  /** The same of all ways together. */
  readonly figures: Readonly<LineCounts>;
}

interface Given {
  readonly sites: Sites;
  readonly count: (hit: Hit) => Promise<void> | null;
  readonly ownNetworks: readonly string[];
  readonly dataFolder: string | null;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
}

interface Readers {
  readonly agents: Agents;
  readonly countries: Countries;
}

const padding = 64;

/** Lines of web servers that are written into this process while they happen, straight into memory: "import and forget". */
export function openLogLines(given: Given): LogLines {
  const line = new LogLine();
  const formats = [formatOf('json'), formatOf('vhost-combined')] as const;
  const isOwn = compileNetworks(given.ownNetworks);
  const ways: Record<LineWay, LineCounts> = { socket: noLineCounts(), syslog: noLineCounts() };
  let figures = ways.socket;
  const paths = new Map<number, Paths>();
  const addresses = watchSites(given);
  given.sites.onChange(() => paths.clear());
  let buffer = new Uint8Array(1 << 12);
  let readers: Readers | undefined;
  let loading: Promise<void> | undefined;

  const pathsOf = (site: SiteInMemory) => {
    const known = paths.get(site.id) ?? openPaths(site.settings);
    paths.set(site.id, known);
    return known;
  };

  function takeWith(bytes: Uint8Array, way: LineWay, loaded: Readers): Promise<void> | undefined {
    const of = ways[way];
    figures = of;
    const before = of.lines;
    if (buffer.length < bytes.length + padding) buffer = new Uint8Array(2 * bytes.length + padding);
    buffer.set(bytes);
    line.over(buffer);
    const waiting: Promise<void>[] = [];
    for (let from = 0; from < bytes.length; ) {
      const feed = buffer.indexOf(10, from);
      const to = feed < 0 || feed > bytes.length ? bytes.length : feed;
      const format = formats[buffer[from] === 123 ? 0 : 1];
      const letGo = letGoIn(buffer, from, to);
      if (letGo > 0) {
        of.letGo += letGo;
        from = to + 1;
        continue;
      }
      const hits = format === null ? [] : read(format, from, to, loaded);
      if (hits.some(({ kind }) => kind !== 'bad line')) of.counted++;
      for (const hit of hits) {
        const counted = given.count(hit);
        if (counted) waiting.push(counted.catch(() => void of.notCounted++));
      }
      from = to + 1;
    }
    if (of.lines > before) of.lastAt = given.clock.now();
    return waiting.length > 0 ? Promise.all(waiting).then(() => undefined) : undefined;
  }

  function read(format: Format, from: number, to: number, loaded: Readers): Hit[] {
    if (to === from) return [];
    figures.lines++;
    if (format.parser.parse(line, from, to) !== true) {
      figures.bad++;
      return [];
    }
    const text = (first: number, last: number) => textOf(line.bytes, first, last, format.writing);
    const host = text(line.hostFrom, line.hostTo).toLowerCase();
    const site = host.endsWith(siteHost)
      ? given.sites.bySlug(host.slice(0, -siteHost.length))
      : given.sites.byHost(readHost(host));
    if (site === null) {
      figures.unknown++;
      return [];
    }
    const now = given.clock.now().getTime();
    if (!isPlausible(line.time, now / 1_000)) {
      figures.bad++;
      return [{ kind: 'bad line', siteId: site.id, at: now, value: null, by: null }];
    }
    const answer = answered(line.status);
    if (line.method !== method.get || answer === 'neither') return [];
    const query = text(line.queryFrom, line.queryTo);
    const target = readTarget(text(line.targetFrom, line.targetTo) + (query && `?${query}`), pathsOf(site));
    if (target.asked === 'other') return [];
    const seen = {
      address: text(line.addressFrom, line.addressTo),
      agent: line.agentFrom > 0 ? text(line.agentFrom, line.agentTo) : null,
      referrer: line.referrerFrom > 0 ? text(line.referrerFrom, line.referrerTo) : null,
    };
    return hitsOf({ site, target, missing: answer === 'missing', seen, at: line.time * 1_000 }, loaded);
  }

  function hitsOf(of: Seen, { agents, countries }: Readers): Hit[] {
    const { seen, site, target } = of;
    const agent = seen.agent === null ? null : agents.read(seen.agent);
    const by = { way: 'log', address: seen.address, agent: seen.agent ?? '' } as const;
    const apart = { siteId: site.id, at: of.at, by };
    const page = target.asked === 'page';
    if (agent !== null && agent.bot !== null) return page ? [{ kind: 'bot', ...apart, value: agent.bot }] : [];
    if (line.refused !== refusal.none)
      return page ? [{ kind: 'refused', ...apart, value: line.refused === refusal.gpc ? 'gpc' : 'dnt' }] : [];
    if (isOwn(seen.address)) return page ? [{ kind: 'own', ...apart, value: null }] : [];
    const country = countries.of(seen.address);
    const { browser, device, system } = agent ?? { browser: null, device: null, system: null };
    const region = country === null ? null : subRegionOf(country);
    if (page) addresses.saw(site.id, seen.address, `${browser} ${system} ${device}`);
    const visitor = { country, region, language: null, browser, system, device, screen: null };
    return visitorHits(of, visitor);
  }

  return {
    oneAddress: addresses.suspects,
    anyOneAddress: addresses.suspectsAny,
    ways,
    get figures() {
      return lineWays.reduce((sum, way) => addLines(sum, ways[way]), noLineCounts());
    },
    lost(way, why, lines) {
      ways[way][why] += lines;
    },
    take(bytes, way = 'socket') {
      if (readers !== undefined) return takeWith(bytes, way, readers);
      const held = bytes.slice();
      loading ??= Promise.all([openAgents(), openCountries(given.dataFolder)]).then(([agents, countries]) => {
        readers = { agents, countries };
      });
      return loading.then(() => (readers === undefined ? undefined : takeWith(held, way, readers)));
    },
  };
}

/** Watches the addresses of each site, as the other ways in do (rules/one-address.ts). */
function watchSites({ clock, log }: Pick<Given, 'clock' | 'log'>) {
  const sites = new Map<number, OneAddress>();
  let warned = false;
  return {
    saw(siteId: number, address: string, profile: string): void {
      const watched = sites.get(siteId) ?? watchAddresses(() => clock.now().getTime());
      sites.set(siteId, watched);
      watched.saw(address, profile, false);
      if (warned || !watched.suspects()) return;
      warned = true;
      log.warn('all visits in the lines of a web server seem to come from one address', { code: 'KEPT_ONE_ADDRESS' });
    },
    suspects: (siteId: number) => sites.get(siteId)?.suspects() ?? false,
    suspectsAny: () => [...sites.values()].some((each) => each.suspects()),
  };
}

const letGoBegins = Buffer.from('{"keptLetGo":');

/** What `./kept log pipe` writes among the lines once it has let some go. */
export function letGoLine(lines: number): Uint8Array {
  return Buffer.from(`${letGoBegins}${lines}}\n`);
}

function letGoIn(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[from + 2] !== letGoBegins[2] || to - from > 32) return 0;
  const text = Buffer.from(bytes.subarray(from, to)).toString('latin1');
  const [, lines = ''] = /^\{"keptLetGo":(\d{1,12})\}$/.exec(text) ?? [];
  return Number(lines);
}

interface Seen {
  readonly site: SiteInMemory;
  readonly target: Target;
  readonly missing: boolean;
  readonly seen: { readonly address: string; readonly agent: string | null; readonly referrer: string | null };
  readonly at: number;
}

function visitorHits({ at, missing, seen, site, target }: Seen, visitor: VisitorHit['visitor']): VisitorHit[] {
  const host = seen.referrer === null ? null : referrerHost(seen.referrer, (each) => hostFits(each, site.hosts));
  const { campaign, page } = target;
  const source = {
    referrer: seen.referrer === null ? null : (host ?? direct),
    channel: seen.referrer === null && campaign === null ? null : channelOf(host, campaign),
    campaign: campaign?.name ?? null,
  };
  const hit = (kind: VisitorHit['kind'], value: string | null): VisitorHit => ({
    kind,
    siteId: site.id,
    at,
    way: 'log',
    address: seen.address,
    agent: seen.agent ?? '',
    page,
    value,
    amount: null,
    seconds: 0,
    source,
    visitor,
  });
  if (missing) return [hit('not found', page)];
  if (target.asked === 'download') return [hit('download', page)];
  return [hit('view', null), ...(target.search === null ? [] : [hit('search', target.search)])];
}
