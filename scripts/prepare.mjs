// Makes a clone ready to run: installs the packages and, with --desk, builds the desk and the website script; each only
// where something changed.
// Plain JavaScript for Node 20: it runs before the pinned Node is there.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const modules = join(root, 'node_modules');
const windows = process.platform === 'win32';
const pinnedNode = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node');

main(process.argv.slice(2));

function main(args) {
  const unknown = args.filter((arg) => arg !== '--desk');
  if (unknown.length > 0) stop(`prepare.mjs takes --desk, not ${unknown.join(' ')}`);
  if (Number(process.versions.node.split('.')[0]) < 20) {
    stop(`Kept needs Node.js 20 or newer to install itself; this is ${process.version}. See https://nodejs.org`);
  }
  oneAtATime(() => {
    install();
    packPackages();
    if (args.includes('--desk')) {
      buildDesk();
      buildBeacon();
    }
  });
}

function install() {
  const stamp = join(modules, '.kept-installed');
  const wanted = hashOf(['package-lock.json']);
  if (existsSync(pinnedNode) && read(stamp) === wanted) {
    // A checkout may touch the lock file without changing it; ./kept compares the times.
    utimesSync(stamp, new Date(), new Date());
    return;
  }
  if (existsSync(pinnedNode) && inStep()) {
    writeFileSync(stamp, wanted);
    return;
  }
  say(
    existsSync(modules)
      ? 'The list of packages has changed: installing them (npm ci) ...'
      : 'Installing packages (npm ci); this happens once ...',
  );
  // npm may be set to leave out what building and the embedded database need.
  const ci = () => npm(['ci', '--include=dev', '--include=optional', '--loglevel=error']);
  let failed = ci();
  // npm says nothing of an optional package that did not arrive; those of this system are the programs that build and check.
  if (!failed && missing().length > 0)
    failed =
      ci() ||
      missing()
        .map((path) => `without ${path}`)
        .join(', ');
  if (failed)
    stop(
      `npm ci did not succeed (${failed}); its message stands above. Is the package registry reachable? Nothing else was changed: run the same command again.`,
    );
  if (!existsSync(pinnedNode)) {
    stop(
      'The pinned Node was not installed: npm was told to run no install scripts. Allow them (npm config set ignore-scripts false) and run the same command again.',
    );
  }
  writeFileSync(stamp, wanted);
}

/** Whether npm has installed just what the lock file says, for whoever installs by hand. Optional packages depend on the system. */
function inStep() {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const found = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages;
    const same = (path) => wanted[path]?.version === found[path]?.version;
    const needed = Object.keys(wanted).filter((path) => path !== '' && !wanted[path].optional);
    return (
      needed.every((path) => found[path] && same(path)) && Object.keys(found).every(same) && missing().length === 0
    );
  } catch {
    return false;
  }
}

/** Packages of the lock file for this system that are not there. */
function missing() {
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const libc = process.report?.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
  const fits = (list, own) => !list || list.includes(own);
  return Object.entries(wanted)
    .filter(
      ([path, { os, cpu, libc: libcs }]) =>
        path !== '' &&
        os &&
        fits(os, process.platform) &&
        fits(cpu, process.arch) &&
        (process.platform !== 'linux' || fits(libcs, libc)),
    )
    .map(([path]) => path)
    .filter((path) => !existsSync(join(root, path, 'package.json')));
}

/** Nothing needs it but speed, so nothing fails without it. */
function packPackages() {
  const stamp = join(modules, '.kept-packed');
  const wanted = hashOf(['package-lock.json', 'scripts/pack-packages.mjs']);
  if (read(stamp) === wanted) return;
  const { status } = spawnSync(pinnedNode, [join(root, 'scripts/pack-packages.mjs')], { stdio: 'inherit' });
  if (status === 0) writeFileSync(stamp, wanted);
}

function buildDesk() {
  const stamp = join(modules, '.kept-desk');
  if (!existsSync(join(root, 'desk'))) return;
  const wanted = hashOf(['package-lock.json', ...filesUnder('desk').filter(isSource), ...wireFiles()]);
  if (existsSync(join(root, 'desk/dist/index.html')) && read(stamp) === wanted) return;
  say('Building the desk ...');
  build('desk', 'the desk');
  writeFileSync(stamp, wanted);
}

/** The website script is small: what is served is one file in one piece. */
function buildBeacon() {
  const stamp = join(modules, '.kept-beacon');
  const wanted = hashOf(['package-lock.json', ...filesUnder('beacon').filter(isSource)]);
  if (existsSync(join(root, 'beacon/dist/s.js')) && read(stamp) === wanted) return;
  build('beacon', 'the website script');
  writeFileSync(stamp, wanted);
}

function build(folder, name) {
  const { status, signal, error } = spawnSync(
    pinnedNode,
    [join(modules, 'vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
    {
      cwd: join(root, folder),
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  if (status !== 0)
    stop(`${name} could not be built (${error?.message ?? signal ?? status}); the message stands above.`);
}

/** npm runs this with its own path in the environment; from ./kept it is looked for. */
function npm(args) {
  const own = process.env.npm_execpath;
  const [program, first] = own && /npm-cli\.c?js$/.test(own) ? [process.execPath, [own]] : ['npm', []];
  const { status, signal, error } = spawnSync(program, [...first, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: windows && program === 'npm',
  });
  if (error?.code === 'ENOENT') return 'there is no npm';
  return error?.message ?? signal ?? (status === 0 ? undefined : `exit code ${status}`);
}

/** Two starts at once would install into the same folder. A holder that died is passed over. */
function oneAtATime(run) {
  const lock = join(root, '.kept-preparing');
  while (!taken(lock)) {
    const holder = Number(read(lock));
    if (holder > 0 && !alive(holder)) rmSync(lock, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  process.once('exit', () => rmSync(lock, { force: true }));
  run();
}

function taken(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    stop(`The folder ${root} cannot be written (${error.code}). Give this user the right to write there.`);
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

function filesUnder(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

function isSource(file) {
  return !/[\\/](dist|node_modules)[\\/]|\.test\.tsx?$/.test(file);
}

function wireFiles() {
  const parts = join(root, 'src/parts');
  return existsSync(parts) ? filesUnder('src/parts').filter((file) => /[\\/]wire(\.ts$|[\\/])/.test(file)) : [];
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function say(line) {
  console.log(line);
}

function stop(line) {
  console.error(line);
  process.exit(1);
}
