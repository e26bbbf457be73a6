import { sha256 } from '../../../platform/crypto/digest.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import { isStaff, type MemberRole, staffRoles } from '../../../platform/http/roles.ts';
import type { Member, Who } from '../../../platform/http/who.ts';
import { invitationMail } from '../mails/invitation.ts';
import { companyScope, mayInvite } from '../rules.ts';
import {
  countInvitations,
  endFirstInvitations,
  type InvitationRow,
  insertInvitation,
  listInvitations,
  withdrawInvitation,
} from '../store/invitations.ts';
import { anyMember } from '../store/members.ts';
import { mailbox } from '../wire/api.ts';
import type { CompanyRegister } from '../wire/handed.ts';
import { audit } from './audit.ts';

const hourMs = 3_600_000;

function freshToken(deps: Pick<Deps, 'ids' | 'publicUrl'>): { tokenSha256: Buffer; link: string } {
  const token = deps.ids.random(32).toString('base64url');
  // Behind `#`, so that the token reaches no server log and no referrer.
  return { tokenSha256: sha256(token), link: `${deps.publicUrl}/desk/welcome#${token}` };
}

/**
 * While there is no member: a link for the first administrator, good for 24 hours and once; it ends that of an earlier
 * start. Null when somebody can sign in already.
 */
export async function firstInvitation(
  deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'publicUrl'>,
): Promise<{ link: string; expiresAt: Date } | null> {
  return deps.db.base(async (trx) => {
    if (await anyMember(trx)) return null;
    const createdAt = deps.clock.now();
    const expiresAt = new Date(createdAt.getTime() + 24 * hourMs);
    const { tokenSha256, link } = freshToken(deps);
    await endFirstInvitations(trx, createdAt);
    await insertInvitation(trx, {
      id: deps.ids.uuid(),
      role: 'administrator',
      companyId: null,
      email: null,
      tokenSha256,
      invitedBy: null,
      createdAt,
      expiresAt,
    });
    return { link, expiresAt };
  });
}

/**
 * A link for a member of staff, by whoever runs the server: good for 24 hours and once. It lets the last administrator
 * in again who lost the password. Not mailed: it is shown where it was asked for.
 */
export async function inviteFromServer(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'ids' | 'publicUrl'>,
  who: Who,
  input: { readonly role: string; readonly email: string },
): Promise<{ id: string; link: string; expiresAt: Date }> {
  const role = staffRoles.find((each) => each === input.role);
  const fields = {
    ...(role ? {} : { role: `must be one of: ${staffRoles.join(', ')}` }),
    ...(mailbox.test(input.email) && input.email.length <= 254 ? {} : { email: 'must be a mail address' }),
  };
  if (!role || Object.keys(fields).length > 0) throw httpErrors.KEPT_INVALID({ fields });
  const id = deps.ids.uuid();
  const createdAt = deps.clock.now();
  const expiresAt = new Date(createdAt.getTime() + 24 * hourMs);
  const { tokenSha256, link } = freshToken(deps);
  const { email } = input;
  await insertInvitation(trx, { id, role, companyId: null, email, tokenSha256, invitedBy: null, createdAt, expiresAt });
  await audit(trx, deps, who, {
    action: 'staff.invited',
    aboutKind: 'invitation',
    aboutId: id,
    detail: { role, companyId: null, mailed: false },
  });
  return { id, link, expiresAt };
}

export interface InvitationInput {
  readonly role: MemberRole;
  readonly companyId: string | null;
  readonly email: string | null;
  /** Of a buyer's administrator without a mailbox in the company's domain. */
  readonly evidence?: string | undefined;
}

/**
 * Invites somebody for seven days; with an address, the link is also mailed. All that is looked up comes before the transaction. The link
 * of a buyer's administrator is only mailed: by having it they show that the mailbox is theirs.
 */
