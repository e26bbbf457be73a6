-- Processors (clauses U6, U7): what was agreed with each, where it keeps data, and whether it has deleted what it received.

-- For a processor: since when it is bound to keep the data confidential, whether it may use it for nothing else, and in which countries
-- it keeps it. What was signed before says that it is confidential; that it is for nothing else must be recorded.
ALTER TABLE disclosures.contracts ADD COLUMN confidential_on date, ADD COLUMN nothing_else boolean NOT NULL DEFAULT false,
  ADD COLUMN countries text[] NOT NULL DEFAULT '{}';
UPDATE disclosures.contracts c SET countries = ARRAY[trim(r.country)], confidential_on = CASE WHEN c.confidential THEN c.signed_on END
  FROM disclosures.recipients r WHERE r.id = c.recipient_id AND c.kind = 'processing';
ALTER TABLE disclosures.contracts ADD CONSTRAINT contracts_processing
  CHECK (kind <> 'processing' OR cardinality(countries) > 0);
SELECT platform.label('disclosures.contracts', 'not personal', 'confidential_on nothing_else countries');

-- The public key (age) for which a processor is handed data.
ALTER TABLE disclosures.recipients ADD COLUMN age_key text;
SELECT platform.label('disclosures.recipients', 'not personal', 'age_key');

-- Whose contract is over is asked to confirm that it has deleted what it received.
CREATE TABLE disclosures.deletions (
  id uuid PRIMARY KEY,
  recipient_id uuid NOT NULL REFERENCES disclosures.recipients,
  over_on date NOT NULL,
  asked_at timestamptz NOT NULL,
  due_on date NOT NULL,
  -- the mail that asked; none where the processor has no mailbox
  ledger_id uuid REFERENCES disclosures.ledger,
  reminders integer NOT NULL DEFAULT 0,
  reminded_at timestamptz,
  confirmed_on date,
  evidence text CHECK (evidence IN ('certificate', 'letter', 'mail')),
  confirmed_by uuid,
  confirmed_at timestamptz,
  -- a further contract was made before anything was confirmed
  withdrawn_at timestamptz,
  CONSTRAINT deletions_confirmed CHECK (num_nonnulls(confirmed_on, evidence, confirmed_by, confirmed_at) IN (0, 4)
    AND (confirmed_at IS NULL OR withdrawn_at IS NULL))
);
CREATE UNIQUE INDEX deletions_open ON disclosures.deletions (recipient_id) WHERE confirmed_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX deletions_by_recipient ON disclosures.deletions (recipient_id, over_on DESC);
SELECT platform.label('disclosures.deletions', 'not personal',
  'id recipient_id over_on asked_at due_on ledger_id reminders reminded_at confirmed_on evidence confirmed_by confirmed_at withdrawn_at');

-- Each file that was handed to a processor: how many people, and that it was encrypted. The file itself is not kept.
CREATE TABLE disclosures.hand_overs (
  id uuid PRIMARY KEY,
  recipient_id uuid NOT NULL REFERENCES disclosures.recipients,
  at timestamptz NOT NULL,
  member_id uuid NOT NULL,
  purpose text NOT NULL,
  fields text[] NOT NULL,
  people integer NOT NULL CHECK (people > 0),
  age_key text NOT NULL,
  -- how the file begins
  envelope text NOT NULL CHECK (envelope LIKE 'age-encryption.org/v1%'),
  sha256 bytea NOT NULL CHECK (length(sha256) = 32)
);
CREATE INDEX hand_overs_by_recipient ON disclosures.hand_overs (recipient_id, at DESC);
SELECT platform.label('disclosures.hand_overs', 'not personal', 'id recipient_id at member_id purpose fields people age_key envelope sha256');
