-- Listing goes on over many passes: whoever gave data until it began is listed by it, and what came meanwhile by the next.
ALTER TABLE rights.telling_runs ADD COLUMN listing_since timestamptz;
SELECT platform.label('rights.telling_runs', 'not personal', 'listing_since');
UPDATE rights.telling_runs SET listing_since = begun_at WHERE listing IS NOT NULL;
ALTER TABLE rights.telling_runs
  ADD CONSTRAINT telling_runs_listing_since CHECK ((listing IS NULL) = (listing_since IS NULL));
