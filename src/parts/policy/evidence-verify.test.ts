import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { openProbeDatabase } from '../../platform/clauses/scene.ts';
import { checkpointText, type NoteKey, rawPublicKey, signNote } from '../../platform/evidence/note.ts';
import { fields, type LogSource } from '../../platform/evidence/source.ts';
import { ledger } from '../disclosures/index.ts';
import {
  eraseEvidence,
  logFindings,
  openEvidenceLog,
  policySources,
  rowEvidence,
  type VerifyInput,
  verifyLog,
} from './index.ts';

const disclosures: LogSource = {
  name: 'disclosure',
  table: 'disclosures.ledger',
  id: 'uuid',
  at: 'at',
  fields: fields({ text: 'recipient_kind purpose basis', json: 'fields', time: 'at' }),
};
const sources = [disclosures, ...policySources];
const somebody = '33333333-3333-4333-8333-333333333333';
const leafCount = 700;

let deps: TestDeps;
let witness: string;
let key: NoteKey;
beforeAll(async () => {
  deps = await testDeps(ledger);
  const log = openEvidenceLog(deps, sources);
  for (const count of [1, 40, 300, 359]) {
    await disclose(count);
    await log.sequence();
  }
  witness = (await asOwner<{ note: string }>('SELECT note FROM policy.log_checkpoints ORDER BY size'))
    .map(({ note }) => note)
    .join('\n');
  key = { name: 'kept/evidence/test', publicKey: rawPublicKey(deps.signing) };
});
afterAll(() => deps.stop());

const disclose = (count: number) =>
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
        basis: 'own request',
      })),
    }),
  );
const asOwner = <R>(text: string) =>
  connected(deps.database.ownerUrl, async (client) => (await client.query(text)).rows as R[]);

async function verify(input: Partial<VerifyInput> = {}) {
  const probes = openProbeDatabase({ url: deps.database.probeUrl, prefix: deps.database.prefix });
  try {
    return await probes.snapshot(({ query }) =>
      verifyLog(query, { sources, keys: null, witness: null, now: deps.clock.now(), ...input }),
    );
  } finally {
    await probes.close();
  }
}

/** Breaks the log as its owner could, and puts everything back. */
async function broken(sabotage: string, input: Partial<VerifyInput> = {}) {
  const tables = [
    'policy.log_leaves',
    'policy.log_nodes',
    'policy.log_rows',
    'policy.log_checkpoints',
    'policy.log_keys',
  ];
  const all = [...tables, 'disclosures.ledger', 'policy.log_erased'];
  const triggers = (how: string) => all.map((table) => `ALTER TABLE ${table} ${how} TRIGGER USER`).join('; ');
  const copy = (table: string) => `kept_${table.replace('.', '_')}`;
  await asOwner(all.map((table) => `CREATE TABLE ${copy(table)} AS TABLE ${table}`).join('; '));
  await asOwner(`${triggers('DISABLE')}; ${sabotage}`);
  try {
    const { faults } = await verify(input);
    return Object.fromEntries(faults.map(({ code, count }) => [code, count]));
  } finally {
    await asOwner(
      all
        .map((table) => `DELETE FROM ${table}; INSERT INTO ${table} TABLE ${copy(table)}; DROP TABLE ${copy(table)}`)
        .join('; '),
    );
    await asOwner(triggers('ENABLE'));
  }
}

it('a log that nobody touched has no faults, and it is said what was looked at', async () => {
  const report = await verify({ witness, keys: [key] });
  expect(report).toMatchObject({
    leaves: leafCount,
    checkpoints: 4,
    witnessed: 4,
    waiting: 0,
    keysFrom: 'given',
    faults: [],
  });
  expect(report.rows[0]).toEqual({ source: 'disclosure', rows: leafCount, logged: leafCount, erased: 0 });
});

