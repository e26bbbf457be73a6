-- Which logs were counted already, so that a log that is imported again, has grown, was renamed, compressed or copied is counted
-- once. A log is known by where its lines begin and end and by their times; no name of a file, no line and no digest of one is kept.

CREATE TABLE statistics.imports (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id smallint NOT NULL REFERENCES statistics.sites,
  origin statistics.origin NOT NULL,
  -- of several web servers of a site the one that wrote the log: lines of the same time by different ones are different lines
  server text NOT NULL CHECK (server ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  -- times of its first line and of its last counted one
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  -- where the counted lines end, and how many there are up to there, uncompressed
  bytes bigint NOT NULL CHECK (bytes > 0),
  lines bigint NOT NULL CHECK (lines > 0),
  imported_at timestamptz NOT NULL
);
CREATE INDEX imports_of_site ON statistics.imports (site_id, server, first_at);
SELECT platform.label('statistics.imports', 'not personal', 'id site_id origin server first_at last_at bytes lines imported_at');
