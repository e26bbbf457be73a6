-- Erasures with what is known of each: what went, what stays and why, and by when it is gone from rows, files, data files and backups.
-- Nothing of the person: the address is a keyed digest, with its length and the place of its @, so that it can be looked for on disk.

CREATE TABLE rights.erasures (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE CHECK (number ~ '^[0-9A-HJKMNP-TV-Z]{26}$'),
  person_id uuid NOT NULL UNIQUE,
  request_id uuid,
  cause text NOT NULL CHECK (cause IN ('request', 'retention', 'child')),
  email_key bytea NOT NULL,
  email_bytes integer NOT NULL,
  email_at integer NOT NULL,
  begun_at timestamptz NOT NULL,
  erased_at timestamptz,
  told jsonb NOT NULL DEFAULT '{}',
  searched_at timestamptz,
  found text[],
  rewrite_id uuid,
  rewrite_by date NOT NULL,
  bytes_at timestamptz,
  bytes_found text[],
  backups_until date NOT NULL,
  receipt text,
  CHECK ((searched_at IS NULL) = (found IS NULL) AND (bytes_at IS NULL) = (bytes_found IS NULL))
);
CREATE INDEX erasures_unfinished ON rights.erasures (begun_at) WHERE erased_at IS NULL OR searched_at IS NULL OR bytes_at IS NULL;
SELECT platform.label('rights.erasures', 'not personal', 'id number person_id request_id cause email_key email_bytes email_at begun_at
  erased_at told searched_at found rewrite_id rewrite_by bytes_at bytes_found backups_until receipt');

-- Under which the receipt of an erasure will be found, told while the person can still be told.
ALTER TABLE rights.requests ADD COLUMN receipt text CHECK (receipt ~ '^[0-9A-HJKMNP-TV-Z]{26}$');
SELECT platform.label('rights.requests', 'not personal', 'receipt');

ALTER TABLE rights.request_events DROP CONSTRAINT request_events_kind_check;
ALTER TABLE rights.request_events ADD CONSTRAINT request_events_kind_check CHECK (kind IN ('received', 'scan added', 'identity shown',
  'confirmed', 'extended', 'answered', 'refused', 'withdrawn', 'words removed', 'erased'));

-- Data that must not be deleted, whatever else says so: why, for what, until when.
CREATE TABLE rights.holds (
  id uuid PRIMARY KEY,
  person_id uuid,
  category text CHECK (category IN ('people', 'requests', 'look-ups', 'mails', 'everything')),
  reason text NOT NULL CHECK (char_length(reason) BETWEEN 10 AND 2000),
  set_by uuid NOT NULL,
  since timestamptz NOT NULL,
  until date NOT NULL,
  ended_at timestamptz,
  CHECK ((person_id IS NULL) <> (category IS NULL))
);
CREATE INDEX holds_living ON rights.holds (person_id) WHERE ended_at IS NULL;
SELECT platform.label('rights.holds', 'not personal', 'id person_id category set_by since until ended_at');
SELECT platform.label('rights.holds', 'personal:message', 'reason');
