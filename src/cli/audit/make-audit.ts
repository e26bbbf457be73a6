import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SearchedPlace, Traces } from '../../platform/clauses/audit-result.ts';
import type { TracesSaboteur } from '../../platform/clauses/traces.ts';
import { everyVisitor, expected, makeControls, putControls } from './controls.ts';
import { createFinder } from './finder.ts';
import { type AuditInstallation, type AuditServer, openAuditInstallation, rowsOf } from './installation.ts';
import { searchAll } from './search-all.ts';
import { openSearches } from './searches.ts';
import { aVisitor, type Visitor } from './visitors.ts';
import { ask } from './ways/ask.ts';
import { errorWays } from './ways/errors.ts';
import { lineWays } from './ways/lines.ts';
import { mailWays } from './ways/mails.ts';
import { peopleWays } from './ways/people.ts';
import { tellingWays } from './ways/telling.ts';
import { visitWays } from './ways/visits.ts';
import type { Way, World } from './ways/way.ts';
import { openWorld } from './world.ts';

/** Walked once more a day later, when the server was started anew. */
const laterWays = visitWays
  .filter(({ name }) => name === 'the beacon: a page view' || name === 'the pixel')
  .map((way) => ({ ...way, name: `${way.name}, a day later` }));

const allWays: readonly Way[] = [...visitWays, ...lineWays, ...peopleWays, ...tellingWays, ...mailWays, ...errorWays];

