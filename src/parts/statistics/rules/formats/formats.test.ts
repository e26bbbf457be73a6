import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogLine, method, refusal } from './log-line.ts';
import { compilePattern, PatternFault } from './pattern.ts';
import { formatNames, formatOf, recognise } from './recognise.ts';
import { textOf } from './texts.ts';

const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36';
const combined = `192.0.2.7 - - [29/Mar/2026:03:05:06 +0200] "GET /a/b?q=1 HTTP/1.1" 200 512 "https://www.search.example/" "${chrome}"`;
const at = Date.UTC(2026, 2, 29, 1, 5, 6) / 1_000;

/** What stands in the last line, in texts. */
function read(format: string, text: string) {
  const of = formatOf(format);
  if (of === null) throw new Error(`no format ${format}`);
  const bytes = Buffer.from(`${text}\n`);
  const padded = new Uint8Array(bytes.length + 64);
  padded.set(bytes);
  const line = new LogLine();
  line.over(padded);
  let result: boolean | null = null;
  for (let from = 0; from < bytes.length; ) {
    const to = padded.indexOf(10, from);
    result = of.parser.parse(line, from, to);
    from = to + 1;
  }
  const field = (first: number, last: number) => textOf(padded, first, last, of.writing);
  return {
    result,
    address: field(line.addressFrom, line.addressTo),
    host: field(line.hostFrom, line.hostTo),
    target: field(line.targetFrom, line.targetTo),
    query: field(line.queryFrom, line.queryTo),
    referrer: field(line.referrerFrom, line.referrerTo),
    agent: field(line.agentFrom, line.agentTo),
    time: line.time,
    method: line.method,
    status: line.status,
    refused: line.refused,
  };
}

const told = { result: true, address: '192.0.2.7', time: at, method: method.get, status: 200 };
const whole = { ...told, target: '/a/b?q=1', referrer: 'https://www.search.example/', agent: chrome };
const iisHead = '#Software: Microsoft Internet Information Services 10.0\n#Version: 1.0\n#Date: 2026-03-29 01:00:00\n';
const iisFields =
  '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken';

