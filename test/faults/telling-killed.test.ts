import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aContact, aNotice } from '../../src/parts/contacts/fixtures.ts';
import { tellPolicy } from '../../src/parts/rights/actions/tell-policy.ts';
import { startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';
import { publishPolicy } from '../kit/publish.ts';

// `kill -9` of the process that tells people of a new version of the policy, between the mail of somebody and that they were told:
// everybody is told, and nobody twice.

const many = 250;
let app: TestApp;
let noticeId = '';

const rows = <Row extends object>(text: string, values: unknown[] = []) =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);

beforeAll(async () => {
  app = await startApp();
  await app.settle();
  const notice = await aNotice(app.kept.deps);
  for (let made = 0; made < many; made += 10)
    await Promise.all(Array.from({ length: 10 }, () => aContact(app.kept.deps, { noticeId: notice })));
  app.clock.advance({ minutes: 1 });
  const administrator = await app.signInAs('administrator');
  const { body } = await administrator.call<object>('GET', '/api/v1/vendor');
  await administrator.call('PUT', '/api/v1/vendor', { ...body, name: 'Example Tooling and Sons GmbH' });
  const published = await publishPolicy(await app.signInAs('privacy officer'), administrator);
  expect(published.status).toBe(201);
  await app.settle();
  // Everybody is listed; nobody was told yet.
  await tellPolicy(app.kept.deps, { list: many * 2, tell: 0 });
  const [run] = await rows<{ notice_id: string }>('SELECT notice_id FROM rights.telling_runs');
  noticeId = run?.notice_id ?? '';
}, 240_000);
afterAll(() => app?.stop());

/** How many were told, how many rows of the ledger and mails there are, and of how many people these three do not agree. */
async function standing() {
  const [row] = await rows<Record<string, number>>(
    `WITH mails AS (SELECT l.person_id, count(*) AS rows, count(m.ledger_id) AS mails FROM disclosures.ledger l
        LEFT JOIN platform.mail_outbox m ON m.ledger_id = l.id WHERE l.about_kind = 'policy version' GROUP BY 1)
     SELECT count(*) FILTER (WHERE t.state = 'told')::int AS told, coalesce(sum(s.rows), 0)::int AS ledger, coalesce(sum(s.mails), 0)::int AS mails,
       count(*) FILTER (WHERE coalesce(s.rows, 0) <> (t.state = 'told')::int OR coalesce(s.mails, 0) <> (t.state = 'told')::int)::int AS at_odds
     FROM rights.tellings t LEFT JOIN mails s USING (person_id) WHERE t.notice_id = $1`,
    [noticeId],
  );
  return row;
}

test('kill -9 in the middle of telling people: each is told once, and nobody is left out', async () => {
  expect(await standing()).toEqual({ told: 0, ledger: 0, mails: 0, at_odds: 0 });
  await connected(app.database.ownerUrl, async (holder) => {
    // One of the second batch: it stops where the mails are written and nobody of it is noted as told.
    await holder.query('BEGIN');
    await holder.query(
      `SELECT FROM rights.tellings WHERE notice_id = $1 AND person_id = (SELECT person_id FROM rights.tellings WHERE notice_id = $1
         ORDER BY person_id OFFSET 150 LIMIT 1) FOR UPDATE`,
      [noticeId],
    );
    const { rows: own } = await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const { appUrl, authUrl, probeUrl, prefix } = app.database;
    const database = { appUrl, authUrl, probeUrl, prefix };
    const at = { now: app.clock.now().toISOString(), folder: app.dataFolder, publicUrl: app.baseUrl };
    const child = spawn(process.execPath, ['test/faults/tell-child.ts'], {
      cwd: resolve(import.meta.dirname, '../..'),
      env: { PATH: process.env.PATH ?? '', KEPT_CHILD: JSON.stringify({ ...database, ...at }) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let faults = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      faults += chunk.toString();
    });
    const blocked =
      'SELECT count(*)::int AS n FROM pg_locks w WHERE NOT w.granted AND $1 = ANY (pg_blocking_pids(w.pid))';
    await expect
      .poll(async () => faults || (await rows<{ n: number }>(blocked, [own[0]?.pid]))[0]?.n, { timeout: 90_000 })
      .toBe(1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await standing()).toEqual({ told: 100, ledger: 100, mails: 100, at_odds: 0 });
    await holder.query('ROLLBACK');
  });
  await tellPolicy(app.kept.deps);
  expect(await standing()).toEqual({ told: many, ledger: many, mails: many, at_odds: 0 });
  await tellPolicy(app.kept.deps);
  expect(await standing()).toEqual({ told: many, ledger: many, mails: many, at_odds: 0 });
}, 180_000);
