-- What every part stands on: labels, events, idempotent answers and outgoing mail.

CREATE SCHEMA platform;

-- One call labels many columns. A column without a label fails the migration (platform/db/labels.ts):
--   'not personal'             anybody in the server may read it
--   'personal:<category>'      readable only under a purpose that covers the category
--   'secret'                   readable only by the sign-in role, in schema auth (hashes of passwords, tokens of sessions)
CREATE FUNCTION platform.label(target regclass, label text, columns text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE name text;
BEGIN
  IF label !~ '^(not personal|secret|personal:[a-z]+)$' THEN
    RAISE EXCEPTION 'label % is none of "not personal", "secret", "personal:<category>"', label;
  END IF;
  FOREACH name IN ARRAY regexp_split_to_array(trim(columns), '\s+') LOOP
    EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', target, name, label);
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION platform.label(regclass, text, text) FROM PUBLIC;

CREATE TABLE platform.events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  payload jsonb NOT NULL,
  at timestamptz NOT NULL,
  handled_at timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  retry_at timestamptz,
  failure text
);
CREATE INDEX events_waiting ON platform.events (id) WHERE handled_at IS NULL;
SELECT platform.label('platform.events', 'not personal', 'id name payload at handled_at attempts retry_at failure');

-- The answer given to a public write, so that the same form sent twice acts once.
CREATE TABLE platform.idempotency (
  route text NOT NULL,
  key_digest bytea NOT NULL,
  request_digest bytea NOT NULL,
  status integer,
  answer jsonb,
  at timestamptz NOT NULL,
  PRIMARY KEY (route, key_digest)
);
CREATE INDEX idempotency_age ON platform.idempotency (at);
SELECT platform.label('platform.idempotency', 'not personal', 'route key_digest request_digest status answer at');

-- Mail that the egress gateway has let pass. The ledger row comes first: ledger_id references it (0003).
CREATE TABLE platform.mail_outbox (
  id uuid PRIMARY KEY,
  ledger_id uuid NOT NULL UNIQUE,
  kind text NOT NULL,
  to_address text NOT NULL,
  subject text NOT NULL,
  body_text text NOT NULL,
  body_html text,
  attachments jsonb NOT NULL DEFAULT '[]',
  queued_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'refused')),
  attempts integer NOT NULL DEFAULT 0,
  retry_at timestamptz,
  sent_at timestamptz,
  failure text
);
CREATE INDEX mail_outbox_waiting ON platform.mail_outbox (queued_at) WHERE state IN ('queued', 'sending');
SELECT platform.label('platform.mail_outbox', 'not personal', 'id ledger_id kind queued_at state attempts retry_at sent_at failure');
SELECT platform.label('platform.mail_outbox', 'personal:email', 'to_address');
SELECT platform.label('platform.mail_outbox', 'personal:message', 'subject body_text body_html attachments');
