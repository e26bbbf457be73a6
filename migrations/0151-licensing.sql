-- Usage meters (decision 31). A feature can be counted: how often it may be used (null: as often as wanted), and when counting begins anew.
ALTER TABLE licensing.features ADD COLUMN meter jsonb CHECK (meter ?& ARRAY['cap', 'period']);
SELECT platform.label('licensing.features', 'not personal', 'meter');
-- By feature, for what is issued by a template.
ALTER TABLE licensing.templates ADD COLUMN meters jsonb CHECK (jsonb_typeof(meters) = 'object');
SELECT platform.label('licensing.templates', 'not personal', 'meters');

-- What a licence has instead of what its feature says.
CREATE TABLE licensing.licence_meters (
  licence_id uuid NOT NULL REFERENCES licensing.licences,
  feature text COLLATE "C" NOT NULL,
  meter jsonb NOT NULL CHECK (meter ?& ARRAY['cap', 'period']),
  PRIMARY KEY (licence_id, feature)
);
SELECT platform.label('licensing.licence_meters', 'not personal', 'licence_id feature meter');

-- Counts by licence, feature and period: nothing says which machine or who.
CREATE TABLE licensing.meter_counts (
  licence_id uuid NOT NULL REFERENCES licensing.licences,
  feature text COLLATE "C" NOT NULL,
  period text NOT NULL CHECK (period IN ('day', 'month', 'year', 'never')),
  -- Its first day in the vendor's time zone; 1970-01-01 where counting never begins anew.
  starts_on date NOT NULL,
  used bigint NOT NULL DEFAULT 0 CHECK (used >= 0),
  refused bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (licence_id, feature, period, starts_on)
);
SELECT platform.label('licensing.meter_counts', 'not personal', 'licence_id feature period starts_on used refused');

-- How far a program's own count was taken over: what is told again counts nothing. A counter is drawn at random by the program, for a feature and a day.
CREATE TABLE licensing.meter_counters (
  activation_id uuid NOT NULL REFERENCES licensing.activations,
  counter text COLLATE "C" NOT NULL CHECK (counter ~ '^[A-Za-z0-9_-]{16,32}$'),
  feature text COLLATE "C" NOT NULL,
  total bigint NOT NULL CHECK (total >= 0),
  PRIMARY KEY (activation_id, counter)
);
SELECT platform.label('licensing.meter_counters', 'not personal', 'activation_id counter feature total');

-- Which other events there are is left as it stands.
DO $$
DECLARE known text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
  WHERE conrelid = 'licensing.licence_events'::regclass AND conname = 'licence_events_kind_check');
BEGIN
  ALTER TABLE licensing.licence_events DROP CONSTRAINT licence_events_kind_check;
  EXECUTE 'ALTER TABLE licensing.licence_events ADD CONSTRAINT licence_events_kind_check '
    || replace(known, 'ARRAY[', 'ARRAY[''meter reset''::text, ''meter set''::text, ');
END $$;
