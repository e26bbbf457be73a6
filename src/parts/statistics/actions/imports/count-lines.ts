import type { Scanned } from '../../../../platform/logs/combined/scanner.ts';
import { LogLine, method, refusal } from '../../rules/formats/log-line.ts';
import type { Writing } from '../../rules/formats/texts.ts';
import { answered, isStrangeTime, statusMeans } from '../../rules/log-requests.ts';
import type { SiteCount } from '../../rules/site-count.ts';
import type { Apart } from '../../rules/tally.ts';
import { blankHit, kind, seenBy } from '../../rules/visits.ts';
import {
  addressFact,
  agentFact,
  asked,
  LineFacts,
  type LineSite,
  type Readers,
  type Request,
  referrerFact,
  targetFact,
} from './line-facts.ts';
import type { ScannedFacts } from './scanned-facts.ts';

/** What became of the lines of a log. */
export interface LineFigures {
  lines: number;
  views: number;
  downloads: number;
  missing: number;
  bots: number;
  refused: number;
  own: number;
  /** Pictures, scripts, redirects, errors: what is no page view. */
  others: number;
  /** Of hosts that are not the site's. */
  otherHosts: number;
  bad: number;
  /** Of times that an earlier import has counted. */
  before: number;
}

export function noLines(): LineFigures {
  const counted = { views: 0, downloads: 0, missing: 0, bots: 0, refused: 0, own: 0 };
  return { lines: 0, ...counted, others: 0, otherHosts: 0, bad: 0, before: 0 };
}

/** The request of a line. */
class LineRequest implements Request {
  line = new LogLine();
  private readonly facts: LineFacts;

  constructor(facts: LineFacts) {
    this.facts = facts;
  }
  get time(): number {
    return this.line.time;
  }
  get refused(): number {
    return this.line.refused;
  }
  get agent(): number {
    return this.facts.agent(this.line);
  }
  get address(): number {
    return this.facts.address(this.line);
  }
  get referrer(): number {
    return this.facts.referrer(this.line);
  }
}

/** Counts the lines of a log. Nothing is allocated for a line but what its visit needs. */
export class LineCounter {
  readonly figures = noLines();
  readonly count: SiteCount;
  readonly facts: LineFacts;
  private readonly now: number;
  private readonly hit = blankHit();
  private readonly request: LineRequest;
  private lastTime: number;

  /** @param given.now in seconds since 1970 */
  constructor(given: { count: SiteCount; site: LineSite; readers: Readers; now: number }) {
    this.count = given.count;
    this.facts = new LineFacts({ names: given.count.names, site: given.site, readers: given.readers });
    this.request = new LineRequest(this.facts);
    this.now = given.now;
    this.lastTime = given.now;
    this.hit.seen = seenBy.log;
  }

  /** How the lines from now on are written. */
  reads(format: { readonly writing: Writing }): void {
    this.facts.reads(format.writing);
  }

  /** Lines that cannot be read: counted on the day of the last that could. */
  bad(lines = 1): void {
    this.figures.lines += lines;
    this.figures.bad += lines;
    this.count.apart('bad line', this.lastTime, -1, lines);
  }

  take(line: LogLine): void {
    const { facts, figures } = this;
    if (isStrangeTime(line.time, this.now)) {
      this.bad();
      return;
    }
    figures.lines++;
    this.lastTime = line.time;
    if (facts.isOtherHost(line)) {
      figures.otherHosts++;
      return;
    }
    const answer = answered(line.status);
    if (line.method !== method.get || answer === 'neither') {
      figures.others++;
      return;
    }
    this.request.line = line;
    this.asked(this.request, answer === 'missing', facts.target(line));
  }

  /** Lines that were read another way: the same comes of them (scanned-facts.ts). */
  takeScanned({ lastTime, lines, records, skipped }: Scanned, scanned: ScannedFacts): void {
    const { figures } = this;
    figures.lines += lines;
    figures.others += skipped;
    for (let record = 0; record < records; record++) {
      scanned.at(record);
      if (!this.asked(scanned, scanned.means === statusMeans.missing, scanned.target)) scanned.passOver();
    }
    if (lines > 0) this.lastTime = lastTime;
  }

