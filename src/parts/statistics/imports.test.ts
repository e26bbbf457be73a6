import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { ledger } from '../disclosures/index.ts';
import { type CountTask, countTask, handOver, openLookUps, type TaskOptions } from './actions/imports/count-task.ts';
import { importHistory } from './actions/imports/history.ts';
import { type ImportInput, importLogs } from './actions/imports/import-logs.ts';
import { type SiteInMemory, siteFor } from './actions/site-in-memory.ts';

let deps: TestDeps;
let folder: string;
let site: SiteInMemory;
let number = 0;

beforeAll(async () => {
  deps = await testDeps(ledger);
});
afterAll(() => deps.stop());

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kept-logs-'));
  number += 1;
  await owner(
    `INSERT INTO statistics.sites (slug, name, hosts, time_zone, settings, created_at) VALUES ($1, $1, $2, 'Europe/Berlin', '{}', now())`,
    [`site-${number}`, [`www${number}.vendor.example`]],
  );
  site = await siteFor(deps, `site-${number}`);
  return () => rmSync(folder, { recursive: true, force: true });
});

const owner = <Row extends object>(text: string, values: unknown[] = []) =>
  connected(deps.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);

const begins = Date.UTC(2026, 2, 2, 8) / 1_000;
const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const months = ['Jan', 'Feb', 'Mar'];

