import { type Kysely, sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { MemberRole } from '../../../platform/http/roles.ts';
import type { StaffTables } from '../tables.ts';

export interface NewInvitation {
  readonly id: string;
  readonly role: MemberRole;
  readonly companyId: string | null;
  readonly email: string | null;
  /** What showed that somebody belongs to the buyer, where their mailbox does not. */
  readonly evidence?: string | null;
  readonly tokenSha256: Buffer;
  /** Null for the first administrator's, which nobody made. */
  readonly invitedBy: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export async function insertInvitation(trx: Trx, row: NewInvitation): Promise<void> {
  await sql`INSERT INTO staff.invitations (id, role, company_id, email, evidence, token_sha256, invited_by, created_at, expires_at)
    VALUES (${row.id}, ${row.role}, ${row.companyId}, ${row.email}, ${row.evidence ?? null}, ${row.tokenSha256}, ${row.invitedBy}, ${row.createdAt},
    ${row.expiresAt})`.execute(trx);
}

export interface InvitationRow {
  readonly id: string;
  readonly role: MemberRole;
  readonly companyId: string | null;
  readonly email: string | null;
  readonly invitedBy: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

const sampleId = '00000000-0000-4000-8000-000000000000';
const selected = [
  'id',
  sql<MemberRole>`role`.as('role'),
  'company_id as companyId',
  'email',
  'invited_by as invitedBy',
  'created_at as createdAt',
  'expires_at as expiresAt',
  'used_at as usedAt',
] as const;

/** By the digest of its token; locked, so that it is spent once. */
const byToken = personalQuery({
  name: 'staff.invitation-by-token',
  readers: ['authentication'],
  sample: Buffer.alloc(32),
  build: (db, tokenSha256: Buffer) =>
    db
      .$extendTables<StaffTables>()
      .selectFrom('staff.invitations')
      .select(selected)
      .where('token_sha256', '=', tokenSha256)
      .forUpdate(),
});

export async function invitationByToken(
  trx: Trx<'authentication'>,
  tokenSha256: Buffer,
): Promise<InvitationRow | null> {
  return (await byToken(trx, tokenSha256))[0] ?? null;
}

interface Listing {
  readonly list: ListRequest;
  readonly companyId: string | null;
}

const page = (list: ListRequest) => keyset(list, { createdAt: { sql: 'created_at', type: 'timestamptz' } });

/** One row more than asked, each with its sort value. */
export const listInvitations = personalQuery({
  name: 'staff.list-invitations',
  readers: ['authentication'],
  sample: { list: { limit: 50, sort: 'createdAt', descending: true, after: null }, companyId: sampleId },
  build: (db, { list, companyId }: Listing) => {
    const { value, where, order, limit } = page(list);
    return db
      .$extendTables<StaffTables>()
      .selectFrom('staff.invitations')
      .select([...selected, value.as('sort_value')])
      .where(where)
      .where(companyId === null ? sql<boolean>`true` : sql<boolean>`company_id = ${companyId}`)
      .orderBy(sql`${order}`)
      .limit(limit);
  },
});

export async function countInvitations(db: Kysely<Record<never, never>>, companyId: string | null): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM staff.invitations
    WHERE ${companyId}::uuid IS NULL OR company_id = ${companyId}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Whether a member has ever invited somebody; the first link of a start is nobody's. */
export async function anybodyInvited(db: Kysely<Record<never, never>>): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`SELECT EXISTS (
    SELECT FROM staff.invitations WHERE invited_by IS NOT NULL) AS any`.execute(db);
  return rows[0]?.any === true;
}

export async function spendInvitation(trx: Trx, id: string, at: Date): Promise<void> {
  await sql`UPDATE staff.invitations SET used_at = ${at} WHERE id = ${id}`.execute(trx);
}

/** Ends an open invitation of the caller's company (null: of any). False where there is none. */
export async function withdrawInvitation(
  trx: Trx,
  given: { readonly id: string; readonly companyId: string | null; readonly at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`UPDATE staff.invitations SET expires_at = ${given.at}
    WHERE id = ${given.id} AND used_at IS NULL AND expires_at > ${given.at}
    AND (${given.companyId}::uuid IS NULL OR company_id = ${given.companyId})`.execute(trx);
  return numAffectedRows === 1n;
}

/** Ends the open invitations to this address, in whatever letters it was written. */
export async function endInvitationsTo(trx: Trx<'authentication'>, email: string, at: Date): Promise<void> {
  await sql`UPDATE staff.invitations SET expires_at = ${at}
    WHERE lower(email) = lower(${email}) AND used_at IS NULL AND expires_at > ${at}`.execute(trx);
}

/** Ends the open invitations that nobody made: those of earlier starts. */
export async function endFirstInvitations(trx: Trx, at: Date): Promise<void> {
  await sql`UPDATE staff.invitations SET expires_at = ${at}
    WHERE invited_by IS NULL AND used_at IS NULL AND expires_at > ${at}`.execute(trx);
}

/** Ends and empties the invitations to these addresses. Says how many. */
export async function eraseInvitationsTo(trx: Trx<'rights'>, values: readonly string[], at: Date): Promise<number> {
  const lower = values.map((value) => value.toLowerCase());
  const { numAffectedRows } =
    await sql`UPDATE staff.invitations SET email = NULL, expires_at = CASE WHEN used_at IS NULL THEN least(expires_at, ${at}::timestamptz) ELSE expires_at END
    WHERE lower(email) = ANY (${lower}::text[])`.execute(trx);
  return Number(numAffectedRows ?? 0);
}
