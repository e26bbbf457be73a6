import { describe, expect, test } from 'vitest';
import { rulesOf } from './actions/site-rules.ts';
import { countsOf } from './rules/day-counts.ts';
import { dimension, pair } from './rules/dimensions.ts';
import { initialSettings } from './rules/initial-settings.ts';
import { mergePart, takePart } from './rules/merge.ts';
import { SiteCount } from './rules/site-count.ts';
import { dimensionOf } from './rules/site-rules.ts';
import { blankHit, kind, seenBy } from './rules/visits.ts';
import type { SiteSettings } from './wire/sites.ts';

// What visits reach: goals by their kind, how often, by how many visits and what they are worth; funnels step by step.

const start = Date.parse('2026-03-10T10:00:00Z') / 1000;
type Kind = keyof typeof kind;
/** What a visitor did, and how many minutes after the start. */
type Did = readonly [visitor: number, minute: number, kind: Kind, value: string, amount?: number];

const settings: SiteSettings = {
  ...initialSettings,
  currency: 'EUR',
  goals: [
    { name: 'Trial', kind: 'page', match: '/trial/thanks*', amount: 2_500 },
    { name: 'Brochure', kind: 'download', match: '/files/*.pdf', amount: null },
    { name: 'Partner', kind: 'outbound', match: 'partner.example', amount: null },
    { name: 'Order', kind: 'event', match: 'order', amount: null },
    { name: 'Any order', kind: 'event', match: 'order*', amount: 100 },
  ],
  funnels: [
    {
      name: 'Try it',
      steps: [
        { kind: 'page', match: '/products*' },
        { kind: 'page', match: '/pricing' },
        { kind: 'goal', match: 'Trial' },
      ],
    },
    {
      name: 'Twice',
      steps: [
        { kind: 'page', match: '/pricing' },
        { kind: 'page', match: '/pricing' },
      ],
    },
  ],
};
const rules = (some: Partial<SiteSettings> = {}) =>
  rulesOf({ timeZone: 'Europe/Berlin', settings: { ...settings, ...some } } as Parameters<typeof rulesOf>[0]);

function feed(site: SiteCount, did: readonly Did[]): void {
  for (const [visitor, minute, what, value, amount = 0] of did) {
    const hit = blankHit();
    hit.hi = visitor;
    hit.lo = visitor % 3;
    hit.at = start + minute * 60;
    hit.kind = kind[what];
    hit.seen = seenBy.beacon;
    hit.value = site.names.id(dimensionOf(hit.kind), value);
    hit.amount = amount;
    hit.country = site.names.id(dimension.country, visitor < 10 ? 'DE' : 'FR');
    site.logged(hit);
  }
}

function read(site: SiteCount) {
  site.finish();
  const [day, tally] = [...site.days][0] ?? [];
  if (day === undefined || tally === undefined) throw new Error('nothing was counted');
  const { cells, figures } = countsOf(day, tally, site.names);
  const list = (of: number) => cells.get(of) ?? [];
  const goal = (name: string) => {
    const cell = list(dimension.goal).find(({ value }) => value === name);
    return cell && { visits: cell.visits, times: cell.views, amount: cell.amounts };
  };
  const steps = (funnel: string) =>
    [1, 2, 3].map(
      (step) => list(dimension.funnelStep).find(({ value }) => value === `${funnel} / ${step}`)?.visits ?? 0,
    );
  return { figures, goal, steps, list };
}

function counted(did: readonly Did[], some: Partial<SiteSettings> = {}) {
  const site = new SiteCount(rules(some));
  feed(site, did);
  return read(site);
}

