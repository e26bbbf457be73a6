import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { aContact, aMember } from '../contacts/fixtures.ts';
import { sweep } from './actions/retention.ts';
import { openRights, type Rights } from './fixtures.ts';

const officer = aMember('privacy officer');
const ground = { purpose: 'legal', reason: 'a lawsuit' };
let rights: Rights;
beforeAll(async () => {
  rights = await openRights();
});
afterAll(() => rights.stop());

const call = <T = { error?: { code: string } }>(method: 'GET' | 'POST' | 'PUT', url: string, body?: unknown) =>
  rights.server.call<T>(officer, method, url, { body, ...ground });
const dueOf = async (category: string) =>
  (await sweep(rights.deps, rights.handed, { dryRun: true })).find((each) => each.category === category)?.due;
async function aLink() {
  const made = await aContact(rights.deps, { noticeId: rights.noticeId });
  await rights.openPage(made.data.email);
  return made;
}

describe('the schedule', () => {
  it('is there for everybody, with what has no time limit', async () => {
    const { text } = await rights.get('/privacy/retention');
    expect(text).toContain('without a time limit');
    expect(text).toContain('Data of children</th><td>purged');
  });

  it.each([
    ['links', 30, 204],
    ['people', null, 204],
    ['people', 730, 204],
    ['people', 30, 400],
    ['links', null, 400],
    ['children', null, 400],
    ['children', 5, 400],
    ['requests', 10, 400],
    ['nothing', 10, 400],
    ['links', -1, 400],
    ['links', 99_999, 400],
  ])('%s for %s days: %i', async (category, days, status) => {
    const body = { days, reason: 'The lawyers have looked at it.' };
    expect((await call('PUT', `/api/v1/retention/${category}`, body)).status).toBe(status);
  });

  it('the database itself refuses to keep children without a limit', async () => {
    const update = rights.deps.db.base((trx) =>
      sql`UPDATE rights.retention SET days = NULL WHERE category = 'children'`.execute(trx),
    );
    await expect(update).rejects.toThrow('retention_children');
  });
});

describe('the sweeper', () => {
  it('says what it would delete, deletes that, and leaves what is held', async () => {
    await call('PUT', '/api/v1/retention/links', { days: 30, reason: 'Shorter is enough for us.' });
    const [free, held] = [await aLink(), await aLink()];
    rights.deps.clock.advance({ days: 31 });
    expect(await dueOf('links')).toBe(2);
    const until = '2027-01-01';
    const made = await call<{ id: string }>('POST', '/api/v1/holds', {
      personId: held.personId,
      reason: 'A lawsuit about the licence.',
      until,
    });
    expect(made.status).toBe(201);
    expect(await dueOf('links')).toBe(1);
    const swept = await call<{ swept: { category: string; due: number }[] }>('POST', '/api/v1/retention/sweep', {
      dryRun: false,
    });
    expect(swept.body.swept.find((each) => each.category === 'links')?.due).toBe(1);
    const { rows } = await sql`SELECT DISTINCT person_id FROM rights.links`.execute(rights.deps.db.read);
    expect(rows).toEqual([{ person_id: held.personId }]);
    expect(rows).not.toContainEqual({ person_id: free.personId });
    expect((await call('POST', `/api/v1/holds/${made.body.id}/end`)).status).toBe(204);
    expect((await call('POST', `/api/v1/holds/${made.body.id}/end`)).status).toBe(404);
    expect(await dueOf('links')).toBe(1);
  });

  it('a hold on a category holds everybody, until its day', async () => {
    await aLink();
    rights.deps.clock.advance({ days: 40 });
    const before = (await dueOf('links')) ?? 0;
    expect(before).toBeGreaterThan(0);
    await call('POST', '/api/v1/holds', {
      category: 'everything',
      reason: 'An inspection is announced.',
      until: '2026-06-30',
    });
    expect(await dueOf('links')).toBe(0);
    rights.deps.clock.advance({ days: 120 });
    expect(await dueOf('links')).toBeGreaterThanOrEqual(before);
  });

  it.each([
    { reason: 'A lawsuit about it.', until: '2036-01-01' },
    {
      category: 'people',
      personId: '00000000-0000-4000-8000-000000000001',
      reason: 'Both of them at once.',
      until: '2036-01-01',
    },
    { category: 'everything', reason: 'It was over long ago.', until: '2020-01-01' },
    { category: 'everything', reason: 'short', until: '2036-01-01' },
    { category: 'all', reason: 'No such category.', until: '2036-01-01' },
    { personId: '00000000-0000-4000-8000-000000000001', reason: 'Nobody that we know.', until: '2036-01-01' },
  ])('no hold by %o', async (body) => {
    expect((await call('POST', '/api/v1/holds', body)).status).toBeGreaterThanOrEqual(400);
  });

  it('shows holds with their reasons to those who may read them, and notes the look', async () => {
    const { personId } = await aLink();
    await call('POST', '/api/v1/holds', { personId, reason: 'Asked for by the court.', until: '2036-01-01' });
    const { body } = await call<{ items: { personId: string; reason: string }[] }>('GET', '/api/v1/holds');
    expect(body.items).toContainEqual(expect.objectContaining({ personId, reason: 'Asked for by the court.' }));
    const { rows } = await sql`SELECT fields FROM contacts.lookups WHERE person_id = ${personId}`.execute(
      rights.deps.db.read,
    );
    expect(rows).toEqual([{ fields: ['hold'] }]);
    expect((await rights.server.call(officer, 'GET', '/api/v1/holds')).status).toBe(403);
    expect((await rights.server.call(aMember('support'), 'GET', '/api/v1/holds', ground)).status).toBe(403);
  });
});

