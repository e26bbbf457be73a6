import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestClock, testClock } from '../../../test/kit/clock.ts';
import { connected, type TestDatabase, testDatabase } from '../../../test/kit/database.ts';
import { createSeal } from '../../platform/crypto/seal.ts';
import { type Database, openDatabase } from '../../platform/db/database.ts';
import { systemIds } from '../../platform/ids.ts';
import { createLog } from '../../platform/log.ts';
import { type Counter, createCounter } from './actions/counter.ts';
import { removeOldFigures } from './actions/retention.ts';
import { openSites, type Sites } from './actions/sites.ts';
import type { Hit, VisitorHit } from './wire/hit.ts';

// Long, as all of it is about one counter with one database and one turned clock: what it counts, writes, hands over and forgets.

let database: TestDatabase;
let db: Database;
let clock: TestClock;
let sites: Sites;
let siteId: number;
const seal = createSeal(Buffer.alloc(32, 3), 'statistics.peers');
const running: Counter[] = [];

beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase({ url: database.appUrl, prefix: database.prefix, poolSize: 6 });
});
afterAll(async () => {
  for (const counter of running.splice(0)) await counter.stop();
  await db.close();
  await database.drop();
});
beforeEach(async () => {
  for (const counter of running.splice(0)) await counter.stop();
  clock = testClock('2026-03-02T09:00:00Z');
  await owner('DELETE FROM statistics.cells; DELETE FROM statistics.days; DELETE FROM statistics.values');
  const [row] = await owner(`INSERT INTO statistics.sites (slug, name, hosts, time_zone, created_at)
    VALUES ('s${randomBytes(4).toString('hex')}', 'Site', '{a.example}', 'Europe/Berlin', now()) RETURNING id`);
  siteId = Number(row?.id);
  sites = openSites({ db });
  await sites.refresh();
});

async function owner(text: string): Promise<Record<string, unknown>[]> {
  return connected(database.ownerUrl, async (client) => (await client.query(text)).rows ?? []);
}

/** A server that counts, or one that hands hits to those named. */
function counter(peers: Record<string, Counter | null> = {}, at: Database = db): Counter {
  const made = createCounter(
    { db: at, clock, log: createLog('silent'), ids: systemIds },
    {
      sites,
      peers: Object.keys(peers),
      seal,
      random: () => randomBytes(16),
      post: async (peer, bytes) => (await peers[peer]?.hear(bytes).catch(() => null)) ?? null,
    },
  );
  running.push(made);
  return made;
}

function view(visitor: number, page: string, more: Partial<VisitorHit> = {}): Hit {
  return {
    kind: 'view',
    siteId,
    at: clock.now().getTime(),
    way: 'beacon',
    address: `192.0.2.${visitor}`,
    agent: 'A browser',
    page,
    value: null,
    amount: null,
    seconds: 0,
    source: { referrer: 'search.example', channel: 'Search', campaign: null },
    visitor: {
      country: 'DE',
      region: 'Western Europe',
      language: 'de',
      browser: 'Firefox',
      system: 'Linux',
      device: 'desktop',
      screen: null,
    },
    ...more,
  };
}

const days = () =>
  owner(`SELECT day::text, visits, visitors, visitors_exact, views, bounces, closed, bot_hits, refused_hits, bad_lines,
    log_only_visits, beacon_only_visits FROM statistics.days WHERE site_id = ${siteId} ORDER BY day`);

/** Visits of the named values of a dimension. */
async function cells(dimension: number, period: string, startsOn: string): Promise<Record<string, number>> {
  const rows = await owner(`SELECT coalesce(v.value, 'other') AS value, c.n AS visits
    FROM statistics.cells r, unnest(r.value_ids, r.visits) AS c (id, n) LEFT JOIN statistics.values v ON v.id = c.id
    WHERE r.site_id = ${siteId} AND r.dimension = ${dimension} AND r.period = '${period}' AND r.starts_on = '${startsOn}'`);
  return Object.fromEntries(rows.map(({ value, visits }) => [value, Number(visits)]));
}

