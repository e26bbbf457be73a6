import { betterAuth } from 'better-auth';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import type { OidcConfig } from '../../../platform/config/config.ts';
import type { IssuerFacts } from '../../../platform/egress/discover-issuer.ts';
import type { OutsideIdentity } from '../rules.ts';
import { behaviourOf, type SignInDeps, sessionHooks } from './sign-in.ts';

/** Stands in the path of the callback, which is registered with the issuer. */
export const outsideId = 'oidc';

/**
 * better-auth with one outside issuer, which the operator named, and nothing else: code flow with PKCE, state and nonce, the ID token checked against the issuer's keys.
 * better-auth makes nobody an account by it: who signs in has one already, under an address that the issuer says it has verified, or gets one by a rule of an
 * administrator's, once the token was verified.
 */
export async function createOutsideSignIn(deps: SignInDeps, of: OidcConfig, facts: IssuerFacts) {
  const signIn = betterAuth({
    ...behaviourOf(deps),
    emailAndPassword: { enabled: false },
    account: {
      updateAccountOnSignIn: false,
      // Accounts here come by an invitation to that address only; that it is theirs the issuer vouches for.
      accountLinking: { enabled: true, requireLocalEmailVerified: false, allowDifferentEmails: false },
    },
    database: { db: deps.auth, type: 'postgres' },
    plugins: [
      genericOAuth({
        config: [
          {
            providerId: outsideId,
            name: of.name,
            discoveryUrl: facts.discoveryUrl,
            requireIdTokenVerification: true,
            clientId: of.clientId,
            clientSecret: of.clientSecret,
            scopes: ['openid', 'email'],
            pkce: true,
            disableSignUp: true,
            disableImplicitSignUp: true,
            overrideUserInfo: false,
            getUserInfo: async ({ idToken }) => {
              const said = vouchedFor(idToken);
              if (said) await deps.vouchedFor(said);
              return said && { id: said.sub, sub: said.sub, email: said.email, emailVerified: true, name: '' };
            },
          },
        ],
      }),
    ],
    databaseHooks: {
      ...sessionHooks(deps),
      account: {
        create: { before: async (account) => ({ data: { ...account, ...noTokens } }) },
        update: { before: async (account) => ({ data: { ...account, ...noTokens } }) },
      },
    },
  });
  // Where the issuer went away meanwhile, better-auth leaves it out without a word.
  const { socialProviders } = await signIn.$context;
  return socialProviders.some(({ id }) => id === outsideId) ? signIn : null;
}

// Nothing is asked of the issuer afterwards, so nothing is kept by which it could be asked.
const noTokens = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
  scope: null,
};

/** Whom an ID token names, which better-auth has verified by now; nobody without a token, or whose address the issuer has not verified. */
function vouchedFor(idToken: string | undefined): OutsideIdentity | null {
  const [, payload] = idToken?.split('.') ?? [];
  if (!payload) return null;
  const said = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
  const { sub, email, email_verified: verified } = said;
  if (typeof sub !== 'string' || sub === '' || typeof email !== 'string' || verified !== true) return null;
  return { sub, email, claims: said };
}
