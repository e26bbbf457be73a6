import { giveBackMemory } from '../../../../platform/give-back.ts';
import { KeepWithin } from '../../rules/keep-within.ts';
import type { SeenAddresses } from '../../rules/one-address.ts';
import { SiteCount } from '../../rules/site-count.ts';
import type { SiteRules } from '../../rules/site-rules.ts';
import type { Visit } from '../../rules/visits.ts';
import { LineCounter, type LineFigures } from './count-lines.ts';
import type { LineSite, Readers } from './line-facts.ts';
import { ScannedLines } from './scanned-lines.ts';
import { type Source, SourceLines, type SourceRead } from './source-lines.ts';

/** What a thread that counts is told now and then. */
export interface Progress {
  /** Bytes on disk and lines since the last time. */
  readonly bytes: number;
  readonly lines: number;
}

export interface Counted {
  readonly count: SiteCount;
  /** Visits that may go on before or after what was counted: they are in nothing yet. */
  readonly edges: readonly Visit[];
  readonly figures: LineFigures;
  readonly seen: SeenAddresses;
  /** One for each source, in their order. */
  readonly read: readonly SourceRead[];
}

export interface CountWith {
  readonly rules: SiteRules;
  readonly site: LineSite;
  readonly readers: Readers;
  /** In seconds since 1970. */
  readonly now: number;
  /** 16 random bytes for the reader of usual lines; null: all are read by the reader of all formats, with the same figures. */
  readonly secret: Uint8Array | null;
  readonly progress: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Counts logs of one site, in the order of the times of their lines: several of the same time are read side by side. What comes
 * before or after is counted by somebody else, so visits at the edges are handed over with the rest.
 */
export async function countSources(sources: readonly Source[], given: CountWith): Promise<Counted> {
  const count = new SiteCount(given.rules);
  const counter = new LineCounter({ count, site: given.site, readers: given.readers, now: given.now });
  count.beginPiece();
  const reader = new SideBySide(sources, counter, given);
  await reader.run();
  const edges = count.endPiece();
  counter.figures.before = reader.before;
  counter.figures.lines += reader.before;
  return { count, edges, figures: counter.figures, seen: counter.facts.seen, read: reader.read };
}

class SideBySide {
  readonly read: SourceRead[];
  before = 0;
  private readonly waiting: { readonly source: Source; readonly index: number }[];
  private readonly open: { readonly lines: SourceLines; readonly index: number }[] = [];
  private readonly counter: LineCounter;
  private readonly scanner: ScannedLines | null;
  private readonly within: KeepWithin;
  private readonly given: CountWith;
  private bytes = 0;
  private told = 0;

  constructor(sources: readonly Source[], counter: LineCounter, given: CountWith) {
    this.read = sources.map(({ from }) => ({ lines: 0, silent: 0, end: from, lastAt: 0, cutShort: false }));
    this.waiting = sources
      .map((source, index) => ({ source, index }))
      .sort((a, b) => a.source.firstAt - b.source.firstAt);
    this.counter = counter;
    this.within = new KeepWithin(counter.count);
    this.scanner = given.secret === null ? null : new ScannedLines(counter, { now: given.now, secret: given.secret });
    this.given = given;
  }

  async run(): Promise<void> {
    try {
      while (this.waiting.length > 0 || this.open.length > 0) {
        if (this.open.length === 0) await this.openNext();
        const earliest = this.earliest();
        if (earliest === undefined) continue;
        const next = this.waiting[0]?.source.firstAt ?? Number.POSITIVE_INFINITY;
        if (earliest.lines.line.time >= next) await this.openNext();
        else await this.take(earliest, Math.min(next, this.second(earliest)));
      }
    } finally {
      for (const { lines } of this.open) await lines.close();
    }
  }

  /** Counts lines of one log as long as none of another is earlier. */
  private async take(from: { readonly lines: SourceLines; readonly index: number }, until: number): Promise<void> {
    const { counter } = this;
    const { lines } = from;
    const { line } = lines;
    counter.reads(lines.format);
    // Where logs are read side by side, few lines follow each other in the same one.
    const scanner = this.open.length === 1 ? this.scanner : null;
    do {
      counter.take(line);
      if (scanner) lines.scan(scanner, until);
      while (!lines.next()) {
        if (!(await this.more(from))) return;
        if (scanner) lines.scan(scanner, until);
      }
    } while (line.time <= until);
  }

  private async more(of: { readonly lines: SourceLines; readonly index: number }): Promise<boolean> {
    this.tell();
    this.keepWithin();
    if (await of.lines.more()) return true;
    this.read[of.index] = of.lines.read();
    this.before += of.lines.before;
    this.open.splice(this.open.indexOf(of), 1);
    return false;
  }

  private keepWithin(): void {
    const gone = this.within.look();
    if (gone === 'nothing') return;
    if (gone === 'names') this.counter.facts.forget();
    giveBackMemory();
  }

  /** Opens the log that begins next, and goes to its first line. */
  private async openNext(): Promise<void> {
    const next = this.waiting.shift();
    if (next === undefined) return;
    const progress = (bytes: number) => {
      this.bytes += bytes;
    };
    const { signal } = this.given;
    const lines = new SourceLines(next.source, this.counter, { progress, ...(signal ? { signal } : {}) });
    const opened = { lines, index: next.index };
    this.open.push(opened);
    while (!lines.next()) if (!(await this.more(opened))) return;
  }

  private earliest() {
    let earliest = this.open[0];
    for (const each of this.open)
      if (earliest === undefined || each.lines.line.time < earliest.lines.line.time) earliest = each;
    return earliest;
  }

  private second(earliest: { readonly lines: SourceLines }): number {
    let time = Number.POSITIVE_INFINITY;
    for (const { lines } of this.open) if (lines !== earliest.lines) time = Math.min(time, lines.line.time);
    return time;
  }

  private tell(): void {
    const { lines } = this.counter.figures;
    if (this.bytes === 0 && lines === this.told) return;
    this.given.progress({ bytes: this.bytes, lines: lines - this.told });
    this.bytes = 0;
    this.told = lines;
  }
}
