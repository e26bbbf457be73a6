import { countMadeUpVisits, type MadeUpVisit } from '../../parts/statistics/index.ts';
import type { Chance } from './chance.ts';
import { type Stage, seatOf } from './stage.ts';
import { agents, bots, campaigns, countries, pages, referrers, screens, searches } from './website-world.ts';
import { products } from './world.ts';

const dayMs = 86_400_000;
const slug = 'website';
/** Visits a day at the end, of the usual number of companies; half as many at the beginning. */
const visitsAtTheEnd = 170;

/** The vendor's website: its site, its figures of all the years but today, and what staff noted beside them. */
export async function website(stage: Stage): Promise<void> {
  const marketing = seatOf(stage, 'marketing');
  const base = `/api/v1/statistics/reports/${slug}`;
  await marketing.call('POST', '/api/v1/statistics/sites', {
    slug,
    name: 'Website (demo)',
    hosts: ['www.tooling.example'],
    timeZone: 'Europe/Berlin',
    settings,
  });
  await countMadeUpVisits(stage.kept.deps, slug, days(stage));
  // Pages link to nothing outside that is not in the register.
  const links = [{ url: 'https://forum.example/', party: 'Sample Forum (demo)' }];
  await seatOf(stage, 'privacy officer').call('PUT', '/api/v1/outside-links', { links });
  for (const { on, kind, text } of notes(stage))
    await marketing.call('POST', `${base}/annotations`, { on, kind, text });
  await marketing.call('POST', `${base}/views`, { name: 'Germany', search: { filter: 'country:DE' } });
  await marketing.call('POST', `${base}/mails`, { memberId: marketing.memberId, every: 'week' });
}

const settings = {
  pathRules: [],
  keptParameters: [],
  searchParameters: ['q'],
  goals: [
    { name: 'Trial asked for', kind: 'event', match: 'trial', amount: null },
    { name: 'Quote asked for', kind: 'event', match: 'quote', amount: 25_000 },
    { name: 'Brochure', kind: 'download', match: '*brochure*', amount: null },
  ],
  funnels: [
    {
      name: 'To a quote',
      steps: [
        { kind: 'page', match: '/products*' },
        { kind: 'page', match: '/prices' },
        { kind: 'goal', match: 'Quote asked for' },
      ],
    },
  ],
  currency: 'EUR',
  retentionMonths: 60,
};

function* days({ chance, scale, span }: Stage) {
  const length = span.end.getTime() - span.start.getTime();
  const hits = new Map(bots.map((bot) => [bot, 0]));
  for (let at = span.start.getTime(); at < span.end.getTime(); at += dayMs) {
    const begins = Math.floor(at / dayMs) * 86_400;
    const weekend = [0, 6].includes(new Date(at).getUTCDay()) ? 0.35 : 1;
    const grown = 0.5 + (0.5 * (at - span.start.getTime())) / length;
    const count = Math.round(visitsAtTheEnd * Math.max(scale, 0.05) * grown * weekend * (0.75 + chance.next() * 0.5));
    for (const bot of bots) hits.set(bot, chance.whole(0, Math.ceil(40 * grown)));
    yield { visits: Array.from({ length: count }, () => visit(chance, begins)), bots: hits };
  }
}

function visit(chance: Chance, day: number): MadeUpVisit {
  const [country, language, region] = chance.weighed(countries);
  const [browser, system, device] = chance.weighed(agents);
  const campaign = chance.happens(0.07) ? chance.pick(campaigns) : null;
  const source = campaign ?? chance.weighed(referrers);
  // From seven in the morning to ten at night: nobody's visit reaches into the next day.
  const starts = day + Math.round((6 + (chance.next() + chance.next()) * 7.2) * 3_600);
  return {
    steps: steps(chance, starts),
    referrer: source.host,
    channel: source.channel,
    campaign: campaign?.name ?? null,
    country,
    region,
    language,
    browser,
    system,
    device,
    screen: chance.pick(screens[device] ?? ['1440-1919']),
  };
}

function steps(chance: Chance, starts: number): MadeUpVisit['steps'] {
  const made: MadeUpVisit['steps'][number][] = [];
  let at = starts;
  const views = chance.weighed([
    [1, 45],
    [2, 20],
    [3, 14],
    [4, 9],
    [6, 8],
    [10, 4],
  ] as const);
  for (let view = 0; view < views; view += 1) {
    const stay = 8 + Math.round(chance.next() ** 3 * 300);
    made.push({ at, kind: 'view', value: chance.weighed(pages), engaged: Math.max(1, Math.round(stay * 0.7)) });
    at += stay;
  }
  if (views > 1 && chance.happens(0.06)) made.push({ at, kind: 'search', value: chance.pick(searches) });
  if (views > 2 && chance.happens(0.09))
    made.push({ at: at + 5, kind: 'download', value: '/files/brochure-demo-mill.pdf' });
  if (views > 2 && chance.happens(0.05)) made.push({ at: at + 9, kind: 'goal', value: 'trial' });
  if (views > 3 && chance.happens(0.05)) made.push({ at: at + 12, kind: 'goal', value: 'quote' });
  if (chance.happens(0.03)) made.push({ at: at + 15, kind: 'outbound', value: 'forum.example' });
  if (chance.happens(0.02)) made.push({ at: at + 16, kind: 'notFound', value: '/old/price-list.html' });
  return made;
}

function notes({ span }: Stage) {
  const day = (years: number) => new Date(span.start.getTime() + years * 365.25 * dayMs).toISOString().slice(0, 10);
  const releases = products.flatMap(({ name, releases: of }) =>
    of.map(({ version, years }) => ({ on: day(years), kind: 'release', text: `${name} ${version}` })),
  );
  return [...releases, { on: day(3.4), kind: 'campaign', text: 'Spring fair (demo)' }];
}
