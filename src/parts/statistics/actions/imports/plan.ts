import { blocksOf } from '../../../../platform/logs/blocks.ts';
import type { Imported } from '../../store/imports.ts';
import { extentOf } from './extent.ts';
import { firstTime, type Looked } from './look.ts';
import type { Source } from './source-lines.ts';

/** What of a log is to be counted. */
export interface Planned {
  readonly log: Looked;
  readonly source: Source;
  /** The log that this one was when it was counted before; its lines and where it began in this one. */
  readonly grewFrom: {
    readonly id: number;
    readonly lines: number;
    readonly begins: number;
    readonly firstAt: number;
  } | null;
}

export interface Plan {
  readonly sources: readonly Planned[];
  /** Logs of which nothing is new, and copies of others that were named. */
  readonly known: readonly { readonly path: string; readonly why: 'counted before' | 'copy' }[];
}

/** Lines that are told of later than others may be so by this, in seconds: a log that begins so long before another ended goes on from it. */
const leeway = 300;

/**
 * Finds out what of some logs was not counted yet. A log is known by where lines begin and end and by their times: one that was
 * counted stands in another if that has, as many bytes and lines after a line of the same time as its first, the end of a line of the
 * same time as its last. So it is known again when it has grown, was renamed, compressed, copied or put together with others.
 */
export async function planImport(logs: readonly Looked[], imported: readonly Imported[]): Promise<Plan> {
  const known: { path: string; why: 'counted before' | 'copy' }[] = [];
  const sources: Planned[] = [];
  const { once, copies } = await withoutCopies(logs);
  for (const path of copies) known.push({ path, why: 'copy' });
  for (const log of once) {
    const planned = await planOne(log, imported);
    if (planned === null) known.push({ path: log.file.path, why: 'counted before' });
    else sources.push(planned);
  }
  return { sources, known };
}

async function planOne(log: Looked, imported: readonly Imported[]): Promise<Planned | null> {
  let from = 0;
  let at = log.firstAt;
  let grewFrom: Planned['grewFrom'] = null;
  const left = new Set(imported);
  for (;;) {
    const found = await standing(log, from, at, left);
    if (found === null) break;
    left.delete(found);
    grewFrom = { id: found.id, lines: found.lines, begins: from, firstAt: found.firstAt };
    from += found.bytes;
    const next = await firstTimeFrom(log, from);
    if (next === null) return null;
    at = next;
  }
  const covered = grewFrom === null ? await coveredTimes(log, at, imported) : [];
  const { file, formatName } = log;
  return { log, source: { file, format: formatName, from, to: null, firstAt: at, covered }, grewFrom };
}

/** The log that was counted and stands in this one from a place on. */
async function standing(log: Looked, from: number, at: number, among: ReadonlySet<Imported>): Promise<Imported | null> {
  for (const each of among) {
    if (each.firstAt !== at) continue;
    if (log.file.packing === 'plain' && from + each.bytes > log.file.size + 1) continue;
    const extent = await extentOf(log, from, each.bytes);
    if (extent !== null && extent.lines === each.lines && extent.lastAt === each.lastAt) return each;
  }
  return null;
}

/** Null where nothing follows. */
async function firstTimeFrom(log: Looked, from: number): Promise<number | null> {
  if (log.file.packing === 'plain' && from >= log.file.size) return null;
  for await (const { bytes, end } of blocksOf(log.file, { from })) {
    const at = firstTime(log.format, bytes.subarray(0, end));
    return at < 0 ? log.firstAt : at;
  }
  return null;
}

/**
 * Times of logs that were counted and do not stand in this one as they were: its beginning was cut off, or it was put together
 * anew. Lines of these times were counted, so far as anybody can say. Logs that end where this one begins are no such logs.
 */
async function coveredTimes(log: Looked, at: number, imported: readonly Imported[]): Promise<[number, number][]> {
  const covered: [number, number][] = [];
  let lastAt: number | null = null;
  for (const { firstAt, lastAt: until } of imported) {
    if (at >= until - leeway && at > firstAt) continue;
    if (at < firstAt) {
      lastAt ??= (await extentOf(log, 0, null))?.lastAt ?? at;
      if (lastAt <= firstAt + leeway) continue;
    }
    covered.push([firstAt, until]);
  }
  return covered;
}

/** Of logs that are the same, or the beginning of another that was named, only the longest is counted. */
async function withoutCopies(logs: readonly Looked[]): Promise<{ once: Looked[]; copies: string[] }> {
  const once: Looked[] = [];
  const copies: string[] = [];
  for (const group of Map.groupBy(logs, ({ firstAt, head }) => `${firstAt} ${firstLine(head)}`).values()) {
    if (group.length === 1) {
      once.push(...group);
      continue;
    }
    const measured = [];
    for (const log of group) measured.push({ log, extent: await extentOf(log, 0, null) });
    measured.sort((a, b) => (b.extent?.bytes ?? 0) - (a.extent?.bytes ?? 0));
    const kept: Looked[] = [];
    for (const { log, extent } of measured) {
      if (extent !== null && (await standsInOne(kept, extent))) copies.push(log.file.path);
      else kept.push(log);
    }
    once.push(...kept);
  }
  return { once, copies };
}

async function standsInOne(
  logs: readonly Looked[],
  extent: NonNullable<Awaited<ReturnType<typeof extentOf>>>,
): Promise<boolean> {
  for (const log of logs) {
    const found = await extentOf(log, 0, extent.bytes);
    if (found !== null && found.lines === extent.lines && found.lastAt === extent.lastAt) return true;
  }
  return false;
}

/** In memory only, for as long as the plan is made. */
function firstLine(head: Uint8Array): string {
  const end = head.indexOf(10);
  return Buffer.from(head.subarray(0, end < 0 ? head.length : end)).toString('latin1');
}
