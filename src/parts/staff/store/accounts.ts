import { sql } from 'kysely';
import type { AuthDatabase } from '../../../platform/db/auth-database.ts';
import type { AuthTables } from '../tables.ts';

export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly twoFactor: boolean;
}

/** Names and addresses of accounts: read as the role auth, never as base. */
export async function accountsById(auth: AuthDatabase, ids: readonly string[]): Promise<Map<string, AccountRow>> {
  if (ids.length === 0) return new Map();
  const rows = await auth
    .$extendTables<AuthTables>()
    .selectFrom('user')
    .select(['id', 'name', 'email', 'twoFactorEnabled'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(
    rows.map(({ id, name, email, twoFactorEnabled }) => [
      id,
      { id, name, email, twoFactor: twoFactorEnabled === true },
    ]),
  );
}

export async function accountByEmail(auth: AuthDatabase, email: string): Promise<string | null> {
  const row = await auth
    .$extendTables<AuthTables>()
    .selectFrom('user')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Whether an outside issuer knows somebody here by this subject. */
export async function isSubjectKnown(
  auth: AuthDatabase,
  of: { readonly providerId: string; readonly sub: string },
): Promise<boolean> {
  const row = await auth
    .$extendTables<AuthTables>()
    .selectFrom('account')
    .select('id')
    .where('providerId', '=', of.providerId)
    .where('accountId', '=', of.sub)
    .executeTakeFirst();
  return row !== undefined;
}

/** With its sessions, password, second factor and passkeys. */
export async function deleteAccount(auth: AuthDatabase, id: string): Promise<void> {
  await auth.$extendTables<AuthTables>().deleteFrom('user').where('id', '=', id).execute();
}

export async function endSessions(auth: AuthDatabase, accountId: string): Promise<void> {
  await auth.$extendTables<AuthTables>().deleteFrom('session').where('userId', '=', accountId).execute();
}

/** Ends its sessions, its second factor and its passkeys, and what was under way with them. */
export async function forgetFactors(auth: AuthDatabase, accountId: string): Promise<void> {
  await auth
    .$extendTables<AuthTables>()
    .transaction()
    .execute(async (trx) => {
      await trx.deleteFrom('session').where('userId', '=', accountId).execute();
      await trx.deleteFrom('passkey').where('userId', '=', accountId).execute();
      await trx.deleteFrom('twoFactor').where('userId', '=', accountId).execute();
      await trx.deleteFrom('verification').where('value', 'like', `%${accountId}%`).execute();
      await trx.updateTable('user').set({ twoFactorEnabled: false }).where('id', '=', accountId).execute();
    });
}

export async function countPasskeys(auth: AuthDatabase, accountId: string): Promise<number> {
  const row = await auth
    .$extendTables<AuthTables>()
    .selectFrom('passkey')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('userId', '=', accountId)
    .executeTakeFirst();
  return row?.count ?? 0;
}

export async function deleteExpired(auth: AuthDatabase, now: Date): Promise<void> {
  const tables = auth.$extendTables<AuthTables>();
  await tables.deleteFrom('session').where('expiresAt', '<=', now).execute();
  await tables.deleteFrom('verification').where('expiresAt', '<=', now).execute();
}