export interface AuditOptions {
  /** Breaks something on purpose. */
  readonly planted?: { readonly demand: string; readonly saboteur: TracesSaboteur } | null;
  /** Leaves out the ways that need commands or a second server. */
  readonly quick?: boolean;
  readonly tell?: (line: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Makes a whole scratch installation, sends visitors in every way, closes the day, starts the server anew, makes a backup, and
 * searches everything that is left on disk.
 */
export async function makeAudit(options: AuditOptions = {}): Promise<Traces> {
  const { planted = null, signal, tell = () => undefined } = options;
  tell('making a scratch installation');
  const installation = await openAuditInstallation();
  const stop = () => void installation.remove();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await audit(installation, { ...options, planted, tell });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    await installation.remove();
  }
}

type Given = Required<Pick<AuditOptions, 'tell'>> &
  Pick<AuditOptions, 'quick' | 'signal'> & { readonly planted: NonNullable<AuditOptions['planted']> | null };

async function audit(installation: AuditInstallation, { planted, quick, signal, tell }: Given): Promise<Traces> {
  const plan = visitorsFor(allWays.filter(({ slow }) => !(quick && slow)));
  const afterwards = visitorsFor(laterWays);
  const controls = makeControls();
  const visitors = [...plan, ...afterwards].map(({ visitor }) => visitor);
  const searches = openSearches(createFinder([...visitors, ...everyVisitor(controls)]), expected(controls));
  const demand = planted?.demand ?? null;
  const servers = await Promise.all(
    (quick ? ([0] as const) : ([0, 1] as const)).map((which) =>
      installation.startServer(which, { planted: demand, ahead: 0 }),
    ),
  );
  const world = await openWorld(installation);
  await forwardedIsBelieved(world);
  await walkAll(world, plan, { tell, signal, fault: searches.fault });
  leave(installation, planted?.saboteur, visitors);
  tell('putting controls where they must be found');
  await putControls(world, servers[0] as AuditServer, controls);
  servers[0]?.tell({ connect: controlPort });
  tell('closing the day and starting the server anew');
  const ahead = await closeDay(installation, servers);
  for (const server of servers) await server.stop();
  const again = await installation.startServer(0, { planted: demand, ahead });
  await walkAll(world, afterwards, { tell: () => undefined, signal, fault: searches.fault });
  await keepExports(world);
  await again.stop();
  const lines = await countLines(world, plan, searches.fault);
  if ((await ownHits(installation)) === 0)
    searches.fault('addresses that a server in front hands on were not believed');
  signal?.throwIfAborted();
  await searchAll(searches, installation, tell);
  const result = searches.result();
  const ways = [...new Map([...plan, ...afterwards].map(({ way }) => [way.name, way])).values()];
  return {
    ...result,
    places: [...result.places, connectionsOf(installation)],
    lines,
    ways: [
      ownWay,
      ...ways.map(({ lines: own, name, only, tells }) => ({
        name,
        logs: own !== undefined,
        visitors: only ? 1 : 2,
        ...(tells ? { tells } : {}),
      })),
    ],
  };
}

/** What the servers do of themselves. */
const ownWay = { name: 'the servers themselves', logs: false, visitors: 0 };
/** A port of this machine at which nobody listens. */
const controlPort = 1;

/** Where the servers connected to: their database, each other, and one place on purpose. Anywhere else nobody has told them to. */
function connectionsOf({ connections, folder, urls }: AuditInstallation): SearchedPlace {
  const { made, opened } = connections;
  const control = `127.0.0.1:${controlPort}`;
  const peers = urls.map((url) => new URL(url).host);
  const isKnown = (to: string) => to.startsWith(folder) || peers.includes(to) || to === control;
  const strange = [...new Set(opened.filter((to) => !isKnown(to)))];
  return {
    place: 'connections',
    unit: 'connections',
    examined: { things: opened.filter((to) => !to.startsWith('udp ')).length, bytes: 0 },
    counted: { things: made, bytes: 0 },
    controls: { put: 1, found: opened.includes(control) ? 1 : 0 },
    found: [...new Set(strange.map(inWords))].map((where) => ({
      where,
      what: 'connection',
      spelling: 'opened',
      way: ownWay.name,
    })),
  };
}

/** Whom a connection led to; an address is no word for a row, not even one of a stranger. */
function inWords(to: string): string {
  const [, udp = '', host = '', port = ''] = /^(udp )?(.*):(\d+)$/.exec(to) ?? [];
  return isIP(host) === 0 ? to : `${udp}an address without a name, port ${port}`;
}

interface Walk {
  readonly way: Way;
  readonly visitor: Visitor;
}

function visitorsFor(ways: readonly Way[]): Walk[] {
  return ways.flatMap((way) =>
    (way.only ? [way.only.family] : (['IPv4', 'IPv6'] as const)).map((family) => ({
      way,
      visitor: aVisitor(way.name, family, way.only?.first),
    })),
  );
}

async function walkAll(
  world: World,
  plan: readonly Walk[],
  {
    fault,
    signal,
    tell,
  }: { tell: (line: string) => void; signal?: AbortSignal | undefined; fault: (words: string) => void },
): Promise<void> {
  for (const [index, { visitor, way }] of plan.entries()) {
    signal?.throwIfAborted();
    tell(`[${index + 1}/${plan.length}] ${way.name}, ${visitor.family}`);
    try {
      await way.walk(world, visitor);
    } catch (error) {
      fault(`${way.name}: ${error instanceof Error ? error.message : 'failed'}`);
    }
  }
}

/** Somebody of the vendor's own network, by the address that is handed on: counted apart only if that address is believed. */
async function forwardedIsBelieved({ url }: World): Promise<void> {
  const own = { ...aVisitor('the vendor itself', 'IPv4'), address: '198.18.7.9' };
  const report = { k: 'v', u: 'https://audit.example/', r: '', l: 'en', n: '', w: 1_280 };
  await ask(`${url}/s/hit`, own, { text: JSON.stringify(report), headers: { origin: 'https://audit.example' } });
}

async function ownHits(installation: AuditInstallation): Promise<number> {
  const [row] = await rowsOf<{ own: number }>(
    installation,
    'SELECT coalesce(sum(own_hits), 0)::int AS own FROM statistics.days',
  );
  return row?.own ?? 0;
}

/** What a saboteur leaves lying about: of somebody who came by a log. */
function leave(
  { folder }: AuditInstallation,
  saboteur: TracesSaboteur | undefined,
  visitors: readonly Visitor[],
): void {
  const byLog = visitors.find(({ way }) => lineWays.some(({ lines, name }) => lines !== undefined && name === way));
  if (!saboteur?.leave || !byLog) return;
  const { path, text } = saboteur.leave(byLog);
  const file = join(folder, 'data', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Turns the clocks to the night after the next midnight, and waits until every day that was counted is closed. */
async function closeDay(installation: AuditInstallation, servers: readonly AuditServer[]): Promise<number> {
  const day = 86_400_000;
  const ahead = (Math.floor(Date.now() / day) + 1) * day + 2 * 3_600_000 - Date.now();
  for (const server of servers) server.tell({ ahead });
  for (let turn = 0; turn < 300; turn += 1) {
    const [row] = await rowsOf<{ open: number; closed: number }>(
      installation,
      `SELECT count(*) FILTER (WHERE NOT closed)::int AS open, count(*) FILTER (WHERE closed)::int AS closed
       FROM statistics.days WHERE origin = 'live'`,
    );
    if (row && row.open === 0 && row.closed > 0) return ahead;
    await sleep(100);
  }
  throw new Error('the day was not closed');
}

/** Lines that were sent, and the page views that the figures say of their pages. */
async function countLines(
  { installation }: World,
  plan: readonly Walk[],
  fault: (words: string) => void,
): Promise<Traces['lines']> {
  const rows = await rowsOf<{ page: string; views: number }>(
    installation,
    `SELECT v.value AS page, sum(c.views)::int AS views FROM statistics.cells r, unnest(r.value_ids, r.views) AS c (id, views)
     JOIN statistics.values v ON v.id = c.id
     WHERE r.dimension = 1 AND r.period = 'd' AND starts_with(v.value, '/log/') GROUP BY v.value`,
  );
  const sent = new Map<string, number>();
  for (const { way } of plan) if (way.lines) sent.set(way.lines.of, (sent.get(way.lines.of) ?? 0) + way.lines.each);
  for (const [page, lines] of sent) {
    const views = rows.find((row) => row.page === page)?.views ?? 0;
    if (views !== lines) fault(`${lines} lines of ${page} were sent, ${views} are counted`);
  }
  const sum = (counts: Iterable<number>) => [...counts].reduce((total, count) => total + count, 0);
  return { sent: sum(sent.values()), counted: sum(rows.map(({ views }) => views)) };
}

/** Everything that is handed out as a file or for programs. */
async function keepExports({ keepExport, session, url }: World): Promise<void> {
  const reader = aVisitor('the reader of exports', 'IPv4');
  const site = `${url}/api/v1/statistics/reports/audit`;
  const paths: Readonly<Record<string, string>> = {
    'overview.csv': `${site}/overview/csv`,
    'pages.csv': `${site}/tables/page/csv`,
    'browsers.csv': `${site}/tables/browser/csv`,
    'overview.json': `${site}/overview`,
    metrics: `${url}/metrics`,
    'proof.json': `${url}/privacy/proof.json`,
    'audit.json': `${url}/api/v1/audit`,
    'outbox.json': `${url}/api/v1/outbox`,
  };
  for (const [name, path] of Object.entries(paths)) {
    const { status, text } = await ask(path, reader, { headers: session });
    keepExport(`${name}-${randomBytes(2).toString('hex')}`, `${status}\n${text}`);
    if (status !== 200) throw new Error(`an export was answered with ${status}`);
  }
}
