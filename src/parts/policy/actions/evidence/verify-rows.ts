import type { Query } from '../../../../platform/clauses/scene.ts';
import { canonicalRow, leafOf } from '../../../../platform/evidence/leaf.ts';
import type { LogSource } from '../../../../platform/evidence/source.ts';
import { asObjectText } from '../../store/log/rows.ts';
import type { LogReport } from '../../wire/evidence.ts';
import type { Faults } from './faults.ts';
import { streamOf } from './stream.ts';

interface RowsInput {
  readonly sources: readonly LogSource[];
  readonly leaves: number;
  readonly now: Date;
  readonly faults: Faults;
  readonly tell?: ((step: string) => void) | undefined;
}

/** Of each source: rows, those that are leaves, and those whose nonce was taken at an erasure, so that they cannot be compared; and rows too young to have a leaf. */
export type RowsReport = Pick<LogReport, 'rows' | 'waiting'>;

interface Stored extends Record<string, unknown> {
  key: string;
  late: boolean;
  fields: Readonly<Record<string, unknown>>;
  leaf_index: string | null;
  nonce: Buffer | null;
  hash: Buffer | null;
  erased: boolean;
}

/** How long a row may be without a leaf. */
const patience = '60 s';

/** Holds every row of every source against its leaf, and every leaf against a row. */
export async function verifyRows(query: Query, input: RowsInput): Promise<RowsReport> {
  const { faults } = input;
  const report: RowsReport['rows'][number][] = [];
  let waiting = 0;
  for (const source of input.sources) {
    input.tell?.(`rows: ${source.name}`);
    const counted = { source: source.name, rows: 0, logged: 0, erased: 0 };
    for await (const row of streamOf<Stored>(query, rowsText(source, input.now))) {
      counted.rows += 1;
      const where = `${source.name} ${row.key}`;
      if (row.leaf_index === null) {
        if (row.late) faults.add('KEPT_LOG_NOT_SEQUENCED', where);
        else waiting += 1;
        continue;
      }
      counted.logged += 1;
      if (row.hash === null) faults.add('KEPT_LOG_LEAF_MISSING', where);
      else if (row.nonce === null) {
        counted.erased += 1;
        if (!row.erased) faults.add('KEPT_LOG_NONCE_LOST', where);
      } else if (!leafOf(row.nonce, canonicalRow(source.name, row.key, row.fields)).equals(row.hash))
        faults.add('KEPT_LOG_ROW_CHANGED', where);
    }
    await findGone(query, source, counted.logged, faults);
    report.push(counted);
  }
  await countLeaves(query, { ...input, logged: report.reduce((sum, { logged }) => sum + logged, 0) });
  return { rows: report, waiting };
}

function rowsText(source: LogSource, now: Date): string {
  return `SELECT t.id::text AS key, t.${source.at} < '${now.toISOString()}'::timestamptz - interval '${patience}' AS late,
      ${asObjectText(source)} AS fields, r.leaf_index, r.nonce, l.hash, e.id IS NOT NULL AS erased
    FROM ${source.table} t LEFT JOIN policy.log_rows r ON r.source = '${source.name}' AND r.key = t.id::text
      LEFT JOIN policy.log_leaves l ON l.leaf_index = r.leaf_index LEFT JOIN policy.log_erased e ON e.leaf_index = r.leaf_index`;
}

/** Leaves of rows that are not there any more. */
async function findGone(query: Query, source: LogSource, logged: number, faults: Faults): Promise<void> {
  const [row] = await query<{ count: string }>(`SELECT count(*) AS count FROM policy.log_rows WHERE source = $1`, [
    source.name,
  ]);
  const gone = Number(row?.count) - logged;
  if (gone <= 0) return;
  const examples = await query<{ key: string }>(
    `SELECT r.key FROM policy.log_rows r WHERE r.source = $1
       AND NOT EXISTS (SELECT FROM ${source.table} t WHERE t.id::text = r.key) ORDER BY r.key LIMIT 20`,
    [source.name],
  );
  for (const [index, { key }] of examples.entries())
    faults.add('KEPT_LOG_ROW_GONE', `${source.name} ${key}`, index === 0 ? gone - examples.length + 1 : 1);
}

/** Each leaf is that of exactly one row, of a source that is known. */
async function countLeaves(query: Query, { leaves, sources, faults }: RowsInput & { logged: number }): Promise<void> {
  const [row] = await query<{ rows: string; leaves: string; strange: string }>(
    `SELECT count(*) AS rows, count(DISTINCT leaf_index) AS leaves, count(*) FILTER (WHERE source <> ALL ($1)) AS strange
     FROM policy.log_rows`,
    [sources.map(({ name }) => name)],
  );
  const [rows, distinct, strange] = [Number(row?.rows), Number(row?.leaves), Number(row?.strange)];
  if (rows > distinct) faults.add('KEPT_LOG_LEAF_TWICE', 'two rows name the same leaf', rows - distinct);
  if (distinct < leaves) faults.add('KEPT_LOG_ROW_GONE', 'leaves that no row names', leaves - distinct);
  if (strange > 0) faults.add('KEPT_LOG_ROW_GONE', 'rows of an unknown source', strange);
}
