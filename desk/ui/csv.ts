import { call, query } from '../api/client.ts';
import type { Page } from '../api/wire.ts';

export interface CsvColumn<T> {
  header: string;
  csv: (row: T) => string | number | boolean | null;
}

interface Job<T> {
  path: string;
  params: Record<string, string | number | null | undefined>;
  columns: readonly CsvColumn<T>[];
  personal: boolean;
  signal: AbortSignal;
  progress: (done: number, count: number) => void;
}

/** Reads the whole list under its filters, 500 rows a call, and returns it as CSV (RFC 4180, UTF-8 with mark). */
export async function listAsCsv<T>(job: Job<T>): Promise<Blob> {
  const lines = [row(job.columns.map((column) => column.header))];
  let cursor: string | null = null;
  let done = 0;
  do {
    const page: Page<T> = await call('GET', `${job.path}${query({ ...job.params, limit: 500, cursor })}`, {
      personal: job.personal,
      signal: job.signal,
    });
    for (const item of page.items) lines.push(row(job.columns.map((column) => column.csv(item))));
    done += page.items.length;
    job.progress(done, page.count);
    cursor = page.next;
  } while (cursor);
  return new Blob(['\uFEFF', lines.join('')], { type: 'text/csv;charset=utf-8' });
}

function row(cells: (string | number | boolean | null)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  // A spreadsheet must not take a name for a formula.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