const cases: readonly [says: string, sabotage: string, found: Record<string, number>][] = [
  [
    'a row that was changed',
    `UPDATE disclosures.ledger SET fields = '{}' WHERE id = (SELECT max(id::text)::uuid FROM disclosures.ledger)`,
    { KEPT_LOG_ROW_CHANGED: 1 },
  ],
  [
    'a row that was removed',
    `DELETE FROM disclosures.ledger WHERE id = (SELECT min(id::text)::uuid FROM disclosures.ledger)`,
    { KEPT_LOG_ROW_GONE: 1 },
  ],
  [
    'a row that was removed with the mark of its leaf',
    `DELETE FROM disclosures.ledger WHERE id = (SELECT min(id::text)::uuid FROM disclosures.ledger);
     DELETE FROM policy.log_rows WHERE leaf_index = 0`,
    { KEPT_LOG_ROW_GONE: 1 },
  ],
  [
    'a row that was put in place of another',
    `UPDATE disclosures.ledger SET id = '00000000-0000-4000-8000-000000000000' WHERE id = (SELECT min(id::text)::uuid FROM disclosures.ledger)`,
    { KEPT_LOG_ROW_GONE: 1, KEPT_LOG_NOT_SEQUENCED: 1 },
  ],
  [
    'a row that was changed with its leaf',
    `UPDATE disclosures.ledger SET purpose = 'other' WHERE id = (SELECT key::uuid FROM policy.log_rows WHERE leaf_index = 500);
     UPDATE policy.log_leaves SET hash = sha256('other') WHERE leaf_index = 500`,
    { KEPT_LOG_ROW_CHANGED: 1, KEPT_LOG_ROOT_WRONG: 1, KEPT_LOG_NODE_WRONG: 2 },
  ],
  [
    'a leaf from the middle',
    'DELETE FROM policy.log_leaves WHERE leaf_index = 350',
    { KEPT_LOG_LEAF_MISSING: 2, KEPT_LOG_TRUNCATED: 1, KEPT_LOG_NODE_WRONG: 23 },
  ],
  [
    'the end of the log',
    'DELETE FROM policy.log_leaves WHERE leaf_index >= 650; DELETE FROM policy.log_rows WHERE leaf_index >= 650',
    { KEPT_LOG_TRUNCATED: 1, KEPT_LOG_NODE_WRONG: 3, KEPT_LOG_NOT_SEQUENCED: 50 },
  ],
  ['a nonce', 'UPDATE policy.log_rows SET nonce = NULL WHERE leaf_index = 3', { KEPT_LOG_NONCE_LOST: 1 }],
  [
    'two rows on one leaf',
    'UPDATE policy.log_rows SET leaf_index = 4 WHERE leaf_index = 3',
    { KEPT_LOG_ROW_CHANGED: 1, KEPT_LOG_LEAF_TWICE: 1, KEPT_LOG_ROW_GONE: 1 },
  ],
  [
    'a checkpoint that says something else',
    `UPDATE policy.log_checkpoints SET root = sha256('other') WHERE size = 41`,
    { KEPT_LOG_CHECKPOINT_CHANGED: 1, KEPT_LOG_ROOT_WRONG: 1 },
  ],
  [
    'a signature',
    `UPDATE policy.log_checkpoints SET note = replace(note, E'\\n41\\n', E'\\n42\\n') WHERE size = 41`,
    { KEPT_LOG_SIGNATURE_WRONG: 1 },
  ],
  [
    'a missing checkpoint at the end',
    'DELETE FROM policy.log_checkpoints WHERE size = 700',
    { KEPT_LOG_NOT_SIGNED: 359 },
  ],
  [
    'an inner node',
    `UPDATE policy.log_nodes SET hash = sha256('other') WHERE node_index = 0`,
    { KEPT_LOG_NODE_WRONG: 2 },
  ],
  [
    'a row of late that has no leaf',
    `INSERT INTO disclosures.ledger SELECT gen_random_uuid(), '2020-01-01', recipient_kind, recipient_id, person_id, company_id, channel,
       purpose, fields, basis FROM disclosures.ledger LIMIT 1`,
    { KEPT_LOG_NOT_SEQUENCED: 1 },
  ],
];
it.each(cases)('finds %s', async (_, sabotage, found) => {
  // The rows are a moment old, so that those without a leaf are late.
  deps.clock.advance({ minutes: 2 });
  expect(await broken(sabotage)).toEqual(found);
});

