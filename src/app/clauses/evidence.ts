import type { Demand } from '../../platform/clauses/clause.ts';
import { listed } from '../../platform/clauses/finding.ts';
import { pieces, rootByProof, rootOfParts, rootOver } from '../../platform/clauses/merkle-recount.ts';
import { readHead, writtenKey } from '../../platform/clauses/note-recount.ts';
import { placesLooked } from '../../platform/clauses/shares.ts';
import { comparedTables, loggedTables } from './evidence-sql.ts';

const allOfIt = './kept ledger verify looks at all of it.';
const inShare = '{share policy.log_leaves.leaf_index: r.leaf_index}';

/** Rows are old enough to have a leaf. */
const due = (at: string) => `t.${at} < now() - interval '60 seconds'`;

const lateLook = loggedTables
  .map(
    ({ source, table, at }) => `SELECT '${source} ' || t.id AS key, r.key IS NOT NULL AS holds
      FROM ${table} t LEFT JOIN policy.log_rows r ON r.source = '${source}' AND r.key = t.id::text
      WHERE ${due(at)} AND {share ${table}: t.id}`,
  )
  .join(' UNION ALL ');
const lateCount = loggedTables
  .map(
    ({ table, at }) =>
      `(SELECT count(*) - count(*) FILTER (WHERE NOT ${due(at)}) FROM ${table} t WHERE {share ${table}: t.id})`,
  )
  .join(' + ');

const rowLook = comparedTables
  .map(
    ({ source, table, id, row }) => `SELECT '${source} ' || r.key AS key,
        l.hash = sha256('\\x00'::bytea || sha256(r.nonce || convert_to(${row}, 'UTF8'))) AS holds
      FROM policy.log_rows r LEFT JOIN ${table} t ON t.id = r.key::${id}
        LEFT JOIN policy.log_leaves l ON l.leaf_index = r.leaf_index
      WHERE r.source = '${source}' AND ${inShare}
        AND (r.nonce IS NOT NULL OR NOT EXISTS (SELECT FROM policy.log_erased e WHERE e.leaf_index = r.leaf_index))`,
  )
  .join(' UNION ALL ');

