-- The register of resellers: the company that each is, and the recipient under which it is given anything.

CREATE TABLE resellers.resellers (
  company_id uuid PRIMARY KEY REFERENCES contacts.companies,
  recipient_id uuid NOT NULL UNIQUE REFERENCES disclosures.recipients,
  created_at timestamptz NOT NULL
);
SELECT platform.label('resellers.resellers', 'not personal', 'company_id recipient_id created_at');

-- A region is one region, however it is capitalised.
DROP INDEX resellers.territories_current;
CREATE UNIQUE INDEX territories_current ON resellers.territories (country, lower(coalesce(region, ''))) WHERE ended_at IS NULL;
CREATE INDEX territories_by_reseller ON resellers.territories (reseller_company_id) WHERE ended_at IS NULL;
