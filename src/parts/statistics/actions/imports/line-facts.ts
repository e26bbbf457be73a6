import { dimension, direct } from '../../rules/dimensions.ts';
import { type LogLine, refusal } from '../../rules/formats/log-line.ts';
import { textOf, type Writing } from '../../rules/formats/texts.ts';
import { Known } from '../../rules/known.ts';
import { readTarget } from '../../rules/log-requests.ts';
import type { Names } from '../../rules/names.ts';
import { noAddresses, sawAddress, sawProfile } from '../../rules/one-address.ts';
import { openPaths, type PathRules } from '../../rules/paths.ts';
import { channelOf, type Marks, referrerHost } from '../../rules/referrers.ts';

/** What an address or an agent is looked up in; all of it in memory. */
export interface Readers {
  readonly agent: (text: string) => {
    readonly bot: string | null;
    readonly browser: string;
    readonly system: string;
    readonly device: string;
  };
  readonly country: (address: string) => string | null;
  readonly region: (country: string) => string | null;
  /** Whether an address is one of the vendor's own network. */
  readonly own: (address: string) => boolean;
  /** Two halves of a keyed hash. Address and agent are hashed apart, once each, and put together for a visitor. */
  readonly key: (address: string, agent: string) => { readonly hi: number; readonly lo: number };
}

/** What of a site decides how lines are read. */
export interface LineSite {
  readonly paths: PathRules;
  readonly isOwnHost: (host: string) => boolean;
}

/** A request that was read, by places in LineFacts: each is found out when it is asked for. */
export interface Request {
  readonly time: number;
  readonly refused: number;
  readonly agent: number;
  readonly address: number;
  /** -1 where the format has none. */
  readonly referrer: number;
}

export const addressFact = { hi: 0, lo: 1, country: 2, region: 3, own: 4 } as const;
export const agentFact = { hi: 0, lo: 1, bot: 2, browser: 3, system: 4, device: 5 } as const;
export const targetFact = { asked: 0, page: 1, search: 2, campaign: 3, missing: 4 } as const;
export const referrerFact = { host: 0, channel: 1, number: 2 } as const;
export const asked = { other: 0, page: 1, download: 2 } as const;

/** Distinct ones that are remembered at a time: what comes again after more than these is found out again, in some microseconds. */
const most = { addresses: 50_000, agents: 5_000, targets: 25_000, referrers: 20_000, hosts: 1_000 };

/** Where a field stands: both of the same bytes. */
interface Bytes {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** Stands for a user agent that is not in the log at all; no log has such bytes. */
const noBytes = new Uint8Array([0, 1, 0, 1, 0, 0, 0, 0]);
const noView = new DataView(noBytes.buffer);

/** Finds out about addresses, agents, targets and referrers of lines, each distinct one once. Names become numbers of `names`. */
export class LineFacts {
  readonly refusals: readonly number[];
  readonly seen = noAddresses();
  private readonly names: Names;
  private readonly site: LineSite;
  private readonly readers: Readers;
  private writing: Writing = 'backslashes';
  readonly addresses: Known;
  readonly agents: Known;
  readonly targets: Known;
  readonly referrers: Known;
  private readonly hosts: Known;
  private campaigns: { readonly marks: Marks; readonly id: number }[] = [];
  private referrerHosts: (string | null)[] = [];
  private readonly channels = new Map<number, number>();
  private scratch = new DataView(new ArrayBuffer(1 << 12));