it('a log that was set back, or written anew as a whole, is found by what a witness kept', async () => {
  const setBack = `DELETE FROM policy.log_checkpoints WHERE size > 341; DELETE FROM policy.log_leaves WHERE leaf_index >= 341;
    DELETE FROM policy.log_nodes WHERE (node_index + 1) * 2 ^ level > 341;
    DELETE FROM disclosures.ledger WHERE id IN (SELECT key::uuid FROM policy.log_rows WHERE leaf_index >= 341);
    DELETE FROM policy.log_rows WHERE leaf_index >= 341`;
  expect(await broken(setBack)).toEqual({});
  expect(await broken(setBack, { witness })).toEqual({ KEPT_LOG_ROLLED_BACK: 1 });
  expect(await broken(setBack, { witness: witness.replaceAll('\n', '\r\n') })).toEqual({ KEPT_LOG_ROLLED_BACK: 1 });

  // Whoever has the signing key can sign another history; the witness has the true one.
  const other = signNote(checkpointText({ origin: key.name, size: 41, root: Buffer.alloc(32, 7) }), {
    name: key.name,
    signing: deps.signing,
  });
  expect((await verify({ witness: other })).faults).toMatchObject([{ code: 'KEPT_LOG_WITNESS_DIFFERS', count: 1 }]);
});

it('a checkpoint of somebody else is not believed, and a file without one is said to be none', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const stranger = { keyId: 'x', publicKey, sign: (bytes: Buffer) => sign(null, bytes, privateKey) };
  const forged = signNote(checkpointText({ origin: key.name, size: 41, root: Buffer.alloc(32) }), {
    name: key.name,
    signing: stranger,
  });
  const codes = async (text: string, keys: readonly NoteKey[] | null) =>
    (await verify({ witness: text, keys })).faults.map(({ code, count }) => [code, count]);
  expect(await codes(forged, [key])).toEqual([['KEPT_LOG_SIGNATURE_WRONG', 1]]);
  // Whoever trusts another key sees that all is signed by a strange one.
  expect(await codes(witness, [{ name: key.name, publicKey: rawPublicKey(stranger) }])).toEqual([
    ['KEPT_LOG_SIGNATURE_WRONG', 8],
  ]);
  expect(await codes('Dear witness, nothing yet.', null)).toEqual([['KEPT_LOG_WITNESS_EMPTY', 1]]);
});

it('who is erased takes the nonces along: the log stays whole, and their rows are proven to nobody any more', async () => {
  const keys = (await asOwner<{ key: string }>('SELECT key FROM policy.log_rows WHERE leaf_index IN (5, 6, 7)')).map(
    ({ key: each }) => each,
  );
  const erase = () =>
    deps.db.base((trx) => eraseEvidence(trx, deps, { source: disclosures, keys, basis: 'request 7' }));
  expect(await erase()).toBe(3);
  expect(await erase()).toBe(0);
  expect((await rowEvidence(deps.db.read, disclosures, keys))?.rows).toEqual([]);
  await openEvidenceLog(deps, sources).sequence();
  const report = await verify({ witness });
  expect(report.faults).toEqual([]);
  expect(report.rows).toContainEqual({ source: 'disclosure', rows: leafCount, logged: leafCount, erased: 3 });
  expect(report.rows).toContainEqual({ source: 'erased leaf', rows: 3, logged: 3, erased: 0 });
});

it('every fault that can be found has a code with a sentence', async () => {
  const used = new Set(cases.flatMap(([, , found]) => Object.keys(found)));
  for (const code of used) expect(Object.keys(logFindings)).toContain(code);
});
