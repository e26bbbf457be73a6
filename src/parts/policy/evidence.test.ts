import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { canonicalRow, leafOf } from '../../platform/evidence/leaf.ts';
import { growTree } from '../../platform/evidence/merkle.ts';
import { openCheckpoint, rawPublicKey } from '../../platform/evidence/note.ts';
import { fields, type LogSource } from '../../platform/evidence/source.ts';
import { ledger } from '../disclosures/index.ts';
import { openEvidenceLog } from './index.ts';

// A table as other parts have them, named here so that the log is tested without them.
const source: LogSource = {
  name: 'disclosure',
  table: 'disclosures.ledger',
  id: 'uuid',
  at: 'at',
  fields: fields({ text: 'recipient_kind recipient_id purpose basis', json: 'fields', time: 'at' }),
};
const somebody = '33333333-3333-4333-8333-333333333333';

let deps: TestDeps;
beforeEach(async () => {
  deps = await testDeps(ledger);
});
afterEach(() => deps.stop());

const open = () => openEvidenceLog(deps, [source]);
const disclose = (count = 1) =>
  deps.db.base((trx) =>
    deps.egress.send(trx, {
      disclosures: Array.from({ length: count }, () => ({
        recipientKind: 'person' as const,
        recipientId: somebody,
        personId: somebody,
        companyId: null,
        channel: 'mail' as const,
        purpose: 'rights',
        fields: ['email'],
        basis: 'own request "é"\n',
      })),
    }),
  );
const asOwner = <R>(text: string, values: unknown[] = []) =>
  connected(deps.database.ownerUrl, async (client) => (await client.query(text, values)).rows as R[]);

interface Leaf {
  leaf_index: string;
  hash: Buffer;
  key: string;
  nonce: Buffer;
}
const leaves = () =>
  asOwner<Leaf>(
    'SELECT l.leaf_index, l.hash, r.key, r.nonce FROM policy.log_leaves l JOIN policy.log_rows r USING (leaf_index) ORDER BY 1',
  );
const checkpoints = () =>
  asOwner<{ size: string; root: Buffer; note: string }>('SELECT * FROM policy.log_checkpoints ORDER BY size');

it('every committed row becomes one leaf, and each batch ends with a signed head', async () => {
  const log = open();
  const first = await disclose(3);
  expect(await log.sequence()).toBe(3);
  expect(await log.sequence()).toBe(0);
  const second = await disclose(300);
  expect(await log.sequence()).toBe(300);
  const stored = await leaves();
  expect(stored.map(({ leaf_index }) => Number(leaf_index))).toEqual(Array.from({ length: 303 }, (_, index) => index));
  expect(stored.map(({ key }) => key).slice(0, 3)).toEqual([...first].sort());
  expect(new Set(stored.map(({ key }) => key))).toEqual(new Set([...first, ...second]));
  expect(new Set(stored.map(({ nonce }) => nonce.toString('hex'))).size).toBe(303);

  const one = stored[1] as Leaf;
  const row = canonicalRow('disclosure', one.key, {
    recipientKind: 'person',
    recipientId: somebody,
    purpose: 'rights',
    basis: 'own request "é"\n',
    fields: ['email'],
    at: deps.clock.now().toISOString().replace('Z', '000Z'),
  });
  expect(one.hash).toEqual(leafOf(one.nonce, row));

  const key = { name: 'kept/evidence/test', publicKey: rawPublicKey(deps.signing) };
  const tree = growTree();
  for (const { hash } of stored.slice(0, 3)) tree.add(hash);
  const heads = await checkpoints();
  expect(openCheckpoint(heads[0]?.note ?? '', [key])).toEqual({ origin: key.name, size: 3, root: tree.root() });
  for (const { hash } of stored.slice(3)) tree.add(hash);
  expect(openCheckpoint(heads[1]?.note ?? '', [key])).toEqual({ origin: key.name, size: 303, root: tree.root() });
  expect(heads).toHaveLength(2);
  expect(await asOwner('SELECT level, count(*)::int AS count FROM policy.log_nodes GROUP BY 1 ORDER BY 1')).toEqual([
    { level: 4, count: 18 },
    { level: 8, count: 1 },
  ]);
});

it('two servers at once give no leaf twice and leave no gap', async () => {
  const logs = [open(), open(), open()];
  for (let round = 0; round < 6; round += 1) {
    await disclose(50);
    await Promise.all(logs.map((log) => log.sequence()));
  }
  await logs[0]?.sequence();
  const stored = await leaves();
  expect(stored).toHaveLength(300);
  expect(new Set(stored.map(({ key }) => key)).size).toBe(300);
  expect(Number(stored.at(-1)?.leaf_index)).toBe(299);
});

it('a row that becomes visible after later ones is not passed over', async () => {
  const log = open();
  await connected(deps.database.ownerUrl, async (slow) => {
    await slow.query('BEGIN');
    // Its id was made ten minutes ago, and its transaction has been under way since.
    const time = (Date.now() - 600_000).toString(16).padStart(12, '0');
    await slow.query(
      `INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, channel, purpose, fields, basis)
       VALUES ($1, now(), 'person', $2, $2, 'mail', 'rights', '{email}', 'late')`,
      [`${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000001`, somebody],
    );
    for (let turn = 0; turn < 3; turn += 1) {
      await disclose();
      expect(await log.sequence()).toBe(1);
    }
    await slow.query('COMMIT');
  });
  expect(await log.sequence()).toBe(1);
  // By now its place is passed for good; a server that has just started looks an hour back.
  // Transactions of other databases on the same PostgreSQL keep a place open, too.
  await expect
    .poll(
      async () => {
        await asOwner(`DELETE FROM policy.log_rows WHERE key LIKE '%-7000-8000-000000000001'`);
        return log.sequence();
      },
      { timeout: 15_000 },
    )
    .toBe(0);
  expect(await open().sequence()).toBe(1);
});

it('a log that does not lead to what was signed is not added to', async () => {
  const log = open();
  await disclose(5);
  await log.sequence();
  await asOwner(`ALTER TABLE policy.log_leaves DISABLE TRIGGER USER`);
  await asOwner(`UPDATE policy.log_leaves SET hash = sha256('other') WHERE leaf_index = 4`);
  await disclose();
  await expect(log.sequence()).rejects.toMatchObject({ keptCode: 'KEPT_LOG_CONTRADICTS' });
  await asOwner(`DELETE FROM policy.log_leaves WHERE leaf_index = 4`);
  await expect(log.sequence()).rejects.toMatchObject({ keptCode: 'KEPT_LOG_CONTRADICTS' });
  expect(await checkpoints()).toHaveLength(1);
});

it('nobody but the owner of the database changes what stands in the log', async () => {
  await disclose(2);
  await open().sequence();
  const tables = ['log_leaves', 'log_nodes', 'log_checkpoints', 'log_keys', 'log_erased'];
  for (const table of tables) {
    const change = deps.db.base((trx) => sql`DELETE FROM ${sql.table(`policy.${table}`)}`.execute(trx));
    await expect(change).rejects.toMatchObject({ keptCode: 'KEPT_NO_PURPOSE' });
    await expect(asOwner(`TRUNCATE policy.${table}`)).rejects.toMatchObject({ code: 'KP001' });
  }
});
