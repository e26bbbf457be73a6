-- The register of breaches: beside breaks that a proof has found, what staff record; whom it concerns, counted; who was told.
ALTER TABLE policy.incidents
  ALTER COLUMN demand DROP NOT NULL,
  ADD COLUMN title text CHECK (btrim(title) <> ''),
  ADD COLUMN recorded_by uuid,
  -- kinds of data, and from when until when they lay open, as staff said for the count
  ADD COLUMN fields text[] NOT NULL DEFAULT '{}',
  ADD COLUMN open_from timestamptz,
  ADD COLUMN open_until timestamptz,
  ADD COLUMN people integer CHECK (people >= 0),
  ADD COLUMN people_at timestamptz,
  ADD CONSTRAINT incidents_what CHECK (num_nonnulls(demand, title) = 1 AND (title IS NULL) = (recorded_by IS NULL)),
  ADD CONSTRAINT incidents_people CHECK (num_nonnulls(open_from, open_until, people, people_at) IN (0, 4));
SELECT platform.label('policy.incidents', 'not personal', 'title recorded_by fields open_from open_until people people_at');

CREATE TABLE policy.incident_notices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  incident_id bigint NOT NULL REFERENCES policy.incidents,
  told text NOT NULL CHECK (told IN ('authority', 'people')),
  told_on date NOT NULL,
  reference text,
  noted_by uuid NOT NULL,
  noted_at timestamptz NOT NULL
);
CREATE INDEX incident_notices_by_incident ON policy.incident_notices (incident_id, id);
SELECT platform.label('policy.incident_notices', 'not personal', 'id incident_id told told_on reference noted_by noted_at');

-- The last checkpoint that each witness was given, and what became of it.
CREATE TABLE policy.witness_tellings (
  witness_id uuid NOT NULL,
  way text NOT NULL CHECK (way IN ('mail', 'url')),
  size bigint NOT NULL,
  at timestamptz NOT NULL,
  taken boolean NOT NULL,
  PRIMARY KEY (witness_id, way)
);
SELECT platform.label('policy.witness_tellings', 'not personal', 'witness_id way size at taken');
