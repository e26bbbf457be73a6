import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OpenSite } from './actions/open-site.ts';
import { nobodyKnown, noSource, shop } from './fixtures.ts';
import { initialSettings } from './rules/initial-settings.ts';
import type { Way } from './wire/hit.ts';

interface Event {
  /** Seconds after noon, or after midnight. */
  readonly at: number;
  readonly page?: string;
  readonly way?: Way;
  readonly who?: number;
}

/** Counts events in the order in which they are told, under salts as they are used: another for each day. */
function counted(around: string, events: readonly Event[]) {
  const zero = Date.parse(around);
  const site = new OpenSite(
    { ...shop, settings: initialSettings, createdAt: new Date(0), endedAt: null },
    () => randomBytes(16),
    0,
  );
  for (const { at, page = '/', way = 'log', who = 1 } of events) {
    const by = { way, address: `192.0.2.${who}`, agent: 'A browser', siteId: 1 };
    const none = { value: null, amount: null, seconds: 0, source: noSource, visitor: nobodyKnown };
    site.take({ kind: 'view', at: zero + at * 1_000, page, ...by, ...none }, zero + 3_600_000);
  }
  return site
    .takeAll(zero / 1000 + 90_000)
    .map(({ counts: { day, figures } }) => {
      const { span_seconds, views, visitors, visits } = figures;
      return { day, visits, visitors, views, span_seconds };
    })
    .filter(({ visits }) => visits > 0)
    .sort((a, b) => a.day.localeCompare(b.day));
}
const noon = '2026-03-02T11:00:00Z';
const midnight = '2026-03-02T23:00:00Z';

describe('events around midnight, told in disorder', () => {
  it('are one visit of the day on which it began', () => {
    const events = [
      { at: 5, page: '/b' },
      { at: -10, page: '/a' },
      { at: 300, page: '/c' },
    ];
    expect(counted(midnight, events)).toEqual([
      { day: '2026-03-02', visits: 1, visitors: 1, views: 3, span_seconds: 310 },
    ]);
  });

  it('join what was told of on both sides', () => {
    const events = [{ at: -1_000 }, { at: 1_500 }, { at: -60 }, { at: 1_560 }];
    expect(counted(midnight, events)).toEqual([
      { day: '2026-03-02', visits: 1, visitors: 1, views: 4, span_seconds: 2_560 },
    ]);
  });

  it('count a page once of which the script told first', () => {
    const events: Event[] = [{ at: 1, way: 'beacon' }, { at: -2 }];
    expect(counted(midnight, events)).toEqual([
      { day: '2026-03-02', visits: 1, visitors: 1, views: 1, span_seconds: 0 },
    ]);
  });

  it('are the same visits as at any other time, whatever their order', () => {
    const event = fc.record({
      at: fc.integer({ min: -5_400, max: 5_400 }),
      who: fc.integer({ min: 1, max: 3 }),
      late: fc.integer({ min: 0, max: 300 }),
    });
    const sum = (days: ReturnType<typeof counted>) => {
      const all = { visits: 0, views: 0, seconds: 0 };
      for (const { span_seconds, views, visits } of days) {
        all.visits += visits;
        all.views += views;
        all.seconds += span_seconds;
      }
      return all;
    };
    fc.assert(
      fc.property(fc.array(event, { maxLength: 25 }), (list) => {
        const told = list.toSorted((a, b) => a.at + a.late - b.at - b.late);
        expect(sum(counted(midnight, told))).toEqual(sum(counted(noon, told)));
        expect(counted(midnight, told)).toEqual(
          counted(
            midnight,
            list.toSorted((a, b) => a.at - b.at),
          ),
        );
      }),
      { numRuns: 300 },
    );
  });
});
