-- Requests of people about their data (clause P2), each with its clock. What was asked and answered is personal and goes when the
-- request has been closed for long enough; what then stays of the row for 24 months names nobody: kind, way, days, rule and end.

CREATE TABLE rights.requests (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE CHECK (number ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  kind text NOT NULL CHECK (kind IN ('access', 'correction', 'objection', 'restriction', 'erasure', 'portability', 'opt-out', 'question')),
  channel text NOT NULL CHECK (channel IN ('page', 'letter', 'phone')),
  person_id uuid,
  identity text NOT NULL CHECK (identity IN ('proven', 'shown', 'not shown')),
  law text NOT NULL CHECK (law IN ('gdpr', 'ccpa', 'house')),
  rule text NOT NULL,
  received_at timestamptz NOT NULL,
  received_on date NOT NULL,
  confirm_by date,
  due_on date NOT NULL,
  extended boolean NOT NULL DEFAULT false,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'refused', 'withdrawn')),
  refusal text CHECK (refusal IN ('identity not shown', 'nothing held', 'unfounded', 'excessive', 'law requires keeping', 'rights of others')),
  confirmed_at timestamptz,
  closed_at timestamptz,
  wording text CHECK (char_length(wording) <= 10000),
  asker text CHECK (char_length(asker) <= 500),
  extension text CHECK (char_length(extension) <= 2000),
  answer text CHECK (char_length(answer) <= 20000),
  CONSTRAINT requests_closed CHECK ((state = 'open') = (closed_at IS NULL) AND (state = 'refused') = (refusal IS NOT NULL)),
  CONSTRAINT requests_page CHECK (channel <> 'page' OR identity = 'proven')
);
CREATE INDEX requests_by_person ON rights.requests (person_id, received_at DESC) WHERE person_id IS NOT NULL;
CREATE INDEX requests_by_due ON rights.requests (due_on, id) WHERE state = 'open';
CREATE INDEX requests_by_age ON rights.requests (received_at DESC, id);
SELECT platform.label('rights.requests', 'not personal',
  'id number kind channel person_id identity law rule received_at received_on confirm_by due_on extended state refusal confirmed_at closed_at');
SELECT platform.label('rights.requests', 'personal:message', 'wording asker extension answer');

-- What happened to a request, by whom: no words.
CREATE TABLE rights.request_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES rights.requests ON DELETE CASCADE,
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('received', 'scan added', 'identity shown', 'confirmed', 'extended', 'answered', 'refused', 'withdrawn', 'words removed')),
  actor_kind text NOT NULL,
  actor_id uuid
);
CREATE INDEX request_events_by_request ON rights.request_events (request_id, id);
SELECT platform.label('rights.request_events', 'not personal', 'id request_id at kind actor_kind actor_id');

-- The scan of a letter.
CREATE TABLE rights.request_scans (
  request_id uuid PRIMARY KEY REFERENCES rights.requests ON DELETE CASCADE,
  type text NOT NULL CHECK (type IN ('application/pdf', 'image/png', 'image/jpeg')),
  content bytea NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 2097152),
  added_at timestamptz NOT NULL
);
SELECT platform.label('rights.request_scans', 'not personal', 'request_id type added_at');
SELECT platform.label('rights.request_scans', 'personal:message', 'content');
