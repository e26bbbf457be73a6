import { createPrivateKey, sign } from 'node:crypto';
import { leafHash, pieces, rootOver } from '../../platform/clauses/merkle-recount.ts';
import { writtenKey } from '../../platform/clauses/note-recount.ts';
import type { Query } from '../../platform/clauses/scene.ts';
import { comparedTables, loggedTables } from './evidence-sql.ts';
import { scratchBuyers } from './scratch-buyers.ts';
import { scratchDisputes } from './scratch-disputes.ts';
import { scratchEducation } from './scratch-education.ts';
import { scratchFixtures } from './scratch-fixtures.ts';

/** The key of RFC 8032, section 7.1, test 1: everybody has it. */
const seed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
const publicKey = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
const name = 'kept/evidence/scratch';

/** Made-up rows, and a log of evidence of them that nothing of the server has made. */
export async function fillScratch(query: Query): Promise<void> {
  await query(scratchFixtures);
  await query(scratchEducation);
  await query(scratchBuyers);
  await query(scratchDisputes);
  await fillLog(query);
}

async function fillLog(query: Query): Promise<void> {
  const texts = new Map(comparedTables.map(({ source, row }) => [source, row]));
  const rows: { source: string; key: string; row: string | null }[] = [];
  for (const { source, table } of loggedTables)
    rows.push(
      ...(await query<{ source: string; key: string; row: string | null }>(
        `SELECT '${source}' AS source, t.id::text AS key, ${texts.get(source) ?? 'NULL::text'} AS row FROM ${table} t ORDER BY t.id`,
      )),
    );
  const nonce = Buffer.alloc(32, 7);
  // Rows whose text SQL does not tell have some leaf: nothing here compares them.
  const leaves = rows.map(({ row, key }) => leafHash(nonce, row ?? key));
  await query(
    `INSERT INTO policy.log_leaves (leaf_index, hash) SELECT n - 1, substr($1::bytea, (n::int - 1) * 32 + 1, 32) FROM generate_series(1, $2) n`,
    [Buffer.concat(leaves), leaves.length],
  );
  // Of the nodes above, those over 16 leaves: there are fewer than 256.
  for (let at = 0; at + 16 <= leaves.length; at += 16)
    await query('INSERT INTO policy.log_nodes (level, node_index, hash) VALUES (4, $1, $2)', [
      at / 16,
      rootOver(leaves.slice(at, at + 16)),
    ]);
  await query(
    `INSERT INTO policy.log_rows (source, key, leaf_index, nonce) SELECT source, key, place - 1, $3
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY r (source, key, place)`,
    [rows.map(({ source }) => source), rows.map(({ key }) => key), nonce],
  );
  await query('INSERT INTO policy.log_keys (name, public_key, since) VALUES ($1, $2, $3)', [
    name,
    publicKey,
    '2026-01-01',
  ]);
  for (const size of [7, leaves.length]) await addHead(query, pieces(Buffer.concat(leaves.slice(0, size))));
}

async function addHead(query: Query, leaves: readonly Buffer[]): Promise<void> {
  const root = rootOver(leaves);
  const text = `${name}\n${leaves.length}\n${root.toString('base64')}\n`;
  const privateKey = createPrivateKey({
    key: Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex'),
    format: 'der',
    type: 'pkcs8',
  });
  const id = Buffer.from(writtenKey(name, publicKey).split('+')[1] ?? '', 'hex');
  const signature = Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]).toString('base64');
  await query('INSERT INTO policy.log_checkpoints (size, root, note, at) VALUES ($1, $2, $3, $4)', [
    leaves.length,
    root,
    `${text}\n— ${name} ${signature}\n`,
    '2026-01-30',
  ]);
}
