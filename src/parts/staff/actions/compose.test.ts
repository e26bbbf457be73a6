import { describe, expect, test } from 'vitest';
import type { Member } from '../../../platform/http/who.ts';
import type { Search, SearchResult, Timeline, TimelineEntry, Today } from '../wire/composed.ts';
import { searchAll, timeline, today } from './compose.ts';

const who: Member = { kind: 'member', memberId: 'm', role: 'administrator', companyId: null };
const staff = {
  actors: async () => (_kind: string, id: string | null) => ({ kind: 'staff' as const, id, name: `name of ${id}` }),
};

function entry(id: string, second: number): TimelineEntry {
  return {
    id,
    at: new Date(Date.UTC(2026, 0, 1, 0, 0, second)),
    kind: second % 2 === 0 ? 'even' : 'odd',
    by: { kind: 'member', id: 'm' },
    about: null,
    fields: [],
    purpose: null,
    reason: null,
    code: null,
    recipient: null,
  };
}

/** A part that keeps these entries and answers as parts do. */
function source(entries: readonly TimelineEntry[]): Timeline {
  return async (_who, { until, limit, kinds }) => {
    const all = entries
      .filter((each) => kinds === null || kinds.includes(each.kind))
      .sort((a, b) => b.at.getTime() - a.at.getTime());
    return { entries: all.filter((each) => until === null || each.at <= until).slice(0, limit), count: all.length };
  };
}

describe('a timeline', () => {
  const sources = [
    source([1, 1, 1, 2, 5].map((second, index) => entry(`a${index}`, second))),
    source([1, 1, 3, 5, 5].map((second, index) => entry(`b${index}`, second))),
    source([]),
  ];
  const about = { kind: 'company', id: 'c' } as const;

  test.each([1, 2, 3, 4, 20])('by pages of %i shows each entry once, newest first', async (limit) => {
    const seen: { id: string; at: string }[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof timeline>> = await timeline(staff, sources, who, {
        about,
        limit,
        cursor,
        kinds: null,
      });
      expect(page.count).toBe(10);
      expect(page.items.length).toBeLessThanOrEqual(limit);
      seen.push(...page.items);
      cursor = page.next;
    } while (cursor !== null);
    expect(new Set(seen.map((each) => each.id)).size).toBe(10);
    const times = seen.map((each) => each.at);
    expect(times).toEqual(times.toSorted().reverse());
  });

  test('of some kinds shows and counts only these', async () => {
    const page = await timeline(staff, sources, who, { about, limit: 50, cursor: null, kinds: ['even'] });
    expect(page).toMatchObject({ count: 1, next: null, items: [{ id: 'a3', by: { name: 'name of m' } }] });
  });

  test.each(['x', 'e30', Buffer.from('["never"]').toString('base64url'), Buffer.from('[1]').toString('base64url')])(
    'refuses the cursor %s',
    async (cursor) => {
      await expect(timeline(staff, sources, who, { about, limit: 5, cursor, kinds: null })).rejects.toMatchObject({
        keptCode: 'KEPT_INVALID',
      });
    },
  );
});

describe('the search', () => {
  const finding =
    (kind: SearchResult['kind'], count: number): Search =>
    async (_who, { limit }) =>
      Array.from({ length: Math.min(count, limit) }, (_, index) => ({
        kind,
        id: `${kind}${index}`,
        title: '',
        detail: null,
      }));

  test('takes from each part in turn, twenty at most', async () => {
    const results = await searchAll([finding('company', 40), finding('licence', 2), finding('product', 0)], who, {
      q: ' x ',
      ground: { purpose: 'support', reason: 'search' },
    });
    expect(results).toHaveLength(20);
    expect(results.slice(0, 5).map((each) => each.id)).toEqual([
      'company0',
      'licence0',
      'company1',
      'licence1',
      'company2',
    ]);
  });

  test('asks nobody for nothing', async () => {
    const asked: Search = async () => {
      throw new Error('asked');
    };
    expect(await searchAll([asked], who, { q: '   ', ground: { purpose: 'support', reason: 'search' } })).toEqual([]);
  });
});

test('today orders the steps, leaves out empty groups and shows five', async () => {
  const item = { kind: 'licence' as const, id: '1', title: 't', detail: null, at: null };
  const parts: Today[] = [
    async () => ({ setup: [{ step: 'staff', done: false }] }),
    async () => ({ setup: [{ step: 'vendor', done: true }], groups: [{ kind: 'empty', count: 0, items: [] }] }),
    async () => ({ groups: [{ kind: 'many', count: 9, items: Array.from({ length: 9 }, () => item) }] }),
  ];
  const answer = await today(parts, who);
  expect(answer.setup.map((step) => step.step)).toEqual(['vendor', 'staff']);
  expect(answer.groups.map((group) => [group.kind, group.count, group.items.length])).toEqual([['many', 9, 5]]);
  expect((await today(parts, { ...who, role: 'support' })).setup).toEqual([]);
});
