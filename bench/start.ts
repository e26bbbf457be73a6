import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atMost, type Figure, median } from './figure.ts';
import { atRest, removeFolder, startInstallation } from './installation.ts';

const runs = 5;

/** Start to ready, the first time (with a new database) and the second; memory of the server when nothing happens. */
export async function measure(): Promise<Figure[]> {
  const first: number[] = [];
  const second: number[] = [];
  const memory: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    // Right after install and build nothing is compiled yet, either.
    const compiled = { NODE_COMPILE_CACHE: mkdtempSync(join(tmpdir(), 'kept-bench-compiled-')) };
    const fresh = await startInstallation(undefined, compiled);
    first.push(fresh.readyAfter);
    await fresh.stop();
    const again = await startInstallation(fresh.folder, compiled);
    second.push(again.readyAfter);
    await visit(again.port);
    await atRest();
    memory.push(again.serverMemory());
    await again.stop();
    removeFolder(fresh.folder);
    removeFolder(compiled.NODE_COMPILE_CACHE);
  }
  const spread = (values: number[]) =>
    `${runs} runs, ${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}`;
  return [
    atMost({ name: 'first start to ready', value: median(first), unit: 'ms', detail: spread(first) }, 10_000),
    atMost({ name: 'second start to ready', value: median(second), unit: 'ms', detail: spread(second) }, 3_000),
    atMost(
      {
        name: 'idle memory of the server process',
        value: median(memory),
        unit: 'MB',
        detail: `${spread(memory)}; each public page and the sign-in asked once, the proofs of the start done`,
      },
      220,
    ),
  ];
}

// What is loaded at first use must be loaded.
async function visit(port: number): Promise<void> {
  for (const path of [
    '/',
    '/activate',
    '/me',
    '/privacy',
    '/privacy/proof',
    '/api',
    '/openapi.json',
    '/desk/',
    '/api/v1/session',
    '/api/auth/get-session',
  ]) {
    await (
      await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie: 'kept.session_token=nothing' } })
    ).arrayBuffer();
  }
}
