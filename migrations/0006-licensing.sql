-- Products and what they embed, licences (one serial each), who activated and what they told, reports to licensors.

CREATE SCHEMA licensing;

CREATE TABLE licensing.products (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name text NOT NULL,
  created_at timestamptz NOT NULL
);
SELECT platform.label('licensing.products', 'not personal', 'id code name created_at');

CREATE TABLE licensing.releases (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES licensing.products,
  version text NOT NULL,
  built_on date NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (product_id, version)
);
SELECT platform.label('licensing.releases', 'not personal', 'id product_id version built_on created_at');

CREATE TABLE licensing.technologies (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE,
  licensor_id uuid NOT NULL REFERENCES disclosures.recipients,
  created_at timestamptz NOT NULL
);
SELECT platform.label('licensing.technologies', 'not personal', 'id name licensor_id created_at');

CREATE TABLE licensing.release_technologies (
  release_id uuid NOT NULL REFERENCES licensing.releases,
  technology_id uuid NOT NULL REFERENCES licensing.technologies,
  PRIMARY KEY (release_id, technology_id)
);
SELECT platform.label('licensing.release_technologies', 'not personal', 'release_id technology_id');

CREATE TABLE licensing.licences (
  id uuid PRIMARY KEY,
  serial text COLLATE "C" NOT NULL UNIQUE,
  product_id uuid NOT NULL REFERENCES licensing.products,
  release_id uuid NOT NULL REFERENCES licensing.releases,
  kind text NOT NULL DEFAULT 'perpetual' CHECK (kind IN ('perpetual', 'subscription')),
  state text NOT NULL CHECK (state IN ('draft', 'issued', 'active', 'suspended', 'revoked')),
  seats integer NOT NULL CHECK (seats BETWEEN 1 AND 100000),
  seats_used integer NOT NULL DEFAULT 0,
  expires_on date,
  maintenance_until date,
  holder_company_id uuid REFERENCES contacts.companies,
  company_id uuid REFERENCES contacts.companies,
  created_at timestamptz NOT NULL,
  issued_at timestamptz,
  activated_at timestamptz,
  changed_at timestamptz NOT NULL,
  CONSTRAINT licences_seats CHECK (seats_used BETWEEN 0 AND seats)
);
CREATE INDEX licences_by_age ON licensing.licences (created_at DESC, id);
CREATE INDEX licences_by_company ON licensing.licences (company_id);
CREATE INDEX licences_by_holder ON licensing.licences (holder_company_id, created_at DESC, id);
SELECT platform.label('licensing.licences', 'not personal', 'id serial product_id release_id kind state seats seats_used expires_on maintenance_until holder_company_id company_id created_at issued_at activated_at changed_at');

-- What was told at an activation, as it was told. It changes nothing in contacts until the address is proven
-- where the address was known already (state 'waiting for proof').
CREATE TABLE licensing.registrations (
  id uuid PRIMARY KEY,
  licence_id uuid NOT NULL REFERENCES licensing.licences,
  company_id uuid NOT NULL REFERENCES contacts.companies,
  person_id uuid NOT NULL REFERENCES contacts.people,
  notice_id uuid NOT NULL REFERENCES policy.notices,
  state text NOT NULL CHECK (state IN ('applied', 'waiting for proof')),
  source_kind text NOT NULL CHECK (source_kind IN ('registration', 'reseller', 'demo')),
  given_at timestamptz NOT NULL,
  company_name text NOT NULL,
  email_key bytea NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  phone text,
  title text,
  role text,
  street text,
  postal_code text,
  city text,
  region text,
  country char(2) NOT NULL,
  products_designed text,
  primary_product text,
  industry text
);
CREATE INDEX registrations_by_licence ON licensing.registrations (licence_id);
CREATE INDEX registrations_by_person ON licensing.registrations (person_id);
CREATE INDEX registrations_by_company ON licensing.registrations (company_id);
CREATE INDEX registrations_by_age ON licensing.registrations (given_at, id);
SELECT platform.label('licensing.registrations', 'not personal', 'id licence_id company_id person_id notice_id state source_kind given_at company_name email_key country industry');
SELECT platform.label('licensing.registrations', 'personal:email', 'email');
SELECT platform.label('licensing.registrations', 'personal:identity', 'name');
SELECT platform.label('licensing.registrations', 'personal:phone', 'phone');
SELECT platform.label('licensing.registrations', 'personal:profession', 'title role products_designed primary_product');
SELECT platform.label('licensing.registrations', 'personal:address', 'street postal_code city region');

