-- Imports of customers and licences from a list, with what is to be done, what was done and what was wrong with it.
CREATE TABLE licensing.imports (
  id uuid PRIMARY KEY,
  -- Under which its pieces are held.
  file_id uuid NOT NULL,
  file_name text NOT NULL,
  file_sha256 bytea NOT NULL CHECK (length(file_sha256) = 32),
  file_bytes bigint NOT NULL,
  -- The header decides which mapping is remembered for the next list like it.
  header text[] NOT NULL,
  header_sha256 bytea NOT NULL CHECK (length(header_sha256) = 32),
  -- Column for each field, the order of dates, and what holds where a row says nothing. Null: not said yet.
  plan jsonb,
  came_from text,
  notice_id uuid,
  state text NOT NULL CHECK (state IN ('uploaded', 'checking', 'checked', 'running', 'stopped', 'done', 'undoing', 'undone')),
  -- The process that works on it, and when it last said so: another takes over from one that is silent.
  runner uuid,
  beat_at timestamptz,
  -- Why it stopped by itself.
  code text,
  rows_total bigint,
  -- Rows that were looked at in the present state, whatever became of them.
  rows_done bigint NOT NULL DEFAULT 0,
  -- What came of them: licences, companies, people, refused, suppressed, known ones; and what an undoing left there.
  counts jsonb NOT NULL DEFAULT '{}',
  created_by uuid,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL
);
SELECT platform.label('licensing.imports', 'not personal', 'id file_id file_name file_sha256 file_bytes header header_sha256 plan came_from notice_id state runner beat_at code rows_total rows_done counts created_by created_at changed_at');
-- One at a time: two would make the same company twice.
CREATE UNIQUE INDEX imports_at_work ON licensing.imports ((true)) WHERE state IN ('running', 'undoing');
CREATE INDEX imports_by_age ON licensing.imports (created_at DESC, id);

-- The file while it is needed, sealed under the installation's key. It goes when the import ends, and with any erasure.
CREATE TABLE licensing.import_pieces (
  file_id uuid NOT NULL,
  number integer NOT NULL,
  sealed bytea NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (file_id, number)
);
SELECT platform.label('licensing.import_pieces', 'not personal', 'file_id number at');
SELECT platform.label('licensing.import_pieces', 'personal:message', 'sealed');

-- What is wrong with which row: its code and the field, never its value.
CREATE TABLE licensing.import_faults (
  import_id uuid NOT NULL REFERENCES licensing.imports,
  line bigint NOT NULL,
  code text NOT NULL,
  field text NOT NULL DEFAULT '',
  PRIMARY KEY (import_id, line, code, field)
);
SELECT platform.label('licensing.import_faults', 'not personal', 'import_id line code field');

-- Serials of other systems stand in the licence as they were given; by these keys they are found whatever their case, spaces and dashes.
CREATE TABLE licensing.foreign_serials (
  key text COLLATE "C" PRIMARY KEY,
  licence_id uuid NOT NULL UNIQUE REFERENCES licensing.licences
);
SELECT platform.label('licensing.foreign_serials', 'not personal', 'key licence_id');
ALTER TABLE licensing.foreign_serials ENABLE ROW LEVEL SECURITY;
CREATE POLICY staff ON licensing.foreign_serials TO {{base}}, {{probe}} USING (true) WITH CHECK (true);
-- A reseller finds the serials of the licences that it sees.
CREATE POLICY tenant ON licensing.foreign_serials FOR SELECT TO {{reseller}}
  USING (EXISTS (SELECT FROM licensing.licences l WHERE l.id = foreign_serials.licence_id));

-- That a licence was imported is an event of it. Which other events there are is left as it stands.
DO $$
DECLARE known text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
  WHERE conrelid = 'licensing.licence_events'::regclass AND conname = 'licence_events_kind_check');
BEGIN
  IF known NOT LIKE '%''imported''%' THEN
    ALTER TABLE licensing.licence_events DROP CONSTRAINT licence_events_kind_check;
    EXECUTE 'ALTER TABLE licensing.licence_events ADD CONSTRAINT licence_events_kind_check '
      || replace(known, 'ARRAY[', 'ARRAY[''imported''::text, ');
  END IF;
END $$;