async function visits(of: Counter, from: number, to: number, page = '/'): Promise<void> {
  for (let visitor = from; visitor <= to; visitor++) await of.count(view(visitor, page));
}

describe('what is written while a day is open', () => {
  it('writes nothing before ten seconds and five visits, then whole rows with the visits that go on', async () => {
    const here = counter();
    await visits(here, 1, 4);
    clock.advance({ minutes: 3 });
    // The same visitors again are no further visits.
    await visits(here, 1, 4, '/more');
    await here.tick();
    expect(await days()).toEqual([]);

    await visits(here, 5, 5);
    await here.tick();
    expect(await days()).toMatchObject([
      { day: '2026-03-02', visits: 5, visitors: 5, views: 9, bounces: 1, closed: false },
    ]);
    expect(await cells(1, 'd', '2026-03-02')).toEqual({ '/': 5, '/more': 4 });
    expect(await cells(3, 'd', '2026-03-02')).toEqual({ '/': 1, '/more': 4 });
    expect(await cells(1, 'm', '2026-03-01')).toEqual({});

    clock.advance({ seconds: 9 });
    await visits(here, 1, 9, '/last');
    await here.tick();
    expect(await days()).toMatchObject([{ visits: 5, views: 9 }]);
    clock.advance({ seconds: 1 });
    await here.tick();
    expect(await days()).toMatchObject([{ visits: 9, views: 18, bounces: 4 }]);
    expect(await cells(3, 'd', '2026-03-02')).toEqual({ '/last': 9 });
  });

  it('writes how long the visits lasted that go on', async () => {
    const here = counter();
    await visits(here, 1, 6);
    clock.advance({ seconds: 90 });
    await visits(here, 1, 6, '/more');
    for (let visitor = 1; visitor <= 6; visitor++)
      await here.count(view(visitor, '/more', { kind: 'engaged', seconds: 40 }));
    await here.tick();
    const [day] = await owner(
      `SELECT visits, span_steps, engaged_steps FROM statistics.days WHERE site_id = ${siteId}`,
    );
    expect(day).toEqual({
      visits: 6,
      span_steps: [0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0],
      engaged_steps: [0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0],
    });
  });

  it('goes on with a day whose site has got another time zone', async () => {
    const here = counter();
    await visits(here, 1, 6);
    clock.advance({ seconds: 10 });
    await here.tick();
    await owner(`UPDATE statistics.sites SET time_zone = 'Europe/London' WHERE id = ${siteId}`);
    await sites.refresh();
    await here.tick();
    await visits(here, 11, 16);
    clock.advance({ seconds: 10 });
    await here.tick();
    expect(await days()).toMatchObject([{ visits: 12, visitors: 12, visitors_exact: false, views: 12, closed: false }]);
    expect(await cells(1, 'd', '2026-03-02')).toEqual({ '/': 12 });
    expect(await cells(1, 'm', '2026-03-01')).toEqual({});
  });

  it('writes nothing of a visitor because the server ends', async () => {
    const here = counter();
    await visits(here, 1, 4);
    clock.advance({ hours: 1 });
    await here.stop();
    expect(await days()).toEqual([]);
    expect(await owner('SELECT FROM statistics.values')).toEqual([]);
  });

  it('loses no more than what was not written when it ends all at once, and says that visitors are about so many', async () => {
    const first = counter();
    await visits(first, 1, 6);
    clock.advance({ seconds: 10 });
    await first.tick();
    await visits(first, 7, 9);
    // As a crash: the lock goes, nothing is written.
    await first.stop();
    expect(await days()).toMatchObject([{ visits: 6, visitors_exact: true }]);

    const second = counter();
    await visits(second, 1, 5, '/again');
    clock.advance({ seconds: 10 });
    await second.tick();
    expect(await days()).toMatchObject([{ visits: 11, views: 11, visitors: 11, visitors_exact: false }]);
    expect(await cells(1, 'd', '2026-03-02')).toEqual({ '/': 6, '/again': 5 });
  });
});