export async function invite(
  deps: Deps,
  who: Member,
  input: InvitationInput,
  companies: CompanyRegister,
): Promise<{ id: string; link: string | null; expiresAt: Date; mailed: boolean }> {
  const { role, companyId, email } = input;
  if (!mayInvite(who, role, companyId)) throw httpErrors.KEPT_NOT_ALLOWED();
  await checkCompany(input, companies);
  const evidence = await shownBy(who, input, companies);
  const { name: vendor } = await deps.site();
  const id = deps.ids.uuid();
  const createdAt = deps.clock.now();
  const expiresAt = new Date(createdAt.getTime() + 7 * 24 * hourMs);
  const { tokenSha256, link } = freshToken(deps);
  const row = { id, role, companyId, email, evidence, tokenSha256, invitedBy: who.memberId, createdAt, expiresAt };
  await deps.db.base(async (trx) => {
    await insertInvitation(trx, row);
    if (role === 'buyer administrator' && companyId !== null) await companies.openFor(trx, companyId);
    if (email !== null)
      await deps.egress.send(trx, {
        mails: [invitationMail({ id, to: email, role, companyId, vendor, link, expiresAt })],
      });
    await audit(trx, deps, who, {
      action: 'staff.invited',
      aboutKind: 'invitation',
      aboutId: id,
      detail: { role, companyId, mailed: email !== null },
    });
  });
  return { id, link: role === 'buyer administrator' ? null : link, expiresAt, mailed: email !== null };
}

async function checkCompany(input: InvitationInput, companies: CompanyRegister): Promise<void> {
  const { role, companyId } = input;
  if (isStaff(role)) {
    if (companyId !== null)
      throw httpErrors.KEPT_INVALID({ fields: { companyId: 'is only for people of a reseller' } });
    return;
  }
  if (companyId === null) throw httpErrors.KEPT_INVALID({ fields: { companyId: 'is needed for this role' } });
  const wanted = role === 'buyer administrator' ? 'customer' : 'reseller';
  if ((await companies.kindOf(companyId)) !== wanted)
    throw httpErrors.KEPT_INVALID({ fields: { companyId: `is not a ${wanted} known here` } });
}

/** What shows that somebody belongs to the buyer: their mailbox in its domain, or what staff saw of it. Null where the mailbox does. */
async function shownBy(who: Member, input: InvitationInput, companies: CompanyRegister): Promise<string | null> {
  const { role, companyId, email } = input;
  if (role !== 'buyer administrator') return null;
  if (email === null) throw httpErrors.KEPT_INVALID({ fields: { email: 'is needed: the link is only mailed' } });
  if ((await companies.ofMailbox(email)) === companyId) return null;
  if (!isStaff(who.role))
    throw httpErrors.KEPT_INVALID({ fields: { email: 'lies in no mail domain that is noted for your company' } });
  const evidence = input.evidence?.trim() ?? '';
  if (evidence === '')
    throw httpErrors.KEPT_INVALID({
      fields: { evidence: 'is needed, as the address lies in no mail domain that is noted for this company' },
    });
  return evidence;
}

export interface InvitationItem extends InvitationRow {
  readonly company: { readonly id: string; readonly name: string } | null;
}

export async function invitations(
  deps: Pick<Deps, 'db'>,
  who: Member,
  list: ListRequest,
  companies: CompanyRegister,
): Promise<ListAnswer<InvitationItem>> {
  const companyId = companyScope(who);
  const { rows, count } = await deps.db.as('authentication', async (trx) => ({
    rows: await listInvitations(trx, { list, companyId }),
    count: await countInvitations(trx, companyId),
  }));
  const names = await companies.names(rows.flatMap((row) => row.companyId ?? []));
  return answerList(list, rows, count, (row) => ({
    ...row,
    company: row.companyId === null ? null : { id: row.companyId, name: names.get(row.companyId) ?? '' },
  }));
}

/** The link is refused from now on. */
export async function withdraw(trx: Trx<'base'>, deps: Deps, who: Member, id: string): Promise<void> {
  const found = await withdrawInvitation(trx, { id, companyId: companyScope(who), at: deps.clock.now() });
  if (!found) throw httpErrors.KEPT_NOT_FOUND();
  await audit(trx, deps, who, { action: 'staff.invitation-withdrawn', aboutKind: 'invitation', aboutId: id });
}
