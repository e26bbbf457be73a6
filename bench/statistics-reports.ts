import { createHash, randomBytes } from 'node:crypto';
import { loadavg } from 'node:os';
import type pg from 'pg';
import { atMost, type Figure } from './figure.ts';
import { ownerOf } from './filled.ts';
import { atRest, type Installation, removeFolder, startInstallation } from './installation.ts';
import { bytesPerYear, fillStatistics } from './statistics-fill.ts';

const years = 5;
const paths = 10_000;
const requests = 60;
/** The first of each panel, for which nothing is in memory yet. */
const unmeasured = 3;
const limitMs = 50;
const limitBytes = 40 * 1_000_000;
const limitMemory = 400;

/** Each panel of the dashboard over five years of daily data, and the bytes that a site takes on disk in a year. */
export async function measure(): Promise<Figure[]> {
  const installation = await startInstallation();
  const { client } = await ownerOf(installation);
  const figures: Figure[] = [];
  const token = await tokenFor(client);
  await atRest();
  for (const [slug, hits, words] of [
    ['million', 1_000_000, '1 million'],
    ['billion', 1_000_000_000, '1 billion'],
  ] as const) {
    await fillStatistics(client, { slug, hits, years, paths });
    await client.query('VACUUM (FULL, ANALYZE) statistics.cells');
    await client.query('VACUUM ANALYZE');
    figures.push(await panels(installation, token, { slug, words }));
  }
  const detail = `resident, after ${requests} requests for each panel of both sites; load of the machine ${loadavg()[0]?.toFixed(1)}`;
  const memory = { name: 'statistics: memory of the server after all panels', value: installation.serverMemory() };
  figures.push(atMost({ ...memory, unit: 'MB', detail }, limitMemory));
  const bytes = await bytesPerYear(client, years);
  figures.push(
    atMost(
      {
        name: `statistics: bytes on disk per site and year at ${paths} paths`,
        value: bytes / 1_000_000,
        unit: 'MB',
        detail: `all dimensions and declared pairs, ${years} years, tables with indexes, mean of two sites`,
      },
      limitBytes / 1_000_000,
    ),
  );
  await client.end();
  await installation.stop();
  removeFolder(installation.folder);
  return figures;
}

async function panels(
  installation: Installation,
  token: string,
  site: { readonly slug: string; readonly words: string },
): Promise<Figure> {
  const base = `http://127.0.0.1:${installation.port}/api/v1/statistics/reports/${site.slug}`;
  const measured: { panel: string; p95: number; p50: number; processor: number }[] = [];
  for (const [panel, path] of Object.entries(panelsOf())) {
    const before = installation.serverProcessor();
    const times = await time(`${base}${path}`, token);
    // With what comes first and is not timed.
    const processor = ((installation.serverProcessor() - before) * 1_000) / (requests + unmeasured);
    measured.push({ panel, ...times, processor });
  }
  const worst = measured.toSorted((a, b) => b.p95 - a.p95);
  return atMost(
    {
      name: `statistics: slowest panel of ${measured.length} over ${years} years, ${site.words} hits`,
      value: worst[0]?.p95 ?? Number.NaN,
      unit: 'ms (p95)',
      detail: `load of the machine ${loadavg()[0]?.toFixed(1)}; ${worst.map(({ panel, p50, p95, processor }) => `${panel} p50 ${p50.toFixed(1)} p95 ${p95.toFixed(1)} (processor of the server ${processor.toFixed(1)})`).join('; ')}`,
    },
    limitMs,
  );
}

/** What the desk asks for, over 30 days, the last 12 months, from one spring to another autumn, and all five years. */
function panelsOf(): Record<string, string> {
  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  const year = new Date().getUTCFullYear();
  const ranges = {
    '30 days': `from=${day(29)}&to=${day(0)}`,
    '12 months': `from=${day(364)}&to=${day(0)}`,
    '22 months and 2 years': `from=${year - 4}-02-01&to=${year - 1}-11-30`,
    '5 years': `from=${day(1826)}&to=${day(0)}`,
  };
  const made: Record<string, string> = {};
  for (const [words, range] of Object.entries(ranges)) {
    made[`overview, ${words}`] = `/overview?${range}&compare=previous`;
    made[`overview of one country, ${words}`] = `/overview?${range}&filter=country:DE`;
    for (const dimension of ['page', 'referrer', 'campaign', 'country', 'hour', 'bot'])
      made[`${dimension}, ${words}`] = `/tables/${dimension}?${range}`;
    made[`pages beside the range before, ${words}`] = `/tables/page?${range}&compare=previous`;
    made[`pages of one country, ${words}`] = `/tables/page?${range}&filter=country:DE`;
    made[`pages sought, ${words}`] = `/tables/page?${range}&q=section-7`;
    made[`goals, ${words}`] = `/goals?${range}`;
    made[`funnels, ${words}`] = `/funnels?${range}`;
  }
  return made;
}

async function time(url: string, token: string): Promise<{ p50: number; p95: number }> {
  const took: number[] = [];
  for (let run = -unmeasured; run < requests; run += 1) {
    const began = performance.now();
    // The limit is one of an address, and all of these come from one.
    const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': `198.51.100.${(run + unmeasured) % 250}` };
    const response = await fetch(url, { headers });
    const body = await response.text();
    if (response.status !== 200) throw new Error(`${url} answered ${response.status}: ${body}`);
    if (run >= 0) took.push(performance.now() - began);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.ceil(took.length * share) - 1] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}

async function tokenFor(client: pg.Client): Promise<string> {
  const token = `kept_${randomBytes(32).toString('base64url')}`;
  await client.query(
    `INSERT INTO staff.tokens (id, name, token_sha256, scopes, created_at, expires_at)
     VALUES (gen_random_uuid(), 'bench', $1, '{statistics}', now(), now() + interval '1 day')`,
    [createHash('sha256').update(token).digest()],
  );
  return token;
}
