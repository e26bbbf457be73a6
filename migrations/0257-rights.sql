-- Erasures of one pass are told to a holder in one mail: what is still to be told, written in the transaction of the erasure.
CREATE TABLE rights.erasures_to_tell (
  erasure_id uuid NOT NULL REFERENCES rights.erasures,
  recipient_id uuid NOT NULL REFERENCES disclosures.recipients,
  -- what the holder was given of the person, and when
  fields text[] NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (recipient_id, erasure_id)
);
SELECT platform.label('rights.erasures_to_tell', 'not personal', 'erasure_id recipient_id fields first_at last_at');

-- The same, for the list behind the link of the mail; null for what was told before.
ALTER TABLE rights.holder_notices ADD COLUMN fields text[], ADD COLUMN first_at timestamptz, ADD COLUMN last_at timestamptz;
SELECT platform.label('rights.holder_notices', 'not personal', 'fields first_at last_at');

-- How many addresses were looked up by a link on a day.
ALTER TABLE rights.holder_links ADD COLUMN asked_on date, ADD COLUMN asked integer NOT NULL DEFAULT 0;
SELECT platform.label('rights.holder_links', 'not personal', 'asked_on asked');
