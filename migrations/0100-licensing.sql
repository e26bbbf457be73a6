-- Floating seats (decision 23): `seats` is then how many programs run at once, each under a lease that ends by itself. Grace is how long a
-- program runs on when something fails. Null: seats belong to machines; the program was built with its grace.
ALTER TABLE licensing.licences
  ADD COLUMN floating jsonb CHECK (floating ?& ARRAY['leaseMinutes', 'heartbeatMinutes', 'borrowDays']),
  ADD COLUMN grace jsonb CHECK (grace ?& ARRAY['networkDays', 'expiryDays', 'leaseHours']);
SELECT platform.label('licensing.licences', 'not personal', 'floating grace');
ALTER TABLE licensing.templates
  ADD COLUMN floating jsonb CHECK (floating ?& ARRAY['leaseMinutes', 'heartbeatMinutes', 'borrowDays']),
  ADD COLUMN grace jsonb CHECK (grace ?& ARRAY['networkDays', 'expiryDays', 'leaseHours']);
SELECT platform.label('licensing.templates', 'not personal', 'floating grace');

-- A row for each seat that is or was leased: whose lease has ended is overwritten by the next. The key is the limit: there is no seat
-- beyond the number of the licence, and none twice.
CREATE TABLE licensing.leases (
  licence_id uuid NOT NULL REFERENCES licensing.licences,
  seat integer NOT NULL CHECK (seat BETWEEN 1 AND 100000),
  activation_id uuid NOT NULL UNIQUE REFERENCES licensing.activations,
  leased_at timestamptz NOT NULL,
  renewed_at timestamptz NOT NULL,
  leased_until timestamptz NOT NULL,
  borrowed boolean NOT NULL,
  PRIMARY KEY (licence_id, seat)
);
SELECT platform.label('licensing.leases', 'not personal', 'licence_id seat activation_id leased_at renewed_at leased_until borrowed');

-- How many seats were in use at once, and how often none was free: counts, by the vendor's day.
CREATE TABLE licensing.lease_days (
  licence_id uuid NOT NULL REFERENCES licensing.licences,
  day date NOT NULL,
  peak integer NOT NULL DEFAULT 0,
  refused integer NOT NULL DEFAULT 0,
  PRIMARY KEY (licence_id, day)
);
SELECT platform.label('licensing.lease_days', 'not personal', 'licence_id day peak refused');

-- Which other events there are is left as it stands.
DO $$
DECLARE known text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
  WHERE conrelid = 'licensing.licence_events'::regclass AND conname = 'licence_events_kind_check');
BEGIN
  ALTER TABLE licensing.licence_events DROP CONSTRAINT licence_events_kind_check;
  EXECUTE 'ALTER TABLE licensing.licence_events ADD CONSTRAINT licence_events_kind_check '
    || replace(known, 'ARRAY[', 'ARRAY[''seat borrowed''::text, ''seat returned''::text, ''lease ended''::text, ');
END $$;
