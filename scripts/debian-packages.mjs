// Installs Debian packages that tests and checks need, where that is possible; says what to do where it is not.
// Plain JavaScript: it may run before anything is installed. Usage: node scripts/debian-packages.mjs PACKAGE...
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const isDebian = () => existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');

/** Why packages cannot be installed from here, or null. */
export function hindrance() {
  if (!isDebian()) return 'this is not Debian';
  if (process.getuid?.() !== 0) return 'installing needs root';
  return null;
}

function aptGet(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = ['-qq', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
  const run = spawnSync('apt-get', [...options, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`apt-get ${args.join(' ')} failed\n${run.stdout ?? ''}${run.stderr ?? ''}`);
}

export function installDebianPackages(packages) {
  const why = hindrance();
  if (why)
    throw new Error(`${packages.join(', ')} cannot be installed from here: ${why}. Install by hand, then try again.`);
  console.log(`Installing ${packages.join(', ')} ...`);
  aptGet(['update']);
  aptGet(['install', '-y', '--no-install-recommends', ...packages]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    installDebianPackages(process.argv.slice(2));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
