import { normalEmail, sha256 } from '../../../platform/crypto/digest.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { MemberRole } from '../../../platform/http/roles.ts';
import { errors } from '../errors.ts';
import { invitationState } from '../rules.ts';
import { accountByEmail, deleteAccount } from '../store/accounts.ts';
import { type InvitationRow, invitationByToken, spendInvitation } from '../store/invitations.ts';
import { accountHasMember, insertMember } from '../store/members.ts';
import { audit } from './audit.ts';
import type { Staff } from './open-staff.ts';

/** An invitation that may still be used, locked until the transaction ends. */
export async function openInvitation(
  trx: Trx<'authentication'>,
  deps: Pick<Deps, 'clock'>,
  token: string,
): Promise<InvitationRow> {
  const invitation = await invitationByToken(trx, sha256(token));
  if (!invitation) throw errors.KEPT_INVITATION_UNKNOWN();
  const state = invitationState(invitation, deps.clock.now());
  if (state === 'used') throw errors.KEPT_INVITATION_USED();
  if (state === 'expired') throw errors.KEPT_INVITATION_EXPIRED();
  return invitation;
}

export interface AcceptInput {
  readonly token: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/**
 * Makes an account and its member, and spends the invitation. The account comes first, over another connection: should
 * the rest fail, it stands for nobody, may not sign in, and the next try replaces it.
 */
export async function acceptInvitation(
  trx: Trx<'authentication'>,
  deps: Deps,
  staff: Staff,
  input: AcceptInput,
): Promise<{ memberId: string; role: MemberRole }> {
  const invitation = await openInvitation(trx, deps, input.token);
  const email = normalEmail(input.email);
  if (normalEmail(input.password) === email)
    throw httpErrors.KEPT_INVALID({ fields: { password: 'must not be the mail address' } });
  const accountId = await createAccount(trx, staff, { ...input, name: input.name.trim(), email });
  const createdAt = deps.clock.now();
  const { id, role, companyId } = invitation;
  await insertMember(trx, { id, accountId, role, companyId, createdAt });
  await spendInvitation(trx, id, createdAt);
  await audit(
    trx,
    deps,
    { kind: 'member', memberId: id, role, companyId },
    {
      action: 'staff.joined',
      aboutKind: 'member',
      aboutId: id,
      detail: { role, companyId, first: invitation.invitedBy === null },
    },
  );
  return { memberId: id, role };
}

async function createAccount(
  trx: Trx,
  staff: Staff,
  given: { readonly name: string; readonly email: string; readonly password: string },
): Promise<string> {
  const known = await accountByEmail(staff.auth, given.email);
  if (known !== null) {
    if (await accountHasMember(trx, known)) throw errors.KEPT_ADDRESS_TAKEN();
    await deleteAccount(staff.auth, known);
  }
  const { internalAdapter, password } = await (await staff.signIn()).$context;
  const hash = await password.hash(given.password);
  const user = await internalAdapter.createUser(
    { name: given.name, email: given.email, emailVerified: false },
    { method: 'email-password' },
  );
  await internalAdapter.linkAccount({
    userId: user.id,
    providerId: 'credential',
    accountId: user.id,
    password: hash,
  });
  return user.id;
}
