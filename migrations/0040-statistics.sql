-- What was imported, for the desk: one row an import. No name of a file and no line of it is kept.

CREATE TABLE statistics.import_runs (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id smallint NOT NULL REFERENCES statistics.sites,
  origin statistics.origin NOT NULL CHECK (origin <> 'live'),
  -- which of several web servers of the site wrote the logs; null for what another program counted
  server text,
  -- files of which something was taken over
  files int NOT NULL CHECK (files > 0),
  -- of logs only: lines that were read, of these those that could not be, and those of times that were imported before
  lines bigint,
  bad_lines bigint,
  known_lines bigint,
  first_day date NOT NULL,
  last_day date NOT NULL,
  imported_at timestamptz NOT NULL
);
CREATE INDEX import_runs_of_site ON statistics.import_runs (site_id, imported_at);
SELECT platform.label('statistics.import_runs', 'not personal', 'id site_id origin server files lines bad_lines known_lines first_day last_day imported_at');

-- Logs that were imported before imports were listed: one import each. How many of their lines were bad is not known.
INSERT INTO statistics.import_runs (site_id, origin, server, files, lines, first_day, last_day, imported_at)
SELECT i.site_id, i.origin, i.server, 1, i.lines, (i.first_at AT TIME ZONE s.time_zone)::date,
  (i.last_at AT TIME ZONE s.time_zone)::date, i.imported_at
FROM statistics.imports i JOIN statistics.sites s ON s.id = i.site_id WHERE i.origin <> 'live' ORDER BY i.imported_at, i.id;
