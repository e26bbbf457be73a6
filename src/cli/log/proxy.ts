import { parseArgs } from 'node:util';
import { configOrExit, Exit } from '../print.ts';

export const usage = [
  './kept log proxy nginx|apache|caddy',
  '  Prints what to put into the configuration of a web server so that it hands its lines to this server as they happen,',
  '  and keeps no address on disk.',
];

interface Place {
  readonly socket: string;
  readonly syslog: string | null;
  /** The command line of this installation. */
  readonly kept: string;
}

const printed: Readonly<Record<string, (place: Place) => string[]>> = { nginx, apache, caddy };

export async function run(args: string[]): Promise<number> {
  const [server = '', ...more] = parsed(args);
  const print = Object.hasOwn(printed, server) ? printed[server] : undefined;
  if (print === undefined || more.length > 0) throw new Exit(64, usage);
  const { logSocket, logSyslog } = configOrExit();
  const syslog =
    logSyslog && `${logSyslog.host.includes(':') ? `[${logSyslog.host}]` : logSyslog.host}:${logSyslog.port}`;
  const kept = new URL('../../../kept', import.meta.url).pathname;
  for (const line of print({ socket: logSocket, syslog, kept })) console.log(line);
  return 0;
}

function nginx({ syslog }: Place): string[] {
  const field = (name: string, variable = name) => `"${name}":"$${variable}"`;
  const fields = [
    field('time_iso8601'),
    field('remote_addr'),
    field('host'),
    field('request_method'),
    field('request_uri'),
    field('status'),
    field('http_referer'),
    field('http_user_agent'),
    field('http_sec_gpc'),
    field('http_dnt'),
  ];
  return [
    ...(syslog === null
      ? ['# Start the server with KEPT_LOG_SYSLOG=127.0.0.1:3514 first: nginx writes to syslog only.']
      : []),
    '# In http { }:',
    `log_format kept escape=json '{${fields.join(',')}}';`,
    `access_log syslog:server=${syslog ?? '127.0.0.1:3514'},nohostname,tag=kept kept;`,
    '# Lines of the error log name addresses, but for those of its highest level:',
    'error_log /var/log/nginx/error.log emerg;',
    '# Take away every other access_log; an access_log of a server { } or location { } goes before this one.',
  ];
}

function apache({ kept, socket }: Place): string[] {
  const fields = [
    '\\"time\\":\\"%{%Y-%m-%dT%H:%M:%S%z}t\\"',
    '\\"remote_addr\\":\\"%a\\"',
    '\\"host\\":\\"%{Host}i\\"',
    '\\"request\\":\\"%r\\"',
    '\\"status\\":%>s',
    '\\"referer\\":\\"%{Referer}i\\"',
    '\\"user_agent\\":\\"%{User-Agent}i\\"',
    '\\"sec_gpc\\":\\"%{Sec-GPC}i\\"',
    '\\"dnt\\":\\"%{DNT}i\\"',
  ];
  return [
    `LogFormat "{${fields.join(',')}}" kept`,
    `CustomLog "|/usr/bin/env KEPT_LOG_SOCKET=${socket} ${kept} log pipe" kept`,
    '# Lines of the error log without the address of the visitor:',
    'ErrorLogFormat "[%t] [%-m:%l] [pid %P] %M"',
    'LogLevel error',
    '# Take away every other CustomLog and TransferLog, those of virtual hosts too (they go before this one).',
  ];
}

function caddy({ syslog }: Place): string[] {
  return [
    ...(syslog === null ? ['# Start the server with KEPT_LOG_SYSLOG=127.0.0.1:3514 first.'] : []),
    '# Lines that Caddy cannot hand over (this server is away, or a line has more than 64 kB) it prints on its standard error, with the',
    '# address. Nobody may keep that: systemctl edit caddy, then [Service] and StandardError=null. Its own news go into a file instead.',
    '# At the top, the global options; errors of requests name addresses, so nothing of them is written:',
    '{',
    '\tlog default {',
    '\t\toutput file /var/log/caddy/caddy.log',
    '\t\texclude http.log.access http.log.error',
    '\t}',
    '}',
    '# In each site:',
    'log {',
    `\toutput net udp/${syslog ?? '127.0.0.1:3514'}`,
    '\tformat filter {',
    '\t\twrap json',
    '\t\tfields {',
    '\t\t\tresp_headers delete',
    '\t\t\trequest>headers>Cookie delete',
    '\t\t}',
    '\t}',
    '}',
  ];
}

function parsed(args: string[]): string[] {
  try {
    return parseArgs({ args, allowPositionals: true }).positionals;
  } catch (error) {
    throw new Exit(64, [error instanceof Error ? error.message : String(error), ...usage]);
  }
}
