import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { countTask, openLookUps } from './actions/imports/count-task.ts';
import { importHistory } from './actions/imports/history.ts';
import { importLogs } from './actions/imports/import-logs.ts';
import { openSites } from './actions/sites.ts';
import { fillDay, fillSite } from './fixtures/figures.ts';
import type { Imports } from './wire/imports.ts';

// What was imported stands in a list, and can be taken out again, an origin at a time.

const path = '/api/v1/statistics/sites/shop/imports';
let app: TestApp;
let marketing: Session;
let folder: string;

beforeAll(async () => {
  app = await startApp();
  app.clock.set('2026-03-18T12:00:00Z');
  marketing = await app.signInAs('marketing');
  folder = mkdtempSync(join(tmpdir(), 'kept-imported-'));
  await connected(app.database.ownerUrl, async (client) => {
    const shop = await fillSite(client, { slug: 'shop' });
    await fillDay(client, shop, '2026-03-12', { visits: 30 });
  });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await app?.stop();
});

const rows = <Row extends object>(text: string) =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text)).rows);
const list = async () => (await marketing.call<Imports>('GET', path)).body;
const siteInMemory = async () => {
  const sites = openSites(app.kept.deps);
  await sites.refresh();
  const site = sites.bySlug('shop');
  if (!site) throw new Error('no site');
  return site;
};

const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const line = (day: number, minute: number) =>
  `192.0.2.${minute} - - [0${day}/Mar/2026:10:${minute}:00 +0000] "GET /page HTTP/1.1" 200 5 "-" "${agent}"\n`;

async function importLog(name: string, content: string) {
  writeFileSync(join(folder, name), content);
  const { deps } = app.kept;
  return importLogs(
    {
      ...deps,
      countAll: async ([task], options) => ({
        here: task ? await countTask(task, { ...options, lookUps: await openLookUps(null) }) : null,
        handed: [],
      }),
      salt: Buffer.alloc(16, 1),
      ownNetworks: [],
    },
    {
      site: await siteInMemory(),
      files: [join(folder, name)],
      format: null,
      server: 'main',
      dryRun: false,
      signal: new AbortController().signal,
      planned: () => undefined,
      progress: () => undefined,
    },
  );
}

const minutes = Array.from({ length: 12 }, (_, n) => 10 + n);

test('a list of imports tells when, how many lines, how many of them bad, and of which days', async () => {
  expect(await list()).toEqual({ origins: [], runs: [], count: 0 });
  const lines = [2, 3].flatMap((day) => minutes.map((minute) => line(day, minute)));
  await importLog('access.log', `${lines.join('')}no line of a log\nneither is this\n`);
  const log = {
    origin: 'log',
    server: 'main',
    at: '2026-03-18T12:00:00.000Z',
    files: 1,
    lines: 26,
    badLines: 2,
    knownLines: 0,
    firstDay: '2026-03-02',
    lastDay: '2026-03-03',
  };
  expect(await list()).toMatchObject({
    origins: [{ origin: 'log', firstDay: '2026-03-02', lastDay: '2026-03-03', days: 2, badLines: 2 }],
    runs: [log],
    count: 1,
  });
  // Nothing new is no import.
  await importLog('access.log', `${lines.join('')}no line of a log\nneither is this\n`);
  expect((await list()).count).toBe(1);
  app.clock.advance({ minutes: 1 });
  writeFileSync(
    join(folder, 'imported_visitors.csv'),
    'date,visitors,pageviews,bounces,visits,visit_duration\n2026-01-05,20,40,5,22,900\n',
  );
  const history = {
    site: await siteInMemory(),
    program: 'plausible',
    files: [join(folder, 'imported_visitors.csv')],
  } as const;
  for (const _ of [1, 2]) await importHistory(app.kept.deps, history);
  const { runs, origins, count } = await list();
  expect(origins.map(({ origin }) => origin)).toEqual(['log', 'plausible']);
  expect(runs).toMatchObject([
    { origin: 'plausible', server: null, files: 1, lines: null, badLines: null, firstDay: '2026-01-05' },
    log,
  ]);
  expect(count).toBe(2);
});

test('no line, no name of a file and no address of a log is in what is listed', async () => {
  const text = JSON.stringify(await rows('SELECT * FROM statistics.import_runs, statistics.imports'));
  expect(text).toContain('main');
  expect(text).not.toMatch(/192\.0\.2|access\.log|Firefox/);
});

test('all of an origin is removed by who may, and nothing else; it is written down, and can be imported anew', async () => {
  const manager = await app.signInAs('product manager');
  expect((await manager.call('GET', path)).status).toBe(200);
  expect((await manager.call('DELETE', `${path}/log`)).status).toBe(403);
  expect((await marketing.call('DELETE', `${path}/live`)).status).toBe(400);
  expect((await marketing.call('DELETE', `${path}/matomo`)).status).toBe(404);
  expect((await marketing.call('DELETE', '/api/v1/statistics/sites/none/imports/log')).status).toBe(404);
  expect((await marketing.call('DELETE', `${path}/log`)).status).toBe(204);
  const left = await list();
  expect(left.origins.map(({ origin }) => origin)).toEqual(['plausible']);
  expect(left.runs.map(({ origin }) => origin)).toEqual(['plausible']);
  const [{ visits, cells, logs } = { visits: 0, cells: 1, logs: 1 }] = await rows<
    Record<'visits' | 'cells' | 'logs', number>
  >(
    `SELECT (SELECT sum(visits)::int FROM statistics.days WHERE origin = 'live') AS visits,
       (SELECT count(*)::int FROM statistics.cells WHERE origin = 'log') AS cells,
       (SELECT count(*)::int FROM statistics.imports) AS logs`,
  );
  expect({ visits, cells, logs }).toEqual({ visits: 30, cells: 0, logs: 0 });
  const audited = await rows<{ detail: object }>(
    `SELECT detail FROM staff.audit WHERE action = 'statistics.imported figures removed'`,
  );
  expect(audited).toEqual([{ detail: { slug: 'shop', origin: 'log', days: 2 } }]);
  const again = await importLog('again.log', minutes.map((minute) => line(2, minute)).join(''));
  expect(again.files).toMatchObject([{ state: 'counted' }]);
});

test('while an import runs nothing is removed', async () => {
  await connected(app.database.ownerUrl, async (client) => {
    const { id } = await siteInMemory();
    await client.query(`SELECT pg_advisory_lock(hashtext('statistics.imports'), $1)`, [id]);
    const { status, body } = await marketing.call<{ code: string }>('DELETE', `${path}/log`);
    expect([status, JSON.stringify(body)]).toEqual([409, expect.stringContaining('KEPT_IMPORT_NOT_REMOVED')]);
  });
  expect((await list()).origins.map(({ origin }) => origin)).toContain('log');
});
