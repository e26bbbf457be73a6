// `npm run check`: every check, one after the other, one line each; what failed is said again at the end.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const node = process.execPath;
const tool = (path: string) => resolve(root, 'node_modules', path);

const steps = [
  {
    name: 'format and lint',
    args: [tool('@biomejs/biome/bin/biome'), 'ci', '--colors=off', '--diagnostic-level=error'],
    renew: 'npm run format',
  },
  { name: 'types of the server', args: [tool('typescript/bin/tsc'), '-p', '.'] },
  { name: 'types of the desk', args: [tool('typescript/bin/tsc'), '-p', 'desk'] },
  { name: 'types of the website script', args: [tool('typescript/bin/tsc'), '-p', 'beacon'] },
  { name: 'arrows and rooms', args: ['scripts/check-graph.ts'] },
  { name: 'unused files, exports and packages', args: [tool('knip/bin/knip.js')] },
  { name: 'schema.sql', args: ['scripts/dump-schema.ts', '--check'], renew: 'npm run schema' },
];

type Outcome = { code: number; output: string; seconds: string };

function run(args: string[]): Promise<Outcome> {
  const start = performance.now();
  return new Promise((done) => {
    const child = spawn(node, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    const finish = (code: number, more = '') => {
      const output = Buffer.concat(chunks).toString() + more;
      done({ code, output, seconds: ((performance.now() - start) / 1000).toFixed(1) });
    };
    child.on('error', (error) => finish(1, error.message));
    child.on('close', (code) => finish(code ?? 1));
  });
}

const only = process.argv.slice(2);
const chosen = steps.filter(({ name }) => only.length === 0 || only.some((word) => name.includes(word)));
const failed: string[] = [];
for (const { name, args, renew } of chosen) {
  const { code, output, seconds } = await run(args);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)`);
  if (code === 0) continue;
  console.log(output.trimEnd().replace(/^/gm, '        '));
  failed.push(renew ? `${name} (to renew: ${renew})` : name);
}
if (chosen.length === 0) failed.push(`no check is called ${only.join(', ')}`);
console.log(
  failed.length === 0 ? `All ${chosen.length} checks hold.` : `${failed.length} failed: ${failed.join('; ')}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