describe('a line is read', () => {
  it.each([
    ['combined', combined, whole],
    ['combined', combined.replace(' - - ', ' - some one '), whole],
    ['combined', `${combined} "-" 0.003`, whole],
    [
      'common',
      '192.0.2.7 - - [29/Mar/2026:03:05:06 +0200] "GET /a/b?q=1 HTTP/1.1" 200 -',
      { ...told, target: '/a/b?q=1', agent: '' },
    ],
    ['vhost-combined', `www.vendor.example:443 ${combined}`, { ...whole, host: 'www.vendor.example' }],
    ['vhost-common', `www.vendor.example ${combined}`, { ...told, host: 'www.vendor.example' }],
    ['combined', combined.replace('192.0.2.7', '2001:db8::1'), { ...whole, address: '2001:db8::1' }],
    [
      'combined',
      combined.replace('GET /a/b?q=1 HTTP/1.1', '-').replace(' 200 ', ' 400 '),
      { ...told, status: 400, method: 0, target: '' },
    ],
    ['combined', combined.replace('GET', 'HEAD'), { ...whole, method: method.head }],
    ['combined', combined.replace('GET', 'PROPFIND'), { ...whole, method: method.other }],
    ['combined', combined.replace(chrome, 'a \\"quoted\\" one\\\\'), { ...whole, agent: 'a "quoted" one\\' }],
    ['combined', combined.replace(chrome, 'caf\\xC3\\xA9 \\x22x\\x22'), { ...whole, agent: 'café "x"' }],
    ['combined', combined.replace('+0200', '-0330').replace('03:05:06', '21:35:06').replace('29/Mar', '28/Mar'), whole],
    [
      'json',
      `{"level":"info","ts":${at}.25,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"192.0.2.7","client_ip":"192.0.2.7","proto":"HTTP/2.0","method":"GET","host":"www.vendor.example","uri":"/a/b?q=1","headers":{"User-Agent":["${chrome}"],"Referer":["https://www.search.example/"],"Sec-Gpc":["1"]},"tls":{"server_name":"other.example"}},"bytes_read":0,"status":200,"resp_headers":{"Server":["Caddy"],"Status":["404"]}}`,
      { ...whole, host: 'www.vendor.example', refused: refusal.gpc },
    ],
    [
      'json',
      `{"time_iso8601":"2026-03-29T03:05:06+02:00","remote_addr":"192.0.2.7","request":"GET /a/b?q=1 HTTP/1.1","status":"200","http_referer":"https:\\/\\/www.search.example\\/","http_user_agent":"${chrome}","http_dnt":"1","http_sec_gpc":""}`,
      { ...whole, refused: refusal.dnt },
    ],
    [
      'iis',
      `${iisHead}${iisFields}\r\n2026-03-29 01:05:06 198.51.100.1 GET /a/b q=1 443 - 192.0.2.7 ${chrome.replaceAll(' ', '+')} https://www.search.example/ 200 0 0 15\r`,
      { ...whole, target: '/a/b', query: 'q=1' },
    ],
    [
      'iis',
      '#Fields: time c-ip cs-method cs-uri-stem sc-status\n#Date: 2026-03-29 00:00:00\n01:05:06 192.0.2.7 GET /a/b 200',
      { ...told, target: '/a/b' },
    ],
    ['%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-agent}i"', combined, whole],
    [
      '%v %a %t "%r" %s "%{DNT}i"',
      'www.vendor.example 192.0.2.7 [29/Mar/2026:03:05:06 +0200] "GET /x HTTP/1.1" 200 "1"',
      { ...told, host: 'www.vendor.example', target: '/x', refused: refusal.dnt },
    ],
    [
      '$msec|$http_x_forwarded_for|$request_method|$uri|$args|$status|$http_sec_gpc',
      `${at}.123|192.0.2.7, 203.0.113.9|GET|/x|a=b|200|-`,
      { ...told, target: '/x', query: 'a=b', refused: 0 },
    ],
    [
      '$remote_addr\\t$time_iso8601\\t$request_uri\\t$status',
      '192.0.2.7\t2026-03-29T01:05:06Z\t/x\t200',
      { ...told, target: '/x' },
    ],
  ])('%s: %s', (format, text, expected) => {
    expect(read(format, text)).toMatchObject(expected);
  });

  it.each([
    ['combined', 'nothing of the kind'],
    ['combined', combined.slice(0, -1)],
    ['combined', combined.replace('29/Mar', '31/Feb')],
    ['combined', combined.replace('29/Mar', '29/Mrz')],
    ['combined', combined.replace('03:05:06', '25:05:06')],
    ['combined', combined.replace('] "GET', ' "GET')],
    ['combined', combined.replace(' 200 ', ' 2x0 ')],
    ['combined', '\u0000\u0001\u0002'],
    ['json', '{"ts":1,"status":200'],
    ['json', '{"status":200}'],
    ['json', '{"ts":"yesterday","status":200}'],
    ['json', '[]'],
    ['iis', '2026-03-29 01:05:06 192.0.2.7'],
    ['iis', `${iisFields}\n2026-03-29 01:05:06 192.0.2.7`],
    ['%h %t "%r" %s', '192.0.2.7 [29/Mar/2026:03:05:06 +0200] "GET / HTTP/1.1"'],
  ])('%s refuses %j', (format, text) => {
    expect(read(format, text).result).toBe(false);
  });

  it.each(['combined', 'vhost-combined', 'json', 'iis'] as const)('%s passes over an empty line', (format) => {
    expect(read(format, '').result).toBe(null);
  });

  it('times of the line before are not taken for those of another zone, hour or day', () => {
    const parser = formatOf('combined')?.parser;
    const times = [
      '29/Mar/2026:03:05:06 +0200',
      '29/Mar/2026:03:05:07 +0100',
      '29/Mar/2026:04:00:00 +0200',
      '30/Mar/2026:04:00:00 +0200',
    ];
    const line = new LogLine();
    const seen = times.map((time) => {
      const bytes = new Uint8Array(1_000);
      const text = Buffer.from(combined.replace('29/Mar/2026:03:05:06 +0200', time));
      bytes.set(text);
      line.over(bytes);
      parser?.parse(line, 0, text.length);
      return line.time - at;
    });
    expect(seen).toEqual([0, 3_601, 3_294, 3_294 + 86_400]);
  });
});

