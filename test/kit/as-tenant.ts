import type pg from 'pg';
import { expect } from 'vitest';
import { roleName } from '../../src/platform/db/purposes.ts';
import { connected, type TestDatabase } from './database.ts';

/**
 * As a tenant in a transaction that is undone, as the server connects; where something is prepared, as the owner who then takes on the
 * tenant's role. The role is asserted first: as a superuser every policy would look kept.
 */
export function asTenant<T>(
  database: TestDatabase,
  tenant: { readonly role: 'reseller' | 'buyer'; readonly companyId: string },
  run: (client: pg.Client) => Promise<T>,
  prepare?: (client: pg.Client) => Promise<unknown>,
): Promise<T> {
  const role = roleName(database.prefix, tenant.role);
  return connected(prepare ? database.ownerUrl : database.appUrl, async (client) => {
    await client.query('BEGIN');
    await prepare?.(client);
    await client.query(`SET LOCAL ROLE "${role}"; SET LOCAL kept.tenant = '${tenant.companyId}'`);
    const { rows } = await client.query(
      'SELECT current_user AS who, rolsuper OR rolbypassrls AS mighty FROM pg_roles WHERE rolname = current_user',
    );
    expect(rows[0]).toEqual({ who: role, mighty: false });
    try {
      return await run(client);
    } finally {
      await client.query('ROLLBACK');
    }
  });
}
