-- Telling those whom a change of the policy concerns (clause P1): who is to be told of which version, and that they were.
CREATE TABLE rights.telling_runs (
  notice_id uuid PRIMARY KEY REFERENCES policy.notices,
  version integer NOT NULL,
  begun_at timestamptz NOT NULL,
  -- as many times as given: everybody up to this moment is listed
  listed_at timestamptz,
  stopped_at timestamptz,
  -- listed once more after the version came into force, and nobody waits but whose data must not be used
  finished_at timestamptz
);
SELECT platform.label('rights.telling_runs', 'not personal', 'notice_id version begun_at listed_at stopped_at finished_at');

CREATE TABLE rights.tellings (
  notice_id uuid NOT NULL REFERENCES rights.telling_runs,
  person_id uuid NOT NULL REFERENCES contacts.people,
  listed_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'told', 'gone')),
  told_at timestamptz,
  -- the mail; a later version that was published meanwhile is told with the same
  ledger_id uuid REFERENCES disclosures.ledger,
  answer text CHECK (answer IN ('yes', 'no')),
  answered_at timestamptz,
  PRIMARY KEY (notice_id, person_id),
  CONSTRAINT tellings_told CHECK ((state = 'told') = (told_at IS NOT NULL AND ledger_id IS NOT NULL)),
  CONSTRAINT tellings_answered CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE INDEX tellings_by_person ON rights.tellings (person_id);
CREATE INDEX tellings_waiting ON rights.tellings (person_id) WHERE state = 'waiting';
SELECT platform.label('rights.tellings', 'not personal', 'notice_id person_id listed_at state told_at ledger_id answer answered_at');