describe('any bytes', () => {
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    // Lines that are nearly right reach further into the parsers.
    fc.tuple(fc.nat(combined.length), fc.uint8Array({ minLength: 1, maxLength: 3 })).map(([place, bytes]) => {
      const text = Buffer.from(combined);
      text.set(bytes.subarray(0, Math.max(0, text.length - place)), place);
      return new Uint8Array(text);
    }),
  );

  it.each([...formatNames, '%h %t "%r" %s %b', '{"$remote_addr" $msec $request $status}'])(
    'are no harm to %s, and no field lies outside',
    (name) => {
      fc.assert(
        fc.property(anything, (given) => {
          const bytes = new Uint8Array(given.length + 65).fill(34);
          bytes.set(given.map((byte) => (byte === 10 ? 32 : byte)));
          bytes[given.length] = 10;
          const line = new LogLine();
          line.over(bytes);
          const read = formatOf(name)?.parser.parse(line, 0, given.length);
          if (read !== true) return;
          for (const [from, to] of [
            [line.addressFrom, line.addressTo],
            [line.hostFrom, line.hostTo],
            [line.targetFrom, line.targetTo],
            [line.referrerFrom, line.referrerTo],
            [line.agentFrom, line.agentTo],
          ] as const)
            expect(from >= 0 && from <= to && to <= given.length).toBe(true);
          expect(Number.isInteger(line.time)).toBe(true);
        }),
        { numRuns: 500 },
      );
      expect(formatOf(name)).not.toBe(null);
    },
  );
});

describe('a format is recognised', () => {
  const logs: [string, string][] = [
    ['combined', `${combined}\n`.repeat(5)],
    ['common', '192.0.2.7 - - [29/Mar/2026:03:05:06 +0200] "GET / HTTP/1.1" 200 12\n'.repeat(5)],
    ['vhost-combined', `www.vendor.example:80 ${combined}\n`.repeat(5)],
    [
      'vhost-common',
      'www.vendor.example 192.0.2.7 - - [29/Mar/2026:03:05:06 +0200] "GET / HTTP/1.1" 200 12\n'.repeat(5),
    ],
    ['json', `{"ts":${at},"request":{"remote_ip":"192.0.2.7","method":"GET","uri":"/"},"status":200}\n`.repeat(5)],
    ['iis', `${iisHead}${iisFields}\n2026-03-29 01:05:06 198.51.100.1 GET /a/b - 443 - 192.0.2.7 - - 200 0 0 15\n`],
    ['combined', `garbage\n${`${combined}\n`.repeat(3)}`],
  ];
  it.each(logs)('%s', (name, text) => {
    expect(recognise(Buffer.from(text))?.name).toBe(name);
  });

  it.each(['', 'garbage\n', '\u0000\u0001\u0002\u0003', 'a,b,c\n1,2,3\n', `${'garbage\n'.repeat(9)}${combined}\n`])(
    'but not in %j',
    (text) => {
      expect(recognise(Buffer.from(text))).toBe(null);
    },
  );
});

it.each([
  ['%h %t %s', 'what was asked for'],
  ['%h "%r" %s', 'the time'],
  ['%h%t "%r" %s', 'nothing between'],
])('a pattern %s is refused: %s', (pattern, why) => {
  expect(() => compilePattern(pattern)).toThrow(PatternFault);
  expect(() => compilePattern(pattern)).toThrow(why);
});