describe('goals', () => {
  test.each<[string, Did, string]>([
    ['a page, by its pattern', [1, 1, 'view', '/trial/thanks/de'], 'Trial'],
    ['a download', [1, 1, 'download', '/files/brochure-2026.pdf'], 'Brochure'],
    ['a link that leaves', [1, 1, 'outbound', 'partner.example'], 'Partner'],
    ['an event', [1, 1, 'goal', 'order'], 'Order'],
  ])('are reached by %s', (_, did, name) => {
    const { figures, goal } = counted([[1, 0, 'view', '/'], did]);
    expect(goal(name)).toMatchObject({ visits: 1, times: 1 });
    expect(figures.bounces).toBe(0);
  });

  test.each<[string, Did]>([
    ['a page for a download of the same name', [1, 1, 'view', '/files/brochure.pdf']],
    ['an event for a page of the same name', [1, 1, 'goal', '/trial/thanks']],
    ['a page that was not found', [1, 1, 'notFound', '/trial/thanks']],
    ['a part of a name without a star', [1, 1, 'outbound', 'my-partner.example']],
    ['a file with another ending', [1, 1, 'download', '/files/brochure.pdf.zip']],
    ['an event that no goal awaits', [1, 1, 'goal', 'signup']],
  ])('are not reached by %s', (_, did) => {
    const { figures, list } = counted([[1, 0, 'view', '/'], did]);
    expect(figures.goals).toBe(0);
    expect(list(dimension.goal)).toEqual([]);
  });

  test('count a visit once and every time, and what each is worth', () => {
    const { figures, goal } = counted([
      [1, 0, 'view', '/trial/thanks'],
      [1, 5, 'view', '/trial/thanks/again'],
      [1, 9, 'view', '/'],
      // More than half an hour later: another visit.
      [1, 60, 'view', '/trial/thanks'],
    ]);
    expect(goal('Trial')).toEqual({ visits: 2, times: 3, amount: 7_500 });
    expect(figures).toMatchObject({ visits: 2, goals: 3, one_page: 1, bounces: 0 });
  });

  test('take what an event says that it is worth only where the site does not say it; one event may reach two', () => {
    const { figures, goal } = counted([
      [1, 0, 'view', '/'],
      [1, 1, 'goal', 'order', 1_999],
      [1, 2, 'goal', 'order', 501],
      [1, 3, 'goal', 'order-by-phone', 700],
    ]);
    expect(goal('Order')).toEqual({ visits: 1, times: 2, amount: 2_500 });
    expect(goal('Any order')).toEqual({ visits: 1, times: 3, amount: 300 });
    expect(figures.goals).toBe(5);
  });

  test('are counted beyond what is kept in order of a visit that never ends', () => {
    const orders = Array.from({ length: 2_100 }, (_, n): Did => [1, n / 60, 'goal', 'order-by-phone']);
    const { figures, goal } = counted([[1, 0, 'view', '/'], ...orders]);
    expect(goal('Any order')).toEqual({ visits: 1, times: 2_100, amount: 210_000 });
    expect(figures).toMatchObject({ visits: 1, goals: 2_100 });
  });

  test('keep a visit of one page from being a bounce, which one without a goal is', () => {
    const { figures, list } = counted([
      [1, 0, 'view', '/landing'],
      [1, 1, 'goal', 'order'],
      [2, 0, 'view', '/landing'],
      [2, 1, 'goal', 'signup'],
    ]);
    expect(figures).toMatchObject({ visits: 2, one_page: 2, bounces: 1 });
    expect(list(dimension.page)).toMatchObject([{ value: '/landing', visits: 2, bounces: 1 }]);
  });

  test('stand beside the country of their visits', () => {
    const { list } = counted([
      [1, 0, 'view', '/trial/thanks'],
      [12, 0, 'view', '/trial/thanks'],
      [13, 0, 'view', '/trial/thanks'],
      [14, 0, 'view', '/'],
    ]);
    const pairs = list(pair.countryGoal).map(({ value, second, visits }) => [value, second, visits]);
    expect(pairs.toSorted()).toEqual([
      ['DE', 'Trial', 1],
      ['FR', 'Trial', 2],
    ]);
  });
});

