-- Exports of customers and licences: what was asked for, how far it is, and until when its file is held.
CREATE TABLE licensing.exports (
  id uuid PRIMARY KEY,
  -- Who asked for it, and only they may fetch it.
  member_id uuid NOT NULL,
  format text NOT NULL CHECK (format IN ('csv', 'xlsx')),
  tables text[] NOT NULL CHECK (cardinality(tables) > 0),
  filters jsonb NOT NULL,
  -- Under which people are read, with the line of the look-up log that says so.
  purpose text NOT NULL,
  lookup_id uuid,
  state text NOT NULL CHECK (state IN ('running', 'stopped', 'done', 'deleted')),
  -- The process that works on it, and when it last said so: another begins anew after one that is silent.
  runner uuid,
  beat_at timestamptz,
  -- Why it stopped, or was deleted, by itself.
  code text,
  rows_total bigint,
  rows_done bigint NOT NULL DEFAULT 0,
  file_bytes bigint,
  file_sha256 bytea CHECK (length(file_sha256) = 32),
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  -- When its file is deleted.
  expires_at timestamptz
);
SELECT platform.label('licensing.exports', 'not personal', 'id member_id format tables filters purpose lookup_id state runner beat_at code rows_total rows_done file_bytes file_sha256 created_at changed_at expires_at');
-- One at a time: each reads a whole snapshot.
CREATE UNIQUE INDEX exports_at_work ON licensing.exports ((true)) WHERE state = 'running';
CREATE INDEX exports_by_age ON licensing.exports (created_at DESC, id);

-- The file while it is held, sealed under the installation's key.
CREATE TABLE licensing.export_pieces (
  export_id uuid NOT NULL REFERENCES licensing.exports,
  number integer NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (export_id, number)
);
SELECT platform.label('licensing.export_pieces', 'not personal', 'export_id number');
SELECT platform.label('licensing.export_pieces', 'personal:message', 'sealed');
