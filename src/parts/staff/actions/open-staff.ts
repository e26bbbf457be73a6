import type { OidcConfig } from '../../../platform/config/config.ts';
import { sha256 } from '../../../platform/crypto/digest.ts';
import { type AuthDatabase, mustAnswer, openAuthDatabase } from '../../../platform/db/auth-database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { discoverIssuer } from '../../../platform/egress/discover-issuer.ts';
import { KeptError } from '../../../platform/errors.ts';
import { isStaff, type MemberRole } from '../../../platform/http/roles.ts';
import type { Who } from '../../../platform/http/who.ts';
import { errors } from '../errors.ts';
import { accountByEmail, accountsById } from '../store/accounts.ts';
import { activeByRole, activeMember, countByCompany, type MemberRow, membersById } from '../store/members.ts';
import { liveToken, noteTokenUse, tokenNames } from '../store/tokens.ts';
import type { Actor } from '../wire/composed.ts';
import { audit } from './audit.ts';
import { joinByRule } from './outside-roles.ts';
import type { SignIn, SignInDeps } from './sign-in.ts';

export type StaffDeps = Pick<Deps, 'db' | 'clock' | 'ids' | 'log' | 'publicUrl'>;

/** What is read of a request. */
interface Credentials {
  readonly headers: { readonly authorization?: string | undefined; readonly cookie?: string | undefined };
}

export interface MemberRef {
  readonly id: string;
  readonly name: string;
  readonly role: MemberRole;
  readonly companyId: string | null;
}