  constructor(given: { names: Names; site: LineSite; readers: Readers }) {
    this.names = given.names;
    this.site = given.site;
    this.readers = given.readers;
    this.refusals = Object.keys(refusal).map((name) => (name === 'none' ? -1 : this.names.id(dimension.refusal, name)));
    const known = (size: number, width: number, find: (row: Int32Array, text: string) => void) =>
      new Known(size, width, (row, bytes, from, to) => find(row, textOf(bytes, from, to, this.writing)));
    this.addresses = known(most.addresses, 5, (row, text) => this.learnAddress(row, text));
    this.agents = known(most.agents, 6, (row, text) => this.learnAgent(row, text));
    this.referrers = known(most.referrers, 3, (row, text) => this.learnReferrer(row, text));
    this.hosts = known(most.hosts, 1, (row, text) => {
      row[0] = text === '' || this.site.isOwnHost(text.toLowerCase()) ? 1 : 0;
    });
    const paths = openPaths(given.site.paths);
    this.targets = known(most.targets, 5, (row, text) => this.learnTarget(row, readTarget(text, paths)));
  }

  /** How the lines from now on are written. */
  reads(writing: Writing): void {
    if (writing === this.writing) return;
    this.writing = writing;
    this.forget();
  }

  /** Everything is found out anew: names have other numbers, or are written in another way. */
  forget(): void {
    for (const known of [this.addresses, this.agents, this.hosts]) known.forget();
    this.forgetTargets();
    this.forgetReferrers();
  }

  isOtherHost(line: LogLine): boolean {
    if (line.hostTo <= line.hostFrom) return false;
    if (this.hosts.full) this.hosts.forget();
    const row = this.hosts.at(line.view, line.bytes, line.hostFrom, line.hostTo);
    return this.hosts.all[row] === 0;
  }

  /** Row of the agent in `ofAgents`. */
  agent(line: LogLine): number {
    if (line.agentFrom > 0) return this.agentAt(line, line.agentFrom, line.agentTo);
    if (this.agents.full) this.agents.forget();
    return this.unknownAgent();
  }
  agentAt({ bytes, view }: Bytes, from: number, to: number): number {
    if (this.agents.full) this.agents.forget();
    return this.agents.at(view, bytes, from, to);
  }
  get ofAgents(): Int32Array {
    return this.agents.all;
  }

  /** Of a log without user agents nobody can say who is a bot. */
  private unknownAgent(): number {
    const row = this.agents.at(noView, noBytes, 0, 4);
    const { ofAgents } = this;
    ofAgents.fill(-1, row + agentFact.bot, row + agentFact.device + 1);
    return row;
  }

  address(line: LogLine): number {
    return this.addressAt(line, line.addressFrom, line.addressTo);
  }
  addressAt({ bytes, view }: Bytes, from: number, to: number): number {
    if (this.addresses.full) this.addresses.forget();
    return this.addresses.at(view, bytes, from, to);
  }
  get ofAddresses(): Int32Array {
    return this.addresses.all;
  }

  target(line: LogLine): number {
    if (line.queryTo <= line.queryFrom) return this.targetAt(line, line.targetFrom, line.targetTo);
    const length = this.joinQuery(line);
    return this.targetAt({ view: this.scratch, bytes: new Uint8Array(this.scratch.buffer) }, 0, length);
  }
  targetAt({ bytes, view }: Bytes, from: number, to: number): number {
    if (this.targets.full) this.forgetTargets();
    return this.targets.at(view, bytes, from, to);
  }
  get ofTargets(): Int32Array {
    return this.targets.all;
  }

  /** Number of a target's path among those that were not found. */
  missing(row: number): number {
    const all = this.targets.all;
    if (all[row + targetFact.missing] === -1) {
      const of = all[row + targetFact.asked] === asked.page ? dimension.page : dimension.download;
      const path = this.names.text(of, all[row + targetFact.page] ?? 0);
      all[row + targetFact.missing] = path === null ? 0 : this.names.id(dimension.notFound, path);
    }
    return all[row + targetFact.missing] ?? 0;
  }

  /** -1 where the format has none. */
  referrer(line: LogLine): number {
    return line.referrerFrom > 0 ? this.referrerAt(line, line.referrerFrom, line.referrerTo) : -1;
  }
  referrerAt({ bytes, view }: Bytes, from: number, to: number): number {
    if (this.referrers.full) this.forgetReferrers();
    return this.referrers.at(view, bytes, from, to);
  }
  get ofReferrers(): Int32Array {
    return this.referrers.all;
  }

