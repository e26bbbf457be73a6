-- Companies and people, where each datum came from, what they choose, who else may see them, who looked.

CREATE SCHEMA contacts;

CREATE TABLE contacts.companies (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  kind text NOT NULL DEFAULT 'customer' CHECK (kind IN ('customer', 'reseller')),
  country char(2),
  region text,
  created_at timestamptz NOT NULL,
  merged_into uuid REFERENCES contacts.companies
);
CREATE INDEX companies_by_name ON contacts.companies (name_key, id);
CREATE INDEX companies_by_age ON contacts.companies (created_at DESC, id);
SELECT platform.label('contacts.companies', 'not personal', 'id name name_key kind country region created_at merged_into');

-- email_key: HMAC-SHA-256 of the normalised address under the installation's digest key. Look-ups go by it, never by the clear value.
CREATE TABLE contacts.people (
  id uuid PRIMARY KEY,
  email_key bytea NOT NULL UNIQUE,
  email text NOT NULL,
  name text,
  phone text,
  title text,
  role text,
  proven_at timestamptz,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX people_by_age ON contacts.people (created_at DESC, id);
SELECT platform.label('contacts.people', 'not personal', 'id email_key proven_at created_at changed_at version');
SELECT platform.label('contacts.people', 'personal:email', 'email');
SELECT platform.label('contacts.people', 'personal:identity', 'name');
SELECT platform.label('contacts.people', 'personal:phone', 'phone');
SELECT platform.label('contacts.people', 'personal:profession', 'title role');

CREATE TABLE contacts.company_people (
  company_id uuid NOT NULL REFERENCES contacts.companies,
  person_id uuid NOT NULL REFERENCES contacts.people,
  since timestamptz NOT NULL,
  until timestamptz,
  PRIMARY KEY (company_id, person_id)
);
CREATE INDEX company_people_by_person ON contacts.company_people (person_id);
SELECT platform.label('contacts.company_people', 'not personal', 'company_id person_id since until');

CREATE TABLE contacts.addresses (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL REFERENCES contacts.companies,
  kind text NOT NULL CHECK (kind IN ('shipping')),
  street text NOT NULL,
  postal_code text NOT NULL,
  city text NOT NULL,
  region text,
  country char(2) NOT NULL,
  changed_at timestamptz NOT NULL,
  UNIQUE (company_id, kind)
);
SELECT platform.label('contacts.addresses', 'not personal', 'id company_id kind country changed_at');
SELECT platform.label('contacts.addresses', 'personal:address', 'street postal_code city region');

-- Provenance: one row for each datum that is held, and for each that was replaced.
CREATE TABLE contacts.provenance (
  id uuid PRIMARY KEY,
  subject_kind text NOT NULL CHECK (subject_kind IN ('person', 'company', 'address')),
  subject_id uuid NOT NULL,
  field text NOT NULL,
  source_kind text NOT NULL CHECK (source_kind IN ('registration', 'person page', 'staff', 'reseller', 'demo')),
  source_id uuid,
  notice_id uuid NOT NULL REFERENCES policy.notices,
  purposes text[] NOT NULL CHECK (cardinality(purposes) > 0),
  given_at timestamptz NOT NULL,
  replaced_at timestamptz
);
CREATE UNIQUE INDEX provenance_current ON contacts.provenance (subject_id, field) WHERE replaced_at IS NULL;
CREATE INDEX provenance_by_subject ON contacts.provenance (subject_id, given_at DESC);
SELECT platform.label('contacts.provenance', 'not personal', 'id subject_kind subject_id field source_kind source_id notice_id purposes given_at replaced_at');

CREATE TABLE contacts.preferences (
  person_id uuid NOT NULL REFERENCES contacts.people,
  channel text NOT NULL CHECK (channel IN ('mail', 'post', 'phone')),
  allowed boolean NOT NULL,
  source_kind text NOT NULL,
  source_id uuid,
  notice_id uuid NOT NULL REFERENCES policy.notices,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, channel)
);
SELECT platform.label('contacts.preferences', 'not personal', 'person_id channel allowed source_kind source_id notice_id changed_at');

-- An opt-out outlives the person's record: keyed digest only.
CREATE TABLE contacts.suppressions (
  email_key bytea NOT NULL,
  channel text NOT NULL CHECK (channel IN ('mail', 'post', 'phone')),
  since timestamptz NOT NULL,
  source_kind text NOT NULL,
  source_id uuid,
  PRIMARY KEY (email_key, channel)
);
SELECT platform.label('contacts.suppressions', 'not personal', 'email_key channel since source_kind source_id');

