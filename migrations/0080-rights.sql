-- Mail that comes in at the privacy and the remove mailbox (clauses P2, M3, M5). Of its headers nothing is kept but sender, subject and date:
-- no address of a machine and no name of a program. Its Message-ID and those that it answers are keyed digests.

ALTER TABLE rights.requests DROP CONSTRAINT requests_channel_check;
ALTER TABLE rights.requests ADD CONSTRAINT requests_channel_check CHECK (channel IN ('page', 'letter', 'phone', 'mail'));
-- What a mail asks for is guessed by rules until a member of staff has looked.
ALTER TABLE rights.requests ADD COLUMN kind_guessed boolean NOT NULL DEFAULT false;
SELECT platform.label('rights.requests', 'not personal', 'kind_guessed');

ALTER TABLE rights.request_events DROP CONSTRAINT request_events_kind_check;
ALTER TABLE rights.request_events ADD CONSTRAINT request_events_kind_check CHECK (kind IN ('received', 'scan added', 'identity shown',
  'confirmed', 'extended', 'answered', 'refused', 'withdrawn', 'words removed', 'erased', 'mail added', 'kind set'));

CREATE TABLE rights.mails (
  id uuid PRIMARY KEY,
  -- What makes it this mail: one that is handed in again is the same.
  key bytea NOT NULL UNIQUE,
  mailbox text NOT NULL CHECK (mailbox IN ('privacy', 'remove')),
  sort text NOT NULL CHECK (sort IN ('person', 'auto-reply', 'bounce', 'list', 'own')),
  received_at timestamptz NOT NULL,
  sent_at timestamptz,
  request_id uuid REFERENCES rights.requests ON DELETE CASCADE,
  opt_out_id uuid REFERENCES rights.requests ON DELETE CASCADE,
  sender_key bytea NOT NULL,
  message_key bytea,
  sender text CHECK (char_length(sender) <= 320),
  subject text CHECK (char_length(subject) <= 1000),
  body text CHECK (char_length(body) <= 200000),
  cut boolean NOT NULL,
  left_out integer NOT NULL DEFAULT 0
);
CREATE INDEX mails_by_request ON rights.mails (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX mails_by_opt_out ON rights.mails (opt_out_id) WHERE opt_out_id IS NOT NULL;
CREATE INDEX mails_by_message ON rights.mails (message_key) WHERE message_key IS NOT NULL;
CREATE INDEX mails_by_sender ON rights.mails (sender_key);
CREATE INDEX mails_apart ON rights.mails (received_at) WHERE request_id IS NULL AND opt_out_id IS NULL;
SELECT platform.label('rights.mails', 'not personal', 'id key mailbox sort received_at sent_at request_id opt_out_id sender_key message_key cut left_out');
SELECT platform.label('rights.mails', 'personal:email', 'sender');
SELECT platform.label('rights.mails', 'personal:message', 'subject body');

-- Null content: named, but not kept, and why.
CREATE TABLE rights.mail_attachments (
  mail_id uuid NOT NULL REFERENCES rights.mails ON DELETE CASCADE,
  position integer NOT NULL,
  name text NOT NULL CHECK (char_length(name) <= 200),
  type text NOT NULL CHECK (char_length(type) <= 100),
  bytes integer NOT NULL,
  content bytea,
  why_not text CHECK (why_not IN ('too large', 'a mail itself')),
  PRIMARY KEY (mail_id, position),
  CHECK ((content IS NULL) = (why_not IS NOT NULL))
);
SELECT platform.label('rights.mail_attachments', 'not personal', 'mail_id position bytes why_not');
SELECT platform.label('rights.mail_attachments', 'personal:message', 'name type content');

-- Mail that was refused with a code, so that it is still where it came from. Nothing of who wrote it.
CREATE TABLE rights.unread_mails (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  mailbox text CHECK (mailbox IN ('privacy', 'remove')),
  code text NOT NULL,
  bytes bigint
);
CREATE INDEX unread_mails_by_time ON rights.unread_mails (at);
SELECT platform.label('rights.unread_mails', 'not personal', 'id at mailbox code bytes');

UPDATE rights.retention SET tables = tables || '{rights.mails,rights.mail_attachments}' WHERE category = 'words of requests';
INSERT INTO rights.retention (category, tables, days, reason, fixed, changed_at) VALUES
  ('mail kept apart', '{rights.mails,rights.mail_attachments}', 30, 'So that mail that was taken for an automatic answer can still be looked at.', true, now());
