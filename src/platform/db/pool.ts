import type pg from 'pg';

/**
 * Lets the process outlive a database that goes away. An idle connection that breaks is replaced at the next use; one in
 * use fails its query, and `pg` raises 'error' on it besides, which would end the process if nobody listened.
 */
export function outlive(pool: pg.Pool, onLost: (error: Error) => void): void {
  pool.on('error', onLost);
  pool.on('connect', (client) => client.on('error', () => undefined));
}
