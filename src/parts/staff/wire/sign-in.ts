import Type, { type TObject, type TProperties } from 'typebox';

/** A route of better-auth that is open over HTTP: what goes in and comes out, as its own description says (a test compares). */
export interface SignInRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly summary: string;
  /** Whether it is of use to who is signed in only. */
  readonly session: boolean;
  readonly body: TObject | null;
  readonly answer: TObject | null;
}

const text = (description: string) => Type.String({ description });
const maybe = (description: string) => Type.Optional(Type.String({ description }));
const flag = (description: string) => Type.Optional(Type.Boolean({ description }));
const body = (properties: TProperties) => Type.Object(properties);
const password = text('The password of the account');
const trustDevice = flag('Ask for no code on this browser for 30 days');

const User = Type.Object(
  { id: Type.String(), name: Type.String(), email: Type.String() },
  { description: 'The account' },
);
const Session = Type.Object({ id: Type.String(), token: Type.String(), expiresAt: Type.String() });
const SignedIn = Type.Object({ token: Type.Optional(Type.String()), user: Type.Optional(User) });
const Status = Type.Object({ status: Type.Boolean() });
const BackupCodes = Type.Object({ backupCodes: Type.Array(Type.String()) });

const post = (path: string, summary: string, shape: Partial<SignInRoute> = {}): SignInRoute => ({
  ...{ method: 'POST', path, summary, session: true, body: null, answer: null },
  ...shape,
});
const get = (path: string, summary: string, shape: Partial<SignInRoute> = {}): SignInRoute => ({
  ...post(path, summary, shape),
  method: 'GET',
});

/** All of better-auth that is open. Everything else, sign-up above all, is not there. */
export const signInRoutes: readonly SignInRoute[] = [
  post('sign-in/email', 'Sign in with address and password; sets the session cookie, or asks for a second factor', {
    session: false,
    body: body({
      email: text('The address of the account'),
      password,
      rememberMe: flag('Whether the session outlives the browser; true where it is not given'),
    }),
    answer: Type.Object({
      ...SignedIn.properties,
      twoFactorRedirect: flag('A second factor is asked for: verify a code'),
      twoFactorMethods: Type.Optional(Type.Array(Type.String())),
    }),
  }),
  post('sign-out', 'Sign out: the session ends', { answer: Type.Object({ success: Type.Boolean() }) }),
  get('get-session', 'The session of the cookie, or null', {
    session: false,
    answer: Type.Object({ session: Session, user: User }),
  }),
  post('change-password', 'Change the own password', {
    body: body({
      newPassword: text('12 to 128 characters'),
      currentPassword: password,
      revokeOtherSessions: flag('End all other sessions'),
    }),
    answer: Type.Object({ token: Type.Union([Type.String(), Type.Null()]), user: User }),
  }),
  get('list-sessions', 'The own sessions (a list)'),
  post('revoke-session', 'End one of the own sessions', {
    body: body({ token: text('Of the session') }),
    answer: Status,
  }),
  post('revoke-sessions', 'End all own sessions', { answer: Status }),
  post('revoke-other-sessions', 'End all own sessions but this one', { answer: Status }),
  post('two-factor/enable', 'Begin with one-time codes; they are asked for once a first one is verified', {
    body: body({ password, method: Type.Optional(Type.Enum(['otp', 'totp'])), issuer: maybe('Name in the app') }),
    answer: Type.Object({ totpURI: Type.String(), ...BackupCodes.properties }),
  }),
  post('two-factor/disable', 'Turn one-time codes off', { body: body({ password }), answer: Status }),
  post('two-factor/get-totp-uri', 'What an authenticator app scans', {
    body: body({ password }),
    answer: Type.Object({ totpURI: Type.String() }),
  }),
  post('two-factor/verify-totp', 'Second step of signing in: a code of the app', {
    session: false,
    body: body({ code: text('Six digits'), trustDevice }),
    answer: SignedIn,
  }),
  post('two-factor/generate-backup-codes', 'New backup codes in place of the old', {
    body: body({ password }),
    answer: Type.Object({ status: Type.Boolean(), ...BackupCodes.properties }),
  }),
  post('two-factor/verify-backup-code', 'Second step of signing in: a backup code, good once', {
    session: false,
    body: body({ code: text('A backup code'), disableSession: flag('Verify only, without a session'), trustDevice }),
    answer: SignedIn,
  }),
  get('passkey/generate-register-options', 'Begin a new passkey: the options for the browser (WebAuthn)', {
    answer: Type.Object({ challenge: Type.String() }),
  }),
  post('passkey/verify-registration', 'End a new passkey: the authenticator’s answer', {
    body: body({
      response: Type.Unknown({ description: 'RegistrationResponseJSON of WebAuthn' }),
      name: maybe('What the passkey is called'),
      createSession: flag('Begin a session as well'),
    }),
    answer: Type.Object({ id: Type.String(), name: Type.Optional(Type.String()) }),
  }),
  get('passkey/generate-authenticate-options', 'Begin to sign in by passkey: the options for the browser (WebAuthn)', {
    session: false,
    answer: Type.Object({ challenge: Type.String() }),
  }),
  post('passkey/verify-authentication', 'Sign in by passkey: the authenticator’s answer', {
    session: false,
    body: body({ response: Type.Object({}, { description: 'AuthenticationResponseJSON of WebAuthn' }) }),
    answer: Type.Object({ session: Session, user: Type.Optional(User) }),
  }),
  get('passkey/list-user-passkeys', 'The own passkeys (a list)'),
  post('passkey/update-passkey', 'Rename an own passkey', {
    body: body({ id: text('Of the passkey'), name: text('Its new name') }),
    answer: Type.Object({ passkey: Type.Object({ id: Type.String() }) }),
  }),
  post('passkey/delete-passkey', 'Remove an own passkey', {
    body: body({ id: text('Of the passkey') }),
    answer: Status,
  }),
];
