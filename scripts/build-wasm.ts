// `npm run wasm`: compiles src/platform/logs/combined/combined.c to WebAssembly, with Debian 12's clang 14. With --check it compares what
// comes of it with what is checked in.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../src/platform/logs/combined');
const kept = join(folder, 'combined.wasm');
const compiler = '/usr/bin/clang-14';
const options = [
  ...['--target=wasm32', '-O3', '-std=c11', '-Wall', '-Wextra', '-Werror', '-msimd128', '-mbulk-memory'],
  ...['-ffreestanding', '-nostdlib', '-Wl,--no-entry', '-Wl,--strip-all'],
];

/** Installs it where that is possible, else fails and says what to do. */
function requireCompiler(): void {
  if (existsSync(compiler) && existsSync('/usr/bin/wasm-ld-14')) return;
  const script = resolve(import.meta.dirname, 'debian-packages.mjs');
  const { stderr } = spawnSync(process.execPath, [script, 'clang-14', 'lld-14'], { encoding: 'utf8' });
  if (!existsSync(compiler) || !existsSync('/usr/bin/wasm-ld-14'))
    throw new Error(`Debian 12's clang-14 and lld-14 are needed. ${stderr.trim()}`);
}

function build(to: string): void {
  requireCompiler();
  // By its name alone, so that the folder of the clone stands nowhere in it.
  execFileSync(compiler, [...options, '-fuse-ld=/usr/bin/wasm-ld-14', '-o', to, 'combined.c'], { cwd: folder });
}

try {
  if (process.argv.includes('--check')) {
    const scratch = mkdtempSync(join(tmpdir(), 'kept-wasm-'));
    const fresh = join(scratch, 'combined.wasm');
    try {
      build(fresh);
      if (!readFileSync(fresh).equals(readFileSync(kept)))
        throw new Error('combined.wasm is not what combined.c makes. Renew it: npm run wasm');
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  } else build(kept);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