describe('funnels', () => {
  test.each<[string, readonly Did[], number[]]>([
    [
      'all its steps',
      [
        [1, 0, 'view', '/products/mill'],
        [1, 1, 'view', '/pricing'],
        [1, 2, 'view', '/trial/thanks'],
      ],
      [1, 1, 1],
    ],
    [
      'its steps with others between them',
      [
        [1, 0, 'view', '/'],
        [1, 1, 'view', '/products'],
        [1, 2, 'view', '/news'],
        [1, 3, 'view', '/pricing'],
        [1, 9, 'view', '/about'],
      ],
      [1, 1, 0],
    ],
    [
      'a page as its first step, not a file of that name',
      [
        [1, 0, 'view', '/'],
        [1, 1, 'download', '/products/list'],
      ],
      [0, 0, 0],
    ],
    [
      'the second step only',
      [
        [1, 0, 'view', '/pricing'],
        [1, 1, 'view', '/trial/thanks'],
      ],
      [0, 0, 0],
    ],
    [
      'the second before the first',
      [
        [1, 0, 'view', '/pricing'],
        [1, 1, 'view', '/products'],
        [1, 2, 'view', '/trial/thanks'],
      ],
      [1, 0, 0],
    ],
    [
      'the first again and again',
      [
        [1, 0, 'view', '/products'],
        [1, 1, 'view', '/products'],
        [1, 2, 'view', '/products/mill'],
      ],
      [1, 0, 0],
    ],
    [
      'its steps in two visits',
      [
        [1, 0, 'view', '/products'],
        [1, 45, 'view', '/pricing'],
        [1, 46, 'view', '/trial/thanks'],
      ],
      [1, 0, 0],
    ],
    [
      'its steps, told of in another order than they happened',
      [
        [1, 2, 'view', '/trial/thanks'],
        [1, 0, 'view', '/products'],
        [1, 1, 'view', '/pricing'],
      ],
      [1, 1, 1],
    ],
  ])('count a visit that reaches %s', (_, did, expected) => {
    expect(counted(did).steps('Try it')).toEqual(expected);
  });

  test('that ask twice for the same page want it seen twice', () => {
    expect(counted([[1, 0, 'view', '/pricing']]).steps('Twice')).toEqual([1, 0, 0]);
    expect(
      counted([
        [1, 0, 'view', '/pricing'],
        [1, 1, 'view', '/pricing'],
      ]).steps('Twice'),
    ).toEqual([1, 1, 0]);
  });

  test('never count more visits at a step than at the one before', () => {
    const did = Array.from({ length: 200 }, (_, n): Did => {
      const page = ['/products', '/pricing', '/trial/thanks', '/'][(n * 7) % 4] ?? '/';
      return [n % 17, n % 29, 'view', page];
    });
    const [first = 0, second = 0, third = 0] = counted(did).steps('Try it');
    expect(first).toBeGreaterThan(0);
    expect(third).toBeGreaterThan(0);
    expect(first).toBeGreaterThanOrEqual(second);
    expect(second).toBeGreaterThanOrEqual(third);
  });
});

test('a visit that is taken off again leaves nothing behind', () => {
  const site = new SiteCount(rules());
  feed(site, [
    [1, 0, 'view', '/products'],
    [1, 1, 'view', '/pricing'],
    [1, 2, 'view', '/trial/thanks'],
  ]);
  site.sessions.each((visit) => {
    site.count(visit, 1);
    site.count(visit, -1);
  });
  const { figures, goal, steps } = read(site);
  expect(figures).toMatchObject({ visits: 1, goals: 1 });
  expect(goal('Trial')).toEqual({ visits: 1, times: 1, amount: 2_500 });
  expect(steps('Try it')).toEqual([1, 1, 1]);
});

test('what two threads have counted is what one counts', () => {
  const did: Did[] = [];
  for (let visitor = 1; visitor <= 20; visitor++)
    did.push(
      [visitor, 0, 'view', '/products'],
      [visitor, visitor, 'view', '/pricing'],
      [visitor, visitor + 1, 'goal', 'order', 100],
      [visitor, visitor + 2, 'view', '/trial/thanks'],
    );
  const inOrder = did.toSorted((a, b) => a[1] - b[1]);
  const one = counted(inOrder);
  const into = new SiteCount(rules());
  for (const half of [inOrder.slice(0, 33), inOrder.slice(33)]) {
    const site = new SiteCount(rules());
    // Names get other numbers than in the other half.
    for (let n = 0; n < half.length; n++)
      for (const of of [dimension.page, dimension.goal]) site.names.id(of, `other-${n}`);
    site.beginPiece();
    feed(site, half);
    mergePart(into, takePart(site, site.endPiece()));
  }
  const two = read(into);
  for (const name of ['Trial', 'Order', 'Any order']) expect(two.goal(name), name).toEqual(one.goal(name));
  expect(one.goal('Order')).toEqual({ visits: 20, times: 20, amount: 2_000 });
  expect(two.steps('Try it')).toEqual(one.steps('Try it'));
  expect(one.steps('Try it')).toEqual([20, 20, 20]);
});

test('goals that are changed while visits are open hold for them, too', () => {
  const site = new SiteCount(rules({ goals: [], funnels: [] }));
  expect(site.awaits('order')).toBe(false);
  feed(site, [
    [1, 0, 'view', '/products'],
    [1, 1, 'view', '/trial/thanks'],
  ]);
  site.obey(rules());
  expect([site.awaits('order'), site.awaits('signup')]).toEqual([true, false]);
  expect(read(site).goal('Trial')).toEqual({ visits: 1, times: 1, amount: 2_500 });
});
