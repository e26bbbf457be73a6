import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { dataFolder, kill, startTree } from './kept-tree.ts';
import { openShop } from './shop.ts';

test('the database goes away in the middle of a request and comes back: said, nothing half done, sent again it works', async () => {
  const data = dataFolder();
  onTestFinished(data.remove);
  const tree = await startTree(data.path);
  onTestFinished(async () => void (await tree.stop()));
  const { serials, activate } = await openShop(tree, 20);
  const [held, ...others] = serials.splice(0, 8);
  const server = tree.serverPid();
  const email = 'in-the-middle@customer.example';

  // Somebody holds the licence, so that the activation waits in the middle of its transaction.
  const holding = tree.asOwner(async (client) => {
    client.on('error', () => undefined);
    await client.query('BEGIN');
    await client.query('SELECT FROM licensing.licences WHERE id = $1 FOR UPDATE', [held?.id]);
    await client.query('SELECT pg_sleep(60)');
  });
  holding.catch(() => undefined);
  const waits = () =>
    tree.asOwner(
      async (client) =>
        (
          await client.query(
            `SELECT FROM pg_stat_activity WHERE application_name = 'kept' AND wait_event_type = 'Lock'`,
          )
        ).rowCount,
    );
  await expect
    .poll(
      () =>
        tree.asOwner(
          async (client) => (await client.query(`SELECT FROM pg_locks WHERE mode = 'RowShareLock'`)).rowCount,
        ),
      { timeout: 20_000 },
    )
    .toBeGreaterThan(0);
  const middle = activate(held?.serial ?? '', { email }, 'one-key');
  await expect.poll(waits, { timeout: 20_000 }).toBeGreaterThan(0);
  const around = others.map(async ({ serial }, index) => {
    await sleep(index * 40);
    return { serial, answer: await activate(serial) };
  });
  kill(await tree.postgresPid(), 'SIGQUIT');

  const cut = await middle;
  expect([cut.status, cut.code]).toEqual([503, 'KEPT_DATABASE_AWAY']);
  const outcomes = await Promise.all(around);
  for (const { answer } of outcomes)
    expect(['201 null', '503 KEPT_DATABASE_AWAY']).toContain(`${answer.status} ${answer.code}`);

  const ready = () => fetch(`${tree.url}/readyz`).then(({ status }) => status);
  await expect.poll(ready, { timeout: 60_000, interval: 200 }).toBe(200);
  expect(tree.serverPid()).toBe(server);
  expect((await fetch(`${tree.url}/healthz`)).status).toBe(200);

  const again = await activate(held?.serial ?? '', { email }, 'one-key');
  expect(again.status).toBe(201);
  for (const { serial, answer } of outcomes)
    if (answer.status !== 201) expect((await activate(serial)).status).toBe(201);
  const left = await tree.asOwner(
    async (client) =>
      (
        await client.query(`SELECT (SELECT count(*)::int FROM licensing.activations) AS activations, (SELECT count(*)::int FROM licensing.registrations) AS registrations,
          (SELECT count(*)::int FROM contacts.people) AS people, (SELECT sum(seats_used)::int FROM licensing.licences) AS seats`)
      ).rows[0],
  );
  expect(left).toEqual({ activations: 8, registrations: 8, people: 8, seats: 8 });
  const lines = tree.kept.lines.join('\n');
  expect(lines).toContain('PostgreSQL runs again');
  expect(lines).not.toMatch(/customer\.example/);
}, 180_000);
