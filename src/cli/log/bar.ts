import { size } from '../progress.ts';

export interface Bar {
  /** How much there is; asked before anything is told. */
  total(bytes: number): void;
  told(progress: { readonly bytes: number; readonly lines: number }): void;
  /** All is counted: how many days, months and years are written. A stage of its own, with a bar of its own. */
  writing(progress: { readonly done: number; readonly all: number }): void;
  end(): void;
}

const width = 28;
const everyTerminal = 100;
const everyFile = 5_000;

/** A bar with rate and time left on standard error: one line that is drawn anew in a terminal, a line now and then elsewhere. */
export function drawBar(stream: NodeJS.WriteStream = process.stderr, now: () => number = () => performance.now()): Bar {
  const began = now();
  const every = stream.isTTY ? everyTerminal : everyFile;
  let drawn = began;
  let total = 0;
  let bytes = 0;
  let lines = 0;
  let writingSince: number | null = null;
  const draw = (text: string) => {
    stream.write(stream.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
  };
  return {
    total(all) {
      total = all;
    },
    told(progress) {
      bytes += progress.bytes;
      lines += progress.lines;
      if (now() - drawn < every) return;
      drawn = now();
      draw(barText({ bytes, lines, total, seconds: (now() - began) / 1_000 }));
    },
    writing({ done, all }) {
      const begins = writingSince === null;
      writingSince ??= now();
      if (!begins && done < all && now() - drawn < every) return;
      drawn = now();
      draw(writingText({ done, all, seconds: (now() - writingSince) / 1_000 }));
    },
    end() {
      if (stream.isTTY && drawn !== began) stream.write('\r\u001b[2K');
    },
  };
}

function barText({
  bytes,
  lines,
  total,
  seconds,
}: {
  bytes: number;
  lines: number;
  total: number;
  seconds: number;
}): string {
  const share = total > 0 ? Math.min(1, bytes / total) : 0;
  const rate = seconds > 0 ? lines / seconds : 0;
  return `Counting ${drawn(share)}  ${size(bytes)} of ${size(total)}, ${lines} lines, ${Math.round(rate)} lines/s${timeLeft(share, seconds)}`;
}

function writingText({ done, all, seconds }: { done: number; all: number; seconds: number }): string {
  const share = all > 0 ? Math.min(1, done / all) : 1;
  return `Writing  ${drawn(share)}  ${done} of ${all} days, months and years${timeLeft(share, seconds)}`;
}

function drawn(share: number): string {
  const full = Math.round(share * width);
  return `[${'#'.repeat(full)}${'.'.repeat(width - full)}] ${Math.floor(share * 100)} %`;
}

function timeLeft(share: number, seconds: number): string {
  return share > 0 && share < 1 && seconds >= 1 ? `, ${duration((seconds / share) * (1 - share))} left` : '';
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3_600)} h ${Math.floor((whole % 3_600) / 60)} min`;
}