  /** @returns false for a target that counts nothing */
  private asked(request: Request, isMissing: boolean, target: number): boolean {
    const what = this.facts.ofTargets[target + targetFact.asked];
    if (what === asked.other) {
      this.figures.others++;
      return false;
    }
    if (!this.apart(request, what === asked.page)) {
      if (isMissing) this.missing(request, target);
      else this.seen(request, target, what === asked.page ? kind.view : kind.download);
    }
    return true;
  }

  /**
   * Whether the request is no visitor's: of a bot, of the vendor's own people, of somebody who is not to be counted. One a page is
   * counted, as in the other ways in.
   */
  private apart(request: Request, page: boolean): boolean {
    const { facts, figures, hit } = this;
    const { agent } = request;
    const { ofAgents } = facts;
    const bot = ofAgents[agent + agentFact.bot] as number;
    if (bot >= 0) {
      if (this.setApart(request, page, { kind: 'bot', name: bot })) figures.bots++;
      return true;
    }
    if (request.refused !== refusal.none) {
      const name = facts.refusals[request.refused] as number;
      if (this.setApart(request, page, { kind: 'refused', name })) figures.refused++;
      return true;
    }
    const { address } = request;
    const { ofAddresses } = facts;
    if (ofAddresses[address + addressFact.own] === 1) {
      if (this.setApart(request, page, { kind: 'own', name: -1 })) figures.own++;
      return true;
    }
    hit.hi = ((ofAddresses[address + addressFact.hi] as number) + (ofAgents[agent + agentFact.hi] as number)) | 0;
    hit.lo = (ofAddresses[address + addressFact.lo] as number) ^ (ofAgents[agent + agentFact.lo] as number);
    hit.country = ofAddresses[address + addressFact.country] as number;
    hit.region = ofAddresses[address + addressFact.region] as number;
    hit.browser = ofAgents[agent + agentFact.browser] as number;
    hit.system = ofAgents[agent + agentFact.system] as number;
    hit.device = ofAgents[agent + agentFact.device] as number;
    return false;
  }

  /** @returns whether it is counted: files that are taken away are not, where no person does it */
  private setApart({ time }: Request, page: boolean, { kind: of, name }: { kind: Apart; name: number }): boolean {
    if (page) this.count.apart(of, time, name);
    else this.figures.others++;
    return page;
  }

  private missing(request: Request, target: number): void {
    this.figures.missing++;
    this.event(request, kind.notFound, this.facts.missing(target), -1);
  }

  private seen(request: Request, target: number, kindOf: number): void {
    const { facts, figures, hit } = this;
    const { ofTargets } = facts;
    const search = ofTargets[target + targetFact.search] as number;
    const campaign = ofTargets[target + targetFact.campaign] as number;
    if (kindOf === kind.view) figures.views++;
    else figures.downloads++;
    this.event(request, kindOf, ofTargets[target + targetFact.page] as number, campaign);
    if (search < 0 || kindOf !== kind.view) return;
    hit.kind = kind.search;
    hit.value = search;
    this.count.logged(hit);
  }

  private event(request: Request, kindOf: number, value: number, campaign: number): void {
    const { facts, hit } = this;
    hit.at = request.time;
    hit.kind = kindOf;
    hit.value = value;
    hit.referrer = -1;
    hit.channel = -1;
    let referrer = -1;
    const row = request.referrer;
    if (row >= 0) {
      const { ofReferrers } = facts;
      hit.referrer = ofReferrers[row + referrerFact.host] as number;
      hit.channel = ofReferrers[row + referrerFact.channel] as number;
      referrer = ofReferrers[row + referrerFact.number] as number;
    }
    hit.campaign = campaign < 0 ? -1 : facts.campaign(campaign);
    if (campaign >= 0) hit.channel = facts.channel(referrer, campaign);
    this.count.logged(hit);
  }
}
