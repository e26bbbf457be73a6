import { spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { atMost, type Figure } from './figure.ts';
import { fillLicences, ownerOf } from './filled.ts';
import { removeFolder, startInstallation } from './installation.ts';

// Fewer may be asked for where a look is enough; the goals are those of a million.
const rows = Number(process.env['KEPT_BENCH_LICENCES'] ?? 1_000_000);
const companies = rows / 4;
const seconds = 120;
/** Flat: what an import of a tenth of it takes, and a margin. */
const margin = 1.25;

/** A list of a million licences of 250,000 companies with as many contacts, imported by `./kept licences import` beside a running server. */
export async function measure(): Promise<Figure[]> {
  const installation = await startInstallation();
  const { client } = await ownerOf(installation);
  await fillLicences(client, 1);
  await importList(installation.folder, { rows: rows / 100, name: 'warm' });
  const small = await importList(installation.folder, { rows: rows / 10, name: 'small' });
  const large = await importList(installation.folder, { rows, name: 'large' });
  const there = await count(client);
  await client.end();
  await installation.stop();
  removeFolder(installation.folder);
  const whole = there === 1 + rows + rows / 10 + rows / 100;
  const time = atMost(
    {
      name: `import of ${rows.toLocaleString('en')} licences, checked and written`,
      value: large.seconds,
      unit: 's',
      detail: `${Math.round(rows / large.seconds).toLocaleString('en')} rows/s; ${there.toLocaleString('en')} licences there`,
    },
    seconds,
  );
  const memory = atMost(
    {
      name: 'memory of that import, peak',
      value: large.peakMiB,
      unit: 'MiB',
      detail: `${small.peakMiB.toFixed(0)} MiB at a tenth of the rows; goal: at most ${margin} of that`,
    },
    small.peakMiB * margin,
  );
  return [whole ? time : { ...time, met: false }, memory];
}

async function importList(folder: string, { rows, name }: { readonly rows: number; readonly name: string }) {
  const file = join(folder, `${name}.csv`);
  await pipeline(Readable.from(lines(name, rows)), createWriteStream(file));
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [
      'src/cli/kept.ts',
      'licences',
      'import',
      file,
      '--from',
      'a measurement',
      '--product',
      'SAMPLE',
      '--reseller',
      'Sample Reseller',
    ],
    {
      cwd: resolve(import.meta.dirname, '..'),
      env: { ...process.env, KEPT_DATA: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  let peakMiB = 0;
  const timer = setInterval(() => {
    peakMiB = Math.max(peakMiB, peakOf(child.pid ?? 0));
  }, 200);
  const code = await new Promise((done) => child.once('exit', done));
  clearInterval(timer);
  if (code !== 0) throw new Error(`the import ended with ${code}: ${said}`);
  return { seconds: (performance.now() - began) / 1_000, peakMiB };
}

function* lines(name: string, rows: number): Generator<string> {
  yield 'Serial,Seats,Company,Country,Contact,E-mail,Phone,Street,Postal code,City,Issued on,Maintenance until\n';
  const group = 1_000;
  for (let from = 0; from < rows; from += group)
    yield Array.from({ length: group }, (_, i) => line(name, from + i)).join('');
}

function line(name: string, row: number): string {
  const company = row % companies;
  const month = String(1 + (row % 12)).padStart(2, '0');
  return `${name}-${String(row).padStart(7, '0')}-${(row * 7_919) % 99_991},1,${name} Company ${company},DE,Contact ${company},c${company}@${name}${company % 5_000}.example,+49 30 ${company},${company} Bench Street,${10_000 + (company % 89_999)},Town ${company % 900},2024-${month}-11,2027-${month}-11\n`;
}

function peakOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}

async function count(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM licensing.licences');
  return rows[0]?.n ?? 0;
}
