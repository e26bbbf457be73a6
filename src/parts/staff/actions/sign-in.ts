import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { AuthDatabase } from '../../../platform/db/auth-database.ts';
import type { Ids } from '../../../platform/ids.ts';
import type { Log } from '../../../platform/log.ts';
import type { OutsideIdentity } from '../rules.ts';

/** Shortest password, in characters. */
const minPasswordLength = 12;

/** Where better-auth finds the caller's address for its limits; it stays in memory. */
const addressHeader = 'kept-network';

export interface SignInDeps {
  readonly auth: AuthDatabase;
  readonly ids: Ids;
  readonly log: Log;
  readonly publicUrl: string;
  readonly secret: string;
  /** Whether this account may have a session now: it stands for a member who is not disabled. */
  readonly maySignIn: (accountId: string) => Promise<boolean>;
  readonly signedIn: (accountId: string) => Promise<void>;
  /** Whom an outside issuer vouches for, before it is looked whether they have an account. */
  readonly vouchedFor: (identity: OutsideIdentity) => Promise<void>;
}

/** better-auth as this server runs it. Loaded only when somebody signs in: it is heavy. */
export function createSignIn(deps: SignInDeps) {
  const site = new URL(deps.publicUrl);
  return betterAuth({
    ...behaviourOf(deps),
    database: { db: deps.auth, type: 'postgres' },
    plugins: [
      twoFactor({ issuer: site.hostname }),
      passkey({
        ...passkeySite(site),
        rpName: site.hostname,
        advanced: { webAuthnChallengeCookie: 'passkey' },
      }),
    ],
    databaseHooks: sessionHooks(deps),
  });
}

/** Who has no member that may act gets no session; no session holds an address or a browser. */
export function sessionHooks(deps: SignInDeps) {
  return {
    session: {
      create: {
        before: async <S extends { userId: string }>(session: S) =>
          (await deps.maySignIn(session.userId)) ? { data: { ...session, ...nobodysAddress } } : (false as const),
        after: async ({ userId }: { userId: string }) => deps.signedIn(userId),
      },
      update: { before: async <S extends object>(session: S) => ({ data: { ...session, ...nobodysAddress } }) },
    },
  };
}

// Browsers make no passkey for a number. On the machine itself the desk is also reached by this name.
function passkeySite(site: URL): { rpID: string; origin: string } {
  if (!/^(127\.[\d.]+|\[::1\])$/.test(site.hostname)) return { rpID: site.hostname, origin: site.origin };
  return { rpID: 'localhost', origin: `${site.protocol}//localhost:${site.port}` };
}

// No address and no browser is stored (clause A2); the database refuses them too.
const nobodysAddress = { ipAddress: null, userAgent: null };

/** How every sign-in behaves. */
export function behaviourOf(deps: SignInDeps) {
  const site = new URL(deps.publicUrl);
  return {
    baseURL: site.origin,
    basePath: '/api/auth',
    secret: deps.secret,
    telemetry: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength, maxPasswordLength: 128 },
    session: { expiresIn: 24 * 3_600, updateAge: 3_600 },
    advanced: {
      cookiePrefix: 'kept',
      useSecureCookies: site.protocol === 'https:',
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' as const },
      database: { generateId: () => deps.ids.uuid() },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // The route asks for the desk's own header instead, as all others do.
      disableCSRFCheck: true,
    },
    // Thrown to our own handler of errors; else it would print what the database said to the console.
    onAPIError: { throw: true },
    rateLimit: {
      enabled: true,
      storage: 'memory' as const,
      window: 60,
      max: 300,
      customRules: { '/sign-in/*': { window: 60, max: 30 }, '/two-factor/*': { window: 60, max: 20 } },
    },
    logger: {
      level: 'warn' as const,
      // Its own sentences may name an account, so only class and place of an error are kept.
      log: (level: string, _message: string, ...facts: unknown[]) => {
        const error = facts.find((fact) => fact instanceof Error);
        if (level === 'error') deps.log.error('the sign-in failed', error ? { error } : {});
        else deps.log.warn('the sign-in has a remark', error ? { error } : {});
      },
    },
  };
}

export type SignIn = ReturnType<typeof createSignIn>;
