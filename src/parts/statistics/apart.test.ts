import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { OpenSite } from './actions/open-site.ts';
import { nobodyKnown, noSource, shop } from './fixtures.ts';
import { initialSettings } from './rules/initial-settings.ts';
import type { DayFigures } from './tables.ts';
import type { ApartHit, VisitorHit, Way } from './wire/hit.ts';

const start = Date.parse('2026-03-02T09:00:00Z');
let site: OpenSite;
let now: number;
beforeEach(() => {
  begin(start);
});

function begin(at: number, random: () => Uint8Array = () => randomBytes(16)): void {
  now = at;
  site = new OpenSite({ ...shop, settings: initialSettings, createdAt: new Date(0), endedAt: null }, random, 0);
}

function view(way: Way, who: number, more: Partial<VisitorHit> = {}): void {
  const by = { way, address: `192.0.2.${who}`, agent: 'A browser' };
  const none = { value: null, amount: null, seconds: 0, source: noSource, visitor: nobodyKnown };
  site.take({ kind: 'view', siteId: 1, at: now, page: '/', ...by, ...none, ...more }, now);
}

function apart(way: Way, who: number, kind: ApartHit['kind'], value: string | null = null, at = now): void {
  site.take({ kind, siteId: 1, at, value, by: { way, address: `192.0.2.${who}`, agent: 'A browser' } }, now);
}

/** Figures of the days that have something, as they would be written when all is over. */
function figures(): Partial<DayFigures>[] {
  return site.takeAll(now / 1000 + 90_000).map(({ counts: { figures: of } }) => ({
    visits: of.visits,
    visitors: of.visitors,
    views: of.views,
    refused_hits: of.refused_hits,
    own_hits: of.own_hits,
    bot_hits: of.bot_hits,
    log_only_visits: of.log_only_visits,
  }));
}
const zero = { visits: 0, visitors: 0, views: 0, refused_hits: 0, own_hits: 0, bot_hits: 0, log_only_visits: 0 };

describe('script and live log of one website together', () => {
  it.each([
    ['the line first', true],
    ['the script first', false],
  ])('count people once, and apart who is counted apart: %s', (_, lineFirst) => {
    const both = (line: () => void, script: () => void) => {
      for (const tell of lineFirst ? [line, script] : [script, line]) {
        tell();
        now += 500;
      }
    };
    for (let turn = 0; turn < 2; turn++) {
      for (let who = 1; who <= 6; who++) {
        both(
          () => view('log', who),
          () => view('beacon', who),
        );
        both(
          () => view('log', 10 + who),
          () => apart('beacon', 10 + who, 'refused', 'refused'),
        );
        both(
          () => view('log', 20 + who),
          () => apart('beacon', 20 + who, 'own'),
        );
        both(
          () => view('log', 30 + who),
          () => apart('beacon', 30 + who, 'bot', 'Automated browsers'),
        );
        both(
          () => view('log', 40 + who),
          () => apart('beacon', 40 + who, 'refused', 'gpc'),
        );
        both(
          () => apart('log', 50 + who, 'bot', 'Search: Google'),
          () => apart('beacon', 50 + who, 'bot', 'Search: Google'),
        );
        both(
          () => apart('log', 60 + who, 'refused', 'dnt'),
          () => apart('beacon', 60 + who, 'refused', 'dnt'),
        );
      }
      now += 120_000;
    }
    expect(figures()).toEqual([
      { visits: 6, visitors: 6, views: 12, refused_hits: 36, own_hits: 12, bot_hits: 24, log_only_visits: 0 },
    ]);
  });

  it('takes off a visit that was written down as one already', () => {
    for (let who = 1; who <= 6; who++) view('log', who);
    now += 10_000;
    expect(site.due(now)).toMatchObject([{ figures: { visits: 6, visitors: 6 } }]);
    for (let who = 1; who <= 6; who++) apart('beacon', who, 'refused', 'refused', now - 5_000);
    expect(figures()).toEqual([{ ...zero, refused_hits: 6 }]);
  });

  it('files, searches and missing pages of who is counted apart are no visit either', () => {
    apart('beacon', 1, 'refused', 'refused');
    view('log', 1);
    view('log', 1, { kind: 'download', value: '/a.zip' });
    view('log', 1, { kind: 'search', value: 'hinge' });
    now += 60_000;
    view('log', 1, { kind: 'not found', value: '/gone' });
    expect(figures()).toEqual([{ ...zero, refused_hits: 2 }]);
  });

  it('refusing wins over what else is said of somebody, whatever came first', () => {
    for (const [who, kinds] of [
      [1, ['bot', 'refused']],
      [2, ['refused', 'bot']],
      [3, ['own', 'refused']],
      [4, ['refused', 'own']],
    ] as const)
      for (const [place, kind] of kinds.entries()) {
        apart(place === 0 ? 'log' : 'beacon', who, kind, kind === 'own' ? null : kind);
        now += 1_000;
      }
    expect(figures()).toEqual([{ ...zero, refused_hits: 4 }]);
  });

  it.each([true, false])('another of the same address and browser stays a visitor (lines first: %s)', (lineFirst) => {
    apart('beacon', 1, 'refused', 'refused');
    view('log', 1);
    for (const page of ['/a', '/b']) {
      now += 60_000;
      if (lineFirst) view('log', 1, { page });
      now += 1_000;
      view('beacon', 1, { page });
      if (!lineFirst) view('log', 1, { page });
    }
    now += 60_000;
    view('log', 1);
    now += 1_000;
    apart('beacon', 1, 'refused', 'refused');
    expect(figures()).toEqual([{ ...zero, visits: 1, visitors: 1, views: 2, refused_hits: 2 }]);
  });

  it('what was counted before somebody refused stays, and no more comes', () => {
    view('log', 1);
    view('beacon', 1);
    for (let turn = 0; turn < 2; turn++) {
      now += 60_000;
      view('log', 1, { page: `/${turn}` });
      now += 1_000;
      apart('beacon', 1, 'refused', 'refused');
    }
    expect(figures()).toEqual([{ ...zero, visits: 1, visitors: 1, views: 1, refused_hits: 2 }]);
  });

  it('holds over midnight, too', () => {
    begin(Date.parse('2026-03-02T22:59:59Z'));
    view('log', 1);
    now += 2_000;
    apart('beacon', 1, 'refused', 'refused');
    view('log', 1, { at: now - 1_500, page: '/more' });
    expect(figures()).toEqual([{ ...zero, refused_hits: 2 }]);
  });
});
