import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { MemberRole } from '../../../platform/http/roles.ts';
import type { Member } from '../../../platform/http/who.ts';
import { errors } from '../errors.ts';
import { companyScope } from '../rules.ts';
import { accountsById, endSessions } from '../store/accounts.ts';
import { listMembers, lockMembers, type MemberRow, setDisabled } from '../store/members.ts';
import type { CompanyRegister } from '../wire/handed.ts';
import { audit } from './audit.ts';
import type { Staff } from './open-staff.ts';

export interface MemberItem {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: MemberRole;
  readonly company: { readonly id: string; readonly name: string } | null;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
  readonly twoFactor: boolean;
}

interface Shown {
  readonly staff: Staff;
  readonly companies: CompanyRegister;
}

/** The members the caller may see: all for administrators, the own company's for a reseller's administrator. */
export async function members(
  deps: Deps,
  who: Member,
  list: ListRequest,
  shown: Shown,
): Promise<ListAnswer<MemberItem>> {
  const { rows, count } = await listMembers(deps.db.read, list, companyScope(who));
  const present = await presenter(rows, shown);
  return answerList(list, rows, count, present);
}

export async function showMember(row: MemberRow, shown: Shown): Promise<MemberItem> {
  return (await presenter([row], shown))(row);
}

async function presenter(rows: readonly MemberRow[], shown: Shown): Promise<(row: MemberRow) => MemberItem> {
  const accounts = await accountsById(
    shown.staff.auth,
    rows.map((row) => row.accountId),
  );
  const names = await shown.companies.names(rows.flatMap((row) => row.companyId ?? []));
  return (row) => {
    const account = accounts.get(row.accountId);
    return {
      id: row.id,
      name: account?.name ?? '',
      email: account?.email ?? '',
      role: row.role,
      company: row.companyId === null ? null : { id: row.companyId, name: names.get(row.companyId) ?? '' },
      createdAt: row.createdAt,
      disabledAt: row.disabledAt,
      twoFactor: account?.twoFactor ?? false,
    };
  };
}

/** From the commit on, every request of this member is refused; its sessions are deleted afterwards (`forgetSessions`). */
export async function disableMember(trx: Trx<'base'>, deps: Deps, who: Member, id: string): Promise<MemberRow> {
  const { member, administrators } = await lockMembers(trx, id);
  if (!member || !mayManage(who, member)) throw httpErrors.KEPT_NOT_FOUND();
  if (id === who.memberId) throw errors.KEPT_NOT_YOURSELF();
  if (member.disabledAt) return member;
  if (member.role === 'administrator' && administrators <= 1) throw errors.KEPT_LAST_ADMINISTRATOR();
  const disabledAt = deps.clock.now();
  await setDisabled(trx, id, disabledAt);
  await audit(trx, deps, who, { action: 'staff.disabled', aboutKind: 'member', aboutId: id });
  return { ...member, disabledAt };
}

export async function enableMember(trx: Trx<'base'>, deps: Deps, who: Member, id: string): Promise<MemberRow> {
  const { member } = await lockMembers(trx, id);
  if (!member || !mayManage(who, member)) throw httpErrors.KEPT_NOT_FOUND();
  if (!member.disabledAt) return member;
  await setDisabled(trx, id, null);
  await audit(trx, deps, who, { action: 'staff.enabled', aboutKind: 'member', aboutId: id });
  return { ...member, disabledAt: null };
}

export async function forgetSessions(staff: Staff, member: MemberRow): Promise<void> {
  await endSessions(staff.auth, member.accountId);
}

function mayManage(who: Member, member: MemberRow): boolean {
  const scope = companyScope(who);
  return scope === null || member.companyId === scope;
}
