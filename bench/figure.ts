import { cpus, totalmem } from 'node:os';

/** One measured figure, beside the limit or the peer measured in the same run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The limit, or what the peer reached. */
  readonly beside: number;
  /** `value / beside`. */
  readonly ratio: number;
  readonly goal: string;
  readonly met: boolean;
  /** What else was seen: spread of the runs, p50 and p99. */
  readonly detail?: string;
}

interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly detail: string;
}

/** A figure that must not pass a limit. */
export function atMost(measured: Measured, limit: number): Figure {
  return { ...measured, beside: limit, ratio: measured.value / limit, goal: 'at most 1', met: measured.value <= limit };
}

/** A figure that must reach a share of its peer; `ratio` is the median over pairs measured one after the other. */
export function atLeastShare(measured: Measured, beside: number, ratio: number, share: number): Figure {
  return { ...measured, beside, ratio, goal: `at least ${share}`, met: ratio >= share };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

export function machine(): string {
  const [first] = cpus();
  return `${cpus().length} x ${first?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}, Node.js ${process.versions.node}`;
}

export function draw(figure: Figure): string {
  const number = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2));
  const line = `${figure.met ? 'met ' : 'MISS'}  ${figure.name}: ${number(figure.value)} ${figure.unit} beside ${number(figure.beside)}, ratio ${figure.ratio.toFixed(3)} (${figure.goal})`;
  return figure.detail ? `${line}\n      ${figure.detail}` : line;
}
