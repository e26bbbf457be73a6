import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';
import { freePort, runKept } from '../kit/kept.ts';

// "Import and forget" with real web servers: what `./kept log proxy` prints is put into their configuration, visitors come, their
// figures arrive, and no address of theirs is left in any file or in what the web server prints.

interface WebServer {
  readonly name: 'nginx' | 'apache' | 'caddy';
  /** What is printed says that its standard error must not be kept, and where its news go instead. */
  readonly keepsNoErrors?: true;
  /** Of Debian; the test is left out where it is not installed. */
  readonly binary: string;
  readonly install: string;
  /** Writes a whole configuration around what was printed. @returns how it is started */
  configure(place: Place, printed: string): { readonly args: string[]; readonly env?: Record<string, string> };
}

interface Place {
  readonly folder: string;
  readonly port: string;
  readonly host: string;
}

const servers: readonly WebServer[] = [
  {
    name: 'nginx',
    binary: '/usr/sbin/nginx',
    install: 'apt-get install nginx',
    configure({ folder, host, port }, printed) {
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (name) => `${name}_temp_path ${folder}/${name};`,
      );
      writeFileSync(
        join(folder, 'nginx.conf'),
        `daemon off; pid ${folder}/nginx.pid; worker_processes 1; events {} http { ${temporary.join(' ')}
         ${printed.replaceAll('/var/log/nginx', folder)}
         server { listen 127.0.0.1:${port}; server_name ${host}; root ${folder}/site; } }`,
      );
      return { args: ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'start.log')] };
    },
  },
  {
    name: 'apache',
    binary: '/usr/sbin/apache2',
    install: 'apt-get install apache2',
    configure({ folder, host, port }, printed) {
      const modules = ['mpm_event', 'authz_core', 'dir', 'headers'].map(
        (name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`,
      );
      writeFileSync(
        join(folder, 'apache.conf'),
        `${modules.join('\n')}
         ServerName ${host}\nListen 127.0.0.1:${port}\nPidFile ${folder}/apache.pid\nErrorLog ${folder}/error.log
         DefaultRuntimeDir ${folder}\nDocumentRoot ${folder}/site\nUser www-data\nGroup www-data
         <Directory ${folder}/site>\nRequire all granted\n</Directory>
         ${printed}\n`,
      );
      return { args: ['-d', folder, '-f', join(folder, 'apache.conf'), '-D', 'FOREGROUND'] };
    },
  },
  {
    name: 'caddy',
    keepsNoErrors: true,
    binary: '/usr/bin/caddy',
    install: 'apt-get install caddy',
    configure({ folder, host, port }, printed) {
      expect(printed).toContain('StandardError=null');
      const [global = '', site = ''] = printed.replaceAll('/var/log/caddy', folder).split('# In each site:');
      writeFileSync(
        join(folder, 'Caddyfile'),
        `${global.replace('{', '{\n\tadmin off\n\tauto_https off\n')}
         http://${host}:${port} {\nbind 127.0.0.1\n${site}\nroot * ${folder}/site\nfile_server\n}`,
      );
      const env = { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
      return { args: ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'], env };
    },
  },
];

let app: TestApp;
let kept: { socket: string; syslog: { host: string; port: number } };
let folder: string;
let number = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kept-proxies-'));
  // Web servers read their pages as a user of their own.
  chmodSync(folder, 0o755);
  kept = { socket: join(folder, 'log.sock'), syslog: { host: '127.0.0.1', port: Number(await freePort()) } };
  app = await startApp({ overrides: { logLines: kept } });
  for (const { name } of servers)
    await connected(app.database.ownerUrl, (client) =>
      client.query(
        `INSERT INTO statistics.sites (slug, name, hosts, time_zone, created_at) VALUES ($1, $1, $2, 'UTC', now())`,
        [name, [`${name}.example`]],
      ),
    );
  await app.kept.statistics.sites.refresh();
  app.kept.statistics.start();
}, 60_000);
afterAll(async () => {
  await app?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What the command prints for an operator who has set both. */
async function printed(name: string): Promise<string> {
  const { ended, lines } = runKept(['log', 'proxy', name], {
    KEPT_LOG_SOCKET: kept.socket,
    KEPT_LOG_SYSLOG: `${kept.syslog.host}:${kept.syslog.port}`,
  });
  expect(await ended).toBe(0);
  return lines.join('\n');
}

interface Running {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** Each visitor has an address of this machine's own network and a browser that nobody else has. */
  visit(path: string, visitor: number, headers?: Record<string, string>): Promise<number>;
  raw(bytes: string, visitor: number): Promise<void>;
  stop(): Promise<void>;
  /** Words of visitors that stand in any file of the web server, or in what it has printed. */
  left(): string[];
}

const agentOf = (visitor: number) =>
  `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 zqxj${visitor}`;
const addressOf = (visitor: number) => `127.201.${100 + (visitor >> 8)}.${visitor & 255}`;

async function run(server: WebServer): Promise<Running> {
  const place = {
    folder: join(folder, `${server.name}-${++number}`),
    port: await freePort(),
    host: `${server.name}.example`,
  };
  mkdirSync(join(place.folder, 'site'), { recursive: true });
  writeFileSync(join(place.folder, 'site/index.html'), '<!doctype html><title>Shop</title>');
  const { args, env } = server.configure(place, await printed(server.name));
  const child = spawn(server.binary, args, {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', server.keepsNoErrors ? 'ignore' : 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const answers = () =>
    new Promise<boolean>((done) => {
      const socket = connect(Number(place.port), '127.0.0.1', () => done(true));
      socket.on('error', () => done(false)).on('connect', () => socket.destroy());
    });
  for (let turn = 0; !(await answers()); turn += 1) {
    if (turn > 100 || child.exitCode !== null) throw new Error(`${server.name} does not start:\n${said}`);
    await sleep(100);
  }
  return {
    child,
    said: () => said,
    visit: (path, visitor, headers = {}) =>
      new Promise((done, fail) => {
        const sent = request(
          {
            host: '127.0.0.1',
            port: place.port,
            path,
            localAddress: addressOf(visitor),
            agent: false,
            timeout: 5_000,
            headers: { host: `${place.host}:${place.port}`, 'user-agent': agentOf(visitor), ...headers },
          },
          (answer) => answer.resume().on('end', () => done(answer.statusCode ?? 0)),
        );
        sent.on('timeout', () => sent.destroy(new Error('the web server stands still')));
        sent.on('error', fail).end();
      }),
    raw: (bytes, visitor) =>
      new Promise((done) => {
        const socket = connect({ host: '127.0.0.1', port: Number(place.port), localAddress: addressOf(visitor) });
        socket.on('error', () => undefined).on('close', () => done());
        socket.on('data', () => socket.end());
        socket.setTimeout(2_000, () => socket.destroy());
        socket.write(bytes);
      }),
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'close');
    },
    left() {
      const files = readdirSync(place.folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
      const texts = files.map((each) => readFileSync(join(each.parentPath, each.name), 'latin1'));
      return [...texts, said].flatMap((text) => text.match(/127\.201\.[\d.]+|zqxj\d+/g) ?? []);
    },
  };
}

const visits = async (name: string) => {
  app.clock.set(new Date());
  const site = app.kept.statistics.sites.all().find(({ slug }) => slug === name);
  const seen = await app.kept.statistics.counter.live(site?.id ?? 0);
  return { views: seen?.views ?? 0, visits: seen?.visits ?? 0 };
};

describe.each(servers)('$name', (server) => {
  const { binary, install, name } = server;
  const isThere = existsSync(binary) && process.platform === 'linux';
  if (!isThere) {
    test.skip(`is not installed here: ${install}`, () => undefined);
    return;
  }
  let web: Running | undefined;
  beforeEach(() => async () => {
    await web?.stop();
    web = undefined;
  });

  test('hands its lines over, and keeps no address itself', { timeout: 60_000 }, async () => {
    web = await run(server);
    app.clock.set(new Date());
    for (let visitor = 1; visitor <= 6; visitor += 1) expect(await web.visit('/', visitor)).toBe(200);
    expect(await web.visit('/', 7, { 'sec-gpc': '1' })).toBe(200);
    expect(await web.visit('/no-such-page', 8)).toBe(404);
    // Signs that each server writes in its own way.
    expect(
      await web.visit('/?q="a\\b"', 9, {
        referer: 'https://news.example/"x"',
        'user-agent': `${agentOf(9)} "q" \\ \u00e9`,
      }),
    ).toBe(200);
    for (const bytes of [
      `GET /%00${agentOf(10)} HTTP/1.1\r\nHost: ${name}.example\r\n\r\n`,
      `GET / HTTP/1.1\r\nUser-Agent: ${agentOf(10)}\r\n\r\n`,
      `GET /../../etc/passwd HTTP/1.1\r\nHost: ${name}.example\r\nUser-Agent: ${agentOf(10)}\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: ${name}.example\r\nX: ${agentOf(10).repeat(200)}\r\n\r\n`,
      `${agentOf(10)}\r\n\r\n`,
    ])
      await web.raw(bytes, 10);
    // Six and the one with strange signs; who refuses is nobody's visit.
    await expect.poll(async () => (await visits(name)).views, { timeout: 15_000 }).toBeGreaterThanOrEqual(7);
    expect((await visits(name)).visits).toBeGreaterThanOrEqual(7);
    await web.stop();
    expect(web.left()).toEqual([]);
  });

  test('goes on answering while this server is away, and keeps nothing then either', { timeout: 90_000 }, async () => {
    const before = { ...kept };
    kept = {
      socket: join(folder, `away-${name}.sock`),
      syslog: { host: '127.0.0.1', port: Number(await freePort()) },
    };
    web = await run(server);
    kept = before;
    const long = { referer: `https://news.example/${'x'.repeat(3_000)}` };
    // Twice what a pipe and what is held in memory can take.
    for (let visitor = 1; visitor <= 3_000; visitor += 50)
      await Promise.all(Array.from({ length: 50 }, (_, n) => (web as Running).visit('/', visitor + n, long)));
    expect(await web.visit('/', 5_000)).toBe(200);
    await web.stop();
    expect(web.left()).toEqual([]);
  });
});
