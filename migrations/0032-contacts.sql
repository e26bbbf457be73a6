-- What a registration writes the most of is kept with one index instead of three, and its sources are not compared with the notices
-- again (decision 11): each comparison locked the one row of the notice that everybody is shown.

ALTER TABLE contacts.provenance DROP CONSTRAINT provenance_pkey;
ALTER TABLE contacts.provenance DROP CONSTRAINT provenance_notice_id_fkey;
ALTER TABLE contacts.preferences DROP CONSTRAINT preferences_notice_id_fkey;
DROP INDEX contacts.provenance_current;
DROP INDEX contacts.provenance_by_subject;
-- One source in force for each datum, any number of earlier ones; found by the subject.
CREATE UNIQUE INDEX provenance_by_subject ON contacts.provenance
  (subject_id, field, (CASE WHEN replaced_at IS NULL THEN '00000000-0000-0000-0000-000000000000' ELSE id END));
