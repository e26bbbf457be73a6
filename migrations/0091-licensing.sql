-- A renewal is an event of its licence. Which other events there are is left as it stands.
DO $$
DECLARE known text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
  WHERE conrelid = 'licensing.licence_events'::regclass AND conname = 'licence_events_kind_check');
BEGIN
  IF known NOT LIKE '%''renewal made''%' THEN
    ALTER TABLE licensing.licence_events DROP CONSTRAINT licence_events_kind_check;
    EXECUTE 'ALTER TABLE licensing.licence_events ADD CONSTRAINT licence_events_kind_check '
      || replace(known, 'ARRAY[', 'ARRAY[''renewal made''::text, ');
  END IF;
END $$;
