import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected, type TestDatabase, testDatabase } from '../../../test/kit/database.ts';
import { isDay, mayChangePreference, mayChangeWishes, nameKey, personColumns, prefixRange, replaces } from './rules.ts';

describe('a name is found by its key', () => {
  it.each([
    ['Müller & Söhne GmbH', 'muller & sohne gmbh'],
    ['  ÅNGSTRÖM\t\n Labs ', 'angstrom labs'],
    ['ＦＵＬＬ　ｗｉｄｔｈ', 'full width'],
    ['e\u0301cole', 'ecole'],
    ['東京 工機', '東京 工機'],
    ['', ''],
  ])('%o is %o', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  it.each([
    ['mul', 'Müller', true],
    ['MÜLLER', 'mullerei', true],
    ['muller', 'Mull', false],
    ['a', '\u{1F600} a', false],
    ['\u{1F600}', '\u{1F600} a', true],
  ])('%o finds %o: %s', (prefix, name, found) => {
    const range = prefixRange(prefix);
    const bytes = (text: string) => Buffer.from(text);
    const key = bytes(nameKey(name));
    expect(key.compare(bytes(range?.from ?? '')) >= 0 && key.compare(bytes(range?.below ?? '')) < 0).toBe(found);
  });

  it('nothing but spaces asks for nothing', () => {
    expect(prefixRange(' \t')).toBeNull();
  });
});

describe('wishes', () => {
  const until = (text: string | null) => (text === null ? null : new Date(text));
  it.each<[string, boolean, [string[], string | null], [string[], string | null], string]>([
    ['the person takes all back', true, [['news'], '2026-05-01'], [[], null], 'yes'],
    ['staff adds a topic and a pause', false, [['news'], null], [['news', 'seminars'], '2026-05-01'], 'yes'],
    ['staff lengthens a pause', false, [[], '2026-05-01'], [[], '2026-06-01'], 'yes'],
    ['staff takes a topic back', false, [['news'], null], [['seminars'], null], 'only the person'],
    ['staff shortens a pause', false, [[], '2026-05-01'], [[], '2026-04-01'], 'only the person'],
    ['staff ends a pause', false, [[], '2026-05-01'], [[], null], 'only the person'],
  ])('%s', (_name, byPerson, [topics, pause], [nextTopics, nextPause], verdict) => {
    const before = { refusedTopics: topics, pausedUntil: until(pause) };
    const after = { refusedTopics: nextTopics, pausedUntil: until(nextPause) };
    expect(mayChangeWishes(byPerson, before, after)).toBe(verdict);
  });

  it.each([
    ['2026-02-28', true],
    ['2026-02-30', false],
    ['2026-2-3', false],
    ['', false],
  ])('%s is a day: %s', (day, is) => {
    expect(isDay(day)).toBe(is);
  });
});

describe('what a registration told replaces what is held', () => {
  const [early, late] = [new Date('2026-01-01'), new Date('2026-02-01')];
  it.each<[string, Parameters<typeof replaces>[0], Parameters<typeof replaces>[1], boolean]>([
    ['if it is newer and says something else', { value: 'b', givenAt: late }, { value: 'a', givenAt: early }, true],
    ['if nothing was held', { value: 'b', givenAt: late }, { value: null, givenAt: null }, true],
    ['not if it is older', { value: 'b', givenAt: early }, { value: 'a', givenAt: late }, false],
    ['not if it is of the same time', { value: 'b', givenAt: late }, { value: 'a', givenAt: late }, false],
    ['not if it says the same', { value: 'a', givenAt: late }, { value: 'a', givenAt: early }, false],
    ['not if nothing was told', { value: null, givenAt: late }, { value: 'a', givenAt: early }, false],
  ])('%s', (_name, told, held, expected) => {
    expect(replaces(told, held)).toBe(expected);
  });
});

it.each([
  [true, true, 'yes'],
  [true, false, 'yes'],
  [false, false, 'yes'],
  [false, true, 'only the person'],
])('a preference changed by the person %s to allowed %s: %s', (byPerson, allowed, verdict) => {
  expect(mayChangePreference(byPerson, allowed)).toBe(verdict);
});

describe('the columns of a person', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  it('have the categories that the database labels them with', async () => {
    const labels = await connected(database.ownerUrl, async (client) => {
      const { rows } = await client.query<{ name: string; label: string }>(
        `SELECT attname AS name, col_description(attrelid, attnum) AS label FROM pg_attribute
         WHERE attrelid = 'contacts.people'::regclass AND attnum > 0 AND NOT attisdropped`,
      );
      return rows.filter((row) => row.label.startsWith('personal:'));
    });
    expect(Object.fromEntries(labels.map((row) => [row.name, row.label.slice('personal:'.length)]))).toEqual(
      personColumns,
    );
  });
});
