import { createReadStream } from 'node:fs';
import { opendir, readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Finding, listed } from './finding.ts';
import type { Scene } from './scene.ts';
import type { WholeSaboteur } from './whole.ts';

export interface BytesProbe {
  readonly kind: 'bytes';
  readonly unit: 'files';
  /** Folders or files under the data folder; '' is the whole of it. */
  readonly under: readonly string[];
  /** Folders and files left out, by their path under the data folder, each with its reason. */
  readonly except: Readonly<Record<string, string>>;
  /** What must not be in any of them. */
  readonly patterns: readonly RegExp[];
  /** Nobody but its owner may open any of them. */
  readonly closed?: true;
}

export interface BytesSaboteur extends WholeSaboteur {
  readonly kind: 'bytes';
}

/** A file beyond this is not looked at, so it counts as not examined. */
const largestFile = 1_000_000_000;
/** What a group or everybody may do with a file. */
const forOthers = 0o077;
/** A pattern may lie across two chunks: so much of the last one is looked at again. */
const overlap = 512;

// Examined: files read to the end. Counted: files that another walk of the folder finds.
export async function runBytes(probe: BytesProbe, scene: Scene): Promise<Finding> {
  const { dataFolder, signal } = scene;
  if (dataFolder === null) throw new Error('no data folder is known');
  const against: string[] = [];
  let examined = 0;
  for (const start of probe.under)
    for await (const path of walk(join(dataFolder, start), (each) => leftOut(each, dataFolder, probe))) {
      const found = () => against.push(relative(dataFolder, path));
      if (!(await readWhole(path, probe.patterns, signal, found))) continue;
      if (probe.closed && ((await stat(path)).mode & forOthers) !== 0) found();
      examined += 1;
    }
  return { examined, counted: await countFiles(probe, dataFolder), counterexamples: listed(against) };
}

function leftOut(path: string, dataFolder: string, probe: BytesProbe): boolean {
  const name = relative(dataFolder, path);
  return Object.keys(probe.except).some((each) => name === each || name.startsWith(`${each}/`));
}

async function* walk(path: string, skip: (path: string) => boolean): AsyncGenerator<string> {
  if (skip(path)) return;
  const facts = await stat(path);
  if (facts.isFile()) yield path;
  if (!facts.isDirectory()) return;
  for await (const entry of await opendir(path)) {
    const below = join(path, entry.name);
    if (entry.isFile() && !skip(below)) yield below;
    if (entry.isDirectory()) yield* walk(below, skip);
  }
}

async function readWhole(
  path: string,
  patterns: readonly RegExp[],
  signal: AbortSignal,
  found: () => void,
): Promise<boolean> {
  const { size } = await stat(path);
  if (size > largestFile) return false;
  let tail = '';
  let hit = false;
  // A file that grows meanwhile is read to where it ended when the look began.
  if (size > 0)
    for await (const chunk of createReadStream(path, { end: size - 1, encoding: 'latin1', signal })) {
      const text = tail + (chunk as string);
      hit ||= patterns.some((pattern) => text.search(pattern) !== -1);
      tail = text.slice(-overlap);
    }
  if (hit) found();
  return true;
}

async function countFiles(probe: BytesProbe, dataFolder: string): Promise<number> {
  let counted = 0;
  for (const start of probe.under) {
    const top = join(dataFolder, start);
    if ((await stat(top)).isFile()) {
      if (!leftOut(top, dataFolder, probe)) counted += 1;
      continue;
    }
    const entries = await readdir(top, { recursive: true, withFileTypes: true });
    counted += entries.filter(
      (entry) => entry.isFile() && !leftOut(join(entry.parentPath, entry.name), dataFolder, probe),
    ).length;
  }
  return counted;
}
