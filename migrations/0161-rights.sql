-- Requests that somebody makes for somebody else: who the agent is, what shows their mandate, and that the person says so, too.
ALTER TABLE rights.requests DROP CONSTRAINT requests_channel_check;
ALTER TABLE rights.requests ADD CONSTRAINT requests_channel_check CHECK (channel IN ('page', 'letter', 'phone', 'mail', 'agent'));
ALTER TABLE rights.request_events DROP CONSTRAINT request_events_kind_check;
ALTER TABLE rights.request_events ADD CONSTRAINT request_events_kind_check CHECK (kind IN ('received', 'scan added', 'identity shown', 'confirmed', 'extended', 'answered', 'refused', 'withdrawn', 'words removed', 'erased', 'mail added',
    'kind set', 'mandate confirmed', 'mandate declined', 'mandate enough'));

CREATE TABLE rights.agents (
  request_id uuid PRIMARY KEY REFERENCES rights.requests ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('lawyer', 'authorised agent', 'parent or guardian', 'officer of the company')),
  name text NOT NULL CHECK (char_length(name) <= 200),
  mailbox text CHECK (char_length(mailbox) <= 254),
  -- the scan or the reference of what gives the mandate, in words; the scan itself lies with the request
  mandate text NOT NULL CHECK (char_length(mandate) <= 2000),
  -- the address of the person, as the agent wrote it; null where staff recorded it
  subject text CHECK (char_length(subject) <= 254),
  subject_key bytea,
  covers_answer boolean NOT NULL,
  confirmation text NOT NULL CHECK (confirmation IN ('waiting', 'confirmed', 'declined', 'not needed')),
  -- of the link that was mailed to the person last
  token_sha256 bytea UNIQUE,
  asked_at timestamptz,
  token_expires_at timestamptz,
  decided_at timestamptz,
  decided_by uuid,
  why text CHECK (char_length(why) <= 2000),
  answered_agent_at timestamptz,
  CONSTRAINT agents_decided CHECK ((confirmation = 'waiting') = (decided_at IS NULL)),
  CONSTRAINT agents_why CHECK ((confirmation = 'not needed') = (decided_by IS NOT NULL))
);
CREATE INDEX agents_by_subject ON rights.agents (subject_key) WHERE confirmation = 'waiting';
SELECT platform.label('rights.agents', 'not personal',
  'request_id kind subject_key covers_answer confirmation token_sha256 asked_at token_expires_at decided_at decided_by answered_agent_at');
SELECT platform.label('rights.agents', 'personal:message', 'name mailbox mandate subject why');
