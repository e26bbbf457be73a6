import { blocksOf } from '../../../../platform/logs/blocks.ts';
import { firstTime } from './look.ts';
import type { Planned } from './plan.ts';
import type { Source } from './source-lines.ts';

/** Less than this is counted by one thread: a second one takes longer to start than it saves. */
const small = 8_000_000;
const looked = 1 << 16;

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
  for (let line = await lineAfter(planned, low); line !== null; line = await lineAfter(planned, line.place)) {
    if (line.at >= moment) return line.place;
  }
  return planned.log.file.size;
}

/** The first line that begins after a place, and can be read. */
async function lineAfter(planned: Planned, place: number): Promise<{ place: number; at: number } | null> {
  const { file, format } = planned.log;
  let from = place;
  for await (const { bytes, end, offset } of blocksOf(file, { from: place, blockSize: looked })) {
    // The first is a piece of a line, unless a line begins just here.
    const skipped = offset === place ? bytes.indexOf(10) + 1 : 0;
    from = offset + skipped;
    const at = firstTime(format, bytes.subarray(skipped, end));
    if (at >= 0) return { place: from, at };
  }
  return null;
}