describe('whether the visitors of a day are all told apart', () => {
  it('is never said of a day on which counting began anew, be anything of it written or not', async () => {
    await owner(`UPDATE statistics.sites SET created_at = '2026-03-01' WHERE id = ${siteId}`);
    await sites.refresh();
    const first = counter();
    await visits(first, 1, 4);
    // As a crash, before anything was written: 2 of the 4 come again.
    await first.stop();
    const second = counter();
    await visits(second, 3, 9);
    clock.advance({ seconds: 10 });
    await second.tick();
    expect(await days()).toMatchObject([{ visits: 7, visitors: 7, visitors_exact: false }]);
    clock.set('2026-03-03T09:00:00Z');
    await visits(second, 1, 6);
    clock.advance({ seconds: 10 });
    await second.tick();
    expect(await days()).toMatchObject([
      { day: '2026-03-02', visitors_exact: false },
      { day: '2026-03-03', visitors: 6, visitors_exact: true },
    ]);
  });

  it('is said of the first day of a website that was made since', async () => {
    const here = counter();
    await here.tick();
    clock.advance({ minutes: 5 });
    await owner(`UPDATE statistics.sites SET created_at = '2026-03-02T09:04:00Z' WHERE id = ${siteId}`);
    await sites.refresh();
    await visits(here, 1, 6);
    clock.advance({ seconds: 10 });
    await here.tick();
    expect(await days()).toMatchObject([{ visitors: 6, visitors_exact: true }]);
  });
});

describe('the close of a day', () => {
  it('waits for 45 minutes after midnight and for visits that go on, and adds the day to month and year', async () => {
    const here = counter();
    await visits(here, 1, 2);
    await here.count({ kind: 'bot', siteId, at: clock.now().getTime(), value: 'Search: Google', by: null });
    await here.count({ kind: 'refused', siteId, at: clock.now().getTime(), value: 'gpc', by: null });
    clock.set('2026-03-02T22:50:00Z');
    await visits(here, 3, 3, '/late');
    clock.set('2026-03-02T23:15:00Z');
    await visits(here, 3, 3, '/over-midnight');
    clock.set('2026-03-02T23:44:00Z');
    await visits(here, 3, 3, '/on-and-on');
    clock.set('2026-03-02T23:46:00Z');
    await here.tick();
    expect(await days()).toEqual([]);
    clock.set('2026-03-03T00:20:00Z');
    await here.tick();
    expect(await days()).toMatchObject([
      { day: '2026-03-02', visits: 3, visitors: 3, views: 5, bot_hits: 1, refused_hits: 1, closed: true },
    ]);
    for (const [period, startsOn] of [
      ['d', '2026-03-02'],
      ['m', '2026-03-01'],
      ['y', '2026-01-01'],
    ] as const)
      expect(await cells(1, period, startsOn)).toEqual({ '/': 2, '/late': 1, '/over-midnight': 1, '/on-and-on': 1 });

    // The next day is added to the same month.
    await visits(here, 1, 6);
    clock.set('2026-03-04T00:20:00Z');
    await here.tick();
    expect(await cells(1, 'm', '2026-03-01')).toEqual({ '/': 8, '/late': 1, '/over-midnight': 1, '/on-and-on': 1 });
    expect(await days()).toMatchObject([{ day: '2026-03-02' }, { day: '2026-03-03', visits: 6, closed: true }]);
  });

  it('adds late lines of a closed day when there are five visits of them', async () => {
    const here = counter();
    await visits(here, 1, 6);
    clock.set('2026-03-03T00:20:00Z');
    await here.tick();
    clock.set('2026-03-03T12:00:00Z');
    const at = Date.parse('2026-03-02T10:00:00Z');
    for (const visitor of [11, 12, 13, 14]) await here.count(view(visitor, '/late', { at, way: 'log' }));
    clock.advance({ minutes: 10 });
    await here.tick();
    expect(await days()).toMatchObject([{ visits: 6 }]);
    await here.count(view(15, '/late', { at, way: 'log' }));
    clock.advance({ minutes: 10 });
    await here.tick();
    expect(await days()).toMatchObject([
      { day: '2026-03-02', visits: 11, visitors: 11, visitors_exact: false, closed: true },
    ]);
    expect(await cells(1, 'm', '2026-03-01')).toEqual({ '/': 6, '/late': 5 });
  });

  it('closes the day of a server that was away over midnight', async () => {
    const first = counter();
    await visits(first, 1, 6);
    clock.advance({ seconds: 10 });
    await first.tick();
    await first.stop();
    clock.set('2026-03-05T09:00:00Z');
    await counter().tick();
    expect(await days()).toMatchObject([{ day: '2026-03-02', visits: 6, closed: true }]);
    expect(await cells(1, 'y', '2026-01-01')).toEqual({ '/': 6 });
  });
});

