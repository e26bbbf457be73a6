-- A person's own page: links, sittings, corrections and whom they were told to.

CREATE SCHEMA rights;

CREATE TABLE rights.links (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES contacts.people,
  token_sha256 bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX links_by_person ON rights.links (person_id, created_at DESC);
SELECT platform.label('rights.links', 'not personal', 'id person_id token_sha256 created_at expires_at used_at');

CREATE TABLE rights.sittings (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES contacts.people,
  token_sha256 bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz
);
SELECT platform.label('rights.sittings', 'not personal', 'id person_id token_sha256 created_at expires_at ended_at');

-- The new value stands in contacts; here only that it changed, and who was told.
CREATE TABLE rights.corrections (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES contacts.people,
  field text NOT NULL,
  at timestamptz NOT NULL,
  source_kind text NOT NULL CHECK (source_kind IN ('person page', 'staff'))
);
CREATE INDEX corrections_by_person ON rights.corrections (person_id, at DESC);
SELECT platform.label('rights.corrections', 'not personal', 'id person_id field at source_kind');

CREATE TABLE rights.correction_notices (
  correction_id uuid NOT NULL REFERENCES rights.corrections,
  recipient_id uuid NOT NULL REFERENCES disclosures.recipients,
  state text NOT NULL CHECK (state IN ('queued', 'no mailbox')),
  ledger_id uuid REFERENCES disclosures.ledger,
  at timestamptz NOT NULL,
  PRIMARY KEY (correction_id, recipient_id)
);
SELECT platform.label('rights.correction_notices', 'not personal', 'correction_id recipient_id state ledger_id at');
