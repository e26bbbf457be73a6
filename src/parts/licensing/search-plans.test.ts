import type { CompiledQuery, Kysely } from 'kysely';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillCustomers, shareFilled } from '../../../bench/licensing-filled.ts';
import { type LicensingDesk, licensingDesk } from '../../../test/kit/licensing-desk.ts';
import type { Trx } from '../../platform/db/database.ts';
import { companiesNamedSql, sharedCompaniesSql, sharedResellersSql } from '../contacts/index.ts';
import { readEnding } from './store/happenings.ts';
import { type LicenceFilter, readLicences } from './store/licence-list.ts';

// Among a hundred thousand licences every search must find its index, for staff and for resellers who see nothing, little and much.

const companies = 30_000;
let opened: LicensingDesk;
let client: pg.Client;
beforeAll(async () => {
  opened = await licensingDesk();
  client = new pg.Client(opened.deps.database.ownerUrl);
  await client.connect();
  await fillCustomers(client, { companies, holderId: opened.holder });
  await shareFilled(client, opened.other, 0);
}, 120_000);
afterAll(async () => {
  await client?.end();
  await opened?.stop();
});

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}
const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
const large = ['licences', 'companies', 'foreign_serials', 'registrations', 'people'];

/** What `run` asks, each planned anew under the same role: the tables that were read whole. */
async function readWhole(trx: Trx, role: string, run: (trx: Trx) => Promise<unknown>): Promise<string[]> {
  const asked: CompiledQuery[] = [];
  const plain = trx as unknown as Kysely<Record<never, never>>;
  const watched = plain.withPlugin({
    transformQuery: ({ node, queryId }) => {
      asked.push(plain.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const { rows: who } = await sql<{ role: string }>`SELECT current_user AS role`.execute(plain);
  expect(who[0]?.role).toBe(`${opened.deps.db.prefix}_${role}`);
  await run(watched as unknown as Trx);
  expect(asked.length).toBeGreaterThan(0);
  const whole: string[] = [];
  for (const query of asked.filter((each) => each.sql.trimStart().startsWith('SELECT'))) {
    const explain = { ...query, sql: `EXPLAIN (FORMAT JSON) ${query.sql}` };
    const { rows } = await plain.executeQuery<{ 'QUERY PLAN': { Plan: Plan }[] }>(explain);
    for (const node of nodes(rows[0]?.['QUERY PLAN'][0]?.Plan as Plan))
      if (node['Node Type'] === 'Seq Scan' && large.includes(node['Relation Name'] ?? ''))
        whole.push(`${node['Relation Name']} for: ${query.sql}`);
  }
  return whole;
}

const searches: Record<string, LicenceFilter> = {
  'a whole serial of ours': { serial: { exact: '00000-00000-00000-00000' } },
  'the beginning of a serial of ours': { serial: { prefix: '7KQ2' } },
  'the beginning of a foreign serial': { foreign: 'ZZOLD00012345' },
  'the beginning of a company': { named: companiesNamedSql('Zz Works 000123') },
  'either, as it is typed': {
    named: companiesNamedSql('ZZOLD00012'),
    foreign: 'ZZOLD00012',
    serial: { prefix: 'ZZ01D-00012' },
  },
};
const page = { limit: 50, sort: 'createdAt', descending: true, after: null };

describe('staff', () => {
  it.each(Object.entries(searches))('find %s by an index', async (_name, filter) => {
    await opened.deps.db.base(async (trx) => {
      expect(await readWhole(trx, 'base', (watched) => readLicences(watched, page, filter))).toEqual([]);
    });
  });

  it('see what expires soon by an index', async () => {
    const days = {
      from: new Date().toISOString().slice(0, 10),
      to: new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10),
    };
    await opened.deps.db.base(async (trx) => {
      expect(await readWhole(trx, 'base', (watched) => readEnding(watched, 'expires_on', days))).toEqual([]);
      expect(
        await readWhole(trx, 'base', (watched) =>
          readLicences(watched, { ...page, sort: 'expiresOn', descending: false }, {}),
        ),
      ).toEqual([]);
    });
  });
});

describe.each([0, 5_000, companies])('a reseller that sees %s companies', (seen) => {
  beforeAll(() => shareFilled(client, opened.other, seen), 60_000);

  const tenantOf = (id: string) => ({ shared: sharedCompaniesSql(id), resellers: sharedResellersSql(id) });

  it('sees its list and what ends soon by an index', async () => {
    const tenant = tenantOf(opened.other);
    await opened.deps.db.tenant('reseller', opened.other, async (trx) => {
      for (const sort of ['createdAt', 'expiresOn']) {
        const read = (watched: Trx) =>
          readLicences(watched, { ...page, sort, descending: sort === 'createdAt' }, { tenant });
        expect(await readWhole(trx, 'reseller', read)).toEqual([]);
      }
    });
  });

  it.each(Object.entries(searches))('finds %s by an index', async (_name, filter) => {
    const tenant = tenantOf(opened.other);
    await opened.deps.db.tenant('reseller', opened.other, async (trx) => {
      expect(await readWhole(trx, 'reseller', (watched) => readLicences(watched, page, { ...filter, tenant }))).toEqual(
        [],
      );
    });
  });
});