it('a page that beacon and log both tell of counts once, and the share that the beacon missed is known', async () => {
  const here = counter();
  const now = clock.now().getTime();
  for (const visitor of [1, 2, 3]) await here.count(view(visitor, '/', { way: 'log', at: now - 2_000 }));
  for (const visitor of [2, 3, 4]) await here.count(view(visitor, '/'));
  await here.count(view(5, '/'));
  clock.advance({ seconds: 10 });
  await here.tick();
  expect(await days()).toMatchObject([{ visits: 5, views: 5, log_only_visits: 1, beacon_only_visits: 2 }]);
});

it('hits whose time cannot be right are nobody’s visit', async () => {
  const here = counter();
  for (const at of [0, Date.parse('2099-01-01'), clock.now().getTime() - 8 * 86_400_000, Number.NaN])
    await here.count(view(1, '/', { at }));
  await visits(here, 1, 5);
  clock.advance({ seconds: 10 });
  await here.tick();
  expect(await days()).toMatchObject([{ visits: 5, bad_lines: 4 }]);
});

it('a clock that jumps ahead and back loses no day and closes none twice', async () => {
  const here = counter();
  await visits(here, 1, 6);
  clock.set('2027-03-02T09:00:00Z');
  await visits(here, 1, 6);
  await here.tick();
  clock.set('2026-03-02T10:00:00Z');
  await visits(here, 1, 7);
  clock.advance({ minutes: 40 });
  await here.tick();
  clock.set('2026-03-03T00:30:00Z');
  await here.tick();
  const [day] = await days();
  expect(day).toMatchObject({ day: '2026-03-02', visits: 13, closed: true });
  expect(await cells(1, 'm', '2026-03-01')).toEqual({ '/': 13 });
});

