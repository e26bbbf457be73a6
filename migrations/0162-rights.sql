-- Telling those whom a breach concerns (GDPR, art. 34): what is told of which incident, and that each of them was told.
CREATE TABLE rights.breach_notices (
  id uuid PRIMARY KEY,
  incident_id bigint NOT NULL REFERENCES policy.incidents,
  -- words that go to everybody alike, so about nobody
  happened text NOT NULL CHECK (char_length(happened) BETWEEN 10 AND 4000),
  consequences text NOT NULL CHECK (char_length(consequences) BETWEEN 10 AND 4000),
  measures text NOT NULL CHECK (char_length(measures) BETWEEN 10 AND 4000),
  contact text NOT NULL CHECK (char_length(contact) BETWEEN 3 AND 1000),
  -- whom it concerns, as it was counted for the incident when the notice was written
  fields text[] NOT NULL,
  open_from timestamptz NOT NULL,
  open_until timestamptz NOT NULL,
  people integer NOT NULL,
  written_by uuid NOT NULL,
  written_at timestamptz NOT NULL,
  approved_by uuid,
  approved_at timestamptz,
  stopped_at timestamptz,
  finished_at timestamptz,
  CONSTRAINT breach_notices_approved CHECK ((approved_by IS NULL) = (approved_at IS NULL) AND approved_by IS DISTINCT FROM written_by),
  CONSTRAINT breach_notices_sent CHECK (approved_at IS NOT NULL OR num_nonnulls(stopped_at, finished_at) = 0)
);
CREATE INDEX breach_notices_by_incident ON rights.breach_notices (incident_id, written_at);
SELECT platform.label('rights.breach_notices', 'not personal',
  'id incident_id happened consequences measures contact fields open_from open_until people written_by written_at approved_by approved_at stopped_at finished_at');

CREATE TABLE rights.breach_tellings (
  notice_id uuid NOT NULL REFERENCES rights.breach_notices,
  person_id uuid NOT NULL REFERENCES contacts.people,
  -- gone: erased meanwhile; by hand: sealed, or without an address
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'told', 'gone', 'by hand')),
  told_at timestamptz,
  ledger_id uuid REFERENCES disclosures.ledger,
  PRIMARY KEY (notice_id, person_id),
  CONSTRAINT breach_tellings_told CHECK ((state = 'told') = (told_at IS NOT NULL AND ledger_id IS NOT NULL))
);
CREATE INDEX breach_tellings_by_person ON rights.breach_tellings (person_id);
CREATE INDEX breach_tellings_waiting ON rights.breach_tellings (notice_id, person_id) WHERE state = 'waiting';
SELECT platform.label('rights.breach_tellings', 'not personal', 'notice_id person_id state told_at ledger_id');
