import { CombinedScanner, stopped } from '../../../../platform/logs/combined/scanner.ts';
import type { Block } from '../../../../platform/logs/line-buffer.ts';
import { answered, earliestTime, latestTime, statusMeans } from '../../rules/log-requests.ts';
import type { LineCounter } from './count-lines.ts';
import { ScannedFacts } from './scanned-facts.ts';
import type { LineScanner } from './source-lines.ts';

/** Lines that are scanned, and then counted as all others are. */
export class ScannedLines implements LineScanner {
  private readonly scanner: CombinedScanner;
  private readonly counter: LineCounter;
  private readonly facts: ScannedFacts;
  private readonly times: { readonly least: number; readonly most: number; until: number };
  private loaded: Block | null = null;

  constructor(counter: LineCounter, { now, secret }: { readonly now: number; readonly secret: Uint8Array }) {
    this.scanner = new CombinedScanner({ means: (status) => statusMeans[answered(status)], secret });
    this.counter = counter;
    this.facts = new ScannedFacts(this.scanner, counter.facts);
    this.times = { least: earliestTime, most: latestTime(now), until: 0 };
  }

  count(block: Block, { end, from, until }: { readonly from: number; readonly end: number; readonly until: number }) {
    const { counter, facts, scanner, times } = this;
    if (this.loaded !== block) scanner.load(block.bytes.subarray(0, block.end));
    this.loaded = block;
    times.until = until;
    let [at, lines, lastTime] = [from, 0, 0];
    while (at < end) {
      const scanned = scanner.scan(at, end, times);
      counter.takeScanned(scanned, facts);
      at = scanned.at;
      lines += scanned.lines;
      lastTime = scanned.lastTime || lastTime;
      if (scanned.why === stopped.fullTable) facts.forget(scanned.full);
      else if (scanned.why !== stopped.fullRecords) break;
    }
    return { at, lines, lastTime };
  }
}