function line(at: number, visitor: number, path = '/', agent = chrome): string {
  const [date = '', time = ''] = new Date(at * 1_000).toISOString().split('T');
  const [year, month, day] = date.split('-');
  const when = `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
  return `192.0.2.${visitor} - - [${when}] "GET ${path} HTTP/1.1" 200 5 "-" "${agent}"\n`;
}
/** A line a minute by one of ten visitors, each on pages of its own. */
const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) =>
    line(begins + (from + n) * 60, (from + n) % 10, `/page-${(from + n) % 10}`),
  );

const path = (name: string) => join(folder, name);
function put(name: string, content: string | Buffer | readonly string[]): string {
  writeFileSync(path(name), Array.isArray(content) ? content.join('') : (content as string | Buffer));
  return path(name);
}

const lookUps = openLookUps(null);

function run(files: readonly string[], changes: Partial<ImportInput> = {}) {
  const threads = {
    countAll: async (tasks: readonly CountTask[], options: Omit<TaskOptions, 'lookUps'>) => {
      const all = tasks.map(async (task) => countTask(task, { ...options, lookUps: await lookUps }));
      const [here = null, ...elsewhere] = await Promise.all(all);
      return { here, handed: elsewhere.map((each) => structuredClone(handOver(each).handed)) };
    },
  };
  const nothing = () => undefined;
  return importLogs(
    {
      db: deps.db,
      clock: deps.clock,
      ...threads,
      salt: Buffer.alloc(16, number),
      ownNetworks: ['198.51.100.0/24'],
    },
    {
      site,
      files,
      format: null,
      server: 'main',
      dryRun: false,
      signal: new AbortController().signal,
      planned: nothing,
      progress: nothing,
      ...changes,
    },
  );
}

const stored = async () => {
  const [row] = await owner<{ views: number; visits: number; bots: number; bad: number; refused: number; own: number }>(
    `SELECT coalesce(sum(views), 0)::int AS views, coalesce(sum(visits), 0)::int AS visits, coalesce(sum(bot_hits), 0)::int AS bots,
       coalesce(sum(bad_lines), 0)::int AS bad, coalesce(sum(refused_hits), 0)::int AS refused, coalesce(sum(own_hits), 0)::int AS own
     FROM statistics.days WHERE site_id = $1`,
    [site.id],
  );
  return row;
};

const manyAgents = ['Chrome/140.0.0.0 Safari/537.36', 'Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0'].flatMap(
  (browser) =>
    ['X11; Linux x86_64', 'Windows NT 10.0; Win64; x64', 'Macintosh; Intel Mac OS X 10_15_7'].map(
      (system) => `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) ${browser}`,
    ),
);
test.each([
  ['one address, as of a proxy', () => 7, true],
  ['two', (n: number) => (n === 400 ? 8 : 7), false],
])('a log of many browsers and of %s: that it looks like a proxy is seen', async (_, who, oneAddress) => {
  const log = Array.from({ length: 800 }, (_, n) => line(begins + n, who(n), '/', manyAgents[n % 6]));
  expect((await run([put('a.log', log)])).oneAddress).toBe(oneAddress);
});

describe('a log is counted', () => {
  it('with its visits on their days, and nothing of it is kept but figures', async () => {
    await run([put('access.log', lines(0, 100))]);
    // Ten visitors, each with a page every ten minutes: one visit each.
    expect(await stored()).toMatchObject({ views: 100, visits: 10, bots: 0 });
    const [noted] = await owner<object>(
      'SELECT bytes::int, lines::int, server FROM statistics.imports WHERE site_id = $1',
      [site.id],
    );
    expect(noted).toEqual({ bytes: lines(0, 100).join('').length, lines: 100, server: 'main' });
  });

  it('once, although it is imported again, grown, renamed, compressed and copied', async () => {
    const log = put('access.log', lines(0, 50));
    await run([log]);
    expect((await run([log])).files).toMatchObject([{ state: 'counted before' }]);
    appendFileSync(log, lines(50, 80).join(''));
    expect((await run([log])).files).toMatchObject([{ state: 'grown', lines: 30 }]);
    renameSync(log, path('access.log.1'));
    expect((await run([path('access.log.1'), put('access.log', lines(80, 90))])).figures.views).toBe(10);
    for (const [name, pack] of [
      ['access.log.2.gz', gzipSync],
      ['access.log.3.zst', zstdCompressSync],
    ] as const)
      expect((await run([put(name, pack(readFileSync(path('access.log.1'))))])).files).toMatchObject([
        { state: 'counted before' },
      ]);
    copyFileSync(path('access.log.1'), path('copy.log'));
    await run([path('copy.log'), put('whole.log', lines(0, 95))]);
    expect(await stored()).toMatchObject({ views: 95 });
  });

  it('once, although copies of it and its beginning are named together', async () => {
    const files = [
      put('a.log', lines(0, 60)),
      put('b.log', lines(0, 60)),
      put('c.log.gz', gzipSync(lines(0, 30).join(''))),
    ];
    const { files: told } = await run(files);
    expect(told.map(({ state }) => state).toSorted()).toEqual(['copy', 'copy', 'counted']);
    expect(await stored()).toMatchObject({ views: 60 });
  });

  it('without the lines of times counted before where its beginning was cut off, unless another server wrote it', async () => {
    await run([put('access.log', lines(0, 60))]);
    const cut = put('cut.log', lines(30, 70));
    expect((await run([cut])).figures).toMatchObject({ before: 30, views: 10 });
    expect((await run([put('other.log', lines(10, 20))], { server: 'web-2' })).figures).toMatchObject({
      before: 0,
      views: 10,
    });
    expect(await stored()).toMatchObject({ views: 80 });
  });

  it('from several files in the order of time, in whatever order they are named and written side by side', async () => {
    const all = lines(0, 90);
    const odd = put(
      'web1.log',
      all.filter((_, n) => n % 2 === 1),
    );
    const even = put('web2.log.gz', gzipSync(all.filter((_, n) => n % 2 === 0).join('')));
    await run([odd, even]);
    expect(await stored()).toMatchObject({ views: 90, visits: 10 });
  });

  it('the same in halves as in one piece', async () => {
    const many = Array.from({ length: 60_000 }, (_, n) =>
      line(begins + n * 3, n % 199, `/page-${n % 50}`, `${chrome} ${n % 7}`),
    );
    const { figures } = await run([put('large.log', many)], { dryRun: true });
    const whole = await run([put('large.log.gz', gzipSync(many.join('')))], { dryRun: true });
    expect(figures.lines).toBe(60_000);
    const days = await run([path('large.log')]);
    expect(days.days).toEqual(whole.days);
  });

  it('under the names of its pages on every day, month and year; what another log tells of the same is added', async () => {
    // The 50 days up to 2 March, each with a page of its own, seen by ten visitors, and one that all have.
    const days = Array.from({ length: 50 }, (_, day) => day);
    const first = begins - 49 * 86_400;
    const log = (least: number, most: number) =>
      days.flatMap((day) =>
        Array.from({ length: most - least }, (_, n) => least + n).flatMap((visitor) => [
          line(first + day * 86_400 + visitor * 60, visitor, '/all'),
          line(first + day * 86_400 + visitor * 60 + 5, visitor, `/day-${day}`),
        ]),
      );
    await run([put('first.log', log(0, 10))]);
    await run([put('second.log', log(20, 26))], { server: 'other' });
    const pages = await owner<{ period: string; on: string; value: string; visits: number; views: number }>(
      `SELECT c.period, c.starts_on::text AS on, v.value, x.visits, x.views FROM statistics.cells c
       CROSS JOIN LATERAL unnest(c.value_ids, c.visits, c.views) AS x (id, visits, views)
       LEFT JOIN statistics.values v ON v.id = x.id WHERE c.site_id = $1 AND c.dimension = 1`,
      [site.id],
    );
    const text = (day: number) => new Date((first + day * 86_400) * 1_000).toISOString().slice(0, 10);
    const months = Map.groupBy(days, (day) => `${text(day).slice(0, 7)}-01`);
    const wanted = [
      ...days.map((day) => ({ period: 'd', on: text(day), of: [day] })),
      ...[...months].map(([on, of]) => ({ period: 'm', on, of })),
      { period: 'y', on: '2026-01-01', of: days },
    ].flatMap(({ of, ...period }) => [
      { ...period, value: '/all', visits: 16 * of.length, views: 16 * of.length },
      ...of.map((day) => ({ ...period, value: `/day-${day}`, visits: 16, views: 16 })),
    ]);
    const inOrder = (cells: typeof pages) =>
      cells.map(({ on, period, value, views, visits }) => `${period} ${on} ${value} ${visits} ${views}`).toSorted();
    expect(inOrder(pages)).toEqual(inOrder(wanted));
  });

  it('or nothing is written: stopped, or a dry run', async () => {
    const log = put('access.log', lines(0, 50));
    await run([log], { dryRun: true });
    const controller = new AbortController();
    await expect(run([log], { signal: controller.signal, planned: () => controller.abort() })).rejects.toMatchObject({
      keptCode: 'KEPT_IMPORT_STOPPED',
    });
    expect(await stored()).toMatchObject({ views: 0 });
    expect(await owner('SELECT FROM statistics.imports WHERE site_id = $1', [site.id])).toEqual([]);
    await run([log]);
    expect(await stored()).toMatchObject({ views: 50 });
  });

  it('one import of a site at a time', async () => {
    const log = put('access.log', lines(0, 50));
    const both = await Promise.allSettled([run([log]), run([log])]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await stored()).toMatchObject({ views: 50 });
  });
});

describe('of a line it is seen', () => {
  it('tells how much of all is written, from nothing to all', async () => {
    const told: { done: number; all: number }[] = [];
    await run([put('w.log', [line(begins, 1)])], { writing: (progress) => told.push({ ...progress }) });
    // A day, its month and its year.
    expect([told[0], told.at(-1)]).toEqual([
      { done: 0, all: 3 },
      { done: 3, all: 3 },
    ]);
  });

  it('who is no visitor: bots, own people, who refuses; what is no page; what is of another host', async () => {
    const own = line(begins, 1).replace('192.0.2.1', '198.51.100.9');
    const bot = line(begins, 2, '/', 'Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)');
    const log = [
      line(begins, 3),
      own,
      bot,
      line(begins, 4, '/style.css'),
      line(begins, 4, '/manual.pdf'),
      line(begins, 4).replace(' 200 ', ' 302 '),
      // Counted of nobody but people: what is told of an import is what stands in the figures.
      bot.replace(/GET \S+/, 'GET /manual.pdf'),
      own.replace(/GET \S+/, 'GET /manual.pdf'),
    ];
    expect((await run([put('a.log', log)])).figures).toMatchObject({
      views: 1,
      own: 1,
      bots: 1,
      downloads: 1,
      others: 4,
    });
    const refusing = (at: number, header: string) =>
      `192.0.2.9 [${line(at, 1).split('[')[1]?.split(']')[0]}] "GET / HTTP/1.1" 200 "${header}"\n`;
    const format = '%h %t "%r" %s "%{Sec-GPC}i"';
    expect(
      (await run([put('b.log', [refusing(begins + 86_400, '1'), refusing(begins + 86_400, '-')])], { format })).figures,
    ).toMatchObject({ views: 1, refused: 1 });
    const host = (name: string) => `${name} ${line(begins + 43_200, 5)}`;
    expect(
      (await run([put('c.log', [host(`www${number}.vendor.example:443`), host('other.example:80')])])).figures,
    ).toMatchObject({ views: 1, otherHosts: 1 });
    expect(await stored()).toMatchObject({ own: 1, bots: 1, refused: 1 });
  });

  it('that it cannot be read: garbage, a megabyte, 1970 and 2099; it is never fatal', async () => {
    const strange = [line(begins, 1).replace('2026', '1970'), line(begins, 1).replace('2026', '2099')];
    const garbage = Buffer.from(Array.from({ length: 3_000 }, (_, n) => (n * 7919) % 256));
    const long = `${line(begins, 2).slice(0, -1)}${'x'.repeat(1_100_000)}\n`;
    const log = Buffer.concat([
      Buffer.from(lines(0, 20).join('')),
      garbage,
      Buffer.from(`\n${strange.join('')}${long}`),
      Buffer.from(lines(20, 40).join('')),
    ]);
    const { figures } = await run([put('a.log', log)]);
    expect(figures.views).toBe(40);
    expect(figures.bad).toBeGreaterThanOrEqual(4);
    expect((await stored())?.bad).toBe(figures.bad);
    expect(
      (
        await owner<{ day: string }>('SELECT DISTINCT day::text FROM statistics.days WHERE site_id = $1', [site.id])
      ).map(({ day }) => day),
    ).toEqual(['2026-03-02']);
  });

  it('that a compressed file was cut short: counted up to there, and on from there once it is whole', async () => {
    const many = Array.from({ length: 20_000 }, (_, n) => line(begins + n, n % 200, `/page-${(n * 7919) % 997}`));
    const whole = gzipSync(many.join(''));
    const cut = await run([put('a.log.gz', whole.subarray(0, whole.length / 2))]);
    expect(cut.files).toMatchObject([{ cutShort: true }]);
    expect(cut.figures.views).toBeGreaterThan(5_000);
    await run([put('a.log.gz', whole)]);
    expect(await stored()).toMatchObject({ views: 20_000, bad: 0 });
  });

  it('headings of a log of IIS and empty lines are no lines that are told of', async () => {
    const at = (minute: number) =>
      `2026-03-02 08:0${minute}:00 192.0.2.9 GET /page-${minute} - 443 - 192.0.2.1 Mozilla/5.0+(X11;+Linux+x86_64)+Chrome/140.0.0.0 200\n`;
    const headings = [
      '#Software: Microsoft Internet Information Services 10.0\n',
      '#Version: 1.0\n',
      '#Date: 2026-03-02 08:00:00\n',
    ];
    const fields =
      '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status\n';
    const first = [...headings, fields, at(0), at(1), '\n', 'no line\n'];
    put('iis.log', first);
    const { figures, files } = await run([path('iis.log')]);
    expect([figures.views, figures.bad, figures.lines, files[0]?.lines]).toEqual([2, 1, 3, 3]);
    put('iis.log', [...first, ...headings, fields, at(2)]);
    const more = await run([path('iis.log')]);
    expect([more.figures.views, more.figures.lines, more.files[0]?.lines, more.files[0]?.state]).toEqual([
      1,
      1,
      1,
      'grown',
    ]);
  });
  it('what is no log is refused by a code', async () => {
    await expect(run([put('a.bin', Buffer.alloc(5_000, 200))])).rejects.toMatchObject({
      keptCode: 'KEPT_IMPORT_FORMAT',
    });
    await expect(run([path('missing.log')])).rejects.toMatchObject({ keptCode: 'KEPT_LOG_NOT_READ' });
    await expect(run([put('b.log', lines(0, 2))], { format: '%h' })).rejects.toMatchObject({
      keptCode: 'KEPT_IMPORT_PATTERN',
    });
    expect((await run([put('empty.log', '')])).files).toMatchObject([{ state: 'empty' }]);
  });
});

describe('history', () => {
  it('of another program is taken over once, under its own origin', async () => {
    const files = [
      put(
        'imported_visitors.csv',
        'date,visitors,pageviews,bounces,visits,visit_duration\n2025-01-01,10,30,2,12,1200\n',
      ),
      put(
        'imported_pages.csv',
        'date,hostname,page,visitors,pageviews,exits,time_on_page\n2025-01-01,x,/a,10,20,2,100\n',
      ),
    ];
    for (const _ of [1, 2]) await importHistory(deps, { site, program: 'plausible', files });
    expect(
      await owner(
        'SELECT origin, day::text, visits, visitors, views, span_seconds::int FROM statistics.days WHERE site_id = $1',
        [site.id],
      ),
    ).toEqual([{ origin: 'plausible', day: '2025-01-01', visits: 12, visitors: 10, views: 30, span_seconds: 1_200 }]);
    const matomo = Buffer.from('\uFEFFdate,label,nb_visits,nb_hits\n2025-02-01,/b,7,9\n', 'utf16le');
    await importHistory(deps, { site, program: 'matomo', files: [put('Actions.getPageUrls.csv', matomo)] });
    const google =
      '# ---\n# Start date: 20250301\nNth day,Country,Sessions,Views,Bounce rate\n0000,Germany,10,20,0.4\n0001,(not set),5,6,0.2\n';
    await importHistory(deps, { site, program: 'google-analytics', files: [put('ga.csv', google)] });
    const cells = await owner(
      `SELECT c.origin, c.starts_on::text AS on, v.value, c.visits[1] AS visits, c.bounces[1] AS bounces FROM statistics.cells c
       LEFT JOIN statistics.values v ON v.id = c.value_ids[1] WHERE c.site_id = $1 AND c.period = 'd' ORDER BY c.starts_on`,
      [site.id],
    );
    expect(cells).toEqual([
      { origin: 'plausible', on: '2025-01-01', value: '/a', visits: 10, bounces: 0 },
      { origin: 'matomo', on: '2025-02-01', value: '/b', visits: 7, bounces: 0 },
      { origin: 'google analytics', on: '2025-03-01', value: 'DE', visits: 10, bounces: 4 },
      { origin: 'google analytics', on: '2025-03-02', value: null, visits: 5, bounces: 1 },
    ]);
  });

  it('as the dashboard of Plausible lets one download it has rates in percent and mean times; rows without a day are told of', async () => {
    const file = put(
      'visitors.csv',
      'date,visitors,pageviews,visits,views_per_visit,bounce_rate,visit_duration\n2025-04-01,10,30,20,1.5,45,90\n2025-13-45,9,9,9,1,50,9\n\n',
    );
    const { files } = await importHistory(deps, { site, program: 'plausible', files: [file] });
    expect(files).toMatchObject([{ days: 1, known: 0, undated: 1 }]);
    expect(
      await owner('SELECT visits, bounces, span_seconds::int FROM statistics.days WHERE site_id = $1 AND day = $2', [
        site.id,
        '2025-04-01',
      ]),
    ).toEqual([{ visits: 20, bounces: 9, span_seconds: 1_800 }]);
  });

  it('that says no day is refused', async () => {
    const file = put('a.csv', 'page,visits\n/a,3\n');
    await expect(importHistory(deps, { site, program: 'plausible', files: [file] })).rejects.toMatchObject({
      keptCode: 'KEPT_HISTORY_FILE',
    });
  });
});
