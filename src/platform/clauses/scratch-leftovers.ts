import { existsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderHolder } from '../db/cluster/data-lock.ts';
import { endLeftover } from '../db/cluster/postmaster.ts';

/** How the folders begin in which scratch is made, and where in them its PostgreSQL has its data folder. */
export const scratchFolders = { scratch: 'kept-scratch-', audit: 'kept-audit-' } as const;
const dataFolders = [
  [scratchFolders.scratch, 'cluster'],
  [scratchFolders.audit, 'data'],
] as const;

/** Before its PostgreSQL is there nobody claims a folder: only one this old has been left. */
const unclaimedFor = 3_600_000;

/**
 * Ends the PostgreSQL of scratch whose process was killed, and takes its folder away. What another user has left stays.
 * @returns how many were taken away
 */
export async function sweepScratch(): Promise<number> {
  let swept = 0;
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const [, data] = dataFolders.find(([prefix]) => name.startsWith(prefix)) ?? [];
    if (data === undefined) continue;
    const folder = join(tmpdir(), name);
    if (await sweepOne(folder, join(folder, data)).catch(() => false)) swept += 1;
  }
  return swept;
}

async function sweepOne(folder: string, data: string): Promise<boolean> {
  const isClaimed = existsSync(join(data, 'postgres'));
  if (!isClaimed && Date.now() - (await stat(folder)).mtimeMs < unclaimedFor) return false;
  if ((await folderHolder(data)) !== undefined) return false;
  await endLeftover(join(data, 'postgres'));
  await rm(folder, { recursive: true, force: true });
  return true;
}
