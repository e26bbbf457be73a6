-- Files of releases. Their bytes lie in the folder for files, under the id; a row says what is there. While it is sent, nobody is offered it.
CREATE TABLE licensing.release_files (
  id uuid PRIMARY KEY,
  release_id uuid NOT NULL REFERENCES licensing.releases,
  platform text NOT NULL CHECK (length(platform) BETWEEN 1 AND 40),
  file_name text NOT NULL CHECK (file_name ~ '^[A-Za-z0-9][A-Za-z0-9._+-]{0,119}$'),
  state text NOT NULL CHECK (state IN ('uploading', 'ready', 'withdrawn')),
  bytes bigint NOT NULL CHECK (bytes > 0),
  received bigint NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND bytes),
  sha256 bytea CHECK (length(sha256) = 32),
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT release_files_whole CHECK (state <> 'ready' OR (received = bytes AND sha256 IS NOT NULL))
);
CREATE UNIQUE INDEX release_files_name ON licensing.release_files (release_id, lower(file_name)) WHERE state <> 'withdrawn';
SELECT platform.label('licensing.release_files', 'not personal', 'id release_id platform file_name state bytes received sha256 created_at changed_at');

-- That a file was fetched whole under a licence, once a day: which licence and which file, and nothing of who or from where.
CREATE TABLE licensing.downloads (
  licence_id uuid NOT NULL REFERENCES licensing.licences,
  file_id uuid NOT NULL REFERENCES licensing.release_files,
  day date NOT NULL,
  PRIMARY KEY (licence_id, file_id, day)
);
CREATE INDEX downloads_by_day ON licensing.downloads (day, file_id);
CREATE INDEX downloads_by_file ON licensing.downloads (file_id, day);
SELECT platform.label('licensing.downloads', 'not personal', 'licence_id file_id day');

-- Which other events there are is left as it stands.
DO $$
DECLARE known text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
  WHERE conrelid = 'licensing.licence_events'::regclass AND conname = 'licence_events_kind_check');
BEGIN
  ALTER TABLE licensing.licence_events DROP CONSTRAINT licence_events_kind_check;
  EXECUTE 'ALTER TABLE licensing.licence_events ADD CONSTRAINT licence_events_kind_check '
    || replace(known, 'ARRAY[', 'ARRAY[''downloaded''::text, ');
END $$;
