import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, chmodSync, createWriteStream, mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type pg from 'pg';
import { fillScratch } from '../../app/clauses/fill-scratch.ts';
import { queryOn } from '../../platform/clauses/scene.ts';
import { scratchFolders, sweepScratch } from '../../platform/clauses/scratch-leftovers.ts';
import { type Cluster, startCluster } from '../../platform/db/cluster.ts';
import { embeddedName } from '../../platform/db/installation.ts';
import { migrate, withOwner } from '../../platform/db/migrate.ts';
import { roleName } from '../../platform/db/purposes.ts';
import { databasePasswords } from '../../platform/db/secrets.ts';
import { changeUrl } from '../../platform/db/urls.ts';
import type { ConnectionNews } from './connections.ts';
import type { Order } from './server.ts';

const root = resolve(import.meta.dirname, '../../..');
const serverProgram = join(import.meta.dirname, 'server.ts');
const startWithin = 180_000;

/** A whole installation in a temporary folder: a PostgreSQL, servers and commands of its own, whose output is kept. */
export interface AuditInstallation {
  /** Has data, said (what processes print), temporary, exports, and files (what is handed in: not searched). */
  readonly folder: string;
  readonly ownerUrl: string;
  readonly socket: string;
  readonly syslogPort: number;
  /** Where mail is handed in. */
  readonly mailPort: number;
  /** Both on one database: the second hands its hits to the first. */
  readonly urls: readonly [string, string];
  startServer(which: 0 | 1, options: { planted: string | null; ahead: number }): Promise<AuditServer>;
  /** Runs `./kept …` to its end, or until it is told to end. */
  command(args: readonly string[], options?: CommandOptions): Promise<{ code: number | null; out: string }>;
  /** Where the servers connected to, and how many connections they made, counted another way. */
  readonly connections: { readonly opened: string[]; made: number };
  asOwner<T>(run: (client: pg.ClientBase) => Promise<T>): Promise<T>;
  /** Writes everything down and stops PostgreSQL, so that its files can be read. */
  stopDatabase(): Promise<void>;
  remove(): Promise<void>;
}

export interface CommandOptions {
  readonly input?: string;
  /** Told each time that something was said; ends it with SIGINT. */
  readonly watch?: (said: string, end: () => void) => void;
}

export interface AuditServer {
  tell(order: Order): void;
  stop(): Promise<void>;
}

const folders = ['data', 'said', 'temporary', 'exports', 'files'] as const;

export async function openAuditInstallation(): Promise<AuditInstallation> {
  await sweepScratch();
  const folder = mkdtempSync(join(tmpdir(), scratchFolders.audit));
  // PostgreSQL's own user passes through where Kept runs as root; nobody can list it.
  chmodSync(folder, 0o711);
  for (const name of folders) mkdirSync(join(folder, name));
  const running = new Set<ChildProcess>();
  let cluster: Cluster | undefined;
  const remove = async () => {
    for (const child of running) child.kill('SIGKILL');
    await cluster?.stop().catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const data = join(folder, 'data');
    cluster = await startCluster({
      folder: data,
      // Nothing of the write-ahead log may be gone before it was searched.
      settings: { wal_keep_size: '2GB', max_wal_size: '2GB' },
      log: (line) => appendFileSync(join(folder, 'said', 'postgresql.log'), `${line}\n`),
    });
    const ownerUrl = await prepare(cluster, data);
    const [one, two] = [await freePort(), await freePort()];
    const place: Place = {
      folder,
      data,
      ownerUrl,
      ports: [one, two],
      syslogPort: await freePort(),
      mailPort: await freePort(),
      running,
      connections: { opened: [], made: 0 },
    };
    return {
      connections: place.connections,
      folder,
      ownerUrl,
      socket: join(data, 'log.sock'),
      syslogPort: place.syslogPort,
      mailPort: place.mailPort,
      urls: [`http://127.0.0.1:${one}`, `http://127.0.0.1:${two}`],
      startServer: (which, options) => startServer(place, which, options),
      command: (args, options = {}) => command(place, args, options),
      asOwner: (run) => withOwner(ownerUrl, run),
      async stopDatabase() {
        await withOwner(ownerUrl, (client) => client.query('CHECKPOINT'));
        await cluster?.stop();
        cluster = undefined;
      },
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

interface Place {
  readonly folder: string;
  readonly data: string;
  readonly ownerUrl: string;
  readonly ports: readonly [number, number];
  readonly syslogPort: number;
  readonly mailPort: number;
  readonly running: Set<ChildProcess>;
  readonly connections: AuditInstallation['connections'];
}

/** Migrated, and filled with made-up rows. Long values are stored as they are, not compressed: their bytes can be searched. */
async function prepare(cluster: Cluster, data: string): Promise<string> {
  const ownerUrl = cluster.ownerUrl(embeddedName);
  await withOwner(cluster.ownerUrl('postgres'), (client) => client.query(`CREATE DATABASE ${embeddedName}`));
  await migrate({ ownerUrl, prefix: embeddedName, passwords: await databasePasswords(join(data, 'secrets')) });
  await withOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ sql: string }>(
      `SELECT format('ALTER TABLE %I.%I ALTER COLUMN %I SET STORAGE EXTERNAL', n.nspname, c.relname, a.attname) AS sql
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE a.attstorage = 'x' AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'`,
    );
    for (const { sql } of rows) await client.query(sql);
    await fillScratch(queryOn(client));
    await client.query(`INSERT INTO statistics.sites (slug, name, hosts, time_zone, created_at)
      VALUES ('audit', 'Audit', '{audit.example}', 'UTC', now())`);
  });
  return ownerUrl;
}

