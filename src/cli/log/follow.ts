import { resolve } from 'node:path';
import { followFrom, noteFollowed, retell, siteFor } from '../../parts/statistics/index/logs.ts';
import { systemClock } from '../../platform/clock.ts';
import { type Database, openDatabase } from '../../platform/db/database.ts';
import { openInstallation } from '../../platform/db/installation.ts';
import { followLog } from '../../platform/logs/follow.ts';
import { type LineSender, sendLines } from '../../platform/logs/send.ts';
import { configOrExit, Exit } from '../print.ts';
import { stopAsked } from '../progress.ts';
import type { ImportOptions } from './options.ts';

type Site = Awaited<ReturnType<typeof siteFor>>;

interface With {
  readonly db: Database;
  readonly site: Site;
  readonly sender: LineSender;
  readonly signal: AbortSignal;
  readonly options: ImportOptions;
}

/** Lines are noted and handed on together: at least so many, or after so long. */
const together = { lines: 5, least: 10_000, most: 240_000 };

/**
 * Hands new lines of logs to the running server until it is stopped. What is in logs that were never counted is imported first.
 * @param first imports these files
 */
export async function follow(
  files: readonly string[],
  options: ImportOptions,
  first: (files: readonly string[]) => Promise<number>,
): Promise<number> {
  const config = configOrExit();
  const signal = stopAsked();
  const installation = await openInstallation(config, { share: true });
  const db = openDatabase({ url: installation.roleUrls.app, prefix: installation.prefix, poolSize: 2 });
  const waits = () => console.error(`Waiting for the server, which listens at ${config.logSocket}.`);
  const sender = sendLines(config.logSocket, { signal, waits });
  try {
    const site = await siteFor({ db }, options.site);
    const unknown: string[] = [];
    for (const file of files)
      if (
        (await followFrom(db, { site, path: resolve(file), format: options.format, server: options.server })) === null
      )
        unknown.push(file);
    if (unknown.length > 0) await first(unknown);
    console.error(
      `Following ${files.join(', ')} for ${site.slug}. Ctrl-C ends it; the same command goes on from there.`,
    );
    // One after the other: two imports of a website cannot run at once.
    let importing = Promise.resolve();
    const importFirst = (file: string) => {
      importing = importing.then(async () => {
        console.error(`${file} has new lines of more than seven days ago. They are imported; then it is followed on.`);
        await first([file]);
      });
      return importing;
    };
    const followOn = async (file: string) => {
      while (!(await followOne(resolve(file), { db, site, sender, signal, options }))) await importFirst(file);
    };
    await Promise.all(files.map(followOn));
    return 0;
  } catch (error) {
    if (signal.aborted) return 0;
    throw error;
  } finally {
    await sender.close();
    await db.close();
    await installation.close();
  }
}

/** @returns false where lines have come that the live count takes no longer: neither handed on nor noted, they wait for an import */
async function followOne(path: string, given: With): Promise<boolean> {
  const { db, options, sender, site } = given;
  const failed = new AbortController();
  const old = new AbortController();
  const signal = AbortSignal.any([given.signal, failed.signal, old.signal]);
  const from = await followFrom(db, { site, path, format: options.format, server: options.server });
  if (from === null) throw new Exit(1, [`${path} holds no line yet. Follow it once there is one.`]);
  const told = retell(from.format, site.slug);
  const held = { chunks: [] as Buffer[], lines: 0, bytes: 0, firstAt: 0 };
  let followed = from.at;
  let sentAt = performance.now();
  const handOn = async () => {
    if (held.bytes === 0) return;
    // Where nobody takes them they are not noted as handed on, and are read again the next time.
    await sender.ready();
    const lines = Buffer.concat(held.chunks);
    const firstAt = followed.id === null && followed.lines === 0 ? held.firstAt : followed.firstAt;
    followed = { ...followed, firstAt, lines: followed.lines + held.lines, end: followed.end + held.bytes };
    Object.assign(held, { chunks: [], lines: 0, bytes: 0 });
    sentAt = performance.now();
    const id = await noteFollowed({ db, clock: systemClock }, site, { ...followed, lastAt: told.lastAt() });
    followed = { ...followed, id };
    await sender.send(lines);
  };
  // One after the other, so that places are noted in their order.
  let handing = Promise.resolve();
  const flush = () => {
    handing = handing.then(handOn);
    return handing;
  };
  const timer = setInterval(() => {
    const waited = performance.now() - sentAt;
    if ((waited >= together.least && held.lines >= together.lines) || waited >= together.most)
      flush().catch((error: unknown) => failed.abort(error));
  }, 1_000);
  try {
    await followLog({
      path,
      from: followed.end,
      signal,
      began: async () => {
        if (old.signal.aborted) return;
        await flush();
        followed = { id: null, lines: 0, begins: 0, end: 0, firstAt: 0, server: options.server };
      },
      lines: async (bytes) => {
        if (old.signal.aborted) return;
        const retold = told.retell(bytes);
        if (told.tooOld()) {
          old.abort();
          return;
        }
        held.chunks.push(retold);
        if (held.lines === 0) held.firstAt = told.firstAt();
        for (const byte of bytes) if (byte === 10) held.lines += 1;
        held.bytes += bytes.length;
        if (held.bytes > 1_000_000) await flush();
      },
    });
  } finally {
    clearInterval(timer);
    await flush();
  }
  failed.signal.throwIfAborted();
  return given.signal.aborted || !old.signal.aborted;
}
