-- Mail domains of a company, of which staff saw evidence: whose mailbox lies in one belongs to the company. A living domain belongs to
-- one company only. What the evidence was may name somebody.
CREATE TABLE contacts.domains (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL REFERENCES contacts.companies,
  domain text COLLATE "C" NOT NULL CHECK (domain = lower(domain) AND domain ~ '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\.[a-z0-9-]{2,}$'),
  evidence text NOT NULL CHECK (btrim(evidence) <> ''),
  verified_at timestamptz NOT NULL,
  ended_at timestamptz CHECK (ended_at >= verified_at)
);
CREATE UNIQUE INDEX domains_living ON contacts.domains (domain) WHERE ended_at IS NULL;
CREATE INDEX domains_by_company ON contacts.domains (company_id);
SELECT platform.label('contacts.domains', 'not personal', 'id company_id domain verified_at ended_at');
SELECT platform.label('contacts.domains', 'personal:message', 'evidence');
