import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { cpus, hostname, networkInterfaces } from 'node:os';
import { parse } from 'node:path';

/** What tells this machine from others, by name; a part that cannot be read is absent. */
export type MachineParts = Readonly<Record<string, string>>;

/** Reads the parts that are read at once, without starting another program. Nothing of them leaves the machine but in a digest. */
export function machineParts(): MachineParts {
  const found: Record<string, string | null> = {
    system: fileText('/etc/machine-id') ?? fileText('/var/lib/dbus/machine-id'),
    board: joined(['board_vendor', 'board_name', 'product_name'].map((name) => fileText(`/sys/class/dmi/id/${name}`))),
    processor: cpus()[0]?.model ?? null,
    disk: rootDisk(),
    network: joined([...new Set(cards())].sort()),
    host: hostname(),
  };
  return Object.fromEntries(Object.entries(found).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** Addresses of the network cards; those of virtual and inner ones change too often. */
function cards(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, mac }) => !internal && mac !== '00:00:00:00:00:00' && !isMadeUp(mac))
    .map(({ mac }) => mac);
}

/** Locally administered addresses (bit 1 of the first byte, IEEE 802) are made up by software. */
function isMadeUp(mac: string): boolean {
  return (Number.parseInt(mac.slice(0, 2), 16) & 2) !== 0;
}

/** When the root folder was made, and on Windows the serial number of the volume. */
function rootDisk(): string | null {
  try {
    const { dev, birthtimeMs } = statSync(parse(process.cwd()).root);
    return process.platform === 'win32' ? `${dev}` : `${Math.floor(birthtimeMs)}`;
  } catch {
    return null;
  }
}

function fileText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim() || null;
  } catch {
    return null;
  }
}

function joined(texts: readonly (string | null)[]): string | null {
  return texts.filter(Boolean).join('/') || null;
}

/** A computer of its own, one made by software, one that many people work on, or what is carried from one to another. */
export type MachineKind = 'physical' | 'virtual' | 'terminal server' | 'dongle';

const madeBySoftware = /vmware|virtualbox|qemu|kvm|xen|bochs|parallels|hyper-?v|virtual machine|bhyve/i;

/** What can be seen at once of the kind of this machine. */
export function machineKind(parts: MachineParts, env: Readonly<Record<string, string | undefined>>): MachineKind {
  if (parts.dongle !== undefined) return 'dongle';
  // A session over the network that Windows names so.
  if (/^rdp-/i.test(env['SESSIONNAME'] ?? '')) return 'terminal server';
  return madeBySoftware.test(parts.board ?? '') ? 'virtual' : 'physical';
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** The digest of each part, as it is kept in the local store. */
export function partDigests(parts: MachineParts): MachineParts {
  return Object.fromEntries(
    Object.entries(parts).map(([name, value]) => [name, hash(`${name}\0${value}`).slice(0, 32)]),
  );
}

/** What is sent to the server: a digest of all parts, in which none can be read. */
export function fingerprintOf(digests: MachineParts): string {
  const text = Object.keys(digests)
    .sort()
    .map((name) => `${name}=${digests[name]}`)
    .join('\n');
  return `k1-${hash(text)}`;
}

/** The name under which the server's documents know a fingerprint. */
export function machineOf(fingerprint: string): string {
  return hash(fingerprint);
}

/**
 * Whether this is the machine that was activated: more than half of the parts known then are still the same, so that a new
 * dock, network card or name does no harm.
 */
export function isSameMachine(then: MachineParts, now: MachineParts): boolean {
  const names = Object.keys(then);
  return names.filter((name) => then[name] === now[name]).length * 2 > names.length;
}
