-- Webhooks: programs outside that are told of events, what each was told, and every try.

CREATE TABLE staff.webhooks (
  id uuid PRIMARY KEY,
  recipient_id uuid NOT NULL UNIQUE REFERENCES disclosures.recipients,
  name text NOT NULL,
  url text NOT NULL,
  kinds text[] NOT NULL,
  created_at timestamptz NOT NULL,
  -- sealed under a key of the installation, as is the one before it, which signs too until its time is over
  secret bytea NOT NULL,
  secret_since timestamptz NOT NULL,
  old_secret bytea,
  old_until timestamptz,
  -- since when no try was taken; null after one that was
  failing_since timestamptz,
  -- what happens while it is stopped waits
  stopped_at timestamptz,
  stopped_why text CHECK (stopped_why IN ('staff', 'failure', 'gone')),
  ended_at timestamptz,
  CHECK ((old_secret IS NULL) = (old_until IS NULL)),
  CHECK ((stopped_at IS NULL) = (stopped_why IS NULL))
);
SELECT platform.label('staff.webhooks', 'not personal', 'id recipient_id name url kinds created_at secret secret_since old_secret old_until failing_since stopped_at stopped_why ended_at');

CREATE TABLE staff.webhook_deliveries (
  id uuid PRIMARY KEY,
  webhook_id uuid NOT NULL REFERENCES staff.webhooks,
  -- null for one that staff sent to try it out
  event_id bigint,
  kind text NOT NULL,
  body text NOT NULL,
  happened_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'given up')),
  -- tries since it was queued or sent anew
  tries integer NOT NULL DEFAULT 0,
  next_at timestamptz,
  ended_at timestamptz,
  -- written in the transaction that takes it up for its first try
  ledger_id uuid REFERENCES disclosures.ledger,
  UNIQUE (webhook_id, event_id),
  CHECK ((state = 'waiting') = (next_at IS NOT NULL)),
  CHECK ((state = 'waiting') = (ended_at IS NULL)),
  CHECK (tries = 0 OR ledger_id IS NOT NULL)
);
CREATE INDEX webhook_deliveries_due ON staff.webhook_deliveries (webhook_id, next_at) WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_by_webhook ON staff.webhook_deliveries (webhook_id, happened_at DESC, id DESC);
SELECT platform.label('staff.webhook_deliveries', 'not personal', 'id webhook_id event_id kind body happened_at state tries next_at ended_at ledger_id');

CREATE TABLE staff.webhook_tries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  delivery_id uuid NOT NULL REFERENCES staff.webhook_deliveries ON DELETE CASCADE,
  at timestamptz NOT NULL,
  ms integer NOT NULL,
  -- what was answered, or why nothing was
  status integer,
  fault text,
  CHECK (num_nonnulls(status, fault) = 1)
);
CREATE INDEX webhook_tries_by_delivery ON staff.webhook_tries (delivery_id, id);
SELECT platform.label('staff.webhook_tries', 'not personal', 'id delivery_id at ms status fault');
