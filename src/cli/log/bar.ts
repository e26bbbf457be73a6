import { size } from '../progress.ts';

export interface Bar {
  /** How much there is; asked before anything is told. */
  total(bytes: number): void;
  told(progress: { readonly bytes: number; readonly lines: number }): void;
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
  const draw = () => {
    const text = barText({ bytes, lines, total, seconds: (now() - began) / 1_000 });
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
      draw();
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
  const full = Math.round(share * width);
  const rate = seconds > 0 ? lines / seconds : 0;
  const left = share > 0 && seconds >= 1 ? `, ${duration((seconds / share) * (1 - share))} left` : '';
  const bar = `[${'#'.repeat(full)}${'.'.repeat(width - full)}]`;
  return `${bar} ${Math.floor(share * 100)} %  ${size(bytes)} of ${size(total)}, ${lines} lines, ${Math.round(rate)} lines/s${left}`;
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3_600)} h ${Math.floor((whole % 3_600) / 60)} min`;
}