  /** Number of the campaign's name; -1 where it has none. */
  campaign(campaign: number): number {
    return this.campaigns[campaign]?.id ?? -1;
  }

  /** Number of the channel of a referrer (-1: not known) with the marks of a campaign. */
  channel(referrer: number, campaign: number): number {
    const pair = (referrer + 1) * 0x100000 + campaign;
    let id = this.channels.get(pair);
    if (id === undefined) {
      const channel = channelOf(this.referrerHosts[referrer] ?? null, this.campaigns[campaign]?.marks ?? null);
      id = this.names.id(dimension.channel, channel);
      this.channels.set(pair, id);
    }
    return id;
  }

  private forgetTargets(): void {
    this.targets.forget();
    this.campaigns = [];
    this.channels.clear();
  }

  private forgetReferrers(): void {
    this.referrers.forget();
    this.referrerHosts = [];
    this.channels.clear();
  }

  /** Formats that keep the query apart: both are put together as a browser asks for them. */
  private joinQuery(line: LogLine): number {
    const path = line.bytes.subarray(line.targetFrom, line.targetTo);
    const query = line.bytes.subarray(line.queryFrom, line.queryTo);
    const length = path.length + 1 + query.length;
    if (length + 8 > this.scratch.byteLength) this.scratch = new DataView(new ArrayBuffer(2 * length + 8));
    const joined = new Uint8Array(this.scratch.buffer);
    joined.set(path);
    joined[path.length] = 63;
    joined.set(query, path.length + 1);
    return length;
  }

  private learnAddress(row: Int32Array, text: string): void {
    const { hi, lo } = this.readers.key(text, '');
    row[addressFact.hi] = hi;
    row[addressFact.lo] = lo;
    const isOwn = this.readers.own(text);
    row[addressFact.own] = isOwn ? 1 : 0;
    if (!isOwn) sawAddress(this.seen, { hi, lo });
    const country = this.readers.country(text);
    if (country === null) return;
    row[addressFact.country] = this.names.id(dimension.country, country);
    const region = this.readers.region(country);
    if (region !== null) row[addressFact.region] = this.names.id(dimension.region, region);
  }

  private learnAgent(row: Int32Array, text: string): void {
    const { bot, browser, system, device } = this.readers.agent(text);
    if (bot !== null) row[agentFact.bot] = this.names.id(dimension.bot, bot);
    else sawProfile(this.seen, `${browser} ${system} ${device}`);
    const { hi, lo } = this.readers.key('', text);
    row[agentFact.hi] = hi;
    row[agentFact.lo] = lo;
    row[agentFact.browser] = this.names.id(dimension.browser, browser);
    row[agentFact.system] = this.names.id(dimension.system, system);
    row[agentFact.device] = this.names.id(dimension.device, device);
  }

  private learnReferrer(row: Int32Array, text: string): void {
    const host = referrerHost(text, this.site.isOwnHost);
    row[referrerFact.number] = this.referrerHosts.push(host) - 1;
    row[referrerFact.host] = this.names.id(dimension.referrer, host ?? direct);
    row[referrerFact.channel] = this.names.id(dimension.channel, channelOf(host, null));
  }

  private learnTarget(row: Int32Array, target: ReturnType<typeof readTarget>): void {
    row[targetFact.asked] = asked[target.asked];
    if (target.asked === 'other') return;
    const of = target.asked === 'page' ? dimension.page : dimension.download;
    row[targetFact.page] = this.names.id(of, target.page);
    if (target.search !== null) row[targetFact.search] = this.names.id(dimension.search, target.search);
    const { campaign } = target;
    if (campaign === null) return;
    const id = campaign.name === null ? -1 : this.names.id(dimension.campaign, campaign.name);
    row[targetFact.campaign] = this.campaigns.push({ marks: campaign, id }) - 1;
  }
}
