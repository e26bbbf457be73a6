-- Who approved a report; null for one that goes by itself.
ALTER TABLE licensing.reports ADD COLUMN approved_by uuid;
SELECT platform.label('licensing.reports', 'not personal', 'approved_by');

-- Since when and until when a technology is in a release: whoever registered in between is reported to its licensor, nobody else.
-- Of what stood there before, nobody knows since when.
ALTER TABLE licensing.release_technologies
  ADD COLUMN embedded_at timestamptz NOT NULL DEFAULT '-infinity',
  ADD COLUMN removed_at timestamptz CHECK (removed_at >= embedded_at),
  DROP CONSTRAINT release_technologies_pkey,
  ADD PRIMARY KEY (release_id, technology_id, embedded_at);
ALTER TABLE licensing.release_technologies ALTER COLUMN embedded_at DROP DEFAULT;
CREATE UNIQUE INDEX release_technologies_now ON licensing.release_technologies (release_id, technology_id) WHERE removed_at IS NULL;
SELECT platform.label('licensing.release_technologies', 'not personal', 'embedded_at removed_at');
