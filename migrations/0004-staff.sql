-- Who may sign in to the desk, what they may do, and what they did. Names and addresses of accounts live in schema auth.

CREATE SCHEMA staff;

CREATE TABLE staff.members (
  id uuid PRIMARY KEY,
  account_id text NOT NULL UNIQUE,
  role text NOT NULL CHECK (role IN ('administrator', 'licence desk', 'marketing', 'support', 'QA', 'product manager',
    'privacy officer', 'reseller administrator', 'reseller staff', 'buyer administrator')),
  company_id uuid,
  created_at timestamptz NOT NULL,
  disabled_at timestamptz,
  CHECK ((role IN ('reseller administrator', 'reseller staff', 'buyer administrator')) = (company_id IS NOT NULL))
);
SELECT platform.label('staff.members', 'not personal', 'id account_id role company_id created_at disabled_at');

CREATE TABLE staff.invitations (
  id uuid PRIMARY KEY,
  role text NOT NULL,
  company_id uuid,
  email text,
  token_sha256 bytea NOT NULL UNIQUE,
  invited_by uuid,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
SELECT platform.label('staff.invitations', 'not personal', 'id role company_id token_sha256 invited_by created_at expires_at used_at');
SELECT platform.label('staff.invitations', 'personal:email', 'email');

CREATE TABLE staff.tokens (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  token_sha256 bytea NOT NULL UNIQUE,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  last_used_on date
);
SELECT platform.label('staff.tokens', 'not personal', 'id name token_sha256 scopes created_at expires_at revoked_at last_used_on');

CREATE TABLE staff.audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id uuid,
  action text NOT NULL,
  about_kind text,
  about_id uuid,
  detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_about ON staff.audit (about_id, at DESC);
SELECT platform.label('staff.audit', 'not personal', 'id at actor_kind actor_id action about_kind about_id detail');
