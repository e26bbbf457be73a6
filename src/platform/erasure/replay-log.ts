import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What must hold even after an older backup was restored: erasures, opt-outs, restrictions and objections, one JSON line each, only added to.
 * It lies in the data folder and not in the database, so that it does not go back in time with it. Ids and keyed digests, nothing in the clear.
 */
export type ReplayLine =
  | {
      readonly kind: 'erasure';
      readonly at: string;
      readonly id: string;
      readonly number: string;
      readonly personId: string;
      readonly cause: string;
      readonly emailKey: string;
      readonly emailBytes: number;
      readonly emailAt: number;
      readonly rewriteBy: string;
      readonly backupsUntil: string;
      readonly receipt: string | null;
    }
  | {
      /** What may be sent to an address by one channel, or not any more. */
      readonly kind: 'choice';
      readonly allowed: boolean;
      readonly at: string;
      readonly emailKey: string;
      readonly channel: string;
    }
  | {
      /** Topics that somebody refuses, and the end of a pause. */
      readonly kind: 'wishes';
      readonly at: string;
      readonly personId: string;
      readonly refusedTopics: readonly string[];
      readonly pausedUntil: string | null;
    }
  | {
      /** What somebody said to new uses of their data, of which a version of the policy asked. */
      readonly kind: 'answer';
      readonly at: string;
      readonly personId: string;
      readonly noticeId: string;
      readonly uses: readonly string[];
      readonly allowed: boolean;
    }
  | {
      readonly kind: 'state';
      readonly at: string;
      readonly personId: string;
      readonly restricted: boolean;
      readonly objected: boolean;
      /** Not in lines of before there were seals. */
      readonly sealed?: boolean;
    };

export interface ReplayLog {
  append(line: ReplayLine): void;
  read(): ReplayLine[];
}

export const replayFile = (dataFolder: string) => join(dataFolder, 'erasures-and-opt-outs.log');

/** Null where this server keeps no files. */
export function openReplayLog(dataFolder: string | null): ReplayLog {
  if (dataFolder === null) return { append: () => undefined, read: () => [] };
  const path = replayFile(dataFolder);
  return {
    append: (line) => appendFileSync(path, `${JSON.stringify(line)}\n`, { mode: 0o600, flush: true }),
    read: () => (existsSync(path) ? parseReplay(readFileSync(path, 'utf8')) : []),
  };
}

/** A line that was cut off by a crash is passed over: what it says is written again from the database at the next start. */
export function parseReplay(text: string): ReplayLine[] {
  return text.split('\n').flatMap((line) => {
    try {
      const parsed = JSON.parse(line) as ReplayLine;
      return typeof parsed === 'object' && parsed !== null && 'kind' in parsed ? [parsed] : [];
    } catch {
      return [];
    }
  });
}
