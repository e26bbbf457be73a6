import type { Deps } from '../../../platform/deps.ts';
import { isStaff, rolePurposes } from '../../../platform/http/roles.ts';
import type { Member } from '../../../platform/http/who.ts';
import { featuresOf } from '../rules.ts';
import { accountsById, countPasskeys } from '../store/accounts.ts';
import { membersById } from '../store/members.ts';
import type { StaffHanded } from '../wire/handed.ts';
import type { Staff } from './open-staff.ts';

type Handed = Pick<StaffHanded, 'companies' | 'vendor'>;

/** Who sits at the desk, what may be stated and opened, and whose desk it is. */
export async function describeSession(deps: Pick<Deps, 'db'>, staff: Staff, handed: Handed, who: Member | null) {
  const { outside } = staff;
  const vendor = await handed.vendor();
  const member = who && (await describeMember(deps, staff, handed, who));
  if (!who || !member) return { member: null, purposes: [], defaultPurpose: null, vendor, features: [], outside };
  const purposes = isStaff(who.role) ? rolePurposes[who.role] : [];
  return { member, purposes, defaultPurpose: purposes[0] ?? null, vendor, features: featuresOf(who.role), outside };
}

async function describeMember(deps: Pick<Deps, 'db'>, staff: Staff, handed: Handed, who: Member) {
  const [row] = await membersById(deps.db.read, [who.memberId]);
  const account = row && (await accountsById(staff.auth, [row.accountId])).get(row.accountId);
  if (!row || !account) return null;
  const names = await handed.companies.names(who.companyId === null ? [] : [who.companyId]);
  return {
    id: who.memberId,
    role: who.role,
    name: account.name,
    email: account.email,
    company: who.companyId === null ? null : { id: who.companyId, name: names.get(who.companyId) ?? '' },
    twoFactor: account.twoFactor,
    passkeys: await countPasskeys(staff.auth, row.accountId),
  };
}
