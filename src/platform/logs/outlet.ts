import { setTimeout as sleep } from 'node:timers/promises';
import type { LineSender } from './send.ts';

/** Hands lines on without ever making who writes them wait for long: a web server must not stand still for its figures. */
export interface LineOutlet {
  /** Lines that nobody has taken for a while are let go; the bytes may be used again afterwards. */
  take(lines: Uint8Array): Promise<void>;
  /** Hands on what is held, if somebody takes it soon. */
  end(): Promise<void>;
}

export interface OutletOptions {
  /** Bytes that are held, in memory only, while nobody takes them. */
  readonly holds: number;
  /** How long who writes may be made to wait when that much is held; once, until somebody takes lines again. In milliseconds. */
  readonly patience: number;
  /** Told how many lines were let go, once lines are taken again. */
  readonly letGo: (lines: number) => void;
}

export function openOutlet(sender: Pick<LineSender, 'send'>, options: OutletOptions): LineOutlet {
  const waiting: Uint8Array[] = [];
  let bytes = 0;
  let lost = 0;
  let isAway = false;
  let pumping: Promise<void> | null = null;
  let taken = Promise.withResolvers<void>();

  async function pump(): Promise<void> {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      await sender.send(next);
      waiting.shift();
      bytes -= next.length;
      isAway = false;
      taken.resolve();
      taken = Promise.withResolvers();
      if (lost > 0) options.letGo(lost);
      lost = 0;
    }
  }

  async function room(length: number): Promise<boolean> {
    const until = performance.now() + options.patience;
    while (bytes + length > options.holds && bytes > 0) {
      const left = until - performance.now();
      if (isAway || left <= 0) {
        isAway = true;
        return false;
      }
      await Promise.race([taken.promise, sleep(left, undefined, { ref: false })]);
    }
    return true;
  }

  return {
    async take(lines) {
      if (!(await room(lines.length))) {
        for (const byte of lines) if (byte === 10) lost += 1;
        return;
      }
      waiting.push(Uint8Array.from(lines));
      bytes += lines.length;
      pumping ??= pump().finally(() => {
        pumping = null;
      });
      // What goes wrong is that it was asked to stop: told by end().
      pumping.catch(() => undefined);
    },
    async end() {
      await Promise.race([pumping, sleep(options.patience, undefined, { ref: false })]);
    },
  };
}