-- A seat in use. machine_key: HMAC-SHA-256 of the machine's fingerprint.
CREATE TABLE licensing.activations (
  id uuid PRIMARY KEY,
  licence_id uuid NOT NULL REFERENCES licensing.licences,
  registration_id uuid NOT NULL REFERENCES licensing.registrations,
  machine_key bytea,
  release_id uuid NOT NULL REFERENCES licensing.releases,
  activated_at timestamptz NOT NULL,
  deactivated_at timestamptz
);
CREATE INDEX activations_by_licence ON licensing.activations (licence_id);
CREATE UNIQUE INDEX activations_by_machine ON licensing.activations (licence_id, machine_key) WHERE deactivated_at IS NULL;
SELECT platform.label('licensing.activations', 'not personal', 'id licence_id registration_id machine_key release_id activated_at deactivated_at');

CREATE TABLE licensing.licence_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  licence_id uuid NOT NULL REFERENCES licensing.licences,
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('created', 'issued', 'activated', 'refused', 'deactivated', 'suspended', 'resumed', 'revoked')),
  actor_kind text NOT NULL,
  actor_id uuid,
  code text
);
CREATE INDEX licence_events_by_licence ON licensing.licence_events (licence_id, at DESC);
SELECT platform.label('licensing.licence_events', 'not personal', 'id licence_id at kind actor_kind actor_id code');

-- One row a report to a licensor. What it said stands in the ledger, by person and field.
CREATE TABLE licensing.reports (
  id uuid PRIMARY KEY,
  recipient_id uuid NOT NULL REFERENCES disclosures.recipients,
  contract_id uuid NOT NULL REFERENCES disclosures.contracts,
  from_at timestamptz NOT NULL,
  until_at timestamptz NOT NULL,
  registrations integer NOT NULL,
  content_sha256 bytea NOT NULL,
  queued_at timestamptz NOT NULL
);
CREATE INDEX reports_by_contract ON licensing.reports (contract_id, until_at DESC);
SELECT platform.label('licensing.reports', 'not personal', 'id recipient_id contract_id from_at until_at registrations content_sha256 queued_at');

ALTER TABLE licensing.licences ENABLE ROW LEVEL SECURITY;
ALTER TABLE licensing.activations ENABLE ROW LEVEL SECURITY;
ALTER TABLE licensing.registrations ENABLE ROW LEVEL SECURITY;
CREATE POLICY staff ON licensing.licences TO {{base}}, {{probe}} USING (true) WITH CHECK (true);
CREATE POLICY staff ON licensing.activations TO {{base}}, {{probe}} USING (true) WITH CHECK (true);
CREATE POLICY staff ON licensing.registrations TO {{base}}, {{probe}} USING (true) WITH CHECK (true);
CREATE POLICY tenant ON licensing.licences FOR SELECT TO {{reseller}}
  USING (holder_company_id = current_setting('kept.tenant')::uuid OR EXISTS (SELECT FROM contacts.shares s
    WHERE s.company_id = licences.company_id AND s.tenant_company_id = current_setting('kept.tenant')::uuid AND s.until IS NULL));
CREATE POLICY tenant ON licensing.activations FOR SELECT TO {{reseller}}
  USING (EXISTS (SELECT FROM licensing.licences l WHERE l.id = activations.licence_id));
CREATE POLICY tenant ON licensing.registrations FOR SELECT TO {{reseller}}
  USING (EXISTS (SELECT FROM contacts.shares s WHERE s.company_id = registrations.company_id
    AND s.tenant_company_id = current_setting('kept.tenant')::uuid AND s.until IS NULL));