/** What P1 asks of the evidence log. The rows are those of many parts, so it stands here. */
export const evidenceDemands: readonly Demand[] = [
  {
    id: 'P1.evidence-logged',
    says: 'Everything that was given to anybody, every look of staff at somebody, every version and every proof stands in the evidence log within a minute.',
    built: true,
    kind: 'deadline',
    control: 'A sequencer in the server gives each row its place a few seconds after it was committed.',
    couldBeWrong: `Rows younger than a minute are not looked at, and what never became a row is not seen. ${allOfIt}`,
    proof: {
      probe: {
        kind: 'rows',
        unit: 'rows',
        look: lateLook,
        counted: `SELECT ${lateCount}`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Gives something away without entering it in the log.',
        plant: `INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, company_id, channel, purpose, fields, basis)
          SELECT gen_random_uuid(), now() - interval '2 minutes', recipient_kind, recipient_id, person_id, company_id, channel, purpose, fields, basis
          FROM disclosures.ledger LIMIT 1`,
      },
    },
  },
  {
    id: 'P1.evidence-unchanged',
    says: 'Everything that was entered in the evidence log still says what it said.',
    built: true,
    kind: 'quality',
    control: 'The hash of each row with a random number is a leaf of the log; rows cannot be changed by the server.',
    couldBeWrong: `Rows of the audit log are compared by ./kept ledger verify only. Who changes row, leaf and everything that was signed since is found out by what a witness kept. ${allOfIt}`,
    proof: {
      probe: {
        kind: 'rows',
        unit: 'rows',
        look: rowLook,
        counted: `SELECT count(DISTINCT r.leaf_index) FROM policy.log_rows r
          WHERE r.source IN (${comparedTables.map(({ source }) => `'${source}'`).join(', ')}) AND ${inShare}
            AND NOT (r.nonce IS NULL AND r.leaf_index IN (SELECT leaf_index FROM policy.log_erased))`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Makes a disclosure look as if less had been given.',
        plant: `ALTER TABLE disclosures.ledger DISABLE TRIGGER USER;
          UPDATE disclosures.ledger SET fields = '{name}' WHERE id = (SELECT id FROM disclosures.ledger ORDER BY id LIMIT 1)`,
      },
    },
  },
  {
    id: 'P1.evidence-whole',
    says: 'The evidence log has no gap: each of its leaves is the one of exactly one row, and leads to what is stored of the tree above.',
    built: true,
    kind: 'completeness',
    control: 'The sequencer numbers leaves under a lock; the tables can only be added to.',
    couldBeWrong: `Of a log of more than 100,000 leaves the newest are looked at and a share of the others, another one each day; ${allOfIt}`,
    proof: {
      probe: {
        kind: 'structure',
        unit: 'leaves',
        steps: [
          'List the leaves by number, 256 at a time, and the row that each belongs to.',
          'It holds if no number is left out or taken twice, each leaf has one row, and the roots over 16 and over 256 leaves are the nodes that are stored over them.',
          'The same for 16 nodes and the node above them.',
          'Counted: leaves, by the number of the last one.',
        ],
        inspect: async (structure) => {
          const { query } = structure;
          const [log] = await query<{ size: number; rows: number; leaves: number }>(
            `SELECT (SELECT coalesce(max(leaf_index) + 1, 0)::float8 FROM policy.log_leaves) AS size,
               (SELECT count(*)::float8 FROM policy.log_rows) AS rows, (SELECT count(*)::float8 FROM policy.log_leaves) AS leaves`,
          );
          if (!log) throw new Error('there is no log');
          const against = log.rows === log.leaves ? [] : [`${log.rows} rows for ${log.leaves} leaves`];
          // In whole blocks: from a leaf up to another one, and from a third on.
          const places = placesLooked('policy.log_leaves', log.size, structure);
          const [from, to, newest] = [places.from, places.to, places.newest].map(
            (leaf) => Math.floor(leaf / 256) * 256,
          ) as [number, number, number];
          const isLooked = (leaf: number) => leaf >= newest || (leaf >= from && leaf < to);
          const blocks = Array.from({ length: Math.ceil(log.size / 256) }, (_, block) => block).filter((block) =>
            isLooked(block * 256),
          );
          let examined = 0;
          for (let at = 0; at < blocks.length; at += 100) {
            const found = await query<{ block: string; hashes: Buffer | null; sixteens: Buffer | null }>(
              `SELECT b.block, (SELECT string_agg(l.hash, ''::bytea ORDER BY l.leaf_index) FROM policy.log_leaves l
                 WHERE l.leaf_index >= b.block * 256 AND l.leaf_index < b.block * 256 + 256) AS hashes,
                 (SELECT string_agg(n.hash, ''::bytea ORDER BY n.node_index) FROM policy.log_nodes n
                 WHERE n.level = 4 AND n.node_index >= b.block * 16 AND n.node_index < b.block * 16 + 16) AS sixteens
               FROM unnest($1::bigint[]) b (block)`,
              [blocks.slice(at, at + 100)],
            );
            for (const { block, hashes, sixteens } of found) {
              const leaves = hashes ? pieces(hashes) : [];
              examined += leaves.length;
              const expected = Math.min(256, log.size - Number(block) * 256);
              const above = Array.from({ length: Math.floor(leaves.length / 16) }, (_, part) =>
                rootOver(leaves.slice(part * 16, part * 16 + 16)),
              );
              if (leaves.length !== expected || !Buffer.concat(above).equals(sixteens ?? Buffer.alloc(0)))
                against.push(`leaves from ${Number(block) * 256} on`);
            }
          }
          for (let level = 8; level <= 40; level += 4) {
            const wrong = await query<{ above: string; hashes: Buffer; node: Buffer | null }>(
              `SELECT c.above, c.hashes, n.hash AS node
               FROM (SELECT node_index / 16 AS above, string_agg(hash, ''::bytea ORDER BY node_index) AS hashes
                 FROM policy.log_nodes WHERE level = $1::int - 4
                   AND (node_index / 16 * (2 ^ $1::int)::bigint >= $4::bigint OR (node_index / 16 * (2 ^ $1::int)::bigint >= $2::bigint AND node_index / 16 * (2 ^ $1::int)::bigint < $3::bigint))
                 GROUP BY 1 HAVING count(*) = 16) c
               LEFT JOIN policy.log_nodes n ON n.level = $1::int AND n.node_index = c.above`,
              [level, from, to, newest],
            );
            for (const { above, hashes, node } of wrong)
              if (!node || !rootOver(pieces(hashes)).equals(node)) against.push(`node ${above} of level ${level}`);
          }
          const [counted] = await query<{ count: number }>(
            `SELECT count(*)::float8 AS count FROM policy.log_leaves
             WHERE leaf_index >= $3::bigint OR (leaf_index >= $1::bigint AND leaf_index < $2::bigint)`,
            [from, to, newest],
          );
          return { examined, counted: counted?.count ?? 0, counterexamples: listed(against) };
        },
      },
      saboteur: {
        kind: 'structure',
        says: 'Takes a leaf out of the log, with the row that it belongs to.',
        sql: `ALTER TABLE policy.log_leaves DISABLE TRIGGER USER; DELETE FROM contacts.lookups WHERE id::text LIKE '%0081';
          DELETE FROM policy.log_leaves WHERE leaf_index = (SELECT leaf_index FROM policy.log_rows WHERE source = 'look-up' AND key LIKE '%0081');
          DELETE FROM policy.log_rows WHERE source = 'look-up' AND key LIKE '%0081'`,
      },
    },
  },
  {
    id: 'P1.evidence-heads',
    says: 'The evidence log leads to every head that was signed, and the last one covers all of it.',
    built: true,
    kind: 'quality',
    control: 'A head is signed with each batch, and none that contradicts the one before.',
    couldBeWrong:
      'Of more than 100 heads the newest 50 are looked at and 50 of the others. A log that was set back together with its heads leads to all that are left: that is found by a witness, who kept a later one.',
    proof: {
      probe: {
        kind: 'structure',
        unit: 'heads',
        steps: [
          'Take the newest heads and some of the others, evenly spread.',
          'Compute the root of the tree at the size of each from the stored leaves and nodes, and verify the signature with the stored key.',
          'It holds if root, size and signature agree, and no row of more than a minute comes after the last head.',
          'Counted: heads, by their numbers.',
        ],
        inspect: async ({ query }) => {
          const keys = await query<{ name: string; public_key: Buffer }>(
            'SELECT name, public_key FROM policy.log_keys',
          );
          const heads = await query<{
            size: string;
            root: string;
            note: string;
            parts: (Buffer | null)[];
            last: boolean;
            leaves: string;
          }>(
            `SELECT h.size, translate(encode(h.root, 'base64'), E'\\n', '') AS root, h.note, h.newest = 1 AS last,
               (SELECT coalesce(max(leaf_index) + 1, 0) FROM policy.log_leaves) AS leaves,
               ARRAY[(SELECT string_agg(hash, ''::bytea ORDER BY node_index) FROM policy.log_nodes WHERE level = 16 AND node_index < h.size / 65536),
                 (SELECT string_agg(hash, ''::bytea ORDER BY node_index) FROM policy.log_nodes
                   WHERE level = 8 AND node_index >= h.size / 65536 * 256 AND node_index < h.size / 256),
                 (SELECT string_agg(hash, ''::bytea ORDER BY leaf_index) FROM policy.log_leaves
                   WHERE leaf_index >= h.size / 256 * 256 AND leaf_index < h.size)] AS parts
             FROM (SELECT *, row_number() OVER (ORDER BY size DESC) AS newest, count(*) OVER () AS heads FROM policy.log_checkpoints) h
             WHERE h.newest <= 50 OR h.newest % greatest(1, h.heads / 50) = 0`,
          );
          const against = heads.filter(({ size, root, note, parts, last, leaves }) => {
            const said = keys
              .map((key) => readHead(note, writtenKey(key.name, key.public_key)))
              .find((each) => each !== null);
            const isSaid = said?.size === Number(size) && said.root === root;
            return !isSaid || rootOfParts(parts) !== root || (last && leaves !== size);
          });
          const [counted] = await query<{ count: string }>(
            `SELECT least(n, 50) + CASE WHEN n > 50 THEN n / greatest(1, n / 50) - 50 / greatest(1, n / 50) ELSE 0 END AS count
             FROM (SELECT count(*) AS n FROM policy.log_checkpoints) all_heads`,
          );
          return {
            examined: heads.length,
            counted: Number(counted?.count),
            counterexamples: listed(against.map(({ size }) => `head of ${size} leaves`)),
          };
        },
      },
      saboteur: {
        kind: 'structure',
        says: 'Sets the last head back to an earlier state.',
        sql: `ALTER TABLE policy.log_checkpoints DISABLE TRIGGER USER;
          UPDATE policy.log_checkpoints SET size = size - 5 WHERE size = (SELECT max(size) FROM policy.log_checkpoints)`,
      },
    },
  },
  {
    id: 'P1.evidence-checkable',
    says: 'Everybody can get the last signed head of the evidence log with its key, and the proof that a leaf is in it.',
    built: true,
    kind: 'visibility',
    control:
      'Heads and proofs are public under /api/v1/evidence, and a program that checks them under /privacy/proof/verify.',
    couldBeWrong:
      'Ten leaves are asked for. Whether everybody is shown the same head is known to those only who compare what they got.',
    proof: {
      probe: {
        kind: 'behaviour',
        unit: 'leaves',
        steps: [
          'Ask for the last head, verify its signature, and compare it with what is stored.',
          'Ask for the proofs of ten leaves, evenly spread, and compute the root from each.',
          'It holds if each is the root of the head.',
          'Counted: ten, or as many leaves as there are.',
        ],
        walk: async ({ get, snapshot }) => {
          const stored = await snapshot(({ query }) =>
            query<{ size: number; root: string }>(
              `SELECT size::float8 AS size, translate(encode(root, 'base64'), E'\\n', '') AS root FROM policy.log_checkpoints ORDER BY size DESC LIMIT 1`,
            ),
          );
          const [counted] = await snapshot(({ query }) =>
            query<{ count: number }>('SELECT count(*)::int AS count FROM (SELECT FROM policy.log_leaves LIMIT 10) ten'),
          );
          const size = stored[0]?.size ?? 0;
          if (size === 0) return { examined: 0, counted: counted?.count ?? 0, counterexamples: listed([]) };
          const asked = await get('/api/v1/evidence/checkpoint');
          const told = JSON.parse(asked.text) as { checkpoint: string; keys: { key: string }[] };
          const head = told.keys.map(({ key }) => readHead(told.checkpoint, key)).find((each) => each !== null);
          const against: string[] = [];
          // Another batch may have come between the two questions.
          if (!head || head.size < size || (head.size === size && head.root !== stored[0]?.root))
            against.push('the last head');
          const wanted = Math.min(10, size);
          const indexes = Array.from({ length: wanted }, (_, at) => Math.floor((at * size) / wanted));
          for (const index of indexes) {
            const answer = await get(`/api/v1/evidence/inclusion?leaf=${index}&size=${size}`);
            const proof = JSON.parse(answer.text) as { leafHash: string; path: string[] };
            if (rootByProof({ ...proof, index, size }) !== stored[0]?.root) against.push(`leaf ${index}`);
          }
          return { examined: indexes.length, counted: counted?.count ?? 0, counterexamples: listed(against) };
        },
      },
      saboteur: {
        kind: 'behaviour',
        says: 'Shows visitors a head of another log.',
        app: (app) =>
          app.addHook('onSend', async (request, _reply, payload) =>
            request.url === '/api/v1/evidence/checkpoint' ? String(payload).replace(/\\n\d+\\n/, '\\n1\\n') : payload,
          ),
      },
    },
  },
];
