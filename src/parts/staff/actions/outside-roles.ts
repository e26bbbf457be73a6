import { normalEmail, sha256 } from '../../../platform/crypto/digest.ts';
import type { AuthDatabase } from '../../../platform/db/auth-database.ts';
import { wasTwin } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Member } from '../../../platform/http/who.ts';
import { errors } from '../errors.ts';
import { type OutsideIdentity, ruleFor } from '../rules.ts';
import { accountByEmail, deleteAccount, isSubjectKnown } from '../store/accounts.ts';
import { insertMember, memberOfAccount } from '../store/members.ts';
import * as store from '../store/outside-roles.ts';
import type { CompanyRegister } from '../wire/handed.ts';
import type { NewOutsideRole, OutsideRole } from '../wire/outside-roles.ts';
import { audit } from './audit.ts';
import type { SignIn } from './sign-in.ts';

/** Says who gets which role at the first sign-in at the outside issuer. Who has an account already keeps what they have. */
export async function addOutsideRole(
  deps: Deps,
  who: Member,
  input: NewOutsideRole,
  companies: CompanyRegister,
): Promise<OutsideRole> {
  const { role, companyId = null, claim = null, claimValue = null } = input;
  const domain = input.domain?.trim().toLowerCase().replace(/^@/, '') ?? null;
  await mustFit({ ...input, domain }, companies);
  const row = { id: deps.ids.uuid(), domain, claim, claimValue, role, companyId, createdAt: deps.clock.now() };
  try {
    await deps.db.base(async (trx) => {
      await store.insertOutsideRole(trx, { ...row, createdBy: who.memberId });
      await audit(trx, deps, who, {
        action: 'staff.outside role set',
        aboutKind: 'outside role',
        aboutId: row.id,
        detail: { role, companyId, by: domain === null ? 'claim' : 'domain' },
      });
    });
  } catch (error) {
    if (wasTwin(error, 'outside_roles_live')) throw errors.KEPT_OUTSIDE_ROLE_TWIN({}, error);
    throw error;
  }
  const names = await companies.names(companyId === null ? [] : [companyId]);
  return present({ ...row, endedAt: null }, names);
}

/** Claims (OpenID Connect Core 1.0, 5.1) by which a rule would be about somebody, and hold what is personal. */
const ofOnePerson = [
  'sub',
  'email',
  'name',
  'given_name',
  'family_name',
  'middle_name',
  'nickname',
  'preferred_username',
  'phone_number',
];

async function mustFit(
  { role, companyId = null, domain, claim = null, claimValue = null }: NewOutsideRole & { domain: string | null },
  companies: CompanyRegister,
): Promise<void> {
  const fields: Record<string, string> = {};
  if ((domain === null) === (claim === null)) fields.domain = 'is needed, or a claim in its place, and not both';
  else if (domain !== null && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\.[a-z0-9-]{2,}$/.test(domain))
    fields.domain = 'is no mail domain such as example.com';
  if ((claim === null) !== (claimValue === null)) fields.claimValue = 'goes with a claim';
  if (claim !== null && ofOnePerson.includes(claim)) fields.claim = 'names a single person; invite them instead';
  const ofReseller = role.startsWith('reseller ');
  if (ofReseller && (companyId === null || (await companies.kindOf(companyId)) !== 'reseller'))
    fields.companyId = 'must be a reseller, for this role';
  if (!ofReseller && companyId !== null) fields.companyId = 'is only for people of a reseller';
  if (Object.keys(fields).length > 0) throw httpErrors.KEPT_INVALID({ fields });
}

/** From now on nobody joins by it; who has joined keeps their account. */
export async function endOutsideRole(deps: Deps, who: Member, id: string): Promise<void> {
  await deps.db.base(async (trx) => {
    if (!(await store.endOutsideRole(trx, id, deps.clock.now()))) throw httpErrors.KEPT_NOT_FOUND();
    await audit(trx, deps, who, { action: 'staff.outside role ended', aboutKind: 'outside role', aboutId: id });
  });
}

export async function outsideRoleList(
  deps: Pick<Deps, 'db'>,
  list: ListRequest,
  companies: CompanyRegister,
): Promise<ListAnswer<OutsideRole>> {
  const { rows, count } = await store.listOutsideRoles(deps.db.read, list);
  const names = await companies.names(rows.flatMap(({ companyId }) => companyId ?? []));
  return answerList(list, rows, count, (row) => present(row, names));
}

function present(row: store.OutsideRoleRow, names: ReadonlyMap<string, string>): OutsideRole {
  const { id, domain, claim, claimValue, role, companyId, createdAt, endedAt } = row;
  return {
    ...{ id, domain, claim, claimValue, role },
    company: companyId === null ? null : { id: companyId, name: names.get(companyId) ?? '' },
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}

interface Joining {
  readonly providerId: string;
  readonly deps: Pick<Deps, 'db' | 'clock' | 'ids'>;
  readonly auth: AuthDatabase;
  readonly signIn: () => Promise<SignIn>;
}

/**
 * Makes an account for whom the issuer vouches, where nobody has one under that address and a rule gives it a role; otherwise nothing is
 * made. It has no password: the issuer lets it in, or an invitation made for the address gives it one.
 */
export async function joinByRule(
  { providerId, deps, auth, signIn }: Joining,
  identity: OutsideIdentity,
): Promise<void> {
  const rule = ruleFor(await store.liveOutsideRoles(deps.db.read), identity);
  if (!rule) return;
  const email = normalEmail(identity.email);
  const { internalAdapter } = await (await signIn()).$context;
  await deps.db.base(async (trx) => {
    await store.lockJoining(trx, sha256(email).toString('hex'));
    // Under whatever address: by the subject they have an account.
    if (await isSubjectKnown(auth, { providerId, sub: identity.sub })) return;
    const known = await accountByEmail(auth, email);
    // Disabled or not: whoever has an account gets no second one.
    if (known !== null && (await memberOfAccount(trx, known)) !== null) return;
    if (known !== null) await deleteAccount(auth, known);
    const name = email.split('@', 1)[0] ?? '';
    const account = await internalAdapter.createUser({ name, email, emailVerified: false }, { method: 'oauth' });
    const { role, companyId } = rule;
    const id = deps.ids.uuid();
    await insertMember(trx, { id, accountId: account.id, role, companyId, createdAt: deps.clock.now() });
    await audit(
      trx,
      deps,
      { kind: 'member', memberId: id, role, companyId },
      {
        action: 'staff.joined',
        aboutKind: 'member',
        aboutId: id,
        detail: { role, companyId, first: false, rule: rule.id },
      },
    );
  });
}
