-- How a machine is told from others: by which parts it counts as the same after a new dock, network card or disk, and which kinds may have
-- a seat. Null: by its fingerprint alone, and any kind.
ALTER TABLE licensing.licences ADD COLUMN machines jsonb CHECK (machines ?& ARRAY['match', 'virtual', 'terminalServer']);
SELECT platform.label('licensing.licences', 'not personal', 'machines');
ALTER TABLE licensing.templates ADD COLUMN machines jsonb CHECK (machines ?& ARRAY['match', 'virtual', 'terminalServer']);
SELECT platform.label('licensing.templates', 'not personal', 'machines');

-- machine_parts: a keyed digest for each part, while the seat is in use. machine_kind: as the program said; null where it did not.
ALTER TABLE licensing.activations
  ADD COLUMN machine_kind text CHECK (machine_kind IN ('physical', 'virtual', 'terminal server', 'dongle')),
  ADD COLUMN machine_parts jsonb CHECK (jsonb_typeof(machine_parts) = 'object');
SELECT platform.label('licensing.activations', 'not personal', 'machine_kind machine_parts');

-- Which other events there are is left as it stands.
DO $$
DECLARE known text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
  WHERE conrelid = 'licensing.licence_events'::regclass AND conname = 'licence_events_kind_check');
BEGIN
  ALTER TABLE licensing.licence_events DROP CONSTRAINT licence_events_kind_check;
  EXECUTE 'ALTER TABLE licensing.licence_events ADD CONSTRAINT licence_events_kind_check '
    || replace(known, 'ARRAY[', 'ARRAY[''machine changed''::text, ');
END $$;