function environment({ data, folder, mailPort, ports, syslogPort }: Place, which: 0 | 1): NodeJS.ProcessEnv {
  const passwords = join(data, 'secrets');
  const urls = ports.map((port) => `http://127.0.0.1:${port}`);
  return {
    PATH: process.env['PATH'],
    TMPDIR: join(folder, 'temporary'),
    // The types are stripped once, not at each start.
    NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node'),
    KEPT_DATA: data,
    KEPT_SECRETS: passwords,
    KEPT_PORT: String(ports[which]),
    KEPT_PUBLIC_URL: urls[0],
    KEPT_TRUSTED_PROXIES: 'loopback',
    KEPT_OWN_NETWORKS: '198.18.0.0/15',
    KEPT_PEERS: urls.join(','),
    KEPT_LOG_SOCKET: join(data, which === 0 ? 'log.sock' : 'second.sock'),
    ...(which === 0 ? { KEPT_LOG_SYSLOG: `127.0.0.1:${syslogPort}`, KEPT_SMTP_LISTEN: `127.0.0.1:${mailPort}` } : {}),
  };
}

async function startServer(
  place: Place,
  which: 0 | 1,
  { ahead, planted }: { planted: string | null; ahead: number },
): Promise<AuditServer> {
  const passwords = await databasePasswords(join(place.data, 'secrets'));
  const as = (name: 'login' | 'auth' | 'probe') =>
    changeUrl(place.ownerUrl, { user: roleName(embeddedName, name), password: passwords[name] });
  const child = spawn(process.execPath, ['--max-semi-space-size=4', serverProgram], {
    cwd: root,
    env: {
      ...environment(place, which),
      KEPT_DATABASE_APP_URL: as('login'),
      KEPT_DATABASE_AUTH_URL: as('auth'),
      KEPT_DATABASE_PROBE_URL: as('probe'),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  keepOutput(place, child, `server-${which + 1}`);
  const ended = once(child, 'exit');
  const tell = (order: Order) => void child.send(order);
  const ready = new Promise<void>((done, fail) => {
    child.on('message', (news: ConnectionNews | 'ready') => {
      if (news === 'ready') done();
      else if ('opened' in news) place.connections.opened.push(news.opened);
      else place.connections.made += news.made;
    });
    child.once('exit', () => fail(new Error('the server of the audit did not start')));
    setTimeout(() => fail(new Error('the server of the audit did not start in time')), startWithin).unref();
  });
  tell({ begin: { ownerUrl: place.ownerUrl, planted, ahead } });
  await ready;
  return {
    tell,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      tell({ end: true });
      const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(late);
    },
  };
}

/** Everything that a process prints is kept as it comes, as an operator would. */
function keepOutput({ folder, running }: Place, child: ChildProcess, name: string): () => string {
  running.add(child);
  child.once('exit', () => running.delete(child));
  const file = createWriteStream(join(folder, 'said', `${name}-${randomBytes(3).toString('hex')}.log`));
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      file.write(chunk);
    });
  child.once('close', () => file.end());
  return () => said;
}

async function command(place: Place, args: readonly string[], { input, watch }: CommandOptions) {
  const child = spawn(process.execPath, [join(root, 'src/cli/kept.ts'), ...args], {
    cwd: root,
    env: environment(place, 0),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said = keepOutput(
    place,
    child,
    args
      .slice(0, 2)
      .join('-')
      .replace(/[^a-z-]/g, ''),
  );
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  const look = () => watch?.(said(), () => child.kill('SIGINT'));
  child.stdout.on('data', look);
  child.stderr.on('data', look);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out: said() };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Rows of one query, as the owner. */
export async function rowsOf<R extends pg.QueryResultRow>(
  { asOwner }: Pick<AuditInstallation, 'asOwner'>,
  text: string,
  values: readonly unknown[] = [],
): Promise<R[]> {
  return asOwner(async (client) => (await client.query<R>(text, [...values])).rows);
}
