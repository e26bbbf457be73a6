/** A combined log whose truth is known: made from a seed and counted while it is made, by nothing that Kept itself uses. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { type Truth, TruthCounter } from './statistics-truth.ts';

export const logHost = 'www.vendor.example';
export const logZone = 'Europe/Berlin';

export interface LogPlan {
  readonly seed: number;
  readonly lines: number;
  readonly hosts: number;
  readonly agents: number;
  readonly paths: number;
}

interface Line {
  readonly at: number;
  readonly text: string;
}

const begins = Date.UTC(2026, 2, 20) / 1_000;
/** The spring change of the clocks lies in it. */
const ends = begins + 16 * 86_400;
const referrers = [
  ...Array.from({ length: 6 }, () => '-'),
  'https://www.google.com/',
  'https://duckduckgo.com/',
  'https://chatgpt.com/',
  'https://www.linkedin.com/feed/',
  ...Array.from({ length: 20 }, (_, n) => `https://site${n}.example/links/${n}`),
];
const bots = [
  ['Search: Google', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
  ['Search: Bing', 'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)'],
  [
    'AI: GPTBot',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
  ],
  ['Program: curl', 'curl/8.5.0'],
] as const;
const assets = Array.from({ length: 40 }, (_, n) => `/assets/${n}.${['css', 'js', 'png', 'svg', 'woff2'][n % 5]}`);
const files = Array.from({ length: 30 }, (_, n) => `/files/manual-${n}.pdf`);
const missing = Array.from({ length: 30 }, (_, n) => `/gone/page-${n}`);

/** Writes the log into `file` and says what is true of it. */
export function writeLog(file: string, plan: LogPlan): Truth {
  const maker = new LogMaker(plan);
  for (let host = 0; host < plan.hosts; host++) maker.host(host);
  maker.fill();
  const order = maker.lines
    .map((line, index) => ({ at: line.at, index }))
    .sort((a, b) => a.at - b.at || a.index - b.index);
  const fd = openSync(file, 'w');
  for (let from = 0; from < order.length; from += 10_000) {
    const piece = order.slice(from, from + 10_000).map(({ index }) => maker.lines[index]?.text ?? '');
    writeSync(fd, piece.join(''));
  }
  closeSync(fd);
  return maker.truth.done(maker.lines.length);
}

class LogMaker {
  readonly lines: Line[] = [];
  readonly truth = new TruthCounter(logZone);
  private readonly plan: LogPlan;
  private readonly random: () => number;
  private readonly paths: readonly string[];
  private readonly agents: readonly string[];

  constructor(plan: LogPlan) {
    this.plan = plan;
    this.random = mulberry(plan.seed);
    this.paths = Array.from({ length: plan.paths }, (_, n) => (n === 0 ? '/' : `/section-${n % 37}/page-${n}/`));
    const browsers = plan.agents - bots.length;
    this.agents = Array.from({ length: browsers }, (_, n) => browser(n));
  }

  /** All lines of one address: a bot, or one or two people whose visits come one after the other. */
  host(host: number): void {
    const { hosts, lines } = this.plan;
    const until = Math.min(lines - 400, Math.ceil(((host + 1) * lines) / hosts));
    const address = `198.${18 + (host >> 15)}.${(host >> 7) & 255}.${(host & 127) + 1}`;
    const pause = (ends - begins) / 4;
    let at = begins + this.whole((ends - begins) / 3);
    for (let visit = 0; this.lines.length < until && at < ends - 86_400; visit++) {
      if (host % 25 === 0) at = this.crawl(address, bots[(host / 25) % bots.length] ?? bots[0], at);
      else
        at = this.visit(
          address,
          this.agents[(host + (host % 3 === 0 ? (visit % 2) * 11 : 0)) % this.agents.length] ?? '',
          at,
        );
      at += 31 * 60 + this.whole(pause);
    }
  }

  /** The lines that are still wanting: pictures, which count nothing. */
  fill(): void {
    while (this.lines.length < this.plan.lines) {
      const at = begins + this.whole(ends - begins);
      this.put({
        address: '198.51.100.9',
        at,
        target: assets[2] ?? '',
        status: 304,
        referrer: '-',
        agent: this.agents[0] ?? '',
      });
    }
  }

  /** @returns the time of its last event */
  private visit(address: string, agent: string, start: number): number {
    const seen: { path: string; at: number }[] = [];
    const came = referrers[this.whole(referrers.length)] ?? '-';
    const pages = 1 + Math.min(40, Math.floor(-Math.log(1 - this.random()) * 2.6));
    let at = start;
    const last = { at: start };
    const events: { kind: 'download' | 'missing'; path: string }[] = [];
    for (let page = 0; page < pages; page++) {
      const path = this.path();
      const referrer = page === 0 ? came : `https://${logHost}${seen[page - 1]?.path ?? '/'}`;
      const query = page === 0 && this.random() < 0.1 ? '?session=1' : '';
      this.put({ address, at, target: path + query, status: this.random() < 0.9 ? 200 : 304, referrer, agent });
      seen.push({ path, at });
      last.at = at;
      const pictures = page === 0 ? 3 + this.whole(6) : this.whole(4);
      for (let n = 0; n < pictures; n++) {
        const target = assets[this.whole(assets.length)] ?? '';
        this.put({
          address,
          at: at + this.whole(3),
          target,
          status: 200,
          referrer: `https://${logHost}${path}`,
          agent,
        });
      }
      this.besides({ address, agent, at, path }, events, last);
      at = Math.max(last.at, at) + 1 + Math.floor(-Math.log(1 - this.random()) * 60);
      if (this.random() < 0.01) at += 1_200;
      at = Math.min(at, last.at + 1_799);
    }
    this.truth.visit({ visitor: `${address} ${agent}`, referrer: came, seen, lastEvent: last.at, events });
    return last.at;
  }

  /** What is done on a page besides looking at it: a file, a dead link, a redirect, a form. */
  private besides(
    on: { address: string; agent: string; at: number; path: string },
    events: { kind: 'download' | 'missing'; path: string }[],
    last: { at: number },
  ): void {
    const referrer = `https://${logHost}${on.path}`;
    const dice = this.random();
    const at = on.at + 1 + this.whole(20);
    if (dice < 0.03) {
      const target = files[this.whole(files.length)] ?? '';
      this.put({ ...on, at, target, status: 200, referrer });
      events.push({ kind: 'download', path: target });
      last.at = Math.max(last.at, at);
    } else if (dice < 0.05) {
      const target = missing[this.whole(missing.length)] ?? '';
      this.put({ ...on, at, target, status: 404, referrer });
      events.push({ kind: 'missing', path: target });
      last.at = Math.max(last.at, at);
    } else if (dice < 0.07) this.put({ ...on, at, target: '/old', status: 301, referrer });
    else if (dice < 0.08) this.put({ ...on, at, target: '/contact', status: 200, referrer, method: 'POST' });
  }

  private crawl(address: string, [name, agent]: readonly [string, string], start: number): number {
    let at = start;
    for (let hits = 3 + this.whole(12); hits > 0; hits--) {
      this.put({ address, at, target: this.path(), status: 200, referrer: '-', agent });
      this.truth.bot(name, at);
      at += 1 + this.whole(30);
    }
    return at;
  }

  private put(line: {
    address: string;
    at: number;
    target: string;
    status: number;
    referrer: string;
    agent: string;
    method?: string;
  }): void {
    const { address, agent, at, method = 'GET', referrer, status, target } = line;
    const size = status === 304 ? '-' : String(200 + this.whole(60_000));
    const text = `${address} - - [${clf(at)}] "${method} ${target} HTTP/1.1" ${status} ${size} "${referrer}" "${agent}"\n`;
    this.lines.push({ at, text });
  }

  /** Few pages are seen often, many seldom. */
  private path(): string {
    return this.paths[Math.floor(this.random() ** 3 * this.paths.length)] ?? '/';
  }

  private whole(below: number): number {
    return Math.floor(this.random() * below);
  }
}

function browser(n: number): string {
  const systems = ['Windows NT 10.0; Win64; x64', 'Macintosh; Intel Mac OS X 10_15_7', 'X11; Linux x86_64'];
  if (n % 4 === 3) return `Mozilla/5.0 (${systems[n % 3]}; rv:${90 + n}.0) Gecko/20100101 Firefox/${90 + n}.0`;
  return `Mozilla/5.0 (${systems[n % 3]}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${80 + (n % 60)}.0.${n}.0 Safari/537.36`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
let minute = Number.NaN;
let minuteText = '';

/** `20/Mar/2026:10:05:03 +0000` */
function clf(at: number): string {
  if (Math.floor(at / 60) !== minute) {
    minute = Math.floor(at / 60);
    const [date = '', time = ''] = new Date(at * 1_000).toISOString().split('T');
    const [year, month, day] = date.split('-');
    minuteText = `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 6)}`;
  }
  return `${minuteText}${String(at % 60).padStart(2, '0')} +0000`;
}

/** mulberry32 (public domain, Tommy Ettinger): the same numbers for the same seed. */
function mulberry(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
