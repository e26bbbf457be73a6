import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { openAPI, twoFactor } from 'better-auth/plugins';
import { expect, test } from 'vitest';
import { type SignInRoute, signInRoutes } from './wire/sign-in.ts';

interface Body {
  readonly properties?: Record<string, unknown>;
  readonly required?: readonly string[];
}

const own = await betterAuth({
  baseURL: 'http://vendor.example',
  secret: 'of no use to anybody, but long enough to be one',
  telemetry: { enabled: false },
  logger: { disabled: true },
  emailAndPassword: { enabled: true, disableSignUp: true },
  plugins: [twoFactor(), passkey(), openAPI()],
}).api.generateOpenAPISchema();
const paths = own.paths as unknown as Record<
  string,
  Record<string, { requestBody?: { content: { 'application/json': { schema: Body } } } }>
>;

/** Where better-auth would send a browser afterwards; our desk goes there by itself, and we promise none of it. */
const redirects = new Set(['callbackURL', 'disableRedirect', 'state', 'additionalParams', 'idTokenHint']);
const fieldsOf = (body: Body | null | undefined) => ({
  known: Object.keys(body?.properties ?? {})
    .filter((name) => !redirects.has(name))
    .sort(),
  required: [...(body?.required ?? [])].sort(),
});

test.each(signInRoutes.map((route): [string, SignInRoute] => [`${route.method} ${route.path}`, route]))(
  'better-auth says of %s what we say of it',
  (_, { method, path, body }) => {
    const there = paths[`/${path}`]?.[method.toLowerCase()];
    expect(there).toBeDefined();
    expect(fieldsOf(body as Body | null)).toEqual(fieldsOf(there?.requestBody?.content['application/json'].schema));
  },
);
