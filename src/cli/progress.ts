import type { Progress } from '../platform/backup/dump.ts';

const quiet = 2_000;

/** A line for each table that holds something, and every two seconds within a large one; on standard error. */
export function tellProgress(): (progress: Progress) => void {
  let last = performance.now();
  return ({ table, rows, bytes, done }) => {
    const now = performance.now();
    if (done ? rows === 0 : now - last < quiet) return;
    last = now;
    console.error(done ? `  ${table}: ${rows} rows, ${size(bytes)}` : `  ${table}: ${size(bytes)} so far`);
  };
}

export function rowsOf(tables: readonly { rows: number }[]): number {
  return tables.reduce((sum, table) => sum + table.rows, 0);
}

export function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return bytes < 1_000_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${(bytes / 1_000_000_000).toFixed(2)} GB`;
}

/** Ctrl-C and a service manager's stop: the work is given up and cleaned away. A second one ends at once. */
export function stopAsked(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}
