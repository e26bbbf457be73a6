-- Former names of companies: under which name a company was known, and until when. A row for each renaming.
CREATE TABLE contacts.former_names (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL REFERENCES contacts.companies,
  name text NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  until timestamptz NOT NULL,
  actor_id uuid,
  evidence text NOT NULL CHECK (btrim(evidence) <> '')
);
CREATE INDEX former_names_by_company ON contacts.former_names (company_id, until DESC);
CREATE INDEX former_names_by_key ON contacts.former_names (name_key, company_id);
SELECT platform.label('contacts.former_names', 'not personal', 'id company_id name name_key until actor_id');
SELECT platform.label('contacts.former_names', 'personal:message', 'evidence');
