-- Accounts of staff and resellers, as better-auth 1.7 wants its tables (a test compares them). Only the role auth reads
-- here: neither the server's own role nor any purpose sees a password, a session or a name.

CREATE SCHEMA auth;

CREATE TABLE auth."user" (
  id text PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  "emailVerified" boolean NOT NULL,
  image text,
  "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "twoFactorEnabled" boolean
);
SELECT platform.label('auth."user"', 'not personal', 'id emailVerified createdAt updatedAt twoFactorEnabled');
SELECT platform.label('auth."user"', 'personal:identity', 'name image');
SELECT platform.label('auth."user"', 'personal:email', 'email');

-- better-auth would keep the address and the browser of each session here. The database refuses both.
CREATE TABLE auth.session (
  id text PRIMARY KEY,
  "expiresAt" timestamptz NOT NULL,
  token text NOT NULL UNIQUE,
  "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamptz NOT NULL,
  "ipAddress" text,
  "userAgent" text,
  "userId" text NOT NULL REFERENCES auth."user" ON DELETE CASCADE,
  CONSTRAINT session_no_address CHECK ("ipAddress" IS NULL AND "userAgent" IS NULL)
);
CREATE INDEX "session_userId_idx" ON auth.session ("userId");
SELECT platform.label('auth.session', 'not personal', 'id expiresAt createdAt updatedAt ipAddress userAgent userId');
SELECT platform.label('auth.session', 'secret', 'token');

CREATE TABLE auth.account (
  id text PRIMARY KEY,
  "accountId" text NOT NULL,
  "providerId" text NOT NULL,
  "userId" text NOT NULL REFERENCES auth."user" ON DELETE CASCADE,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamptz NOT NULL
);
CREATE INDEX "account_userId_idx" ON auth.account ("userId");
SELECT platform.label('auth.account', 'not personal', 'id accountId providerId userId accessTokenExpiresAt refreshTokenExpiresAt scope createdAt updatedAt');
SELECT platform.label('auth.account', 'secret', 'accessToken refreshToken idToken password');

-- Short-lived: challenges of passkeys (which name the account) and second factors under way.
CREATE TABLE auth.verification (
  id text PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  "expiresAt" timestamptz NOT NULL,
  "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX verification_identifier_idx ON auth.verification (identifier);
SELECT platform.label('auth.verification', 'not personal', 'id identifier expiresAt createdAt updatedAt');
SELECT platform.label('auth.verification', 'secret', 'value');

CREATE TABLE auth."twoFactor" (
  id text PRIMARY KEY,
  secret text NOT NULL,
  "backupCodes" text NOT NULL,
  "userId" text NOT NULL REFERENCES auth."user" ON DELETE CASCADE,
  verified boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
CREATE INDEX "twoFactor_secret_idx" ON auth."twoFactor" (secret);
CREATE INDEX "twoFactor_userId_idx" ON auth."twoFactor" ("userId");
SELECT platform.label('auth."twoFactor"', 'not personal', 'id userId verified failedVerificationCount lockedUntil');
SELECT platform.label('auth."twoFactor"', 'secret', 'secret backupCodes');

CREATE TABLE auth.passkey (
  id text PRIMARY KEY,
  name text,
  "publicKey" text NOT NULL,
  "userId" text NOT NULL REFERENCES auth."user" ON DELETE CASCADE,
  "credentialID" text NOT NULL,
  counter integer NOT NULL,
  "deviceType" text NOT NULL,
  "backedUp" boolean NOT NULL,
  transports text,
  "createdAt" timestamptz,
  aaguid text
);
CREATE INDEX "passkey_userId_idx" ON auth.passkey ("userId");
CREATE INDEX "passkey_credentialID_idx" ON auth.passkey ("credentialID");
SELECT platform.label('auth.passkey', 'not personal', 'id publicKey userId credentialID counter deviceType backedUp transports createdAt aaguid');
SELECT platform.label('auth.passkey', 'personal:identity', 'name');
