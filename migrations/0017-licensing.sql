-- Whoever has the mail address says whether a registration under it was theirs. One that was not stays with the licence,
-- but never becomes data of that person.

ALTER TABLE licensing.registrations DROP CONSTRAINT registrations_state_check;
ALTER TABLE licensing.registrations ADD CONSTRAINT registrations_state_check CHECK (state IN ('applied', 'waiting for proof', 'disowned'));
ALTER TABLE licensing.registrations ADD COLUMN disowned_at timestamptz;
ALTER TABLE licensing.registrations ADD CHECK ((state = 'disowned') = (disowned_at IS NOT NULL));
CREATE INDEX registrations_disowned ON licensing.registrations (disowned_at) WHERE disowned_at IS NOT NULL;
SELECT platform.label('licensing.registrations', 'not personal', 'disowned_at');