export interface Staff {
  /** Reads the session or the token of a request; null for none. Nothing is cached: signing out holds at once. */
  identify(request: Credentials): Promise<Who | null>;
  /** Lengthens a session in use, at most once an hour; answers the cookies to set. */
  renew(request: Credentials): Promise<readonly string[]>;
  /** Members with the names of their accounts. Unknown ids are left out. */
  members(ids: readonly string[]): Promise<ReadonlyMap<string, MemberRef>>;
  /** Members that may sign in, with the address of their account: for mail to them. Others are left out. */
  mailboxes(ids: readonly string[]): Promise<ReadonlyMap<string, MemberRef & { readonly email: string }>>;
  /** The member whose account has this address, if it may act. */
  memberByMail(address: string): Promise<Extract<Who, { kind: 'member' }> | null>;
  /** Ids of the members of these roles that may sign in. */
  inRoles(roles: readonly MemberRole[]): Promise<readonly string[]>;
  /** How many people of each company may sign in. */
  memberCounts(companyIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** How to show those who did something (kind and id as `actor()` in platform/http/who.ts names them). */
  actors(ids: readonly (string | null)[]): Promise<(kind: string, id: string | null) => Actor>;
  /** The sign-in itself, loaded at first use. */
  signIn(): Promise<SignIn>;
  /** The sign-in by an outside issuer; null where none is named. Throws `KEPT_OIDC_UNREGISTERED` while no contract binds who runs it, `KEPT_OIDC_AWAY` while it does not answer. */
  outsideSignIn(): Promise<Pick<SignIn, 'handler'> | null>;
  /** How the button of the outside issuer names it; null where there is none. */
  readonly outside: string | null;
  readonly auth: AuthDatabase;
  close(): Promise<void>;
}

/** Opens the accounts. Comes before the server, which asks `identify` at each request. */
export function openStaff(
  deps: StaffDeps,
  options: {
    authUrl: string;
    sessionSecret: string;
    oidc: OidcConfig | null;
    /** Whether the issuer stands in the register of those who work for the vendor (disclosures). */
    mayUseIssuer: () => Promise<boolean>;
  },
): Staff {
  const auth = openAuthDatabase({
    url: options.authUrl,
    onError: (error) => deps.log.warn('a connection of the sign-in was lost', { error }),
  });
  let loading: Promise<SignIn> | undefined;
  const signIn = () => {
    loading ??= loadSignIn(deps, auth, options.sessionSecret);
    return loading;
  };
  return {
    auth,
    signIn,
    outside: options.oidc?.name ?? null,
    outsideSignIn: outsideOnce(deps, auth, { ...options, signIn }),
    async identify(request) {
      try {
        return await identify(deps, signIn, request.headers);
      } catch (error) {
        if (!(error instanceof KeptError)) await mustAnswer(auth);
        throw error;
      }
    },
    async renew({ headers: { cookie = '' } }) {
      if (!sessionCookie.test(cookie)) return [];
      const { headers } = await (await signIn()).api.getSession({
        headers: new Headers({ cookie }),
        returnHeaders: true,
      });
      return headers.getSetCookie();
    },
    async members(ids) {
      const named = await nameMembers(deps, auth, ids);
      return new Map(named.map(({ member: { id, role, companyId }, name }) => [id, { id, name, role, companyId }]));
    },
    async mailboxes(ids) {
      const members = (await membersById(deps.db.read, ids)).filter((member) => member.disabledAt === null);
      const accounts = await accountsById(
        auth,
        members.map((member) => member.accountId),
      );
      return new Map(
        members.flatMap(({ id, role, companyId, accountId }) => {
          const account = accounts.get(accountId);
          return account ? [[id, { id, name: account.name, email: account.email, role, companyId }] as const] : [];
        }),
      );
    },
    async memberByMail(address) {
      const accountId = await accountByEmail(auth, address.trim().toLowerCase());
      const member = accountId === null ? null : await activeMember(deps.db, accountId);
      return member && { kind: 'member', memberId: member.id, role: member.role, companyId: member.companyId };
    },
    inRoles: (roles) => activeByRole(deps.db.read, roles),
    memberCounts: (companyIds) => countByCompany(deps.db.read, companyIds),
    async actors(ids) {
      const known = [...new Set(ids.filter((id) => id !== null))];
      const members = new Map((await nameMembers(deps, auth, known)).map((each) => [each.member.id, each]));
      const tokens = await tokenNames(
        deps.db.read,
        known.filter((id) => !members.has(id)),
      );
      return (kind, id) => showActor(kind, id, members, tokens);
    },
    close: () => auth.destroy(),
  };
}

async function loadSignIn(deps: StaffDeps, auth: AuthDatabase, secret: string): Promise<SignIn> {
  const { createSignIn } = await import('./sign-in.ts');
  return createSignIn(signInDeps(deps, auth, secret));
}

/** Asked for at the first use; where the issuer does not answer, at the next use again. */
function outsideOnce(
  deps: StaffDeps,
  auth: AuthDatabase,
  {
    sessionSecret,
    oidc,
    mayUseIssuer,
    signIn,
  }: {
    readonly sessionSecret: string;
    readonly oidc: OidcConfig | null;
    readonly mayUseIssuer: () => Promise<boolean>;
    readonly signIn: () => Promise<SignIn>;
  },
): Staff['outsideSignIn'] {
  let loading: ReturnType<Staff['outsideSignIn']> | undefined;
  const load = async (issuer: OidcConfig) => {
    const facts = await discoverIssuer(issuer.issuer);
    if (!facts) throw errors.KEPT_OIDC_AWAY();
    const { createOutsideSignIn, outsideId } = await import('./sign-in-outside.ts');
    const made = await createOutsideSignIn(
      {
        ...signInDeps(deps, auth, sessionSecret),
        vouchedFor: (identity) => joinByRule({ providerId: outsideId, deps, auth, signIn }, identity),
      },
      issuer,
      facts,
    );
    if (!made) throw errors.KEPT_OIDC_AWAY();
    return made;
  };
  return async () => {
    if (!oidc) return null;
    // It learns who signs in and when: each time, as a contract ends by the day.
    if (!(await mayUseIssuer())) throw errors.KEPT_OIDC_UNREGISTERED();
    loading ??= load(oidc).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

function signInDeps(deps: StaffDeps, auth: AuthDatabase, secret: string): SignInDeps {
  return {
    auth,
    ids: deps.ids,
    log: deps.log,
    publicUrl: deps.publicUrl,
    secret,
    vouchedFor: async () => undefined,
    maySignIn: async (accountId) => (await activeMember(deps.db, accountId)) !== null,
    signedIn: async (accountId) => {
      const member = await activeMember(deps.db, accountId);
      if (!member) return;
      await deps.db.base((trx) =>
        audit(trx, deps, asWho(member), { action: 'staff.signed-in', aboutKind: 'member', aboutId: member.id }),
      );
    },
  };
}

interface NamedMember {
  readonly member: MemberRow;
  readonly name: string;
}

async function nameMembers(deps: StaffDeps, auth: AuthDatabase, ids: readonly string[]): Promise<NamedMember[]> {
  if (ids.length === 0) return [];
  const members = await membersById(deps.db.read, ids);
  const accounts = await accountsById(
    auth,
    members.map((member) => member.accountId),
  );
  return members.map((member) => ({ member, name: accounts.get(member.accountId)?.name ?? '' }));
}

function showActor(
  kind: string,
  id: string | null,
  members: ReadonlyMap<string, NamedMember>,
  tokens: ReadonlyMap<string, string>,
): Actor {
  const found = id === null ? undefined : members.get(id);
  if (found) return { kind: isStaff(found.member.role) ? 'staff' : 'reseller', id, name: found.name };
  if (kind === 'person') return { kind: 'person', id, name: null };
  if (kind === 'public' || kind === 'desktop client') return { kind: 'public', id: null, name: null };
  if (kind === 'member') return { kind: 'staff', id, name: null };
  return { kind: 'system', id, name: (id && tokens.get(id)) ?? null };
}

const bearer = /^Bearer (kept_[\w-]{43})$/;
const sessionCookie = /(?:^|;\s*)(?:__Secure-)?kept\.session_token=/;

async function identify(
  deps: StaffDeps,
  signIn: () => Promise<SignIn>,
  headers: Credentials['headers'],
): Promise<Who | null> {
  const token = bearer.exec(headers.authorization ?? '')?.[1];
  if (token) return tokenBearer(deps, token);
  const cookie = headers.cookie ?? '';
  if (!sessionCookie.test(cookie)) return null;
  const session = await (await signIn()).api.getSession({
    headers: new Headers({ cookie }),
    query: { disableRefresh: true },
  });
  const member = session && (await activeMember(deps.db, session.user.id));
  return member ? asWho(member) : null;
}

async function tokenBearer(deps: StaffDeps, token: string): Promise<Who | null> {
  const now = deps.clock.now();
  const found = await liveToken(deps.db, sha256(token), now);
  if (!found) return null;
  const today = now.toISOString().slice(0, 10);
  if (found.lastUsedOn !== today) await noteTokenUse(deps.db.read, found.id, today);
  return { kind: 'API token', tokenId: found.id, scopes: found.scopes };
}

function asWho(member: MemberRow): Extract<Who, { kind: 'member' }> {
  return { kind: 'member', memberId: member.id, role: member.role, companyId: member.companyId };
}
