-- Who gets an account, and in which role, when they sign in at the outside issuer for the first time. Without a rule nobody does.
CREATE TABLE staff.outside_roles (
  id uuid PRIMARY KEY,
  -- either a mail domain that the issuer has verified, or a claim of the ID token with its value
  domain text CHECK (domain = lower(domain) AND domain ~ '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\.[a-z0-9-]{2,}$'),
  claim text CHECK (claim <> ''),
  claim_value text CHECK (claim_value <> ''),
  role text NOT NULL CHECK (role IN ('licence desk', 'marketing', 'support', 'QA', 'product manager', 'privacy officer',
    'reseller administrator', 'reseller staff')),
  company_id uuid REFERENCES contacts.companies,
  created_by uuid NOT NULL REFERENCES staff.members,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT outside_roles_by CHECK (num_nonnulls(domain, claim) = 1 AND (claim IS NULL) = (claim_value IS NULL)),
  CONSTRAINT outside_roles_company CHECK ((company_id IS NOT NULL) = (role LIKE 'reseller %'))
);
CREATE UNIQUE INDEX outside_roles_live ON staff.outside_roles (coalesce(domain, ''), coalesce(claim, ''), coalesce(claim_value, ''))
  WHERE ended_at IS NULL;
CREATE INDEX outside_roles_by_company ON staff.outside_roles (company_id);
SELECT platform.label('staff.outside_roles', 'not personal', 'id domain claim claim_value role company_id created_by created_at ended_at');
