// Checks the arrows and rooms of ARCHITECTURE.md, and that the check itself can fail:
// every source file must have been read, and every planted violation must be reported under the rule that forbids it.
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { allowed, type Plant, planted } from './graph-plants.ts';

type Rules = { parts: Record<string, unknown>; rooms: Record<string, unknown>; testRooms: string[] };
type Violation = { rule: string; from: string; to: string };

const root = resolve(import.meta.dirname, '..');
const folders = ['src', 'desk', 'beacon', 'sdk', 'examples', 'test', 'bench', 'scripts'];
const settings = ['.dependency-cruiser.mjs', 'tsconfig.json', 'package.json'];
const sources = '**/*.{ts,tsx,mts,cts,mjs,cjs,js,jsx}';

function sourceFiles(base: string): string[] {
  const skip = (path: string) => ['node_modules', 'dist'].includes(path.split('/').at(-1) ?? '');
  return folders
    .filter((folder) => existsSync(join(base, folder)))
    .flatMap((folder) => globSync(`${folder}/${sources}`, { cwd: base, exclude: skip }))
    .concat(globSync('*.config.ts', { cwd: base }))
    .sort();
}

async function readGraph(base: string, files: string[]): Promise<ICruiseResult> {
  const before = process.cwd();
  process.chdir(base);
  try {
    const { options, ...ruleSet } = await extractConfig(join(base, '.dependency-cruiser.mjs'));
    const tsConfig = extractTsConfig(join(base, 'tsconfig.json'));
    const answer = await cruise(files, { ...options, ruleSet, validate: true, preserveSymlinks: true }, undefined, {
      tsConfig,
    });
    if (typeof answer.output === 'string') throw new Error('dependency-cruiser answered with text instead of a graph');
    return answer.output;
  } finally {
    process.chdir(before);
  }
}

const violationsOf = (graph: ICruiseResult): Violation[] =>
  graph.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));

const show = ({ rule, from, to }: Violation) => `${rule}: ${from} -> ${to}`;

/** Files of a part that are in no room, and folders of src that the tree does not know. */
function strangers(files: string[], { parts, rooms, testRooms }: Rules): string[] {
  const names = [...Object.keys(rooms), ...testRooms].join('|');
  const inRoom = new RegExp(`^src/parts/(?:${Object.keys(parts).join('|')})/(?:${names})(?:\\.ts$|\\.test\\.ts$|/)`);
  const partTest = /^src\/parts\/[^/]+\/[^/]+\.test\.ts$/;
  const known = /^src\/(?:main\.ts$|app\.ts$|(?:main|app)\.test\.ts$|app\/|cli\/|platform\/|parts\/)/;
  return files
    .filter((file) => file.startsWith('src/'))
    .filter((file) => (file.startsWith('src/parts/') ? !inRoom.test(file) && !partTest.test(file) : !known.test(file)))
    .map((file) => `no room of this name: ${file}`);
}

async function checkTree(rules: Rules): Promise<string[]> {
  const files = sourceFiles(root);
  const graph = await readGraph(root, files);
  const read = new Set(graph.modules.map((module) => module.source));
  const unread = files.filter((file) => !read.has(file)).map((file) => `not read: ${file}`);
  const edges = graph.modules.reduce((sum, module) => sum + module.dependencies.length, 0);
  console.log(`${files.length - unread.length} of ${files.length} files read, ${edges} imports`);
  if (files.length === 0 || edges === 0) unread.push('nothing was read');
  return [...unread, ...strangers(files, rules), ...violationsOf(graph).map(show)];
}

function specifier({ from, to }: Plant): string {
  if (!/^(?:src|desk|beacon|sdk|examples|test|bench|scripts)\//.test(to)) return to;
  const path = relative(dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

function plant(base: string, each: Plant): void {
  const name = specifier(each);
  const lines = each.type
    ? [`import type { planted } from '${name}';`, 'export type Use = typeof planted;']
    : [`import { planted } from '${name}';`, 'export const use = planted;'];
  if (each.also) lines.unshift(`import type { planted as early } from '${name}';`, 'export type Early = typeof early;');
  const file = join(base, each.from);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${lines.join('\n')}\n`);
  if (name === each.to) return;
  const target = join(base, each.to);
  mkdirSync(dirname(target), { recursive: true });
  if (!existsSync(target)) writeFileSync(target, 'export const planted = 1;\n');
  const back = specifier({ from: each.to, to: each.from });
  if (each.back) writeFileSync(target, `import { use } from '${back}';\nexport const planted = () => use;\n`);
}

/** Plants every violation in a copy of the tree, and imports beside them that must stay allowed. */
async function checkTheCheck(): Promise<string[]> {
  const base = mkdtempSync(join(tmpdir(), 'kept-graph-'));
  try {
    for (const name of [...folders, ...settings]) {
      const skip = (path: string) => !/\/(?:node_modules|dist)$/.test(path);
      if (existsSync(join(root, name))) cpSync(join(root, name), join(base, name), { recursive: true, filter: skip });
    }
    symlinkSync(join(root, 'node_modules'), join(base, 'node_modules'));
    for (const each of [...planted, ...allowed]) plant(base, each);
    const graph = await readGraph(base, sourceFiles(base));
    const found = violationsOf(graph);
    const missed = planted
      .filter(({ rule, from }) => !found.some((violation) => violation.rule === rule && violation.from === from))
      .map(({ rule, from, to }) => `planted, but not reported: ${rule}: ${from} -> ${to}`);
    const excess = found
      .filter(({ from }) => allowed.some((each) => each.from === from))
      .map((violation) => `allowed, but reported: ${show(violation)}`);
    const rulesSeen = new Set(planted.map(({ rule }) => rule));
    const { forbidden = [] } = await extractConfig(join(base, '.dependency-cruiser.mjs'));
    const unproven = forbidden
      .map(({ name }) => name ?? '')
      .filter((name) => !rulesSeen.has(name))
      .map((name) => `no violation is planted for the rule ${name}`);
    console.log(
      `${planted.length - missed.length} of ${planted.length} planted violations reported, ${allowed.length - excess.length} of ${allowed.length} allowed imports let pass`,
    );
    return [...missed, ...excess, ...unproven];
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

const rules = (await import(pathToFileURL(join(root, '.dependency-cruiser.mjs')).href)) as Rules;
const faults = [...(await checkTree(rules)), ...(await checkTheCheck())];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
