-- A second company says that a serial is its own (clause L1). While that is open nothing is taken from the company that has the licence;
-- the licence desk decides, by somebody else than who opened it, and can take a decision back for some days.
CREATE TABLE licensing.disputes (
  id uuid PRIMARY KEY,
  number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  licence_id uuid NOT NULL REFERENCES licensing.licences,
  state text NOT NULL CHECK (state IN ('open', 'stays', 'goes over', 'one company')),
  opened_at timestamptz NOT NULL,
  -- The member of the licence desk; null: a registration that names an evidently other company opened it.
  opened_by uuid,
  registration_id uuid REFERENCES licensing.registrations,
  decided_at timestamptz,
  decided_by uuid CHECK (decided_by <> opened_by),
  reason text,
  -- Where the licence went over: until when the seats of the company before run on, and when they were freed.
  seats_until timestamptz,
  seats_freed_at timestamptz,
  CONSTRAINT disputes_opened CHECK ((opened_by IS NULL) = (registration_id IS NOT NULL)),
  CONSTRAINT disputes_decided CHECK ((state = 'open') = (decided_at IS NULL)
    AND (state IN ('stays', 'goes over')) = (decided_by IS NOT NULL) AND (decided_by IS NULL) = (reason IS NULL)),
  CONSTRAINT disputes_seats CHECK ((state = 'goes over') = (seats_until IS NOT NULL) AND (seats_freed_at IS NULL OR seats_until IS NOT NULL))
);
CREATE UNIQUE INDEX disputes_open ON licensing.disputes (licence_id) WHERE state = 'open';
CREATE INDEX disputes_by_licence ON licensing.disputes (licence_id, opened_at DESC);
CREATE INDEX disputes_by_age ON licensing.disputes (opened_at DESC, id);
CREATE INDEX disputes_seats_running ON licensing.disputes (seats_until) WHERE seats_until IS NOT NULL AND seats_freed_at IS NULL;
SELECT platform.label('licensing.disputes', 'not personal',
  'id number licence_id state opened_at opened_by registration_id decided_at decided_by reason seats_until seats_freed_at');

-- The company that has the licence, and the one that claims it. They go along where companies are merged.
CREATE TABLE licensing.dispute_claims (
  id uuid PRIMARY KEY,
  dispute_id uuid NOT NULL REFERENCES licensing.disputes,
  side text NOT NULL CHECK (side IN ('holder', 'claimant')),
  company_id uuid NOT NULL REFERENCES contacts.companies,
  UNIQUE (dispute_id, side)
);
CREATE INDEX dispute_claims_by_company ON licensing.dispute_claims (company_id);
SELECT platform.label('licensing.dispute_claims', 'not personal', 'id dispute_id side company_id');

-- What each side brought forward, in the words of the licence desk.
CREATE TABLE licensing.dispute_evidence (
  id uuid PRIMARY KEY,
  claim_id uuid NOT NULL REFERENCES licensing.dispute_claims,
  channel text NOT NULL CHECK (channel IN ('phone', 'mail', 'letter', 'registration')),
  evidence text NOT NULL CHECK (btrim(evidence) <> ''),
  at timestamptz NOT NULL,
  member_id uuid,
  CONSTRAINT dispute_evidence_noted CHECK ((channel = 'registration') = (member_id IS NULL))
);
CREATE INDEX dispute_evidence_by_claim ON licensing.dispute_evidence (claim_id, at);
SELECT platform.label('licensing.dispute_evidence', 'not personal', 'id claim_id channel at member_id');
SELECT platform.label('licensing.dispute_evidence', 'personal:question', 'evidence');

-- Which side was told what; without a row of the ledger: there was nobody to tell.
CREATE TABLE licensing.dispute_tellings (
  id uuid PRIMARY KEY,
  claim_id uuid NOT NULL REFERENCES licensing.dispute_claims,
  what text NOT NULL CHECK (what IN ('opened', 'stays', 'goes over', 'taken back')),
  at timestamptz NOT NULL,
  ledger_id uuid REFERENCES disclosures.ledger
);
CREATE INDEX dispute_tellings_by_claim ON licensing.dispute_tellings (claim_id, at);
SELECT platform.label('licensing.dispute_tellings', 'not personal', 'id claim_id what at ledger_id');

UPDATE rights.retention SET tables = tables || '{licensing.dispute_evidence}' WHERE category = 'people';

-- A licence that goes over stands in the history of its serial.
ALTER TABLE licensing.handovers DROP CONSTRAINT handovers_kind_check;
ALTER TABLE licensing.handovers ADD CONSTRAINT handovers_kind_check
  CHECK (kind IN ('issued', 'passed on', 'handed over', 'transferred'));

-- What happens in a dispute is an event of its licence. Which other events there are is left as it stands.
DO $$
DECLARE known text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
  WHERE conrelid = 'licensing.licence_events'::regclass AND conname = 'licence_events_kind_check');
BEGIN
  IF known NOT LIKE '%''dispute opened''%' THEN
    ALTER TABLE licensing.licence_events DROP CONSTRAINT licence_events_kind_check;
    EXECUTE 'ALTER TABLE licensing.licence_events ADD CONSTRAINT licence_events_kind_check '
      || replace(known, 'ARRAY[', 'ARRAY[''dispute opened''::text, ''dispute decided''::text, ''dispute taken up again''::text, ');
  END IF;
END $$;
