import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { CombinedScanner } from '../../platform/logs/combined/scanner.ts';
import { openLog } from '../../platform/logs/open-log.ts';
import { countSources } from './actions/imports/count-sources.ts';
import { countsOf } from './rules/day-counts.ts';
import { initialSettings } from './rules/initial-settings.ts';

// The reader of usual lines and the reader of all formats must come to the same figures, whatever stands in a log.

const folder = mkdtempSync(join(tmpdir(), 'kept-scanned-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

const now = Date.UTC(2026, 10, 1) / 1_000;
const begins = Date.UTC(2026, 9, 24, 20) / 1_000;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function clf(at: number): string {
  const [date = '', time = ''] = new Date(at * 1_000).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}

/** Counts files of these texts, with or without the reader of usual lines. */
async function count(texts: readonly Buffer[], secret: Uint8Array | null) {
  const sources = [];
  for (const [index, text] of texts.entries()) {
    const path = join(folder, `${index}.log`);
    writeFileSync(path, text);
    const firstAt = begins + index * 3_600;
    sources.push({ file: await openLog(path), format: 'combined', from: 0, to: null, firstAt, covered: [] });
  }
  const number = (text: string) => [...text].reduce((sum, each) => (sum * 31 + each.charCodeAt(0)) | 0, 7);
  const counted = await countSources(sources, {
    rules: { timeZone: 'Europe/Berlin', goals: [], funnels: [] },
    site: { paths: initialSettings, isOwnHost: (host) => host === 'www.vendor.example' },
    now,
    secret,
    readers: {
      agent: (text) => ({
        bot: /bot/i.test(text) ? 'Bot' : null,
        browser: text.slice(0, 5),
        system: 'Other',
        device: 'desktop',
      }),
      country: (address) => (address.startsWith('1') ? 'DE' : null),
      region: () => 'Western Europe',
      own: (address) => address === '192.0.2.9',
      key: (address, agent) => ({ hi: number(`${address} ${agent}`), lo: number(`${agent}-${address}`) }),
    },
    progress: () => undefined,
  });
  for (const edge of counted.edges) counted.count.sessions.adopt(edge);
  counted.count.finish();
  const days = [...counted.count.days].map(([day, tally]) => {
    const { cells, figures } = countsOf(day, tally, counted.count.names);
    const byName = [...cells].map(([of, each]) => [of, each.map((cell) => JSON.stringify(cell)).sort()]);
    return { day, figures, cells: byName };
  });
  return { days, figures: counted.figures, read: counted.read };
}

/** What stands in the logs that were compared: mostly what is usual, and all that was ever seen beside it. */
const pick = <T>(usual: readonly T[], odd: readonly T[]) =>
  fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: fc.constantFrom(...odd) });

const parts = fc.record({
  address: pick(
    ['192.0.2.1', '192.0.2.2', '2001:db8::1', '192.0.2.9'],
    ['', '-', 'host.example', 'a'.repeat(40), '[::1]'],
  ),
  user: pick([' - - ', ' - jane '], [' ', ' - a [b ', ' - "q" ', '  -  - ', ' - - - - ']),
  after: fc.nat(900),
  time: pick(
    ['%'],
    [
      '31/Feb/2026:10:00:00 +0000',
      '29/Feb/2024:10:00:00 +0000',
      '24/oct/2026:22:00:60 +0000',
      '01/Jan/1970:00:00:00 +0000',
      '01/Jan/2099:00:00:00 +0000',
      '24/Oct/2026:22:00:00 +02:0',
      '24/Oct/2026:22:00:00 Zulu0',
      '24/Oct/2026 22:00:00 +0200',
      '24-Oct-2026:22:00:00 +0200',
      '24/Oct/2026:22-01-02 +0200',
      '24/Oct/2026:22:00:00',
      '\0'.repeat(26),
    ],
  ),
  request: pick(
    [
      'GET / HTTP/1.1',
      'GET /a?q=words HTTP/1.1',
      'GET /x.css HTTP/1.1',
      'GET /m.pdf HTTP/1.1',
      'GET /b?utm_source=s x',
    ],
    [
      'POST / HTTP/1.1',
      'HEAD / HTTP/1.0',
      'GET',
      'GET ',
      'GET  /two HTTP/1.1',
      'GET /no-version',
      'get / HTTP/1.1',
      '-',
      '',
      '\\x16\\x03\\x01',
      'GET /q\\"uote HTTP/1.1',
      'GET /back\\\\ HTTP/1.1',
      'GET /back\\',
      'GET /a"b HTTP/1.1',
      `GET /${'long/'.repeat(14_000)} HTTP/1.1`,
      'GET /caf\xc3\xa9 HTTP/1.1',
    ],
  ),
  status: pick(['200', '304', '404'], ['301', '206', '500', '099', '20', '2000', 'abc', '', '-']),
  size: pick(['5', '-'], ['', '5 6', 'x']),
  referrer: pick(
    ['-', 'https://www.google.com/', 'https://www.vendor.example/a'],
    ['', 'a\\"b', 'c\\', 'not a url', '\xff\xfe'],
  ),
  agent: pick(['Mozilla/5.0 (A)', 'Mozilla/5.0 (B)', 'Googlebot'], ['-', '', 'a\\"b', 'x\\', 'y" "more', '\0']),
  end: pick(['"\n'], ['"\r\n', '\n', '" "-" 12\n', '', '"\n\n', '"\n# a comment\n']),
});

const log = fc.record({ lines: fc.array(parts, { maxLength: 80 }), cut: fc.nat(40) }).map(({ cut, lines }) => {
  let at = begins;
  const text = lines.map((line) => {
    at += line.after;
    const time = line.time.replace('%', clf(at));
    return `${line.address}${line.user}[${time}] "${line.request}" ${line.status} ${line.size} "${line.referrer}" "${line.agent}${line.end}`;
  });
  const bytes = Buffer.from(text.join(''), 'latin1');
  return cut < 20 ? bytes.subarray(0, Math.max(0, bytes.length - cut)) : bytes;
});

describe('usual lines are read another way', () => {
  it('and come to the same figures as with the reader of all formats', async () => {
    const scan = vi.spyOn(CombinedScanner.prototype, 'scan');
    let lines = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(log, { minLength: 1, maxLength: 3 }),
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        async (logs, secret) => {
          const slow = await count(logs, null);
          expect(await count(logs, secret)).toEqual(slow);
          lines += slow.figures.lines;
        },
      ),
      { numRuns: 150 },
    );
    const scanned = scan.mock.results.reduce((sum, { value }) => sum + value.lines, 0);
    // By far the most of what is usual, though not next to something odd.
    expect(scanned).toBeGreaterThan(lines / 10);
  }, 120_000);
});
