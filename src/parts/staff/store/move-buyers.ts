import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';

export async function countBuyers(trx: Trx, companyId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM staff.members
    WHERE company_id = ${companyId} AND role = 'buyer administrator' AND disabled_at IS NULL`.execute(trx);
  return rows[0]?.count ?? 0;
}

interface Moving {
  readonly from: string;
  readonly into: string;
}

export function moveMembers(trx: Trx, moving: Moving, only: readonly string[] | null): Promise<string[]> {
  return move(trx, 'members', moving, only);
}

export function moveInvitations(trx: Trx, moving: Moving, only: readonly string[] | null): Promise<string[]> {
  return move(trx, 'invitations', moving, only);
}

async function move(
  trx: Trx,
  table: 'members' | 'invitations',
  { from, into }: Moving,
  only: readonly string[] | null,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`UPDATE staff.${sql.raw(table)} SET company_id = ${into}
    WHERE company_id = ${from} AND role = 'buyer administrator' AND ${listed(only)} RETURNING id`.execute(trx);
  return rows.map(({ id }) => id);
}

function listed(only: readonly string[] | null): RawBuilder<unknown> {
  return only === null ? sql`true` : sql`id = ANY(${[...only]}::uuid[])`;
}
