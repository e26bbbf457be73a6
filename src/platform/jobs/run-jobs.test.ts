import { afterAll, beforeAll, expect, it } from 'vitest';
import { connected, type TestDatabase, testDatabase } from '../../../test/kit/database.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { createLog } from '../log.ts';
import { startJobs } from './run-jobs.ts';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase({ url: database.appUrl, prefix: database.prefix, poolSize: 4 });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

it('the queue looks after itself: a job that hangs is given up, nothing is logged as a fault, and it stops', async () => {
  const lines: string[] = [];
  const job = { name: 'test.hanging', cron: '0 0 1 1 *', run: async () => undefined };
  const runner = await startJobs({
    db,
    log: createLog('info', { write: (line: string) => lines.push(line) }),
    timeZone: 'UTC',
    jobs: [job],
    maintainEverySeconds: 1,
  });
  const states = () =>
    connected(database.ownerUrl, async (owner) => {
      const { rows } = await owner.query<{ state: string }>(`SELECT state FROM jobs.job WHERE name = 'test.hanging'`);
      return rows.map(({ state }) => state);
    });
  // Begun two hours ago by a server that is no more.
  await connected(database.ownerUrl, (owner) =>
    owner.query(`INSERT INTO jobs.job (name, state, started_on, expire_seconds, retry_limit, policy, created_on)
      VALUES ('test.hanging', 'active', now() - interval '2 hours', 60, 0, 'exclusive', now() - interval '3 hours')`),
  );
  await expect.poll(states, { timeout: 15_000 }).toEqual(['failed']);
  await runner.stop();
  expect(lines.filter((line) => line.includes('fault'))).toEqual([]);
}, 30_000);
