-- Which reseller serves which region, and which customer. (A reseller itself is a company in contacts.)

CREATE SCHEMA resellers;

CREATE TABLE resellers.territories (
  id uuid PRIMARY KEY,
  reseller_company_id uuid NOT NULL REFERENCES contacts.companies,
  country char(2) NOT NULL,
  region text,
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX territories_current ON resellers.territories (country, coalesce(region, '')) WHERE ended_at IS NULL;
SELECT platform.label('resellers.territories', 'not personal', 'id reseller_company_id country region created_at ended_at');

CREATE TABLE resellers.assignments (
  id uuid PRIMARY KEY,
  customer_company_id uuid NOT NULL REFERENCES contacts.companies,
  reseller_company_id uuid NOT NULL REFERENCES contacts.companies,
  basis text NOT NULL CHECK (basis IN ('sold the licence', 'territory', 'decision of staff')),
  since timestamptz NOT NULL,
  until timestamptz
);
CREATE UNIQUE INDEX assignments_current ON resellers.assignments (customer_company_id) WHERE until IS NULL;
CREATE INDEX assignments_by_reseller ON resellers.assignments (reseller_company_id) WHERE until IS NULL;
SELECT platform.label('resellers.assignments', 'not personal', 'id customer_company_id reseller_company_id basis since until');
