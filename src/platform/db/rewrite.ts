import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

interface Asked {
  readonly id: string;
  readonly tables: string[];
}

/** Hours of this machine's day in which tables may be locked to be written anew; at any hour once the day is near. */
const quietHours: readonly number[] = [1, 2, 3, 4];

/**
 * Writes anew, as the owner, the tables from which something was erased, and has the write-ahead log of before deleted: after DELETE, VACUUM
 * and CHECKPOINT alone the text is still in both. Waits for a quiet hour unless `now`. @returns how many were asked for and done
 */
export async function rewriteErased(client: pg.ClientBase, options: { readonly now: boolean }): Promise<number> {
  const { rows } = await client.query<Asked>(
    `SELECT id, tables FROM platform.rewrites WHERE done_at IS NULL AND ($1 OR by_day <= current_date + 1)`,
    [options.now || quietHours.includes(new Date().getHours())],
  );
  if (rows.length === 0) return 0;
  await client.query(`SET lock_timeout = '10s'`);
  const tables = [...new Set(rows.flatMap((row) => row.tables))].sort();
  for (const table of tables) await client.query(`VACUUM (FULL, ANALYZE) ${quoted(table)}`);
  const isSuperuser = await may(client);
  // Statistics of before quote values; so do their old rows.
  if (isSuperuser) await client.query('VACUUM FULL pg_catalog.pg_statistic');
  const walDone = isSuperuser && (await renewWal(client));
  await client.query('RESET lock_timeout');
  await client.query(
    'UPDATE platform.rewrites SET done_at = clock_timestamp(), wal_done = $2 WHERE id = ANY ($1::uuid[])',
    [rows.map((row) => row.id), walDone],
  );
  return rows.length;
}

function quoted(table: string): string {
  return table
    .split('.')
    .map((part) => pg.escapeIdentifier(part))
    .join('.');
}

async function may(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ is: boolean }>(
    'SELECT rolsuper AS is FROM pg_roles WHERE rolname = current_user',
  );
  return rows[0]?.is ?? false;
}

/**
 * Old segments are normally renamed to be used again, with what stands in them. Meanwhile they are deleted instead; those that were renamed
 * before are used up, which fills them with zeros.
 */
async function renewWal(client: pg.ClientBase): Promise<boolean> {
  await client.query('ALTER SYSTEM SET wal_recycle = off');
  try {
    await client.query('SELECT pg_reload_conf()');
    await sleep(300);
    await client.query('CHECKPOINT');
    const { rows } = await client.query<{ ahead: number }>(
      `SELECT count(*)::int AS ahead FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$' AND name >= pg_walfile_name(pg_current_wal_lsn())`,
    );
    for (let segment = 0; segment <= (rows[0]?.ahead ?? 0); segment += 1) {
      await client.query(`SELECT pg_logical_emit_message(false, 'kept', 'next')`);
      await client.query('SELECT pg_switch_wal()');
    }
    await client.query('CHECKPOINT');
    await client.query('SELECT pg_switch_wal()');
    await client.query('CHECKPOINT');
    return true;
  } finally {
    await client.query('ALTER SYSTEM RESET wal_recycle');
    await client.query('SELECT pg_reload_conf()');
  }
}
