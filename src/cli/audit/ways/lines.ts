import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { appendFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import type { Visitor } from '../visitors.ts';
import type { Way, World } from './way.ts';

/** Lines of one visitor; their page is `/log/…`, so that the figures can be asked for them alone. */
const many = 6;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function combined({ address, agent }: Visitor, at: number, path: string): string {
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  const [year, month, day] = date.split('-');
  const when = `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
  return `${address} - - [${when}] "GET ${path} HTTP/1.1" 200 512 "https://news.example/?from=${address}" "${agent}"\n`;
}

/** As nginx writes it by our own configuration. */
const json = ({ address, agent }: Visitor, path: string, at: number) =>
  JSON.stringify({
    time_iso8601: new Date(at).toISOString(),
    remote_addr: address,
    host: 'audit.example',
    request_method: 'GET',
    request_uri: `${path}?from=${address}`,
    status: '200',
    http_referer: '-',
    http_user_agent: agent,
    http_sec_gpc: '',
    http_dnt: '',
  });

const each = <T>(make: (number: number) => T) => Array.from({ length: many }, (_, number) => make(number));
/** A minute apart, the last just now: who asks for many pages at once is a bot. */
const lately = (number: number) => Date.now() - (many - number) * 60_000;

/** A log of yesterday. Each has hours of its own: what was counted of the same times before would be left out. */
function oldLog(visitor: Visitor, hour: number, path: string): string {
  const midnight = Math.floor(Date.now() / 86_400_000 - 1) * 86_400_000;
  const begins = midnight + hour * 3_600_000 + (visitor.family === 'IPv4' ? 0 : 1_800_000);
  return each((number) => combined(visitor, begins + number * 60_000, path)).join('');
}

const fileFor = ({ installation }: World, name: string, { family }: Visitor) =>
  join(installation.folder, 'files', `${name}-${family}.log`);

function importWay(name: string, hour: number, pack: (text: string) => string | Buffer): Way {
  const path = `/log/${name}`;
  return {
    name: `the import of a log (${name})`,
    lines: { of: path, each: many },
    slow: true,
    async walk(world, visitor) {
      const file = fileFor(world, name, visitor);
      const cutOff = `${visitor.address} - - [then] "GET ${path} with ${visitor.agent}\n`;
      writeFileSync(file, pack(`${oldLog(visitor, hour, path)}${cutOff}`));
      await done(world, ['log', 'import', file, '--site', 'audit']);
    },
  };
}

async function done({ installation }: World, args: readonly string[], input?: string): Promise<void> {
  const { code, out } = await installation.command(args, input === undefined ? {} : { input });
  if (code !== 0)
    throw new Error(`./kept ${args.slice(0, 2).join(' ')} ended with ${code} ${/KEPT_[A-Z_]+/.exec(out)?.[0] ?? ''}`);
}

/** Logs of web servers: imported, followed, and line by line. */
export const lineWays: readonly Way[] = [
  importWay('plain', 2, (text) => text),
  importWay('gzip', 4, (text) => gzipSync(text)),
  importWay('zstd', 6, (text) => zstdCompressSync(text)),
  {
    name: 'a log that is followed',
    lines: { of: '/log/followed', each: 2 * many },
    slow: true,
    async walk(world, visitor) {
      const file = fileFor(world, 'followed', visitor);
      writeFileSync(file, oldLog(visitor, 8, '/log/followed'));
      let written = false;
      const { code } = await world.installation.command(
        ['log', 'import', file, '--site', 'audit', '--server', visitor.family.toLowerCase(), '--follow'],
        {
          watch(said, end) {
            if (written || !said.includes('Following')) return;
            written = true;
            appendFileSync(file, each((number) => combined(visitor, lately(number), '/log/followed')).join(''));
            // It looks for new lines twice a second, and hands on what it has when it is ended.
            setTimeout(end, 1_500);
          },
        },
      );
      if (code !== 0) throw new Error(`it ended with ${code}`);
    },
  },
  {
    name: 'the socket for lines',
    lines: { of: '/log/socket', each: 2 * many },
    async walk({ installation }, visitor) {
      const socket = connect(installation.socket);
      await once(socket, 'connect');
      for (const number of each((number) => number)) {
        socket.write(`${json(visitor, '/log/socket', lately(number))}\n`);
        socket.write(`audit.example:443 ${combined(visitor, lately(number) + 20_000, '/log/socket')}`);
      }
      socket.end(`no line at all from ${visitor.address} with ${visitor.agent}\n`);
      await once(socket, 'close');
    },
  },
  {
    name: 'syslog',
    lines: { of: '/log/syslog', each: many },
    async walk({ installation }, visitor) {
      const socket = createSocket('udp4');
      for (const line of [
        ...each((number) => json(visitor, '/log/syslog', lately(number))),
        `no line from ${visitor.address} (${visitor.agent})`,
      ])
        await new Promise<void>((sent, fail) =>
          socket.send(`<190>Nov 27 10:00:00 kept: ${line}`, installation.syslogPort, '127.0.0.1', (error) =>
            error ? fail(error) : sent(),
          ),
        );
      socket.close();
      await sleep(100);
    },
  },
  {
    name: './kept log pipe',
    lines: { of: '/log/pipe', each: many },
    slow: true,
    walk: (world, visitor) =>
      done(world, ['log', 'pipe'], each((number) => `${json(visitor, '/log/pipe', lately(number))}\n`).join('')),
  },
  {
    name: 'the history of another program',
    slow: true,
    async walk(world, visitor) {
      const file = fileFor(world, 'imported_pages', visitor).replace('.log', '.csv');
      const day = visitor.family === 'IPv4' ? '2025-01-01' : '2025-01-02';
      writeFileSync(
        file,
        `date,hostname,page,visitors,pageviews,exits,time_on_page,visitor_ip,user_agent\n${day},audit.example,/old?ip=${visitor.address},5,9,1,60,${visitor.address},"${visitor.agent}"\n`,
      );
      await done(world, ['log', 'history', 'plausible', file, '--site', 'audit']);
    },
  },
];
