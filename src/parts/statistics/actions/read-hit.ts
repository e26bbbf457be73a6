import type { Agent } from '../../../platform/visitors/agents.ts';
import { hiddenBot } from '../../../platform/visitors/bots.ts';
import type { Countries } from '../../../platform/visitors/countries.ts';
import { subRegionOf } from '../../../platform/visitors/regions.ts';
import { readLanguage, screenClass } from '../rules/browsers.ts';
import { readCampaign } from '../rules/campaigns.ts';
import { cleanText } from '../rules/clean.ts';
import { direct } from '../rules/dimensions.ts';
import { isHeadless, leavesOut, refusalOf, type VisitHeaders } from '../rules/headers.ts';
import { hostFits, readHost } from '../rules/hosts.ts';
import { cleanLink, type Paths } from '../rules/paths.ts';
import type { Report } from '../rules/read-report.ts';
import { channelOf, referrerHost } from '../rules/referrers.ts';
import type { ApartHit, Source, Visitor, VisitorHit } from '../wire/hit.ts';
import type { Wishes } from './cookies.ts';
import type { SiteInMemory } from './site-in-memory.ts';

/** A request that brings a hit. Address and headers are held in memory while it is counted, and no longer. */
export interface Visited {
  readonly way: 'beacon' | 'pixel';
  readonly report: Report;
  readonly address: string;
  readonly headers: VisitHeaders;
  readonly wishes: Wishes;
  /** Host of the Origin header; null where there is none. */
  readonly origin: string | null;
  /** Names the site where the page's host does not. */
  readonly slug: string | null;
  /** Whether somebody in front says that the address is another's, and is not believed. */
  readonly forwarded: boolean;
}

/** How pages of a site are read. */
export interface PageReading {
  readonly site: SiteInMemory;
  readonly paths: Paths;
}

export type Apart = Pick<ApartHit, 'kind' | 'value'>;

/** Host of a page's address, as sites name it; empty where there is none. */
export function hostOf(url: string): string {
  const read = /^https?:\/\/([^/?#@]+)(?:[/?#]|$)/i.exec(url);
  return read?.[1] === undefined ? '' : readHost(read[1]);
}

/** Why a hit is counted apart, the wishes of people first; null: it is a visitor's. */
export function reasonApart(
  visited: Visited,
  agent: Agent,
  { isOwn, overHttps }: { readonly isOwn: boolean; readonly overHttps: boolean },
): Apart | null {
  const { headers, report, wishes } = visited;
  if (report.kind === 'refused') return { kind: 'refused', value: report.name === 'dnt' ? 'dnt' : 'gpc' };
  const refusal = wishes.refused ? 'refused' : refusalOf(headers);
  if (refusal) return { kind: 'refused', value: refusal };
  if (isOwn || wishes.own) return { kind: 'own', value: null };
  const bot = agent.bot ?? (report.automated || isHeadless(headers) ? 'Automated browsers' : null);
  if (bot !== null) return { kind: 'bot', value: bot };
  return leavesOut(headers, overHttps) ? { kind: 'bot', value: hiddenBot } : null;
}

/** One a page: what else is done on it is not counted at all. */
export function apartHits(
  { site }: PageReading,
  { address, headers, report, way }: Visited,
  { kind, value, at }: Apart & { at: number },
): ApartHit[] {
  const isPage = report.kind === 'view' || report.kind === 'not found' || report.kind === 'refused';
  const by = { way, address, agent: headers.agent };
  return isPage ? [{ kind, siteId: site.id, at, value, by }] : [];
}

/** Country, language and browser, in names from closed lists. */
export function visitorOf({ address, headers, report }: Visited, agent: Agent, countries: Countries): Visitor {
  const country = countries.of(address);
  return {
    country,
    region: country === null ? null : subRegionOf(country),
    language: readLanguage(report.language || headers.language),
    browser: agent.browser,
    system: agent.system,
    device: agent.device,
    screen: screenClass(report.width),
  };
}

/** What a report adds: a view with what was searched for, or one thing that was done. */
export function visitorHits(
  reading: PageReading,
  visited: Visited,
  { at, visitor }: { at: number; visitor: Visitor },
): VisitorHit[] {
  const { site, paths } = reading;
  const { report, way, address, headers } = visited;
  const page = paths.clean(report.url);
  const common = {
    siteId: site.id,
    at,
    way,
    address,
    agent: headers.agent,
    page,
    source: sourceOf(reading, visited),
    visitor,
  };
  const hit = (kind: VisitorHit['kind'], value: string | null, more: Partial<VisitorHit> = {}): VisitorHit => ({
    ...common,
    kind,
    value,
    amount: null,
    seconds: 0,
    ...more,
  });
  const named = (kind: VisitorHit['kind'], value: string | null, more: Partial<VisitorHit> = {}) =>
    value ? [hit(kind, value, more)] : [];
  switch (report.kind) {
    case 'view': {
      const words = paths.search(report.url);
      return [hit('view', null), ...named('search', words === null ? null : cleanText(words, 100).toLowerCase())];
    }
    case 'engaged':
      return report.seconds > 0 ? [hit('engaged', null, { seconds: report.seconds })] : [];
    case 'goal':
      return named('goal', cleanText(report.name, 80), { amount: report.amount });
    case 'download':
      return named('download', downloadName(reading, report.name));
    case 'outbound':
      return hostFits(hostOf(report.name), site.hosts) ? [] : named('outbound', cleanLink(report.name));
    case 'not found':
      return [hit('not found', page)];
    case 'refused':
      return [];
  }
}

/** A file of the site by its path, of another by its host, too. */
function downloadName({ site, paths }: PageReading, url: string): string | null {
  return hostFits(hostOf(url), site.hosts) ? paths.clean(url) : cleanLink(url);
}

function sourceOf({ site }: PageReading, { way, report }: Visited): Source {
  const campaign = readCampaign(report.url);
  // The picture without script cannot know where the page was come from.
  if (way === 'pixel' && campaign === null) return { referrer: null, channel: null, campaign: null };
  const host = referrerHost(report.referrer, (each) => hostFits(each, site.hosts));
  const referrer = way === 'pixel' ? null : (host ?? direct);
  return { referrer, channel: channelOf(host, campaign), campaign: campaign?.name ?? null };
}

/** Which of the two signals a browser sends, if any. */
export function signalOf(headers: Readonly<Record<string, string | string[] | undefined>>): 'gpc' | 'dnt' | null {
  const one = (name: string) => String(headers[name] ?? '');
  return refusalOf({ gpc: one('sec-gpc'), dnt: one('dnt') });
}
