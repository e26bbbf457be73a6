import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { ledger } from '../disclosures/index.ts';
import { type LookUp, lookUp } from './actions/look-up.ts';
import { aContact, aMember } from './fixtures.ts';

// The look-up log is written on the way to the end of the transaction: no wait of its own, and nothing is shown without it.

const said: string[] = [];
const send = pg.Client.prototype.query as (...args: unknown[]) => unknown;
/** Writes down what is sent and what is answered, in that order. */
pg.Client.prototype.query = function query(this: pg.Client, ...args: unknown[]) {
  const [first] = args;
  const text = typeof first === 'string' ? first : (first as { text: string }).text;
  const word = /INSERT INTO contacts\.lookups|COMMIT|SELECT 1 AS more/.exec(text)?.[0];
  const sent = send.apply(this, args);
  if (word && sent instanceof Promise) {
    said.push(`${word} sent`);
    sent.then(
      () => said.push(`${word} answered`),
      () => said.push(`${word} failed`),
    );
  }
  return sent;
} as typeof pg.Client.prototype.query;

let deps: TestDeps;
let personId: string;
const desk = aMember('licence desk');
const ground = { purpose: 'customer service', reason: 'a question of theirs' } as const;

beforeAll(async () => {
  deps = await testDeps(ledger);
  ({ personId } = await aContact(deps));
});
afterAll(async () => {
  pg.Client.prototype.query = send as typeof pg.Client.prototype.query;
  await deps.stop();
});

const looks = async () =>
  (await sql`SELECT id FROM contacts.lookups WHERE person_id = ${personId}`.execute(deps.db.read)).rows.length;

/** Opens the person; `more` is what runs after it, as base. */
function open(lookUps: readonly LookUp[], more: () => Promise<unknown> = async () => undefined) {
  said.length = 0;
  return lookUp(deps, desk, ground, {
    read: async (trx) => {
      const { rows } = await sql<{ name: string }>`SELECT name FROM contacts.people WHERE id = ${personId}`.execute(
        trx,
      );
      return { read: rows[0]?.name, lookUps };
    },
    finish: async (base, name) => {
      await more();
      await sql`UPDATE contacts.people SET changed_at = changed_at WHERE id = ${personId}`.execute(base);
      return name;
    },
  });
}

const look = (id = deps.ids.uuid()): LookUp => ({ id, kind: 'opened', personId, companyId: null, fields: ['name'] });

it('is committed before anything is shown, and nobody waits for its answer alone', async () => {
  said.length = 0;
  const name = await lookUp(deps, desk, ground, {
    read: async (trx) => {
      const { rows } = await sql<{ name: string }>`SELECT name FROM contacts.people WHERE id = ${personId}`.execute(
        trx,
      );
      return { read: rows[0]?.name, lookUps: [look()] };
    },
    finish: async (_, read) => read,
  });
  expect(name).toMatch(/Pat Sample/);
  expect(said).toEqual([
    'INSERT INTO contacts.lookups sent',
    'COMMIT sent',
    'INSERT INTO contacts.lookups answered',
    'COMMIT answered',
  ]);
  expect(await looks()).toBe(1);
});

it('that cannot be written shows nothing and undoes what came after it, with its own error', async () => {
  const before = await looks();
  const twice = deps.ids.uuid();
  await expect(open([look(twice), look(twice)])).rejects.toMatchObject({ code: '23505' });
  expect(said).not.toContain('COMMIT answered');
  expect(await looks()).toBe(before);
  // Nothing after it either: then the end of the transaction finds out.
  const only = lookUp(deps, desk, ground, {
    read: async () => ({ read: 'a name', lookUps: [look(twice), look(twice)] }),
    finish: async (_, read) => read,
  });
  await expect(only).rejects.toMatchObject({ code: '23505' });
  expect(await looks()).toBe(before);
  // The connection is as good as before.
  expect(await open([look()])).toMatch(/Pat Sample/);
});

it('is undone where what comes after it fails', async () => {
  const before = await looks();
  await expect(open([look()], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await looks()).toBe(before);
});

it('comes before what is asked after it, and that reads nobody', async () => {
  const found = lookUp(deps, desk, ground, {
    read: async () => ({ read: null, lookUps: [look()] }),
    finish: async (base) => {
      const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM contacts.lookups
        WHERE person_id = ${personId}`.execute(base);
      return rows[0]?.n;
    },
  });
  expect(await found).toBe(await looks());
  const reading = lookUp(deps, desk, ground, {
    read: async () => ({ read: null, lookUps: [] }),
    finish: async (base) => sql`SELECT name FROM contacts.people`.execute(base),
  });
  await expect(reading).rejects.toMatchObject({ keptCode: 'KEPT_NO_PURPOSE' });
});
