import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/kit/database.ts';
import { personalQueries } from './personal-query.ts';
import { roleName } from './purposes.ts';

// Every part is loaded, so that every query is declared; the tests are made from the declarations.
const parts = join(import.meta.dirname, '../../parts');
for (const part of readdirSync(parts))
  for (const door of ['index.ts', 'plugin.ts', 'personal.ts'])
    if (readdirSync(join(parts, part)).includes(door)) await import(join(parts, part, door));

const queries = personalQueries();
const nobody = '00000000-0000-4000-8000-000000000000';

let database: TestDatabase;
let pool: pg.Pool;
let kysely: Kysely<Record<never, never>>;
beforeAll(async () => {
  database = await testDatabase();
  pool = new pg.Pool({ connectionString: database.appUrl, max: 1 });
  kysely = new Kysely({ dialect: new PostgresDialect({ pool }) });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** Plans the query as that reader; null, or the code of what the database said. */
async function planAs(reader: (typeof queries)[number]['readers'][number], query: (typeof queries)[number]) {
  const { sql, parameters } = query.compile(kysely);
  const client = await pool.connect();
  try {
    await client.query(
      `BEGIN; SET LOCAL ROLE "${roleName(database.prefix, reader)}"; SET LOCAL kept.tenant = '${nobody}'; SET LOCAL enable_seqscan = on`,
    );
    await client.query(`EXPLAIN ${sql}`, [...parameters]);
    return null;
  } catch (error) {
    return error instanceof pg.DatabaseError ? error.code : String(error);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

it('queries are declared, each under its own name', () => {
  expect(queries.length).toBeGreaterThan(10);
  expect(new Set(queries.map((query) => query.name)).size).toBe(queries.length);
});

describe.each(queries.map((query) => [query.name, query] as const))('%s', (_name, query) => {
  it.each(query.readers.map((reader) => [reader] as const))('can be read as %s', async (reader) => {
    expect(await planAs(reader, query)).toBeNull();
  });

  it('is refused without a purpose', async () => {
    expect(await planAs('base', query)).toBe('42501');
  });
});
