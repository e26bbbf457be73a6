import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = import.meta.dirname;

function has(probe: string, options: readonly string[]): boolean {
  return (
    spawnSync('gcc', ['-x', 'c', '-E', ...options, '-'], { input: probe, stdio: ['pipe', 'ignore', 'ignore'] })
      .status === 0
  );
}

/** Compiler and headers; installed where that is possible, or said what is missing. */
export function needCompiler(headers: Readonly<Record<string, string>>): void {
  const missing = () => [
    ...(existsSync('/usr/bin/gcc') && existsSync('/usr/bin/g++') && existsSync('/usr/bin/make')
      ? []
      : ['gcc', 'g++', 'libc6-dev', 'make']),
    ...Object.entries(headers).flatMap(([header, name]) => (has(`#include <${header}>\n`, []) ? [] : [name])),
  ];
  const names = missing();
  if (names.length === 0) return;
  const script = join(here, '../../scripts/debian-packages.mjs');
  const { stderr } = spawnSync(process.execPath, [script, ...names], { encoding: 'utf8' });
  const still = missing();
  if (still.length > 0) throw new Error(`The C client cannot be built without ${still.join(', ')}. ${stderr.trim()}`);
}

/** Builds a target of the Makefile into a folder of its own. */
export function build(target: string, more: readonly string[] = []): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'kept-c-'));
  execFileSync('make', ['-s', '-C', here, `BUILD=${folder}`, ...more, target], { stdio: ['ignore', 'ignore', 'pipe'] });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Lines in, lines out. A report of a sanitizer ends the program, and so the test. */
export function runLines(program: string, options: readonly string[], lines: readonly string[]): string[] {
  const ran = spawnSync(program, options, {
    input: `${lines.join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  if (ran.status !== 0) throw new Error(`ended with ${ran.status ?? ran.signal}: ${ran.stderr}`);
  return ran.stdout.replace(/\n$/, '').split('\n');
}

export const hex = (text: string | Uint8Array): string => Buffer.from(text).toString('hex');