describe('several servers on one database', () => {
  it('one counts, the others hand hits to it; when it ends, another goes on', async () => {
    const known: Record<string, Counter | null> = { 'http://a': null, 'http://b': null };
    const a = counter(known);
    known['http://a'] = a;
    const other = openDatabase({ url: database.appUrl, prefix: database.prefix, poolSize: 3 });
    const b = counter(known, other);
    known['http://b'] = b;
    await a.tick();
    await b.tick();
    expect([a.isCounting(), b.isCounting()]).toEqual([true, false]);

    for (let visitor = 1; visitor <= 6; visitor++) await (visitor % 2 === 0 ? a : b).count(view(visitor, '/'));
    clock.advance({ seconds: 10 });
    await a.tick();
    await b.tick();
    expect(await days()).toMatchObject([{ visits: 6, visitors: 6 }]);
    expect((await b.live(siteId))?.visits).toBe(6);

    known['http://a'] = null;
    await a.stop();
    await visits(b, 11, 16);
    expect(b.isCounting()).toBe(true);
    clock.advance({ seconds: 10 });
    await b.tick();
    expect(await days()).toMatchObject([{ visits: 12, visitors_exact: false }]);
    await b.stop();
    await other.close();
  });

  it('what the script says of somebody to one server holds for lines that another counts', async () => {
    const known: Record<string, Counter | null> = { 'http://a': null };
    const a = counter(known);
    known['http://a'] = a;
    await a.tick();
    const other = openDatabase({ url: database.appUrl, prefix: database.prefix, poolSize: 3 });
    const b = counter(known, other);
    const at = clock.now().getTime();
    for (let visitor = 1; visitor <= 6; visitor++) {
      await b.count(view(visitor, '/', { way: 'log' }));
      if (visitor === 6) continue;
      const by = { way: 'beacon', address: `192.0.2.${visitor}`, agent: 'A browser' } as const;
      await b.count({ kind: 'refused', siteId, at, value: 'refused', by });
    }
    await visits(a, 11, 16);
    clock.advance({ seconds: 10 });
    await a.tick();
    expect(await days()).toMatchObject([{ visits: 7, refused_hits: 5, log_only_visits: 1 }]);
    await b.stop();
    await other.close();
  });

  it('a server whose connection is lost counts no longer, and does not write over what another counts', async () => {
    const a = counter();
    await visits(a, 1, 6);
    // By the server's own sign-in: an owner may not end connections of others, unless it is a superuser.
    await connected(database.appUrl, (client) =>
      client.query(`SET ROLE NONE; SELECT pg_terminate_backend(l.pid) FROM pg_locks l
        JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
        WHERE l.locktype = 'advisory' AND l.objid = 1802727102`),
    );
    await expect.poll(() => a.isCounting(), { timeout: 15_000 }).toBe(false);
    const b = counter();
    await b.tick();
    expect(b.isCounting()).toBe(true);
    clock.advance({ seconds: 10 });
    await a.tick();
    expect(await days()).toEqual([]);
  });

  it('a message that is not sealed, is old, or comes again is not counted', async () => {
    const a = counter();
    await a.tick();
    const message = (at: number) =>
      seal.seal(JSON.stringify({ id: 'one', at, hits: [1, 2, 3, 4, 5].map((visitor) => view(visitor, '/')) }));
    await expect(a.hear(Buffer.from('{"hits":[]}'))).rejects.toMatchObject({ keptCode: 'KEPT_PEER_UNKNOWN' });
    await expect(a.hear(message(clock.now().getTime() - 61_000))).rejects.toMatchObject({
      keptCode: 'KEPT_PEER_UNKNOWN',
    });
    const good = message(clock.now().getTime());
    await a.hear(good);
    await a.hear(good);
    clock.advance({ seconds: 10 });
    await a.tick();
    expect(await days()).toMatchObject([{ visits: 5, views: 5 }]);
  });

  it('where nobody counts and nobody can be asked, the hit is refused with a reason', async () => {
    const a = counter();
    await a.tick();
    const b = counter({ 'http://gone': null });
    await expect(b.count(view(1, '/'))).rejects.toMatchObject({ keptCode: 'KEPT_NOT_COUNTED' });
  });
});

it('old figures go when their time is over, and so do names that nothing refers to', async () => {
  const here = counter();
  await visits(here, 1, 6, '/old');
  clock.set('2026-03-03T00:30:00Z');
  await here.tick();
  clock.set('2028-03-20T09:00:00Z');
  await visits(here, 1, 6, '/new');
  clock.set('2028-03-21T00:30:00Z');
  await here.tick();
  await removeOldFigures({ db, clock });
  expect((await days()).map(({ day }) => day)).toEqual(['2026-03-02', '2028-03-20']);
  clock.set('2028-04-03T09:00:00Z');
  await removeOldFigures({ db, clock });
  expect((await days()).map(({ day }) => day)).toEqual(['2028-03-20']);
  const names = await owner(`SELECT value FROM statistics.values WHERE site_id = ${siteId} AND dimension = 1`);
  // The year 2026 is not over 25 months ago as a whole: its row keeps the name.
  expect(names.map(({ value }) => value).sort()).toEqual(['/new', '/old']);
  clock.set('2029-02-02T09:00:00Z');
  await removeOldFigures({ db, clock });
  const left = await owner(`SELECT value FROM statistics.values WHERE site_id = ${siteId} AND dimension = 1`);
  expect(left.map(({ value }) => value)).toEqual(['/new']);
});
