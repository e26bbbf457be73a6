import type pg from 'pg';
import { fillCells, fillDay, fillSite } from '../../src/parts/statistics/fixtures/figures.ts';
import { dimension, pair } from '../../src/parts/statistics/rules/dimensions.ts';
import type { TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';
import { startWithDesk } from '../kit/desk.ts';

type Shares = Readonly<Record<string, number>>;

/** What the visits of a day are made of, by share; a pair names its two values with a bar between them. */
const parts: readonly (readonly [number: number, shares: Shares, named?: readonly [number, number?]])[] = [
  [dimension.page, { '/': 0.5, '/docs/install': 0.2, '/pricing': 0.15, '/trial/thanks': 0.06, '/blog/*': 0.1 }],
  [dimension.entry, { '/': 0.6, '/docs/install': 0.3, '/pricing': 0.1 }, [dimension.page]],
  [dimension.exit, { '/': 0.4, '/pricing': 0.6 }, [dimension.page]],
  [dimension.referrer, { '(direct)': 0.4, 'search.example': 0.35, 'forum.example': 0.25 }],
  [dimension.channel, { Direct: 0.4, Search: 0.35, Referral: 0.15, 'AI assistant': 0.1 }],
  [dimension.campaign, { 'newsletter / mail / spring': 0.1 }],
  [dimension.country, { DE: 0.4, FR: 0.2, US: 0.2, JP: 0.1, BR: 0.05 }],
  [dimension.region, { 'Western Europe': 0.6, 'Northern America': 0.2, 'Eastern Asia': 0.1 }],
  [dimension.language, { de: 0.4, fr: 0.2, 'en-US': 0.2, ja: 0.1 }],
  [dimension.browser, { Firefox: 0.4, Chrome: 0.4, Safari: 0.2 }],
  [dimension.system, { Windows: 0.5, Linux: 0.2, macOS: 0.2, Android: 0.1 }],
  [dimension.device, { desktop: 0.8, mobile: 0.15, tablet: 0.05 }],
  [dimension.screen, { '1440-1919': 0.5, '1920 and more': 0.3, 'under 600': 0.2 }],
  [dimension.goal, { Trial: 0.06 }],
  [dimension.download, { '/files/setup.msi': 0.05 }],
  [dimension.hour, { 9: 0.3, 34: 0.2, 130: 0.05 }],
  [dimension.bot, { 'AI: GPTBot': 0.3, 'Search: Google': 0.2 }],
  [dimension.funnelStep, { 'Try it / 1': 0.5, 'Try it / 2': 0.15, 'Try it / 3': 0.06 }],
  [pair.pageCountry, { '/|DE': 0.25, '/pricing|DE': 0.1, '/|FR': 0.1 }, [dimension.page, dimension.country]],
];

const settings = {
  currency: 'EUR',
  goals: [{ name: 'Trial', kind: 'page', match: '/trial/thanks', amount: 2_500 }],
  funnels: [
    {
      name: 'Try it',
      steps: [
        { kind: 'page', match: '/' },
        { kind: 'page', match: '/pricing' },
        { kind: 'goal', match: 'Trial' },
      ],
    },
  ],
};

/** The application with its desk, and a website of 35 days of figures. */
export async function startWithWebsite(...given: Parameters<typeof startWithDesk>): Promise<TestApp> {
  const app = await startWithDesk(...given);
  const today = app.clock.now().toISOString().slice(0, 10);
  await connected(app.database.ownerUrl, (client) => fillWebsite(client, 'shop', today, 35));
  return app;
}

/** A site with figures of `days` days that end on `today`, the last of them open. */
async function fillWebsite(client: pg.Client, slug: string, today: string, days: number): Promise<void> {
  const site = await fillSite(client, { slug, settings });
  const longer = new Map<string, Sums>();
  for (let ago = days; ago >= 0; ago -= 1) {
    const day = new Date(Date.parse(`${today}T00:00:00Z`) - ago * 86_400_000).toISOString().slice(0, 10);
    const weekend = [0, 6].includes(new Date(day).getUTCDay());
    const visits = Math.round((weekend ? 300 : 520) + 120 * Math.sin(ago / 9) + (ago % 7) * 11);
    await fillDay(client, site, day, {
      visits,
      visitors: Math.round(visits * 0.85),
      visitors_exact: ago !== 3,
      closed: ago > 0,
      goals: Math.round(visits * 0.06),
      bot_hits: Math.round(visits / 2),
      refused_hits: Math.round(visits / 40),
      log_only_visits: Math.round(visits / 20),
      beacon_only_visits: Math.round(visits / 50),
      span_steps: spread(visits, [25, 5, 10, 12, 14, 10, 9, 8, 4, 2, 1]),
      engaged_steps: spread(visits, [10, 15, 20, 18, 14, 9, 6, 5, 2, 1, 0]),
    });
    for (const [number, shares, named] of parts) {
      const row = { dimension: number, ...(named ? { named } : {}) };
      const cells = Object.entries(shares).map(([text, share]) => cellOf(text, Math.round(visits * share), number));
      await fillCells(client, site, { ...row, period: 'd', startsOn: day, cells });
      if (ago === 0) continue;
      add(longer, { ...row, period: 'm', startsOn: `${day.slice(0, 7)}-01` }, cells);
      add(longer, { ...row, period: 'y', startsOn: `${day.slice(0, 4)}-01-01` }, cells);
    }
  }
  for (const { row, cells } of longer.values()) await fillCells(client, site, { ...row, cells });
}

type Row = Omit<Parameters<typeof fillCells>[2], 'cells'>;
type Cells = readonly ReturnType<typeof cellOf>[];
interface Sums {
  readonly row: Row;
  cells: Cells;
}

function add(longer: Map<string, Sums>, row: Row, cells: Cells): void {
  const key = `${row.dimension} ${row.period} ${row.startsOn}`;
  const before = longer.get(key)?.cells;
  const sum = cells.map((cell, index) => ({
    ...cell,
    visits: cell.visits + (before?.[index]?.visits ?? 0),
    views: cell.views + (before?.[index]?.views ?? 0),
    bounces: cell.bounces + (before?.[index]?.bounces ?? 0),
    seconds: cell.seconds + (before?.[index]?.seconds ?? 0),
    amount: cell.amount + (before?.[index]?.amount ?? 0),
  }));
  longer.set(key, { row, cells: sum });
}

function cellOf(text: string, visits: number, number: number) {
  const [value = '', second] = number > 100 ? text.split('|') : [text];
  return {
    value,
    ...(second === undefined ? {} : { second }),
    visits: number === dimension.bot ? 0 : visits,
    views: number === dimension.bot ? visits : visits * 2,
    bounces: Math.round(visits / 3),
    seconds: visits * 95,
    amount: visits * 2_500,
  };
}

function spread(visits: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => Math.round((visits * weight) / all));
}
