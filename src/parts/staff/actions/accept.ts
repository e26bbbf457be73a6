import { normalEmail, sha256 } from '../../../platform/crypto/digest.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { MemberRole } from '../../../platform/http/roles.ts';
import { errors } from '../errors.ts';
import { invitationState, isFirst } from '../rules.ts';
import { accountByEmail, deleteAccount } from '../store/accounts.ts';
import { type InvitationRow, invitationByToken, spendInvitation } from '../store/invitations.ts';
import { insertMember } from '../store/members.ts';
import { audit } from './audit.ts';
import type { Staff } from './open-staff.ts';
import { memberToRenew, renew } from './renew.ts';

/** An invitation that may still be used, locked until the transaction ends. */
async function openInvitation(
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

/** What an open invitation is for. */
export async function describeInvitation(
  trx: Trx<'authentication'>,
  deps: Pick<Deps, 'clock'>,
  staff: Staff,
  token: string,
): Promise<{ invitation: InvitationRow; first: boolean; renews: boolean }> {
  const invitation = await openInvitation(trx, deps, token);
  const { email } = invitation;
  const member = email === null ? null : await memberToRenew(trx, staff, invitation, normalEmail(email));
  return { invitation, first: isFirst(invitation), renews: member !== null };
}

export interface AcceptInput {
  readonly token: string;
  /** Needed for a new account; a renewed one keeps its own unless another is given. */
  readonly name?: string | undefined;
  readonly email: string;
  readonly password: string;
}

/**
 * Makes an account and its member, or renews the way in of a member invited anew, and spends the invitation. An account
 * comes first, over another connection: should the rest fail, it stands for nobody, may not sign in, and the next try
 * replaces it.
 */
export async function acceptInvitation(
  trx: Trx<'authentication'>,
  deps: Deps,
  staff: Staff,
  input: AcceptInput,
): Promise<{ memberId: string; role: MemberRole }> {
  const invitation = await openInvitation(trx, deps, input.token);
  const email = normalEmail(input.email);
  // Of a buyer's administrator the mailbox is what shows that they belong to the company.
  const mailbox = invitation.role === 'buyer administrator' ? invitation.email : null;
  if (mailbox !== null && email !== normalEmail(mailbox))
    throw httpErrors.KEPT_INVALID({ fields: { email: 'must be the address that the invitation was mailed to' } });
  if (normalEmail(input.password) === email)
    throw httpErrors.KEPT_INVALID({ fields: { password: 'must not be the mail address' } });
  const name = input.name?.trim();
  const given = { email, password: input.password };
  const known = await memberToRenew(trx, staff, invitation, email);
  if (!known && name === undefined) throw httpErrors.KEPT_INVALID({ fields: { name: 'is needed for a new account' } });
  await spendInvitation(trx, invitation.id, deps.clock.now());
  if (known) await renew(trx, deps, staff, { member: known, invitation, name, ...given });
  else await join(trx, deps, invitation, await createAccount(staff, { name: name ?? '', ...given }));
  return { memberId: known?.id ?? invitation.id, role: invitation.role };
}

async function join(trx: Trx, deps: Deps, invitation: InvitationRow, accountId: string): Promise<void> {
  const { id, role, companyId } = invitation;
  await insertMember(trx, { id, accountId, role, companyId, createdAt: deps.clock.now() });
  await audit(
    trx,
    deps,
    { kind: 'member', memberId: id, role, companyId },
    {
      action: 'staff.joined',
      aboutKind: 'member',
      aboutId: id,
      detail: { role, companyId, first: isFirst(invitation) },
    },
  );
}

/** The account of nobody under this address, left by a try that failed, is replaced. */
async function createAccount(
  staff: Staff,
  given: { readonly name: string; readonly email: string; readonly password: string },
): Promise<string> {
  const known = await accountByEmail(staff.auth, given.email);
  if (known !== null) await deleteAccount(staff.auth, known);
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
