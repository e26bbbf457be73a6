-- How far listing whom a version concerns has come: a server that was killed goes on there, and does not begin with the first person again.
ALTER TABLE rights.telling_runs
  -- the use that waits, or empty for everybody whom the version concerns
  ADD COLUMN listing text,
  ADD COLUMN listing_after uuid,
  ADD CONSTRAINT telling_runs_listing CHECK ((listing IS NULL) = (listing_after IS NULL));
SELECT platform.label('rights.telling_runs', 'not personal', 'listing listing_after');