describe('the list of holds', () => {
  interface Page {
    items: { id: string; until: string; living: boolean; personId: string | null }[];
    next: string | null;
    count: number;
  }
  const page = async (query: string) => (await call<Page>('GET', `/api/v1/holds?${query}`)).body;

  it('comes by pages with its count, by its day, and those that are over apart; a look at whom the page shows and nobody else', async () => {
    const before = await page('state=living&limit=500');
    const made: string[] = [];
    const people: string[] = [];
    for (const until of ['2040-01-03', '2040-01-01', '2040-01-01', '2040-01-02']) {
      const { personId } = await aContact(rights.deps, { noticeId: rights.noticeId });
      const hold = { personId, reason: 'Asked for by the court.', until };
      made.push((await call<{ id: string }>('POST', '/api/v1/holds', hold)).body.id);
      people.push(personId);
    }
    const found: Page['items'] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const answer: Page = await page(`state=living&sort=until&limit=3${cursor && `&cursor=${cursor}`}`);
      expect(answer.count).toBe(before.count + 4);
      expect(answer.items.length).toBeLessThanOrEqual(3);
      found.push(...answer.items);
      cursor = answer.next;
    }
    expect(found.map(({ until }) => until)).toEqual(found.map(({ until }) => until).sort());
    expect(new Set(found.map(({ id }) => id)).size).toBe(before.count + 4);
    expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining(made));
    expect((await page('state=living&sort=-until&limit=1')).items[0]?.id).toBe(made[0]);
    // Three of four were looked at once, in the pages; the one of the last question twice.
    const { rows } = await sql<{ person: string; looks: number }>`SELECT person_id AS person, count(*)::int AS looks
      FROM contacts.lookups WHERE person_id = ANY (${people}::uuid[]) GROUP BY 1`.execute(rights.deps.db.read);
    expect(new Map(rows.map(({ person, looks }) => [person, looks]))).toEqual(
      new Map(people.map((person, place) => [person, place === 0 ? 2 : 1])),
    );
    await call('POST', `/api/v1/holds/${made[0]}/end`);
    expect((await page('state=living')).count).toBe(before.count + 3);
    expect((await page('state=ended&limit=500')).items).toContainEqual(
      expect.objectContaining({ id: made[0], living: false }),
    );
    // One whose day is over holds nothing, though nobody has ended it.
    const over = (await page('state=ended&limit=500')).items.filter(({ until }) => until === '2026-06-30');
    expect(over.map(({ living }) => living)).toEqual([false]);
  });

  it.each(['cursor=nonsense', 'limit=0', 'limit=501', 'sort=reason', 'state=all'])('refuses %s', async (query) => {
    expect((await call('GET', `/api/v1/holds?${query}`)).status).toBe(400);
  });
});

describe('a sweep of people', () => {
  it('goes on with the next where one cannot be erased', async () => {
    const days = "UPDATE rights.retention SET days = 3650 WHERE category = 'people'";
    await connected(rights.deps.database.ownerUrl, (client) => client.query(days));
    const tried: string[] = [];
    const handed = {
      idlePeople: async () => ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'],
      erasures: {
        tellHolders: async () => 0,
        erase: async (prepare: (trx: never) => Promise<{ personId: string }>) => {
          const { personId } = await prepare(undefined as never);
          tried.push(personId);
          throw new Error('not this one');
        },
      },
    } as unknown as Parameters<typeof sweep>[1];
    const swept = await sweep(rights.deps, handed, { dryRun: false });
    expect(tried).toHaveLength(2);
    expect(swept.find(({ category }) => category === 'people')).toEqual({ category: 'people', due: 2 });
  });
});
