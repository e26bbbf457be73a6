-- Legal demands (clause U8): who demands data of whom by which law, which two people approved it, what was given, and until when the
-- person is not told because the law forbids it. People and companies stand here as ids; whatever was written in words is personal.

CREATE TABLE rights.legal_demands (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE CHECK (number ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  authority_id uuid NOT NULL REFERENCES disclosures.recipients,
  channel text NOT NULL CHECK (channel IN ('letter', 'mail', 'in person')),
  received_on date NOT NULL,
  due_on date,
  state text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'approved', 'refused', 'given', 'closed')),
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  approved_at timestamptz,
  closed_at timestamptz,
  withheld_until date,
  reference text NOT NULL CHECK (char_length(reference) BETWEEN 1 AND 200),
  basis text NOT NULL CHECK (char_length(basis) BETWEEN 3 AND 2000),
  scope text NOT NULL CHECK (char_length(scope) BETWEEN 3 AND 10000),
  refusal text CHECK (char_length(refusal) BETWEEN 3 AND 2000),
  CONSTRAINT legal_demands_closed CHECK ((state IN ('refused', 'closed')) = (closed_at IS NOT NULL) AND (state = 'refused') = (refusal IS NOT NULL))
);
CREATE INDEX legal_demands_by_age ON rights.legal_demands (received_on DESC, id);
SELECT platform.label('rights.legal_demands', 'not personal',
  'id number authority_id channel received_on due_on state recorded_by recorded_at approved_at closed_at withheld_until');
SELECT platform.label('rights.legal_demands', 'personal:message', 'reference basis scope refusal');

CREATE TABLE rights.legal_demand_people (
  demand_id uuid NOT NULL REFERENCES rights.legal_demands,
  person_id uuid NOT NULL REFERENCES contacts.people,
  PRIMARY KEY (demand_id, person_id)
);
CREATE INDEX legal_demand_people_by_person ON rights.legal_demand_people (person_id);
SELECT platform.label('rights.legal_demand_people', 'not personal', 'demand_id person_id');

CREATE TABLE rights.legal_demand_companies (
  demand_id uuid NOT NULL REFERENCES rights.legal_demands,
  company_id uuid NOT NULL REFERENCES contacts.companies,
  PRIMARY KEY (demand_id, company_id)
);
SELECT platform.label('rights.legal_demand_companies', 'not personal', 'demand_id company_id');

-- Nobody approves the same demand twice.
CREATE TABLE rights.legal_demand_approvals (
  demand_id uuid NOT NULL REFERENCES rights.legal_demands,
  member_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (demand_id, member_id)
);
SELECT platform.label('rights.legal_demand_approvals', 'not personal', 'demand_id member_id at');

-- Where the law forbids telling the person: until which day. Who asks for the day is the first who approves it, never the second.
CREATE TABLE rights.withholdings (
  id uuid PRIMARY KEY,
  demand_id uuid NOT NULL REFERENCES rights.legal_demands,
  until date NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  approved_by uuid,
  approved_at timestamptz,
  dropped_at timestamptz,
  basis text NOT NULL CHECK (char_length(basis) BETWEEN 3 AND 2000),
  CONSTRAINT withholdings_by_two CHECK (approved_by <> asked_by AND (approved_by IS NULL) = (approved_at IS NULL)
    AND num_nonnulls(approved_at, dropped_at) <= 1)
);
CREATE UNIQUE INDEX withholdings_waiting ON rights.withholdings (demand_id) WHERE approved_at IS NULL AND dropped_at IS NULL;
CREATE INDEX withholdings_by_demand ON rights.withholdings (demand_id);
SELECT platform.label('rights.withholdings', 'not personal', 'id demand_id until asked_by asked_at approved_by approved_at dropped_at');
SELECT platform.label('rights.withholdings', 'personal:message', 'basis');

-- One file that an authority was given, and of each person in it what: names of fields, as in the ledger.
CREATE TABLE rights.givings (
  id uuid PRIMARY KEY,
  demand_id uuid NOT NULL REFERENCES rights.legal_demands,
  at timestamptz NOT NULL,
  given_by uuid NOT NULL,
  file_sha256 bytea NOT NULL CHECK (octet_length(file_sha256) = 32)
);
CREATE INDEX givings_by_demand ON rights.givings (demand_id, at);
SELECT platform.label('rights.givings', 'not personal', 'id demand_id at given_by file_sha256');

CREATE TABLE rights.given (
  giving_id uuid NOT NULL REFERENCES rights.givings,
  person_id uuid NOT NULL REFERENCES contacts.people,
  fields text[] NOT NULL CHECK (cardinality(fields) > 0),
  ledger_id uuid NOT NULL REFERENCES disclosures.ledger,
  told text CHECK (told IN ('mailed', 'no address')),
  told_at timestamptz,
  PRIMARY KEY (giving_id, person_id),
  CONSTRAINT given_told CHECK ((told IS NULL) = (told_at IS NULL))
);
CREATE INDEX given_by_person ON rights.given (person_id);
CREATE INDEX given_untold ON rights.given (giving_id) WHERE told IS NULL;
SELECT platform.label('rights.given', 'not personal', 'giving_id person_id fields ledger_id told told_at');

-- Looks of staff at people because of a demand: they would tell of it as well.
CREATE TABLE rights.legal_demand_looks (
  lookup_id uuid PRIMARY KEY,
  demand_id uuid NOT NULL REFERENCES rights.legal_demands,
  person_id uuid NOT NULL
);
CREATE INDEX legal_demand_looks_by_person ON rights.legal_demand_looks (person_id);
SELECT platform.label('rights.legal_demand_looks', 'not personal', 'lookup_id demand_id person_id');

CREATE TABLE rights.legal_demand_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  demand_id uuid NOT NULL REFERENCES rights.legal_demands,
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('received', 'approved once', 'approved', 'refused', 'given', 'closed', 'hold set',
    'withholding asked', 'withholding approved', 'withholding dropped', 'person told')),
  actor_kind text NOT NULL,
  actor_id uuid
);
CREATE INDEX legal_demand_events_by_demand ON rights.legal_demand_events (demand_id, id);
SELECT platform.label('rights.legal_demand_events', 'not personal', 'id demand_id at kind actor_kind actor_id');

-- A hold that a demand asks for.
ALTER TABLE rights.holds ADD COLUMN demand_id uuid REFERENCES rights.legal_demands;
SELECT platform.label('rights.holds', 'not personal', 'demand_id');

UPDATE rights.retention SET tables = tables || '{rights.legal_demands,rights.withholdings}' WHERE category = 'legal matters';