-- Who else may see a company (and its people and licences). A tenant has a share in itself.
CREATE TABLE contacts.shares (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL REFERENCES contacts.companies,
  tenant_company_id uuid NOT NULL REFERENCES contacts.companies,
  since timestamptz NOT NULL,
  until timestamptz,
  basis text NOT NULL,
  ledger_id uuid REFERENCES disclosures.ledger,
  CHECK (company_id = tenant_company_id OR ledger_id IS NOT NULL)
);
CREATE UNIQUE INDEX shares_current ON contacts.shares (company_id, tenant_company_id) WHERE until IS NULL;
CREATE INDEX shares_by_tenant ON contacts.shares (tenant_company_id, company_id) WHERE until IS NULL;
SELECT platform.label('contacts.shares', 'not personal', 'id company_id tenant_company_id since until basis ledger_id');

-- The look-up log: each read of a person by staff or a reseller. Append only.
CREATE TABLE contacts.lookups (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  member_id uuid NOT NULL,
  tenant_company_id uuid,
  person_id uuid,
  company_id uuid,
  kind text NOT NULL CHECK (kind IN ('opened', 'listed', 'found', 'exported')),
  purpose text NOT NULL,
  reason text NOT NULL,
  fields text[] NOT NULL
);
CREATE INDEX lookups_by_person ON contacts.lookups (person_id, at DESC);
CREATE INDEX lookups_by_company ON contacts.lookups (company_id, at DESC);
SELECT platform.label('contacts.lookups', 'not personal', 'id at member_id tenant_company_id person_id company_id kind purpose reason fields');

-- What a tenant sees: the companies shared with it, now. (Policies are checked against the catalog by clause U3.)
ALTER TABLE contacts.shares ENABLE ROW LEVEL SECURITY;
ALTER TABLE contacts.companies ENABLE ROW LEVEL SECURITY;
ALTER TABLE contacts.company_people ENABLE ROW LEVEL SECURITY;
ALTER TABLE contacts.people ENABLE ROW LEVEL SECURITY;
ALTER TABLE contacts.addresses ENABLE ROW LEVEL SECURITY;
CREATE POLICY staff ON contacts.shares TO {{base}}, {{probe}} USING (true) WITH CHECK (true);
CREATE POLICY staff ON contacts.companies TO {{base}}, {{probe}} USING (true) WITH CHECK (true);
CREATE POLICY staff ON contacts.company_people TO {{base}}, {{probe}} USING (true) WITH CHECK (true);
CREATE POLICY staff ON contacts.people TO {{base}}, {{probe}} USING (true) WITH CHECK (true);
CREATE POLICY staff ON contacts.addresses TO {{base}}, {{probe}} USING (true) WITH CHECK (true);
CREATE POLICY tenant ON contacts.shares FOR SELECT TO {{reseller}}, {{buyer}}
  USING (tenant_company_id = current_setting('kept.tenant')::uuid AND until IS NULL);
CREATE POLICY tenant ON contacts.companies FOR SELECT TO {{reseller}}, {{buyer}}
  USING (EXISTS (SELECT FROM contacts.shares s WHERE s.company_id = companies.id
    AND s.tenant_company_id = current_setting('kept.tenant')::uuid AND s.until IS NULL));
CREATE POLICY tenant ON contacts.company_people FOR SELECT TO {{reseller}}, {{buyer}}
  USING (until IS NULL AND EXISTS (SELECT FROM contacts.shares s WHERE s.company_id = company_people.company_id
    AND s.tenant_company_id = current_setting('kept.tenant')::uuid AND s.until IS NULL));
CREATE POLICY tenant ON contacts.people FOR SELECT TO {{reseller}}, {{buyer}}
  USING (EXISTS (SELECT FROM contacts.company_people cp JOIN contacts.shares s ON s.company_id = cp.company_id
    WHERE cp.person_id = people.id AND cp.until IS NULL
    AND s.tenant_company_id = current_setting('kept.tenant')::uuid AND s.until IS NULL));
CREATE POLICY tenant ON contacts.addresses FOR SELECT TO {{reseller}}, {{buyer}}
  USING (EXISTS (SELECT FROM contacts.shares s WHERE s.company_id = addresses.company_id
    AND s.tenant_company_id = current_setting('kept.tenant')::uuid AND s.until IS NULL));
