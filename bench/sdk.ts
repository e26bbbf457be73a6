import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { partDigests } from '../sdk/fingerprint.ts';
import { type ClientOptions, openLicence } from '../sdk/index.ts';
import { makeFolder, writeKept } from '../sdk/store.ts';
import { answers } from '../sdk/vectors/answers.ts';
import { documents, fingerprint, machine } from '../sdk/vectors/documents.ts';
import { knownKey } from '../sdk/vectors/signer.ts';
import { atMost, type Figure } from './figure.ts';

const rounds = 2_000;
const warming = 300;

/** The check at the start of a desktop program: from the files on the disk to the verdict, in TypeScript and in C. */
export async function measure(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kept-bench-sdk-'));
  try {
    const options = filled(folder);
    const before = process.cpuUsage();
    const inTypeScript = timed(options);
    const { user, system } = process.cpuUsage(before);
    const processor = ((user + system) / 1000 / inTypeScript.length).toFixed(2);
    const cold = coldStart(options);
    const inC = timedC(folder);
    return [
      ...figures(
        'TypeScript, warm',
        inTypeScript.slice(warming),
        5,
        `${processor} ms of the processor each; a new process needs ${cold} ms from its first import to the verdict`,
      ),
      ...figures('C', inC.slice(1), 1, `the first in its process takes ${(inC[0] ?? Number.NaN).toFixed(2)} ms`),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function figures(name: string, took: readonly number[], limit: number, more: string): Figure[] {
  const sorted = [...took].sort((a, b) => a - b);
  const share = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  const detail = `${sorted.length} starts, longest ${share(1).toFixed(2)} ms; ${more}`;
  return [0.5, 0.99].map((part) =>
    atMost({ name: `start-up check, ${name}, p${part * 100}`, value: share(part), unit: 'ms', detail }, limit),
  );
}

/** An activated program that also has a signed answer of the server; the parts of the machine are really read. */
function filled(folder: string): ClientOptions {
  const document = documents.find(({ name }) => name === 'of no machine')?.text ?? '';
  const [answer] = answers;
  const options = {
    serverUrl: 'http://127.0.0.1:9',
    folder,
    product: 'MILL',
    builtOn: '2026-02-01',
    keys: [knownKey.publicKey],
  };
  makeFolder(folder);
  writeFileSync(join(folder, 'document.json'), documents[0]?.text ?? '');
  const kept = {
    document,
    status: answer ? { text: answer.text, nonce: answer.nonce } : null,
    fingerprint,
    parts: partDigests({}),
    lastSeen: 0,
    clocks: null,
    reseller: null,
    pending: null,
  };
  writeKept(join(folder, 'MILL.licence.json'), kept, { durable: false });
  return options;
}

function timed(options: ClientOptions): number[] {
  return Array.from({ length: warming + rounds }, () => {
    const before = performance.now();
    const { run } = openLicence(options).mayRun();
    const took = performance.now() - before;
    if (!run) throw new Error('the licence should run');
    return took;
  });
}

function coldStart(options: ClientOptions): string {
  const index = resolve(import.meta.dirname, '../sdk/index.ts');
  const script = `const before = performance.now();
    const { openLicence } = await import(${JSON.stringify(index)});
    openLicence(${JSON.stringify(options)}).mayRun();
    console.log((performance.now() - before).toFixed(0));`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).trim();
}

function timedC(folder: string): number[] {
  execFileSync('make', ['-s', '-C', resolve(import.meta.dirname, '../sdk/c'), `BUILD=${folder}`, 'timing']);
  const options = [knownKey.publicKey, join(folder, 'document.json'), machine, `${rounds + 1}`];
  const lines = execFileSync(join(folder, 'timing'), options, { encoding: 'utf8' });
  return lines
    .trim()
    .split('\n')
    .map((line) => Number(line) / 1e6);
}
