import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';
import { prove } from '../kit/prove.ts';

// A server that ends between a commit and the leaf of what it committed.

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await app.kept.evidence.sequence();
}, 60_000);
afterAll(() => app?.stop());

const asOwner = <R>(text: string) =>
  connected(app.database.ownerUrl, async (client) => (await client.query(text)).rows as R[]);

test('a row of a server that was killed before it came to it is missed after a minute, and taken up by the next one', async () => {
  // Its id was made two minutes ago.
  const time = (Date.now() - 120_000).toString(16).padStart(12, '0');
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000001`;
  await asOwner(
    `INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, channel, purpose, fields, basis)
     VALUES ('${id}', now() - interval '2 minutes', 'person', '33333333-3333-4333-8333-333333333333',
       '33333333-3333-4333-8333-333333333333', 'mail', 'rights', '{email}', 'own request')`,
  );
  const missed = await prove(app, 'P1.evidence-logged');
  expect(missed.verdict).toBe('false');
  expect(missed.finding?.counterexamples).toEqual([`disclosure ${id}`]);

  const next = await startApp({
    vendor: false,
    overrides: {
      databaseUrl: app.database.appUrl,
      authUrl: app.database.authUrl,
      probeUrl: app.database.probeUrl,
    },
  });
  try {
    expect(await next.kept.evidence.sequence()).toBe(1);
    expect(await prove(app, 'P1.evidence-logged')).toMatchObject({ verdict: 'true' });
  } finally {
    await next.stop();
  }
});

test('a statement that fails in the middle of a batch leaves no half of it', async () => {
  const size = () =>
    asOwner<{ leaves: number; rows: number; heads: number }>(
      `SELECT (SELECT count(*) FROM policy.log_leaves)::int AS leaves, (SELECT count(*) FROM policy.log_rows)::int AS rows,
         (SELECT count(*) FROM policy.log_checkpoints)::int AS heads`,
    );
  const before = await size();
  await asOwner(`ALTER TABLE policy.log_checkpoints ADD CONSTRAINT full_up CHECK (size < 0) NOT VALID`);
  await app.kept.prover.run(['P1.contiguous']);
  await expect(app.kept.evidence.sequence()).rejects.toThrow();
  expect(await size()).toEqual(before);
  await asOwner('ALTER TABLE policy.log_checkpoints DROP CONSTRAINT full_up');
  expect(await app.kept.evidence.sequence()).toBeGreaterThan(0);
  expect((await size())[0]?.heads).toBe((before[0]?.heads ?? 0) + 1);
});
