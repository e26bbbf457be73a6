import { normalEmail } from '../../../platform/crypto/digest.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors } from '../errors.ts';
import { mayRenew } from '../rules.ts';
import { accountByEmail, forgetFactors } from '../store/accounts.ts';
import { endInvitationsTo, type InvitationRow } from '../store/invitations.ts';
import { lockMembers, type MemberRow, memberOfAccount, renewMember } from '../store/members.ts';
import { audit } from './audit.ts';
import type { Staff } from './open-staff.ts';

/**
 * The member whose way in an invitation renews: the one that signs in with the address it was made for. Null where it
 * makes a new member. Throws KEPT_ADDRESS_TAKEN where `email` belongs to a member whom this invitation may not touch.
 */
export async function memberToRenew(
  trx: Trx,
  staff: Pick<Staff, 'auth'>,
  invitation: InvitationRow,
  email: string,
): Promise<MemberRow | null> {
  const accountId = await accountByEmail(staff.auth, email);
  const member = accountId === null ? null : await memberOfAccount(trx, accountId);
  if (!member) return null;
  const meant = invitation.email !== null && normalEmail(invitation.email) === email;
  if (!meant || !mayRenew(invitation, member)) throw errors.KEPT_ADDRESS_TAKEN();
  return member;
}

/**
 * A new password for a member who lost it (docs/decisions/0007). All sessions, the second factor and the passkeys end
 * with the old one; what the member did stays theirs. The role is that of the invitation.
 */
export async function renew(
  trx: Trx<'authentication'>,
  deps: Deps,
  staff: Staff,
  given: {
    readonly member: MemberRow;
    readonly invitation: InvitationRow;
    /** Undefined: the name stays. */
    readonly name: string | undefined;
    readonly password: string;
  },
): Promise<void> {
  const { invitation, member } = given;
  const { role } = invitation;
  const locked = await lockMembers(trx, member.id);
  const lastAdministrator = locked.administrators <= 1 && member.role === 'administrator' && member.disabledAt === null;
  if (lastAdministrator && role !== 'administrator') throw errors.KEPT_LAST_ADMINISTRATOR();
  await renewMember(trx, member.id, role);
  await endInvitationsTo(trx, invitation.email ?? '', deps.clock.now());
  await audit(
    trx,
    deps,
    { kind: 'member', memberId: member.id, role, companyId: member.companyId },
    {
      action: 'staff.renewed',
      aboutKind: 'member',
      aboutId: member.id,
      detail: {
        invitation: invitation.id,
        invitedBy: invitation.invitedBy,
        roleBefore: member.role,
        role,
        enabled: member.disabledAt !== null,
      },
    },
  );
  const { internalAdapter, password } = await (await staff.signIn()).$context;
  const hash = await password.hash(given.password);
  // Over another connection, and last: should it fail, nothing of the above holds, and the link still works.
  if (given.name !== undefined) await internalAdapter.updateUser(member.accountId, { name: given.name });
  await internalAdapter.updatePassword(member.accountId, hash);
  await forgetFactors(staff.auth, member.accountId);
}
