import { blocksOf } from '../../../../platform/logs/blocks.ts';
import { LogLine } from '../../rules/formats/log-line.ts';
import type { Planned } from './plan.ts';
import type { Source } from './source-lines.ts';

/** Less than this is counted by one thread: a second one takes longer to start than it saves. */
const small = 8_000_000;
const looked = 1 << 16;
const lineFeed = 10;

/**
 * Two halves of about the same size, cut at one moment through all logs, so that each half is whole in itself; or one where the logs
 * are small, compressed (then reading is a thread's work of its own), or of a format that can only be read from the beginning.
 */
export async function splitInTwo(planned: readonly Planned[]): Promise<readonly (readonly Source[])[]> {
  const sources = planned.map(({ source }) => source);
  const total = planned.reduce((sum, { log, source }) => sum + log.file.size - source.from, 0);
  const whole = planned.every(({ log }) => log.file.packing === 'plain' && log.format.stateless);
  if (!whole || total < small) return [sources];
  const moment = await middle(planned, Math.floor(total / 2));
  if (moment === null) return [sources];
  const first: Source[] = [];
  const second: Source[] = [];
  for (const each of planned) {
    const { file } = each.log;
    const place = await placeOf(each, moment);
    if (place > each.source.from) first.push({ ...each.source, to: place });
    if (place < file.size)
      second.push({ ...each.source, from: place, firstAt: place > each.source.from ? moment : each.source.firstAt });
  }
  return first.length > 0 && second.length > 0 ? [first, second] : [sources];
}

/** The time of the line in the middle of all. */
async function middle(planned: readonly Planned[], half: number): Promise<number | null> {
  let passed = 0;
  for (const each of planned.toSorted((a, b) => a.source.firstAt - b.source.firstAt)) {
    const size = each.log.file.size - each.source.from;
    if (passed + size >= half) return (await lineAfter(each, each.source.from + half - passed))?.at ?? null;
    passed += size;
  }
  return null;
}

/** Where in a log the first line of this time or later begins; the lines are in order but for a few. */
async function placeOf(planned: Planned, moment: number): Promise<number> {
  if (planned.source.firstAt >= moment) return planned.source.from;
  let low = planned.source.from;
  let high = planned.log.file.size;
  while (high - low > looked) {
    const middle = Math.floor((low + high) / 2);
    const line = await lineAfter(planned, middle);
    if (line === null || line.at >= moment) high = middle;
    else low = line.place;
  }
  for await (const line of linesAfter(planned, low)) if (line.at >= moment) return line.place;
  return planned.log.file.size;
}

/** The first line that begins after a place, and can be read. */
async function lineAfter(planned: Planned, place: number): Promise<{ place: number; at: number } | null> {
  for await (const line of linesAfter(planned, place)) return line;
  return null;
}

/** The lines that begin after a place, and can be read. */
async function* linesAfter({ log: { file, format } }: Planned, place: number) {
  const line = new LogLine();
  for await (const { bytes, end, offset } of blocksOf(file, { from: place, blockSize: looked })) {
    line.over(bytes);
    // The first is a piece of a line, or one that begins just here.
    for (let from = offset === place ? bytes.indexOf(lineFeed) + 1 : 0; from < end; ) {
      const to = bytes.indexOf(lineFeed, from);
      if (format.parser.parse(line, from, to) === true) yield { place: offset + from, at: line.time };
      from = to + 1;
    }
  }
}
